"""What conditions can ask of days; the only way in which time reaches them.

There is no readable "now". A condition asks whether a day has passed, has come or lies
more than so long ago, and the moment it is judged at remembers when the answer flips.

- ``day("2026-12-31")``: a day written out
- ``passed(day)``: the whole of the day lies in the past
- ``reached(day)``: the day has begun
- ``older_than(day, 6)``: more than six months have gone since
- ``older_than(day, duration("720h"))``: more than thirty days have gone since
- ``months_after(day, 6)``: the same day of the month, six months later
- ``days_between(day, day)``: from the first to the second; negative where it is earlier

A day that is not said is null. None of these answers for it: that is an error, so that a
day nobody wrote closes a gate and never opens one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gronatraden.moment import months_after

if TYPE_CHECKING:
    from collections.abc import Callable

    from gronatraden.moment import Moment


@dataclass(frozen=True, slots=True)
class Function:
    """One way to call a function: the kinds it takes, the kind it gives, what it does."""

    takes: tuple[str, ...]
    gives: str
    does: Callable[..., bool | int | str]
    """Takes the moment before its arguments; days are written out in ISO 8601."""


def _day(_: Moment, written: str) -> str:
    return date.fromisoformat(written).isoformat()


def _passed(moment: Moment, day: str) -> bool:
    return moment.has_passed(date.fromisoformat(day))


def _reached(moment: Moment, day: str) -> bool:
    return moment.has_come(date.fromisoformat(day))


def _older_by_months(moment: Moment, day: str, months: int) -> bool:
    return moment.is_older_than(date.fromisoformat(day), months=months)


def _older_by_days(moment: Moment, day: str, age: timedelta) -> bool:
    began = date.fromisoformat(day)
    far = age.days > (date.max - began).days
    return moment.has_passed(date.max if far else began + timedelta(days=age.days))


def _months_after(_: Moment, day: str, months: int) -> str:
    return months_after(date.fromisoformat(day), months).isoformat()


def _days_between(_: Moment, first: str, second: str) -> int:
    return (date.fromisoformat(second) - date.fromisoformat(first)).days


OF_THE_MOMENT = frozenset({"passed", "reached", "older_than"})
"""Those whose answer depends on when they are asked."""
FUNCTIONS: dict[str, tuple[Function, ...]] = {
    "day": (Function(("string",), "day", _day),),
    "passed": (Function(("day",), "bool", _passed),),
    "reached": (Function(("day",), "bool", _reached),),
    "older_than": (
        Function(("day", "int"), "bool", _older_by_months),
        Function(("day", "duration"), "bool", _older_by_days),
    ),
    "months_after": (Function(("day", "int"), "day", _months_after),),
    "days_between": (Function(("day", "day"), "int", _days_between),),
}

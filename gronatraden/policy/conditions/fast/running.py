"""What written conditions run on, and where they run: arithmetic that fails as the engine's does.

Every difference that is not a difference in answer is an exception, and every exception
sends the question to the engine.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from fractions import Fraction
from functools import cache
from math import trunc
from typing import TYPE_CHECKING, Any

from gronatraden.moment import day_of
from gronatraden.moment import months_after as later
from gronatraden.policy.conditions.fast.writing import UncoveredError, Writer
from gronatraden.policy.conditions.port import STEPS, Answer
from gronatraden.policy.conditions.vocabulary import PARAMS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from gronatraden.moment import Moment
    from gronatraden.policy.conditions.port import Bound
    from gronatraden.policy.conditions.tree import Tree

_MOST = 1 << 63
_HOURS = re.compile(r"(\d{1,7})h")


class Walked:
    """How many steps the walks of one evaluation may take at most."""

    __slots__ = ("_steps",)

    def __init__(self) -> None:
        self._steps = 0

    def by(self, over: Sequence[Any], each: int) -> Sequence[Any]:
        """Return a list to walk over, if that stays within the budget."""
        self._steps += len(over) * each
        if self._steps > STEPS:
            raise UncoveredError
        return over


def truth(value: object) -> bool:
    """Return a truth as it is."""
    if value is True or value is False:
        return value
    raise UncoveredError


def as_number(value: Any) -> float | None:  # noqa: ANN401 - a Decimal, a number or nothing
    """Return an exact value as the engine sees it."""
    return None if value is None else float(value)


def as_day(value: Any) -> Any:  # noqa: ANN401 - a day, several, a moment or nothing
    """Return a moment as its Swedish day, and a day as it is."""
    if value is None or type(value) is date:
        return value
    if isinstance(value, datetime):
        return day_of(value)
    return [as_day(one) for one in value]


def _whole(value: Any) -> Any:  # noqa: ANN401 - what was worked out
    if isinstance(value, int) and not -_MOST <= value < _MOST:
        raise UncoveredError
    return value


def _alike(one: Any, other: Any, *kinds: type) -> None:  # noqa: ANN401 - values
    if type(one) is not type(other) or not isinstance(one, kinds):
        raise UncoveredError


def plus(one: Any, other: Any) -> Any:  # noqa: ANN401 - values
    """Add two numbers, or join two texts."""
    _alike(one, other, int, float, str)
    return _whole(one + other)


def minus(one: Any, other: Any) -> Any:  # noqa: ANN401 - values
    """Subtract a number from another."""
    _alike(one, other, int, float)
    return _whole(one - other)


def times(one: Any, other: Any) -> Any:  # noqa: ANN401 - values
    """Multiply two numbers."""
    _alike(one, other, int, float)
    return _whole(one * other)


def over(one: Any, other: Any) -> Any:  # noqa: ANN401 - values
    """Divide a number by another; a whole one towards nothing."""
    _alike(one, other, int, float)
    if isinstance(one, float):
        return one / other
    return _whole(trunc(Fraction(one, other)))


def rest(one: Any, other: Any) -> Any:  # noqa: ANN401 - values
    """Return what a whole division leaves, with the sign of what is divided."""
    _alike(one, other, int)
    return one - other * over(one, other)


def less(one: Any) -> Any:  # noqa: ANN401 - a value
    """Return a number's opposite."""
    _alike(one, one, int, float)
    return _whole(-one)


def at(several: Any, index: Any) -> Any:  # noqa: ANN401 - values
    """Return an element of a list by its place, from nothing upwards."""
    if type(index) is not int or index < 0:
        raise UncoveredError
    return several[index]


def contains(text: Any, part: Any) -> bool:  # noqa: ANN401 - values
    """Say whether a text has another in it."""
    _alike(text, part, str)
    return part in text


def double(value: Any) -> float:  # noqa: ANN401 - a value
    """Return a whole number as one with a point."""
    if type(value) not in {int, float}:
        raise UncoveredError
    return float(value)


def duration(said: str) -> timedelta:
    """Return whole hours, the way durations of days are mostly written."""
    hours = _HOURS.fullmatch(said)
    if hours is None:
        raise UncoveredError
    return timedelta(hours=int(hours[1]))


def older_than(moment: Moment, since: date, age: int | timedelta) -> bool:
    """Say whether more than so many months, or so many days, have gone since a day."""
    if isinstance(age, int):
        return moment.is_older_than(since, months=age)
    far = age.days > (date.max - since).days
    return moment.has_passed(date.max if far else since + timedelta(days=age.days))


_NAMES: dict[str, Any] = {
    "__builtins__": {"all": all, "any": any, "sum": sum, "len": len, "tuple": tuple},
    "frozenset": frozenset,
    "Walked": Walked,
    "once": cache,
    "truth": truth,
    "as_number": as_number,
    "as_day": as_day,
    "day": lambda _, said: date.fromisoformat(said),
    "plus": plus,
    "minus": minus,
    "times": times,
    "over": over,
    "rest": rest,
    "less": less,
    "at": at,
    "contains": contains,
    "double": double,
    "duration": duration,
    "passed": lambda moment, when: moment.has_passed(when),
    "reached": lambda moment, when: moment.has_come(when),
    "older_than": older_than,
    "months_after": lambda _, when, months: later(when, months),
    "days_between": lambda _, first, second: (second - first).days,
}
"""All that a written condition can name: it has no other way out."""


def written(tree: Tree, rooms: frozenset[str]) -> Callable[..., Any] | None:
    """Return a checked condition as a function, or None where it is left to the engine.

    Args:
        tree: What the condition says, with types.
        rooms: Names that hold objects by key, each of which may be absent.
    """
    try:
        source = Writer(tree, rooms).function()
    except (UncoveredError, RecursionError):
        return None
    space = dict(_NAMES)
    exec(compile(source, "<condition>", "exec"), space)  # noqa: S102 - written here, from a checked tree
    made: Callable[..., Any] = space["answer"]
    return made


class FastBound:
    """Contents and a moment that conditions are answered on; the engine stands behind."""

    def __init__(
        self,
        contents: Mapping[str, Any],
        moment: Moment,
        functions: Callable[[str], Callable[..., Any] | None],
        engine: Callable[[], Bound],
    ) -> None:
        self._contents = contents
        self._moment = moment
        self._functions = functions
        self._engine = engine

    def evaluate(self, text: str) -> Answer:
        """Return what the engine would answer, asking it only where that is not certain."""
        function = self._functions(text)
        if function is not None:
            try:
                found = function(self._contents, self._contents[PARAMS], self._moment)
            except Exception:  # noqa: BLE001 - whatever it was, the engine says what it means
                return self._engine().evaluate(text)
            if found is True or found is False or type(found) is list:
                return Answer(found)
        return self._engine().evaluate(text)

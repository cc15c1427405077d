"""The moment a gate is judged at, and until when the judgement holds.

Rules never read a clock and never see the raw time. They ask a moment whether a
date has passed, and the moment remembers when the answer will flip. A verdict that
was reached with those answers holds until the first flip.

Days are Swedish days: a date has passed when the next day begins in Stockholm.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import MAXYEAR, UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")
_MONTHS = 12


def day_of(at: datetime) -> date:
    """Return the Swedish calendar day of a time-zone-aware moment."""
    return at.astimezone(STOCKHOLM).date()


def start_of(day: date) -> datetime:
    """Return the UTC moment at which a Swedish day begins."""
    return datetime(day.year, day.month, day.day, tzinfo=STOCKHOLM).astimezone(UTC)


def months_after(day: date, months: int) -> date:
    """Return the same day of the month ``months`` later, or that month's last day.

    What would lie beyond the calendar is its last day.
    """
    year, month = divmod(day.year * _MONTHS + day.month - 1 + months, _MONTHS)
    if year > MAXYEAR:
        return date.max
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


class Moment:
    """A moment that answers questions about dates and records when they flip.

    One moment serves one evaluation; it owns the flips recorded during it.
    """

    __slots__ = ("_flips", "_today", "at")

    def __init__(self, at: datetime) -> None:
        if at.tzinfo is None:
            message = "a moment is time-zone-aware"
            raise ValueError(message)
        self.at = at
        self._today = day_of(at)
        self._flips: list[date] = []

    def has_passed(self, day: date) -> bool:
        """Say whether the whole of a day lies in the past."""
        if day < self._today:
            return True
        if day < date.max:
            self._flips.append(day + timedelta(days=1))
        return False

    def has_come(self, day: date) -> bool:
        """Say whether a day has begun."""
        if day <= self._today:
            return True
        self._flips.append(day)
        return False

    def is_older_than(self, day: date, *, months: int) -> bool:
        """Say whether more than ``months`` months have gone since a day."""
        return self.has_passed(months_after(day, months))

    @property
    def valid_until(self) -> datetime | None:
        """The first moment at which an answer given so far changes, or None."""
        return start_of(min(self._flips)) if self._flips else None

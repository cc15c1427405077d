"""What a rule by hand works with: plain dictionaries, ISO days and a list of flips."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

Json = dict[str, Any]
"""A document as its bytes say it."""
Found = list[tuple[str, str]]
"""(code, where) of what is missing; empty where the rule is met."""


@dataclass(slots=True, kw_only=True)
class World:
    """Everything a rule may ask besides its own document."""

    today: str
    """The day of the judgement, as ISO text: such days sort as texts."""
    entered_on: str | None = None
    """Day the phase was entered."""
    offered: list[Json] = field(default_factory=list)
    """Earlier lessons, each with ``lesson``, ``answer`` and ``because``."""
    decisions: list[Json] = field(default_factory=list)
    """With ``gate``, ``opens``, ``deciders`` and ``submitters``."""
    grants: list[Json] = field(default_factory=list)
    """With ``person``, ``role``, ``from_on``, ``until_on`` and ``instead_of``."""
    submitters: frozenset[str] = frozenset()
    deciders: list[tuple[str, int]] = field(default_factory=list)
    stand_ins: dict[str, frozenset[str]] = field(default_factory=dict)
    """Roles whose holders may fill another role's places, by that other role."""
    flips: list[str] = field(default_factory=list)
    """Days on which an answer given so far changes."""

    def has_come(self, day: str) -> bool:
        """Say whether a day has begun."""
        if day <= self.today:
            return True
        self.flips.append(day)
        return False

    def has_passed(self, day: str) -> bool:
        """Say whether a day is over."""
        if day < self.today:
            return True
        self.flips.append((date.fromisoformat(day) + timedelta(days=1)).isoformat())
        return False


def months_after(day: str, months: int) -> str:
    """Return the same day of the month so many months later, or that month's last day."""
    year, month, number = int(day[:4]), int(day[5:7]) - 1 + months, int(day[8:])
    year, month = year + month // 12, month % 12 + 1
    first = date(year + month // 12, month % 12 + 1, 1)
    return f"{year:04}-{month:02}-{min(number, (first - timedelta(days=1)).day):02}"

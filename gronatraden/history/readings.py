"""What was measured, and what earlier projects had learnt."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime  # noqa: TC003 - part of the public shape
from decimal import Decimal  # noqa: TC003 - part of the public shape


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One measured value of an indicator (mätvärde)."""

    indicator: str
    measured_on: date
    value: Decimal
    women: int | None = None
    men: int | None = None
    other: int | None = None
    deviation: str = ""
    """Why the value is off its target path, where it is."""
    source: str = ""
    recorded_at: datetime | None = None
    number: int = 0
    """Counts from 1 per project; 0 before it is recorded."""
    changes: tuple[int, ...] = ()
    """Numbers of the changes that it led to, or that explain it, in order."""

    @property
    def is_explained(self) -> bool:
        """Whether it says why it is off, itself or through a change's reason."""
        return bool(self.deviation or self.changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedLesson:
    """An earlier project's lesson put in front of this one, and its answer."""

    lesson: str
    answer: str = ""
    """``applied`` or ``not_relevant``; empty while unanswered."""
    because: str = ""

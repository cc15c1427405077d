"""What was decided at gates, on which conditions, and what was waived."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime  # noqa: TC003 - part of the public shape
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from gronatraden.project import ProjectFacts


class Outcome(StrEnum):
    """What people decide on a verdict (beslut)."""

    GO = "go"
    GO_WITH_CONDITIONS = "go_with_conditions"
    REFER_BACK = "refer_back"
    HOLD = "hold"
    STOP = "stop"
    REOPEN = "reopen"
    """A passed gate is to be decided anew."""
    EXTEND = "extend"
    """A condition is given more time."""

    @property
    def opens(self) -> bool:
        """Whether the gate opens."""
        return self in {Outcome.GO, Outcome.GO_WITH_CONDITIONS}

    @property
    def is_about_the_passed(self) -> bool:
        """Whether it is said of a gate that was passed before."""
        return self in {Outcome.REOPEN, Outcome.EXTEND}


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionTaken:
    """A decision on a gate, with what matters to later rules."""

    gate: str
    occurrence: int | None
    outcome: Outcome
    decided_at: datetime
    deciders: frozenset[str]
    """Pseudonyms of those whose word carried it."""
    submitters: frozenset[str]
    """Pseudonyms of those who submitted what it rests on."""
    facts: ProjectFacts | None = None
    """The project's facts that were decided on."""
    changes: int = 0
    """How many approved changes it rests on; they are only ever added."""
    reason: str = ""
    hold_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Something to be done after a gate opened with conditions (villkor)."""

    id: str
    text: str
    owner: str
    """Role that owns it."""
    due_on: date
    """The day it is due, as it was last extended."""
    met_at: datetime | None = None
    proof: str = ""
    evidence: tuple[int, ...] = ()
    """Numbers of the evidence that is about it, in order."""
    first_due_on: date | None = None
    """The day it was first due; None where it was never extended."""
    decision: str = ""
    """Id of the decision that set it."""
    lapsed: bool = False
    """Whether the gate was re-opened since: it is then decided anew, on new conditions."""

    @property
    def is_owed(self) -> bool:
        """Whether it is still to be met."""
        return self.met_at is None and not self.lapsed


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """Something to mend before a gate that was referred back is decided again (punkt)."""

    id: str
    decision: str
    """Id of the decision that referred back."""
    gate: str
    occurrence: int | None
    place: str
    """A requirement or a field; empty where it is about neither."""
    text: str
    how: str = ""
    """How it was mended; empty while it waits."""
    mended_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """Leave to pass without one requirement, for a time (avsteg)."""

    id: str
    requirement: str
    reason: str
    project: str = ""
    gate: str = ""
    requested_by: str = ""
    """Pseudonym."""
    requested_at: datetime | None = None
    means: str = ""
    """Hash of what the requirement meant then; empty where that was not yet recorded."""
    approvers: tuple[str, ...] = ()
    """Pseudonyms of those who have approved it, in order; more may be needed."""
    approved_by: str = ""
    """Pseudonym of the last one who was needed, another person; empty while it waits."""
    approved_at: datetime | None = None
    expires_on: date | None = None
    revoked_at: datetime | None = None
    revoked_because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """That something a decision rests on was changed after it (underrättelse)."""

    id: str
    number: int
    """Counts from 1 per project."""
    kind: Literal["stale", "changed", "restored"]
    """Material, immaterial, or material and taken back."""
    decision: str
    """Id of the decision that last opened a gate."""
    gate: str
    occurrence: int | None
    tool: str
    """The document that was handed in."""
    version: int
    fields: tuple[tuple[str, str], ...]
    """(where, kind of difference) of what it is about."""
    raised_by: str
    """Pseudonym of who handed it in."""
    raised_at: datetime

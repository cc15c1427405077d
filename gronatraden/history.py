"""What has happened to a project: readings, decisions, conditions, lessons, waivers, evidence.

These are the values that rules read. They are recorded once and never changed; what
comes later is a new value.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime  # noqa: TC003 - part of the public shape
from decimal import Decimal  # noqa: TC003 - part of the public shape
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

    @property
    def opens(self) -> bool:
        """Whether the gate opens."""
        return self in {Outcome.GO, Outcome.GO_WITH_CONDITIONS}


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
    met_at: datetime | None = None
    proof: str = ""
    evidence: tuple[int, ...] = ()
    """Numbers of the evidence that is about it, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """Leave to pass without one requirement, for a time (avsteg)."""

    id: str
    requirement: str
    reason: str
    gate: str = ""
    requested_by: str = ""
    """Pseudonym."""
    approved_by: str = ""
    """Pseudonym of another person; empty while it waits."""
    approved_at: datetime | None = None
    expires_on: date | None = None
    revoked_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedLesson:
    """An earlier project's lesson put in front of this one, and its answer."""

    lesson: str
    answer: str = ""
    """``applied`` or ``not_relevant``; empty while unanswered."""
    because: str = ""


class EvidenceKind(StrEnum):
    """What a piece of evidence is (handling)."""

    DECISION = "decision"
    AGREEMENT = "agreement"
    COMMITMENT = "commitment"
    """A partner's confirmation of what it has taken on (bekräftelse av åtaganden)."""
    MINUTES = "minutes"
    ORAL_NOTE = "oral_note"
    """What was said and not written, noted by an officer (tjänsteanteckning)."""
    OTHER = "other"


EvidenceAbout = Literal["requirement", "condition", "decision", "document", "funding"]
"""Kinds of things that evidence can be about."""


@dataclass(frozen=True, slots=True, order=True)
class EvidenceLink:
    """One thing that a piece of evidence is about."""

    about: EvidenceAbout
    target: str
    """Its id; of a document, the tool's name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceFile:
    """A file as it was when it was handed in."""

    media_type: str
    size: int
    """Bytes."""
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A paper that shows something, or a note of what was said (handling)."""

    id: str
    number: int
    """Counts from 1 per project."""
    kind: EvidenceKind
    title: str
    from_whom: str
    """Who issued it, or who said it; empty where it is not known."""
    dated_on: date | None
    """Day it was signed or written, or the day it was said."""
    received_on: date
    """Day it came in (inkommen)."""
    note: str
    """Of an oral note, what was said; otherwise what the reader needs to know."""
    registry_number: str
    """Diarienummer."""
    secrecy: str
    """Legal ground of its secrecy mark (sekretessmarkering); empty where it bears none."""
    origin: str
    file: EvidenceFile | None
    """None where the note is the whole content."""
    links: tuple[EvidenceLink, ...]
    added_by: str
    """Pseudonym."""
    added_at: datetime

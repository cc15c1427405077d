"""Where a project stands on the board, as values: what was judged, and what falls due.

Everything here follows from the record at a moment; how many days something has waited,
and who is reminded, is counted when it is read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime  # noqa: TC003 - part of the public shape
from enum import StrEnum


class State(StrEnum):
    """How a gate stands (läge), the one that is most urgent first."""

    UNJUDGED = "unjudged"
    """Its record could not be judged: closed."""
    CONDITIONS_OVERDUE = "conditions_overdue"
    """Passed on a promise whose day has gone by."""
    STALE = "stale"
    """Passed, and what it rests on has changed since in what the policies call material."""
    RESTS_ON_REOPENED = "rests_on_reopened"
    """Passed, and rests on a gate that was re-opened since."""
    OUTDATED = "outdated"
    """A decision is asked for on what no longer holds."""
    WAITING = "waiting"
    """The deciders are asked."""
    READY = "ready"
    """Nothing is missing, and nobody has asked for a decision."""
    REFERRED_BACK = "referred_back"
    CLOSED = "closed"
    ON_HOLD = "on_hold"
    PASSED_WITH_CONDITIONS = "passed_with_conditions"
    """Passed on a promise that is not kept yet, nor overdue."""
    PASSED = "passed"


class DeadlineKind(StrEnum):
    """What falls due (frist)."""

    DECISION = "decision"
    """Deciders were asked on this day."""
    CONDITION = "condition"
    HOLD = "hold"
    """The day that a decision was postponed to."""
    WAIVER = "waiver"
    """The last day that a waiver holds."""
    REVIEW = "review"
    """The day a recurring gate is due."""
    OBLIGATION = "obligation"
    """What outlives the project: effects to be read."""
    RETENTION = "retention"
    """The last day that a finished project's record must be kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GateState:
    """One gate of a project: passed, or next."""

    gate: str
    occurrence: int | None
    state: State
    since: datetime
    """When it was decided, asked for or became next."""
    who: tuple[str, ...] = ()
    """Roles that must act, the nearest first; empty where nobody must."""
    missing: int = 0
    """How many requirements keep it closed."""
    until: date | None = None
    """Day until which the decision is postponed, where it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """Something that falls due on a day."""

    kind: DeadlineKind
    about: str
    """Id of what falls due: a condition's, a waiver's, a request's, an obligation's, a gate's."""
    gate: str
    """Gate that it came of; empty where none."""
    due_on: date
    who: tuple[str, ...]
    """Roles that answer for it, the nearest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectState:
    """A project as the board shows it, and until when it does."""

    project: str
    programme: str
    phase: str
    stopped: bool
    gates: tuple[GateState, ...]
    """Those passed and those whose turn it is, by name and occurrence."""
    deadlines: tuple[Deadline, ...]
    """By kind and by what they are about."""
    policies: str
    """Hash over the hashes of the policies it was judged by."""
    valid_until: datetime | None
    """Time alone changes nothing before this moment; None where it never does."""

"""What minutes rest on: recorded rows and the versions that they name, never today's state.

Whatever is handed in, published, met, revoked or granted afterwards changes nothing here.
"""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - part of the public shape
from dataclasses import dataclass
from datetime import datetime  # noqa: TC003 - part of the public shape
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from gronatraden.gates.decision import Decision, Request, Word
    from gronatraden.gates.verdict import DocumentRef, PolicyRef, Verdict
    from gronatraden.history import Condition, Point, Waiver
    from gronatraden.policy.model import Title

Counted = Literal["carried", "apart", "replaced", "waits"]
"""Whether a word carried the decision, had no part in it, was replaced by a later one, or
waits for a decision."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Someone:
    """A person with the roles they were asked in; none where they were not asked."""

    name: str
    roles: tuple[str, ...] = ()
    instead_of: tuple[str, ...] = ()
    """Names of those they stood in for; none where they sat for themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A word with who said it."""

    by: Someone
    word: Word
    counted: Counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A waiver that held when the gate was judged."""

    waiver: Waiver
    asked_by: str
    approved_by: tuple[str, ...]
    """Everyone who has approved it, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document version that the verdict rests on."""

    ref: DocumentRef
    submitted_by: str
    submitted_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """A policy version that the verdict rests on."""

    ref: PolicyRef
    title: Title


@dataclass(frozen=True, slots=True, kw_only=True)
class LogPlace:
    """Where the log holds the act."""

    origin: str
    seq: int
    """The event's place, from 0."""
    leaf_hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One request for a decision with everything recorded of it."""

    owner: str
    """Who owns the programme."""
    title: str
    """What the project was called in the documents that were decided on."""
    registry_number: str
    """The decision's own, or that of those documents; empty where neither states one."""
    simulated: bool
    request: Request
    requested_by: str
    """Empty where the machine asked."""
    panel: tuple[Someone, ...]
    verdict: Verdict
    rule: Mapping[str, int]
    """How many of each role the decision took, by the policies that were pinned."""
    words: tuple[Said, ...]
    decision: Decision | None
    """None while the words do not suffice."""
    number: int
    """The decision's place among the project's, from 1; 0 where there is none."""
    deciders: tuple[Someone, ...]
    conditions: tuple[Condition, ...]
    waivers: tuple[Held, ...]
    documents: tuple[Document, ...]
    policies: tuple[Rules, ...]
    enters: str
    """Phase that the decision lets the project into; empty where it lets it into none."""
    log: LogPlace
    points: tuple[Point, ...] = ()
    """What to mend, where it was referred back."""
    about: str = ""
    """What the condition says that was asked to be given more time; empty otherwise."""

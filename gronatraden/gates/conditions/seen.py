"""What a condition sees of a project's history, by names that stay.

It sees no person: who submitted, decided or said something is not a rule's business.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime  # noqa: TC003 - conditions read the fields' types
from decimal import Decimal  # noqa: TC003 - conditions read the fields' types
from typing import TYPE_CHECKING, Literal, cast

from gronatraden.history import (  # noqa: TC001 - conditions read the fields' types
    EvidenceAbout,
    EvidenceKind,
    Outcome,
)
from gronatraden.project import Fund, ProjectFacts, Role

if TYPE_CHECKING:
    from gronatraden.history import Condition, DecisionTaken, Evidence, OfferedLesson, Reading


Answer = Literal["", "applied", "not_relevant"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectSeen(ProjectFacts):
    """The project's facts, and what follows from them."""

    fund: Fund = ""
    """The fund that pays most, the first of them where several do; empty where none pays."""
    funds: tuple[Fund, ...] = ()
    """Every fund that pays, once, in the order written."""
    funded_sek: int = 0
    """What all sources pay together, as far as it is written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingSeen:
    """One measured value of an indicator."""

    indicator: str
    measured_on: date
    value: Decimal
    women: int | None
    men: int | None
    other: int | None
    explained: bool
    """Whether it says why it is off its target path, where it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkSeen:
    """One thing that a piece of evidence is about."""

    about: EvidenceAbout
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceSeen:
    """A paper that shows something, or a note of what was said."""

    number: int
    kind: EvidenceKind
    dated_on: date | None
    received_on: date
    registry_number: str
    has_file: bool
    links: tuple[LinkSeen, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonSeen:
    """An earlier project's lesson put in front of this one."""

    lesson: str
    answer: Answer
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionSeen:
    """A decision on a gate."""

    gate: str
    occurrence: int | None
    outcome: Outcome
    decided_on: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ConditionSeen:
    """Something to be done after a gate opened with conditions."""

    id: str
    owner: Role
    due_on: date
    met: bool


_FACTS = tuple(field.name for field in fields(ProjectFacts))


def project(facts: ProjectFacts) -> ProjectSeen:
    """Return a project's facts, and what follows from them."""
    paid = [(f.amount_sek or 0, f.fund) for f in facts.funding if f.fund]
    largest = max((amount for amount, _ in paid), default=0)
    return ProjectSeen(
        **{name: getattr(facts, name) for name in _FACTS},
        fund=next((fund for amount, fund in paid if amount == largest), ""),
        funds=tuple(dict.fromkeys(fund for _, fund in paid)),
        funded_sek=sum(f.amount_sek or 0 for f in facts.funding),
    )


def reading(row: Reading) -> ReadingSeen:
    """Return a reading as conditions see it."""
    return ReadingSeen(
        indicator=row.indicator,
        measured_on=row.measured_on,
        value=row.value,
        women=row.women,
        men=row.men,
        other=row.other,
        explained=row.is_explained,
    )


def evidence(row: Evidence) -> EvidenceSeen:
    """Return a piece of evidence as conditions see it."""
    return EvidenceSeen(
        number=row.number,
        kind=row.kind,
        dated_on=row.dated_on,
        received_on=row.received_on,
        registry_number=row.registry_number,
        has_file=row.file is not None,
        links=tuple(LinkSeen(about=link.about, target=link.target) for link in row.links),
    )


def lesson(row: OfferedLesson) -> LessonSeen:
    """Return an offered lesson as conditions see it."""
    return LessonSeen(lesson=row.lesson, answer=cast("Answer", row.answer), because=row.because)


def decision(row: DecisionTaken) -> DecisionSeen:
    """Return a decision as conditions see it."""
    return DecisionSeen(
        gate=row.gate, occurrence=row.occurrence, outcome=row.outcome, decided_on=row.decided_at
    )


def condition(row: Condition) -> ConditionSeen:
    """Return a decision's condition as conditions of a policy see it."""
    return ConditionSeen(
        id=row.id, owner=Role(row.owner), due_on=row.due_on, met=row.met_at is not None
    )

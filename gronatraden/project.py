"""Programmes, projects and the people who hold roles in them.

A project's facts (``project.yaml``) are a versioned document like the tools'
contents. Roles are held per programme or per project, for a period; who holds a
role is a grant, and grants end but are never erased.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from gronatraden.documents import Item, Line, Prose, Sek, Slug, content, later

if TYPE_CHECKING:
    from collections.abc import Iterable

FACTS = "project"
"""The kind of document that holds a project's facts."""
FACTS_SCHEMA = 1


class Role(StrEnum):
    """What a person answers for (roll)."""

    PROJECT_MANAGER = "project_manager"
    PROJECT_OWNER = "project_owner"
    STEERING_GROUP = "steering_group"
    STEERING_CHAIR = "steering_chair"
    PROGRAMME_OFFICE = "programme_office"
    EQUALITY_COMPETENCE = "equality_competence"
    LEARNING_OWNER = "learning_owner"
    FUNDER = "funder"
    AUDITOR = "auditor"
    ADMIN = "admin"


class Act(StrEnum):
    """Something that changes the record, and that not everyone may do."""

    KEEP_PEOPLE = "keep_people"
    OPEN_PROGRAMME = "open_programme"
    PUBLISH_POLICY = "publish_policy"
    ACTIVATE_POLICY = "activate_policy"
    MIGRATE_PROJECT = "migrate_project"
    OPEN_PROJECT = "open_project"
    LIGHTEN_PROJECT = "lighten_project"
    SUBMIT_DOCUMENT = "submit_document"
    REQUEST_DECISION = "request_decision"
    MEET_CONDITION = "meet_condition"
    EXTEND_CONDITION = "extend_condition"
    MEND_POINT = "mend_point"
    REOPEN_GATE = "reopen_gate"
    LOG_LESSON = "log_lesson"
    ANSWER_LESSON = "answer_lesson"
    ADD_READING = "add_reading"
    REQUEST_CHANGE = "request_change"
    REQUEST_WAIVER = "request_waiver"
    APPROVE_WAIVER = "approve_waiver"
    REVOKE_WAIVER = "revoke_waiver"
    ADD_EVIDENCE = "add_evidence"
    SWEEP_EVIDENCE = "sweep_evidence"
    SIGN_CHECKPOINT = "sign_checkpoint"


_MANAGE = frozenset({Role.PROJECT_MANAGER, Role.PROJECT_OWNER})
_OFFICE = frozenset({Role.PROGRAMME_OFFICE})
_STEER = frozenset({Role.STEERING_GROUP, Role.STEERING_CHAIR})
_LEARN = frozenset({Role.LEARNING_OWNER})
_EQUAL = frozenset({Role.EQUALITY_COMPETENCE})

MAY: dict[Act, frozenset[Role]] = {
    Act.KEEP_PEOPLE: frozenset({Role.ADMIN, Role.PROGRAMME_OFFICE}),
    Act.OPEN_PROGRAMME: frozenset({Role.ADMIN, Role.PROGRAMME_OFFICE}),
    Act.PUBLISH_POLICY: _OFFICE,
    Act.ACTIVATE_POLICY: _OFFICE,
    Act.MIGRATE_PROJECT: _OFFICE,
    Act.OPEN_PROJECT: _MANAGE | _OFFICE,
    Act.LIGHTEN_PROJECT: _OFFICE,
    Act.SUBMIT_DOCUMENT: _MANAGE | _LEARN | _EQUAL,
    Act.REQUEST_DECISION: _MANAGE,
    Act.MEET_CONDITION: _MANAGE,
    Act.EXTEND_CONDITION: _MANAGE,
    Act.MEND_POINT: _MANAGE,
    Act.REOPEN_GATE: _MANAGE | _OFFICE | _STEER,
    Act.LOG_LESSON: _MANAGE | _LEARN | _OFFICE,
    Act.ANSWER_LESSON: _MANAGE | _LEARN,
    Act.ADD_READING: _MANAGE | _LEARN,
    Act.REQUEST_CHANGE: _MANAGE,
    Act.REQUEST_WAIVER: _MANAGE,
    Act.APPROVE_WAIVER: frozenset({Role.STEERING_CHAIR, Role.PROGRAMME_OFFICE}),
    Act.REVOKE_WAIVER: frozenset({Role.STEERING_CHAIR, Role.PROGRAMME_OFFICE}),
    Act.ADD_EVIDENCE: _MANAGE | _LEARN | _EQUAL | _OFFICE,
    Act.SWEEP_EVIDENCE: frozenset({Role.ADMIN, Role.PROGRAMME_OFFICE}),
    Act.SIGN_CHECKPOINT: frozenset({Role.ADMIN, Role.PROGRAMME_OFFICE, Role.AUDITOR}),
}
"""Who may do what. Deciding a gate or a change is not here: the policy names who decides."""


Fund = Literal[
    "",
    "eruf",
    "esf",
    "interreg_oks",
    "interreg_nord",
    "interreg_sverige_norge",
    "regional_1_1",
    "own",
    "other",
]
"""Where money comes from; programme periods are told apart by ``period``."""

Period = Literal["", "2007-2013", "2014-2020", "2021-2027"]
"""Programme period of an EU fund."""


Risk = Literal["", "low", "medium", "high"]
"""How likely and how serious it is that a project does not come out as planned."""


EU_FUNDS: frozenset[Fund] = frozenset(
    {"eruf", "esf", "interreg_oks", "interreg_nord", "interreg_sverige_norge"}
)
"""Funds whose money is EU support."""


@content
class Funding(Item):
    """One source of a project's money (finansiär)."""

    fund: Fund = ""
    period: Period = ""
    """Programme period of an EU fund; its rules follow the period."""
    amount_sek: Sek | None = None
    decided_on: date | None = None
    last_payment_on: date | None = None
    """Day of the last payment to the project; retention counts from it."""
    note: Prose = ""


@content
class FactConflict(Item):
    """Public sources that disagree on a fact, and which reading is used."""

    field: Line = ""
    readings: tuple[Line, ...] = ()
    used: Line = ""


@content
class Archive:
    """Where the project's record is kept, for how long, and the seal on it."""

    place: Line = ""
    registry_number: Line = ""
    """Diarienummer."""
    package_sha256: Line = ""
    """Seal over every document version; ``document list`` prints it."""
    legal_proceedings_open: bool = False
    """An open case stops all disposal until it is released."""


@content
class ProjectFacts:
    """What a project is: name, owner, money, time (projektfakta)."""

    title: Line = ""
    summary: Prose = ""
    owner: Line = ""
    """Organisation that owns the project."""
    partners: tuple[Line, ...] = ()
    cooperating: tuple[Line, ...] = ()
    area: Line = ""
    """Programme area, for instance Småland och Öarna."""
    risk: Risk = later("")
    """As the owner assesses it as a whole; empty where nobody has said. Its class may
    follow from it."""
    total_budget_sek: Sek | None = None
    funding: tuple[Funding, ...] = ()
    starts_on: date | None = None
    ends_on: date | None = None
    beyond_ordinary: Prose = ""
    """Why it is a project of its own and no part of anyone's ordinary operations."""
    follows: Slug | None = None
    """Id of the project that this one continues."""
    conflicts: tuple[FactConflict, ...] = ()
    archive: Archive = Archive()
    cited: tuple[Line, ...] = ()
    """Keys of the sources that the facts above rest on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone who acts; everything else in the record knows the pseudonym alone."""

    id: str
    """Pseudonym: random, says nothing about who it is."""
    handle: str
    """What the person is called in commands."""
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A portfolio of projects under one owner (program)."""

    id: str
    title: str
    owner: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """A role that a person holds for a period (rolltilldelning)."""

    id: str
    person: str
    """Pseudonym."""
    role: Role
    programme: str | None
    """None where the role is held everywhere."""
    project: str | None
    """None where the role is held in the whole programme."""
    from_on: date
    until_on: date | None
    """Last day it holds; None where no end is known."""
    instead_of: str | None = None
    """Pseudonym of whom the person stands in for (ersättare); None where they stand for nobody."""

    def holds_on(self, day: date) -> bool:
        """Say whether the role is held on a day."""
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


def in_force(grants: Iterable[Grant], day: date) -> tuple[Grant, ...]:
    """Return the grants that hold on a day.

    A substitute holds a role only as long as the one they stand in for does.
    """
    held = tuple(grant for grant in grants if grant.holds_on(day))
    own = {(grant.person, grant.role) for grant in held if grant.instead_of is None}
    return tuple(g for g in held if g.instead_of is None or (g.instead_of, g.role) in own)


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """What passes through the phases, pinned to the rules it opened under."""

    id: str
    programme: str
    lifecycle: str
    lifecycle_version: int
    policies: tuple[tuple[str, int], ...]
    """Pinned policies as (id, version), the method's first."""
    opened_at: datetime


def retain_until(facts: ProjectFacts) -> date | None:
    """Return the last day the record must be kept, or None where no rule gives one.

    Each fund's rule counts from the last payment, Interreg Nord's from the project's
    end, and the longest wins. While legal proceedings are open there is no such day.

    Source: METHOD §3.1 (Regulation 2021/1060 art. 82: five years from 31 December of
    the year of the last payment, not confirmed in the text of the article), §3.2
    (2014–2020: the turn of the year four years after, the later reading) and §3.4.
    """
    if facts.archive.legal_proceedings_open:
        return None
    days = [d for f in facts.funding if (d := kept_for(f, facts.ends_on)) is not None]
    return max(days, default=None)


def has_retention_rule(funding: Funding) -> bool:
    """Say whether a fund says how long the record must be kept."""
    return funding.fund not in {"", "own", "other"}


def kept_for(funding: Funding, ends_on: date | None) -> date | None:
    """Return the last day that one fund asks for, or None where it has no rule or no date yet."""
    if not has_retention_rule(funding):
        return None
    if funding.fund == "interreg_nord":
        return None if ends_on is None else date(ends_on.year + 7, 12, 31)
    if funding.last_payment_on is None:
        return None
    years = 4 if funding.period == "2014-2020" else 5
    return date(funding.last_payment_on.year + years, 12, 31)

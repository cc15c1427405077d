"""What has happened to a project, written by hand: what an export leaves out.

It lies beside the documents as ``history.yaml``. Whoever is named is nobody: the names
only tell persons apart.
"""

from __future__ import annotations

from dataclasses import field
from datetime import UTC, date, datetime, time
from typing import Literal

from gronatraden.documents import Item, Line, Prose, Slug, content
from gronatraden.history import (
    Condition,
    DecisionTaken,
    Evidence,
    EvidenceAbout,
    EvidenceFile,
    EvidenceKind,
    EvidenceLink,
    Outcome,
    Waiver,
)
from gronatraden.policy.requirement import RequirementId
from gronatraden.project import Grant, ProjectFacts, Role


@content
class RoleHeld:
    """A role that somebody holds in the project."""

    person: Slug
    role: Role
    from_on: date
    until_on: date | None = None
    instead_of: Slug | None = None

    def grant(self, number: int, project: str) -> Grant:
        """Return it as rules know it."""
        return Grant(
            id=f"grant-{number}",
            person=self.person,
            role=self.role,
            programme=None,
            project=project,
            from_on=self.from_on,
            until_on=self.until_on,
            instead_of=self.instead_of,
        )


@content
class DecisionMade:
    """A decision that was taken on a gate; it rested on the base as it is unpatched."""

    gate: Slug
    occurrence: int | None = None
    outcome: Outcome = Outcome.GO
    decided_on: date
    deciders: tuple[Slug, ...] = ()
    submitters: tuple[Slug, ...] = ()
    reason: Prose = ""

    def taken(self, facts: ProjectFacts) -> DecisionTaken:
        """Return it as rules know it."""
        return DecisionTaken(
            gate=self.gate,
            occurrence=self.occurrence,
            outcome=self.outcome,
            decided_at=noon(self.decided_on),
            deciders=frozenset(self.deciders),
            submitters=frozenset(self.submitters),
            facts=facts,
            reason=self.reason,
        )


@content
class ConditionSet(Item):
    """Something that was to be done after a gate opened."""

    text: Line = ""
    owner: Role
    due_on: date
    met_on: date | None = None
    proof: Prose = ""

    @property
    def condition(self) -> Condition:
        """The condition as rules know it."""
        return Condition(
            id=self.id,
            text=self.text,
            owner=self.owner,
            due_on=self.due_on,
            met_at=None if self.met_on is None else noon(self.met_on),
            proof=self.proof,
        )


@content
class PaperHeld(Item):
    """A paper among the project's evidence."""

    kind: EvidenceKind
    title: Line = ""
    from_whom: Line = ""
    dated_on: date | None = None
    received_on: date
    note: Prose = ""
    about: dict[EvidenceAbout, tuple[Line, ...]] = field(default_factory=dict)
    """What it is about: ``{funding: [eruf]}``."""

    def evidence(self, number: int) -> Evidence:
        """Return it as rules know it."""
        file = EvidenceFile(media_type="application/pdf", size=0, sha256="")
        return Evidence(
            id=self.id,
            number=number,
            kind=self.kind,
            title=self.title,
            from_whom=self.from_whom,
            dated_on=self.dated_on,
            received_on=self.received_on,
            note=self.note,
            registry_number="",
            secrecy="",
            origin="",
            file=None if self.kind is EvidenceKind.ORAL_NOTE else file,
            links=tuple(EvidenceLink(a, one) for a, named in self.about.items() for one in named),
            added_by="",
            added_at=noon(self.received_on),
        )


@content
class WaiverGiven:
    """A waiver that was approved."""

    gate: Slug
    requirement: RequirementId
    approved_on: date
    until_on: date
    reason: Prose = ""

    def waiver(self, number: int) -> Waiver:
        """Return it as rules know it."""
        return Waiver(
            id=f"waiver-{number}",
            requirement=self.requirement,
            reason=self.reason,
            gate=self.gate,
            requested_at=noon(self.approved_on),
            approved_at=noon(self.approved_on),
            expires_on=self.until_on,
        )


@content
class History:
    """What has happened to a project besides what its documents say."""

    schema: Literal["gronatraden/case-history/1"] = "gronatraden/case-history/1"
    submitted_by: tuple[Slug, ...] = ()
    """Who handed in the latest documents."""
    handed_in_on: dict[Line, date] = field(default_factory=dict)
    """Day that the latest version of a document was handed in, by its tool."""
    roles: tuple[RoleHeld, ...] = ()
    decisions: tuple[DecisionMade, ...] = ()
    conditions: tuple[ConditionSet, ...] = ()
    evidence: tuple[PaperHeld, ...] = ()
    waivers: tuple[WaiverGiven, ...] = ()
    offered: tuple[Line, ...] = ()
    """Earlier lessons put in front of the project besides those it has answered."""
    package_sha256: Line = ""
    """Seal over the documents as they stand."""


def noon(day: date) -> datetime:
    """Return noon of a day, UTC: the same day in Sweden."""
    return datetime.combine(day, time(12), tzinfo=UTC)

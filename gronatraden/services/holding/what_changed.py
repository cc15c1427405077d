"""What has changed since the last decision that somebody was asked about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gronatraden.documents import decode
from gronatraden.gates.holding.comparison import differences
from gronatraden.gates.holding.material import material, material_fields
from gronatraden.gates.holding.waivers import standing_of
from gronatraden.gates.verdict import ref_of
from gronatraden.moment import Moment
from gronatraden.services._desk import find_gate, find_person, open_dossier
from gronatraden.services.show_document import kinds
from gronatraden.store import gates, projects
from gronatraden.store.evidence.rows import evidence_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from gronatraden.gates.decision import Decision, Request
    from gronatraden.gates.holding.comparison import Difference
    from gronatraden.gates.holding.waivers import WaiverStanding, WaiverState
    from gronatraden.gates.verdict import PolicyRef, Verdict
    from gronatraden.history import Change, Condition, Evidence, Reading
    from gronatraden.project import Person
    from gronatraden.services._dossier import Dossier
    from gronatraden.services._parts import Parts
    from gronatraden.store.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentChanged:
    """A document that is not as it was."""

    tool: str
    before: int
    """Number of the version that was decided on; 0 where there was none."""
    after: int
    differences: tuple[Difference, ...]
    """By field; the document's name stands first in each path."""
    material: frozenset[str]
    """Where a difference touches what decisions rest on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverMoved:
    """A waiver that is not worth what it was."""

    before: WaiverState | None
    """None where it was not requested yet."""
    now: WaiverStanding


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedSince:
    """Everything that is not as it was when somebody was last asked."""

    since: Decision | None
    """The last decision they were asked about; None where there is none: all is new."""
    has_spoken: bool
    """Whether they said a word on it."""
    request: Request | None
    """The request that waits at the gate now, where one does."""
    documents: tuple[DocumentChanged, ...]
    readings: tuple[Reading, ...]
    waivers: tuple[WaiverMoved, ...]
    conditions: tuple[Condition, ...]
    """Set, met or overdue since."""
    changes: tuple[Change, ...]
    """Requested or decided since."""
    evidence: tuple[Evidence, ...]
    """Added since."""
    policies: tuple[PolicyRef, ...]
    """Those that hold now and did not then."""

    @property
    def is_nothing(self) -> bool:
        """Whether all is as it was."""
        found = (self.documents, self.readings, self.waivers, self.conditions, self.changes)
        return not any((*found, self.evidence, self.policies))


def what_changed(parts: Parts, *, project: str, gate: str, by: str) -> ChangedSince:
    """Return what has changed since a person was last asked about a decision.

    Whoever was on the panel was asked, whether they said a word or not.

    Args:
        parts: What the act works with.
        project: Id of the project.
        gate: Name of the gate that is to be decided now.
        by: Handle of the person.

    Raises:
        NoActorError: When nobody was named.
        UnknownNameError: When there is no such project, gate or person.
    """
    with parts.read() as r:
        dossier = open_dossier(r, project)
        person = find_person(r, by)
        meant = find_gate(dossier, gate)
        since = _last_asked(r, project, person)
        verdict = None if since is None else gates.verdict_of(r, since)
        at = None if since is None else since.decided_at
        said = () if since is None else gates.words(r, since.request)
        return ChangedSince(
            since=since,
            has_spoken=any(word.person == person.id for word in said),
            request=gates.open_request(r, project, meant.gate, meant.occurrence),
            documents=tuple(_documents(r, dossier, verdict)),
            readings=_readings(r, project, verdict),
            waivers=tuple(_waivers(parts, r, dossier, at)),
            conditions=tuple(_conditions(parts, r, project, since)),
            changes=tuple(c for c in dossier.changes if _is_new(c, at)),
            evidence=tuple(e for e in evidence_of(r, project) if at is None or e.added_at > at),
            policies=_policies(dossier, verdict),
        )


def _last_asked(r: Reader, project: str, person: Person) -> Decision | None:
    requests = gates.requests(r, project)
    asked = {q.id for q in requests if person.id in {seat.person for seat in q.panel}}
    return next((d for d in reversed(gates.decisions(r, project)) if d.request in asked), None)


def _documents(r: Reader, dossier: Dossier, verdict: Verdict | None) -> Iterator[DocumentChanged]:
    decided = {} if verdict is None else {ref.tool: ref.number for ref in verdict.documents}
    paths = material_fields(dossier.policies)
    for tool, kind in kinds().items():
        now, number = dossier.snapshot.get(tool), decided.get(tool, 0)
        if now is None or now.number == number:
            continue
        was = projects.version(r, dossier.project.id, tool, number) if number else None
        before: object = kind() if was is None else decode(was.body, kind)
        found = tuple(differences(before, decode(now.body, kind), tool))
        touched = frozenset(one.where for one in found if any(material((one,), paths)))
        yield DocumentChanged(
            tool=tool, before=number, after=now.number, differences=found, material=touched
        )


def _readings(r: Reader, project: str, verdict: Verdict | None) -> tuple[Reading, ...]:
    known = 0 if verdict is None else verdict.readings
    return tuple(x for x in projects.readings(r, project) if x.number > known)


def _waivers(
    parts: Parts, r: Reader, dossier: Dossier, at: datetime | None
) -> Iterator[WaiverMoved]:
    for waiver in gates.waivers(r, dossier.project.id):
        now = standing_of(waiver, dossier.policies, parts.moment)
        known = at is not None and waiver.requested_at is not None and waiver.requested_at <= at
        before = standing_of(waiver, dossier.policies, Moment(at)).state if known and at else None
        if before != now.state:
            yield WaiverMoved(before=before, now=now)


def _conditions(
    parts: Parts, r: Reader, project: str, since: Decision | None
) -> Iterator[Condition]:
    if since is None:
        yield from gates.conditions(r, project)
        return
    then = Moment(since.decided_at)
    taken = gates.decisions(r, project)
    later = {d.id for d in taken[[d.id for d in taken].index(since.id) + 1 :]}
    for one in gates.conditions(r, project):
        met = one.met_at is not None and one.met_at > since.decided_at
        overdue = one.met_at is None and parts.moment.has_passed(one.due_on)
        lately = overdue and not then.has_passed(one.due_on)
        if met or lately or one.id.rpartition("/")[0] in later:
            yield one


def _is_new(change: Change, at: datetime | None) -> bool:
    moments = (change.requested_at, change.decided_at)
    return at is None or any(moment is not None and moment > at for moment in moments)


def _policies(dossier: Dossier, verdict: Verdict | None) -> tuple[PolicyRef, ...]:
    known = frozenset() if verdict is None else frozenset(verdict.policies)
    return tuple(ref for ref in map(ref_of, dossier.spoken.published) if ref not in known)

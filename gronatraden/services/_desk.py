"""What lies on the desk when an act begins: the actor, the project, the case.

Shared by the acts; nothing here changes anything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from gronatraden.context import Context
from gronatraden.documents import decode, package_sha256
from gronatraden.errors import (
    NoActorError,
    NotPermittedError,
    UnknownNameError,
    UsageError,
)
from gronatraden.gates.decision import rule_for
from gronatraden.gates.evaluate import Case, contents_of, evaluate
from gronatraden.history import Outcome
from gronatraden.moment import day_of
from gronatraden.phases import NextGate, opening, standing
from gronatraden.project import FACTS, MAY, Act, ProjectFacts, Role
from gronatraden.store import gates, lessons, people, policies, projects
from gronatraden.store.evidence.rows import evidence_of
from gronatraden.tools import TOOLS
from gronatraden.tools.competent_leadership import CompetentLeadership

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gronatraden.documents import Snapshot
    from gronatraden.gates.verdict import Verdict
    from gronatraden.history import DecisionTaken
    from gronatraden.phases import Lifecycle, Standing
    from gronatraden.policy import Policy, PublishedPolicy
    from gronatraden.project import Grant, Person, Project
    from gronatraden.services._parts import Parts
    from gronatraden.store.reader import Reader


_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_ID = 64


def require_id(name: str) -> str:
    """Return a name that people can say and that never changes: ``cykla-till-jobbet``.

    Raises:
        UsageError: When it is not one.
    """
    if not _ID.fullmatch(name) or len(name) > _LONGEST_ID:
        raise UsageError(reason="not-an-id", name=name)
    return name


def unknown(*, kind: str, name: str, known: Iterable[str]) -> UnknownNameError:
    """Return the error for a name that does not exist, with the nearest that does."""
    nearest = get_close_matches(name, list(known), n=1, cutoff=0.5)
    return UnknownNameError(kind=kind, name=name, nearest=nearest[0] if nearest else "")


def find_person(r: Reader, handle: str) -> Person:
    """Return the person of a handle.

    Raises:
        NoActorError: When the handle is empty.
        UnknownNameError: When nobody has it.
    """
    if not handle:
        raise NoActorError
    found = people.person_by_handle(r, handle)
    if found is None:
        raise unknown(kind="person", name=handle, known=(p.handle for p in people.people(r)))
    return found


def find_project(r: Reader, name: str) -> Project:
    """Return the project of an id.

    Raises:
        UnknownNameError: When there is none.
    """
    found = projects.project_by_id(r, name)
    if found is None:
        raise unknown(kind="project", name=name, known=(p.id for p in projects.projects(r)))
    return found


def roles_of(held: Iterable[Grant], person: Person, parts: Parts) -> frozenset[Role]:
    """Return the roles a person holds today among some grants."""
    return frozenset(g.role for g in held if g.person == person.id and g.holds_on(parts.today))


def permit(
    parts: Parts,
    r: Reader,
    handle: str,
    act: Act,
    project: Project | str | None,
    *,
    everywhere: bool = False,
) -> Person:
    """Return who acts, if they may.

    Args:
        parts: What the act works with.
        r: The record.
        handle: Who acts.
        act: What they want to do.
        project: Where: a project, a programme's id, or None for the whole house.
        everywhere: Whether a role that is held in one programme is too little.

    Raises:
        NoActorError: When nobody was named.
        UnknownNameError: When nobody has that handle.
        NotPermittedError: When none of their roles allows it.
    """
    person = find_person(r, handle)
    if project is None:
        wide = (g for g in people.grants(r) if g.project is None)
        held = tuple(g for g in wide if g.programme is None or not everywhere)
    elif isinstance(project, str):
        held = people.grants_in(r, project, None)
    else:
        held = people.grants_in(r, project.programme, project.id)
    if not roles_of(held, person, parts) & MAY[act]:
        raise NotPermittedError(act=act.value, needed=sorted(MAY[act]))
    return person


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """Everything recorded of a project that a gate is judged on."""

    project: Project
    lifecycle: Lifecycle
    published: tuple[PublishedPolicy, ...]
    """The policies it is pinned to, the method's first."""
    snapshot: Snapshot
    facts: ProjectFacts
    decisions: tuple[DecisionTaken, ...]
    standing: Standing
    grants: tuple[Grant, ...]

    @property
    def policies(self) -> tuple[Policy, ...]:
        """What the policies say, without their hashes."""
        return tuple(p.policy for p in self.published)

    @property
    def submitters(self) -> frozenset[str]:
        """Pseudonyms of those who submitted the latest documents."""
        return frozenset(v.submitted_by for v in self.snapshot.values())

    @property
    def quorum(self) -> int:
        """How many the steering group says must take part in its decisions; 0 if not settled."""
        leadership = contents_of(self.snapshot).get(CompetentLeadership)
        if not isinstance(leadership, CompetentLeadership):
            return 0
        return leadership.steering_group.quorum


def open_dossier(r: Reader, name: str) -> Dossier:
    """Return what is recorded of a project.

    Raises:
        UnknownNameError: When there is no such project.
    """
    project = find_project(r, name)
    lifecycle = policies.lifecycle_version(r, project.lifecycle, project.lifecycle_version)
    snapshot = projects.latest(r, name)
    taken = gates.decisions_taken(r, name)
    if lifecycle is None:
        raise UnknownNameError(kind="lifecycle", name=project.lifecycle, nearest="")
    published = policies.pinned(r, project.policies)
    if len(published) != len(project.policies):
        lost = {policy for policy, _ in project.policies} - {p.policy.policy for p in published}
        raise UnknownNameError(kind="policy", name=min(lost), nearest="")
    return Dossier(
        project=project,
        lifecycle=lifecycle,
        published=published,
        snapshot=snapshot,
        facts=decode(snapshot[FACTS].body, ProjectFacts) if FACTS in snapshot else ProjectFacts(),
        decisions=taken,
        standing=standing(lifecycle, taken),
        grants=people.grants_in(r, project.programme, name),
    )


def find_gate(dossier: Dossier, gate: str, occurrence: int | None = None) -> NextGate:
    """Return which occurrence of a gate is meant: the next one if it recurs.

    Raises:
        UnknownNameError: When the lifecycle has no such gate.
    """
    known = dossier.lifecycle.gate(gate)
    if known is None:
        names = (g.gate for p in dossier.lifecycle.phases for g in p.gates)
        raise unknown(kind="gate", name=gate, known=names)
    if not known.recurs:
        return NextGate(gate, None)
    passed = sum(d.gate == gate for d in opening(dossier.decisions))
    return NextGate(gate, occurrence or passed + 1)


def context_for(parts: Parts, r: Reader, dossier: Dossier, gate: NextGate | None) -> Context:
    """Return what the rules may see of a project at the moment of the act."""
    quorum = dossier.quorum
    rule = rule_for(dossier.policies, gate.gate, Outcome.GO, quorum=quorum) if gate else {}
    entered = dossier.standing.entered_at
    return Context(
        moment=parts.moment,
        facts=dossier.facts,
        gate=dossier.lifecycle.gate(gate.gate) if gate else None,
        occurrence=gate.occurrence if gate else None,
        contents=contents_of(dossier.snapshot),
        earlier=_decided_on(r, dossier),
        phase_entered_on=None if entered is None else day_of(entered),
        readings=projects.readings(r, dossier.project.id),
        decisions=dossier.decisions,
        conditions=gates.conditions(r, dossier.project.id),
        evidence=evidence_of(r, dossier.project.id),
        offered=lessons.offered(r, dossier.project.id),
        logged_lessons=lessons.logged_findings(r, dossier.project.id),
        grants=dossier.grants,
        submitters=dossier.submitters,
        deciders=tuple(rule.items()),
        package_sha256=package_sha256(dossier.snapshot.values()),
    )


def _decided_on(r: Reader, dossier: Dossier) -> dict[type, object]:
    opened = [d for d in gates.decisions(r, dossier.project.id) if d.outcome.opens]
    if not opened:
        return {}
    refs = {d.tool: d.number for d in gates.verdict_of(r, opened[-1]).documents}
    found = {
        tool: projects.version(r, dossier.project.id, tool.name, refs[tool.name])
        for tool in TOOLS
        if tool.name in refs
    }
    return {
        tool.content: decode(version.body, tool.content)
        for tool, version in found.items()
        if version is not None
    }


def judge(parts: Parts, r: Reader, dossier: Dossier, gate: NextGate) -> Verdict:
    """Return the verdict on a gate as things stand; nothing is recorded."""
    case = Case(
        project=dossier.project,
        phase=dossier.lifecycle.phase_of(gate.gate),
        gate=gate,
        policies=dossier.published,
        snapshot=dossier.snapshot,
        waivers=gates.waivers(r, dossier.project.id),
        stopped=dossier.standing.stopped,
    )
    return evaluate(case, context_for(parts, r, dossier, gate))

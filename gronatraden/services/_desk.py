"""What lies on the desk when an act begins: the actor, the project, the case.

Shared by the acts; nothing here changes anything.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from gronatraden.context import Context
from gronatraden.documents import package_sha256
from gronatraden.errors import (
    NoActorError,
    NotPermittedError,
    UnknownNameError,
    UsageError,
)
from gronatraden.gates.decision import rows_for, rule_for
from gronatraden.gates.evaluate import Case, evaluate
from gronatraden.gates.holding.material import material_fields, stale
from gronatraden.gates.tally import stand_ins
from gronatraden.history import Outcome
from gronatraden.moment import day_of
from gronatraden.phases import NextGate, opening
from gronatraden.project import MAY, Act, Role, in_force
from gronatraden.services._dossier import Dossier
from gronatraden.store import gates, lessons, people, projects
from gronatraden.store.evidence.rows import evidence_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from gronatraden.gates.holding.material import Stale
    from gronatraden.gates.verdict import Verdict
    from gronatraden.history import Point
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
    return frozenset(g.role for g in in_force(held, parts.today) if g.person == person.id)


def permit(
    parts: Parts,
    r: Reader,
    handle: str,
    act: Act,
    project: Dossier | Project | str | None,
    *,
    everywhere: bool = False,
) -> Person:
    """Return who acts, if they may.

    Args:
        parts: What the act works with.
        r: The record.
        handle: Who acts.
        act: What they want to do.
        project: Where: a project or its dossier, a programme's id, or None for the house.
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
    elif isinstance(project, Dossier):
        held = project.grants
    else:
        held = people.grants_in(r, project.programme, project.id)
    if not roles_of(held, person, parts) & MAY[act]:
        raise NotPermittedError(act=act.value, needed=sorted(MAY[act]))
    return person


def open_dossier(r: Reader, name: str) -> Dossier:
    """Return what is recorded of a project.

    Raises:
        UnknownNameError: When there is no such project.
    """
    return Dossier(r, find_project(r, name))


def find_gate(dossier: Dossier, gate: str, occurrence: int | None = None) -> NextGate:
    """Return which occurrence of a gate is meant: the next one if it recurs.

    Once the phase is over there is no next one, and the last that was passed is meant.

    Raises:
        UnknownNameError: When the lifecycle has no such gate.
    """
    known = dossier.lifecycle.gate(gate)
    if known is None:
        names = (g.gate for p in dossier.lifecycle.phases for g in p.gates)
        raise unknown(kind="gate", name=gate, known=names)
    if occurrence is not None or not known.recurs:
        return NextGate(gate, occurrence if known.recurs else None)
    following = [n for n in dossier.standing.next if n.gate == gate]
    passed = [d.occurrence or 0 for d in opening(dossier.decisions) if d.gate == gate]
    return following[0] if following else NextGate(gate, max(passed, default=1))


def context_for(parts: Parts, r: Reader, dossier: Dossier, gate: NextGate | None) -> Context:
    """Return what the rules may see of a project at the moment of the act."""
    policies, quorum = dossier.policies, dossier.quorum
    rule = rule_for(policies, gate.gate, Outcome.GO, quorum=quorum) if gate else {}
    also = stand_ins(rows_for(policies, gate.gate, Outcome.GO)) if gate else {}
    return Context(
        moment=parts.moment,
        facts=dossier.facts,
        gate=dossier.lifecycle.gate(gate.gate) if gate else None,
        occurrence=gate.occurrence if gate else None,
        contents=dossier.contents,
        earlier=dossier.earlier,
        phase_entered_on=_entered_on(dossier),
        readings=projects.readings(r, dossier.project.id),
        decisions=dossier.decisions,
        changes=dossier.changes,
        conditions=dossier.conditions,
        points=_points(r, dossier, gate),
        evidence=evidence_of(r, dossier.project.id),
        offered=lessons.offered(r, dossier.project.id),
        logged_lessons=lessons.logged_findings(r, dossier.project.id),
        grants=dossier.grants,
        submitters=dossier.submitters,
        deciders=tuple(rule.items()),
        material=material_fields(dossier.policies),
        handed_in_on={v.tool: day_of(v.submitted_at) for v in dossier.snapshot.values()},
        stand_ins=also,
        package_sha256=_seal(dossier),
    )


def _seal(dossier: Dossier) -> str:
    """Return the seal over the documents, where the project states one that it is held to."""
    stated = dossier.facts.archive.package_sha256
    return package_sha256(dossier.snapshot.values()) if stated else ""


def context_of_tool(parts: Parts, dossier: Dossier, content: object) -> Context:
    """Return what a tool's own rules may see: the tool, and the project's facts and decisions.

    Rules about readings, papers, lessons and people are no tool's: they stand where
    those are, and are asked at a gate.
    """
    return Context(
        moment=parts.moment,
        facts=dossier.facts,
        contents={type(content): content},
        earlier=dossier.earlier,
        phase_entered_on=_entered_on(dossier),
        decisions=dossier.decisions,
    )


def stale_now(parts: Parts, dossier: Dossier) -> Stale | None:
    """Return the decision that no longer rests on what is there, or None."""
    return stale(
        Context(
            moment=parts.moment,
            facts=dossier.facts,
            contents=dossier.contents,
            earlier=dossier.earlier,
            decisions=dossier.decisions,
            changes=dossier.changes,
            material=material_fields(dossier.policies),
        )
    )


def _points(r: Reader, dossier: Dossier, gate: NextGate | None) -> tuple[Point, ...]:
    """Return what a gate was referred back with."""
    every = gates.points(r, dossier.project.id)
    return tuple(
        p for p in every if gate and (p.gate, p.occurrence) == (gate.gate, gate.occurrence)
    )


def _entered_on(dossier: Dossier) -> date | None:
    entered = dossier.standing.entered_at
    return None if entered is None else day_of(entered)


def judge(parts: Parts, r: Reader, dossier: Dossier, gate: NextGate) -> Verdict:
    """Return the verdict on a gate as things stand; nothing is recorded."""
    return evaluate(case_for(r, dossier, gate), context_for(parts, r, dossier, gate))


def case_for(r: Reader, dossier: Dossier, gate: NextGate) -> Case:
    """Return what a gate of a project is judged on."""
    return Case(
        project=dossier.project,
        phase=dossier.lifecycle.phase_of(gate.gate),
        gate=gate,
        policies=dossier.published,
        snapshot=dossier.snapshot,
        waivers=gates.waivers(r, dossier.project.id),
        stopped=dossier.standing.stopped,
    )

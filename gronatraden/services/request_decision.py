"""A decision on a gate is requested: the verdict is recorded and the panel frozen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from gronatraden import canonical
from gronatraden.errors import ConflictError, GateOrderError
from gronatraden.gates import verdict as verdicts
from gronatraden.gates.decision import Request, Seat, rule_for
from gronatraden.gates.staleness import differences
from gronatraden.history import Outcome
from gronatraden.project import Act
from gronatraden.services._desk import find_gate, find_person, judge, open_dossier, permit
from gronatraden.services._parts import stamp
from gronatraden.store import gates, people

if TYPE_CHECKING:
    from gronatraden.gates.verdict import Verdict
    from gronatraden.phases import NextGate
    from gronatraden.project import Person
    from gronatraden.services._desk import Dossier
    from gronatraden.services._parts import Parts
    from gronatraden.store.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Requested:
    """A request and the verdict it rests on."""

    request: Request
    verdict: Verdict
    unchanged: bool
    """True where exactly this was asked before and still waits; nothing was recorded."""


def request_decision(parts: Parts, *, project: str, gate: str, by: str) -> Requested:
    """Record a gate's verdict, freeze who decides, and ask them.

    A closed gate may be put before its deciders too: they can refer it back, hold it
    or stop the project, but not open it. Asking twice for the same records nothing.

    Raises:
        UnknownNameError: When there is no such project, gate or person.
        GateOrderError: When the gate is not next.
        ConflictError: When the decision is on hold until a later day, or the project is
            finished.
        NotPermittedError: When the actor may not request decisions in the project.
    """
    with parts.write() as t:
        dossier = open_dossier(t, project)
        actor = _actor(parts, t, by, dossier)
        meant = find_gate(dossier, gate)
        _check_order(parts, dossier, meant)
        verdict = judge(parts, t, dossier, meant)
        waiting = gates.open_request(t, project, meant.gate, meant.occurrence)
        if waiting is not None:
            before = gates.verdict_by_id(t, waiting.verdict)
            if before is not None and not differences(before, verdict, at=parts.at):
                return Requested(request=waiting, verdict=before, unchanged=True)
        request = _append(t, parts, dossier, verdict, actor)
        return Requested(request=request, verdict=verdict, unchanged=False)


def _actor(parts: Parts, t: Transaction, by: str, dossier: Dossier) -> Person:
    if by == people.MACHINE:
        return find_person(t, by)
    return permit(parts, t, by, Act.REQUEST_DECISION, dossier.project)


def _check_order(parts: Parts, dossier: Dossier, meant: NextGate) -> None:
    standing = dossier.standing
    if not standing.next:
        raise ConflictError(what="project-is-finished", name=dossier.project.id)
    if meant not in standing.next:
        following = [n.gate for n in standing.next]
        raise GateOrderError(gate=meant.gate, next=following, phase=standing.phase)
    if standing.hold_until is not None and not parts.moment.has_come(standing.hold_until):
        raise ConflictError(what="decision-is-on-hold", until=standing.hold_until.isoformat())


def _append(
    t: Transaction, parts: Parts, dossier: Dossier, verdict: Verdict, actor: Person
) -> Request:
    project, gate = dossier.project.id, verdict.gate
    rules = [rule_for(dossier.policies, gate, o) for o in (Outcome.GO, Outcome.REFER_BACK)]
    roles = {role for rule in rules for role in rule}
    panel = sorted(
        {
            (g.person, g.role.value)
            for g in dossier.grants
            if g.role in roles and g.holds_on(parts.today)
        }
    )
    number = gates.request_count(t, project, gate) + 1
    request = Request(
        id=f"{project}/{gate}/request-{number}",
        project=project,
        gate=gate,
        occurrence=verdict.occurrence,
        verdict=f"{project}/{gate}/verdict-{gates.verdict_count(t, project, gate) + 1}",
        panel=tuple(Seat(person=person, role=role) for person, role in panel),
        requested_by=actor.id,
        requested_at=parts.at,
    )
    occurrence = verdict.occurrence or gates.NEVER_RECURS
    t.insert(
        "verdict",
        request.verdict,
        project=project,
        gate=gate,
        occurrence=occurrence,
        at=stamp(verdict.at),
        ready=int(verdict.ready),
        valid_until=None if verdict.valid_until is None else stamp(verdict.valid_until),
        body=verdicts.encode(verdict).decode(),
    )
    t.insert(
        "request",
        request.id,
        project=project,
        gate=gate,
        occurrence=occurrence,
        verdict=request.verdict,
        panel=canonical.encode(msgspec.to_builtins(request.panel)).decode(),
        requested_by=actor.id,
        requested_at=stamp(parts.at),
    )
    t.record(
        "decision.requested",
        stream=f"project/{project}",
        actor=actor.id,
        at=parts.at,
        gate=gate,
        ready=verdict.ready,
    )
    return request

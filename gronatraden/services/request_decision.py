"""A decision on a gate is requested: the verdict is recorded and the panel frozen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec import structs

from gronatraden.gates import verdict as verdicts
from gronatraden.gates.decision import Request
from gronatraden.gates.holding.staleness import differences
from gronatraden.project import Act
from gronatraden.services._desk import find_gate, find_person, judge, open_dossier, permit
from gronatraden.services._panel import can_decide, on_hold, panel_now, require_turn
from gronatraden.services._parts import stamp
from gronatraden.services.deciding._rows import append_request
from gronatraden.services.show_project import misfits_of
from gronatraden.store import gates, people

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gronatraden.gates.tally import Seat
    from gronatraden.gates.verdict import Verdict
    from gronatraden.phases import NextGate
    from gronatraden.project import Person
    from gronatraden.services._dossier import Dossier
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
    or stop the project, but not open it. Asking twice for the same records nothing, as
    long as those who were asked can decide; where they no longer can and others could,
    the others are asked, and what was said before has to be said again.

    Raises:
        UnknownNameError: When there is no such project, gate or person.
        GateOrderError: When the gate is not next.
        ConflictError: When the decision is on hold until a later day, or the project is
            finished.
        NotPermittedError: When the actor may not request decisions in the project.
    """
    with parts.write() as t:
        dossier = open_dossier(t, project)
        actor = permit(parts, t, by, Act.REQUEST_DECISION, dossier.project)
        meant = find_gate(dossier, gate)
        require_turn(parts, dossier, meant)
        return _ask(t, parts, dossier, meant, actor)


def request_when_ready(parts: Parts, *, project: str, gate: str) -> bool:
    """Let the machine ask for a decision on a gate that is next and ready.

    Returns:
        Whether the decision is asked for, now or before; where it cannot be, because
        the project has moved on since it was looked at, nothing is recorded.

    Raises:
        UnknownNameError: When there is no such project or gate.
    """
    with parts.write() as t:
        dossier = open_dossier(t, project)
        meant = find_gate(dossier, gate)
        if meant not in dossier.standing.next or on_hold(parts, dossier):
            return False
        if not judge(parts, t, dossier, meant).ready:
            return False
        _ask(t, parts, dossier, meant, find_person(t, people.MACHINE))
        return True


def _ask(
    t: Transaction, parts: Parts, dossier: Dossier, meant: NextGate, actor: Person
) -> Requested:
    """Ask, unless just this waits for its deciders and they can still decide."""
    verdict = judge(parts, t, dossier, meant)
    waiting = gates.open_request(t, dossier.project.id, meant.gate, meant.occurrence)
    panel = panel_now(parts, dossier, meant.gate)
    if waiting is not None:
        before = gates.verdict_by_id(t, waiting.verdict)
        same = before is not None and not differences(before, verdict, at=parts.at)
        if same and not _serves_better(parts, dossier, waiting, panel, actor):
            return Requested(request=waiting, verdict=before or verdict, unchanged=True)
    verdict = structs.replace(verdict, misfits=misfits_of(t, dossier))
    request = _append(t, parts, dossier, verdict, panel, actor=actor)
    return Requested(request=request, verdict=verdict, unchanged=False)


def _serves_better(
    parts: Parts, dossier: Dossier, waiting: Request, panel: Sequence[Seat], actor: Person
) -> bool:
    """Say whether asking anew helps: those asked can no longer decide, and these can."""
    gate = waiting.gate
    if can_decide(parts, dossier, gate, waiting.panel, asked_by=waiting.requested_by):
        return False
    return can_decide(parts, dossier, gate, panel, asked_by=actor.id)


def _append(
    t: Transaction,
    parts: Parts,
    dossier: Dossier,
    verdict: Verdict,
    panel: tuple[Seat, ...],
    *,
    actor: Person,
) -> Request:
    project, gate = dossier.project.id, verdict.gate
    request = Request(
        id=f"{project}/{gate}/request-{gates.request_count(t, project, gate) + 1}",
        project=project,
        gate=gate,
        occurrence=verdict.occurrence,
        verdict=f"{project}/{gate}/verdict-{gates.verdict_count(t, project, gate) + 1}",
        panel=panel,
        requested_by=actor.id,
        requested_at=parts.at,
    )
    _append_verdict(t, request.verdict, verdict)
    append_request(t, request)
    t.record(
        "decision.requested",
        stream=f"project/{project}",
        actor=actor.id,
        at=parts.at,
        gate=gate,
        ready=verdict.ready,
    )
    return request


def _append_verdict(t: Transaction, name: str, verdict: Verdict) -> None:
    t.insert(
        "verdict",
        name,
        project=verdict.project,
        gate=verdict.gate,
        occurrence=verdict.occurrence or gates.NEVER_RECURS,
        at=stamp(verdict.at),
        ready=int(verdict.ready),
        valid_until=None if verdict.valid_until is None else stamp(verdict.valid_until),
        body=verdicts.encode(verdict).decode(),
    )

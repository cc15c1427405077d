"""A passed gate is to be re-opened, or a condition given more time: asked for as a motion.

Those who open the gate decide on it, four eyes observed: a new panel is frozen, and the
verdict is the one that the gate opened on. What was decided stays in the record.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gronatraden.errors import ConflictError, UsageError
from gronatraden.gates.decision import Motion, Request
from gronatraden.history import Outcome
from gronatraden.phases import NextGate, opening
from gronatraden.project import Act
from gronatraden.services._desk import find_gate, open_dossier, permit, unknown
from gronatraden.services._panel import panel_now
from gronatraden.services.deciding._rows import append_request
from gronatraden.store import gates

if TYPE_CHECKING:
    from datetime import date

    from gronatraden.gates.decision import Decision
    from gronatraden.history import Condition
    from gronatraden.project import Person
    from gronatraden.services._dossier import Dossier
    from gronatraden.services._parts import Parts
    from gronatraden.store.reader import Reader
    from gronatraden.store.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What came of a motion."""

    request: Request
    about: str
    """What the condition says that is to be given more time; empty where a gate is moved."""
    unchanged: bool
    """True where exactly this was moved before and still waits; nothing was recorded."""


def reopen_gate(
    parts: Parts, *, project: str, gate: str, reason: str, occurrence: int | None = None, by: str
) -> Moved:
    """Ask those who open a gate to re-open it; asking again for the same records nothing.

    Raises:
        UsageError: When there is no reason.
        UnknownNameError: When there is no such project, gate or person.
        ConflictError: When the gate was not passed, or the project was stopped on its way.
        NotPermittedError: When the actor may not ask for it in the project.
    """
    if not reason.strip():
        raise UsageError(reason="reopening-needs-a-reason")
    with parts.write() as t:
        dossier = open_dossier(t, project)
        actor = permit(parts, t, by, Act.REOPEN_GATE, dossier)
        meant = _passed(dossier, gate, occurrence)
        opened = _opened(t, dossier, meant)
        motion = Motion(asks=Outcome.REOPEN, reason=reason.strip())
        return _move(t, parts, dossier, opened, motion, actor=actor)


def extend_condition(
    parts: Parts, *, project: str, condition: str, due_on: date, reason: str, by: str
) -> Moved:
    """Ask those who set a condition to give it more time; asking again records nothing.

    Raises:
        UsageError: When there is no reason, or the day is not a later one to come.
        UnknownNameError: When the project has no such condition.
        ConflictError: When it is met, or its gate was re-opened.
        NotPermittedError: When the actor may not ask for it in the project.
    """
    if not reason.strip():
        raise UsageError(reason="extension-needs-a-reason")
    if parts.moment.has_passed(due_on):
        raise UsageError(reason="condition-lies-behind")
    with parts.write() as t:
        dossier = open_dossier(t, project)
        actor = permit(parts, t, by, Act.EXTEND_CONDITION, dossier)
        found = _owed(t, project, condition)
        if due_on <= found.due_on:
            raise UsageError(reason="extension-is-no-longer", name=found.due_on.isoformat())
        motion = Motion(
            asks=Outcome.EXTEND, reason=reason.strip(), condition=condition, due_on=due_on
        )
        opened = next(d for d in gates.decisions(t, project) if d.id == found.decision)
        return _move(t, parts, dossier, opened, motion, actor=actor)


def moved_condition(r: Reader, request: Request) -> str:
    """Return what the condition says that a motion is about, or nothing."""
    name = request.motion.condition if request.motion else None
    found = (c.text for c in gates.conditions(r, request.project) if c.id == name)
    return next(found, "")


def waiting_motion(r: Reader, dossier: Dossier, gate: str) -> Request | None:
    """Return the newest motion on a gate, whichever occurrence, that waits for its decision."""
    name = dossier.project.id
    for request in reversed(gates.requests(r, name)):
        if request.gate == gate and request.motion is not None:
            waiting = gates.open_request(r, name, gate, request.occurrence)
            if waiting == request:
                return request
    return None


def require_still_moved(r: Reader, dossier: Dossier, meant: NextGate, motion: Motion) -> None:
    """Refuse to decide on a motion that no longer has an object.

    Raises:
        ConflictError: When the gate was re-opened, or the condition met, since it was moved.
    """
    _opened(r, dossier, meant)
    if motion.condition is not None:
        _owed(r, dossier.project.id, motion.condition)


def _passed(dossier: Dossier, gate: str, occurrence: int | None) -> NextGate:
    """Return which occurrence of a gate is to be re-opened: the last passed, if none is said."""
    find_gate(dossier, gate)
    passed = [NextGate(d.gate, d.occurrence) for d in opening(dossier.decisions) if d.gate == gate]
    meant = next((g for g in reversed(passed) if occurrence in {None, g.occurrence}), None)
    if meant is None:
        raise ConflictError(what="gate-is-not-passed", name=gate)
    last = dossier.lifecycle.phases[-1]
    if dossier.standing.stopped and gate not in {g.gate for g in last.gates}:
        raise ConflictError(what="project-is-stopped", name=dossier.project.id)
    return meant


def _opened(r: Reader, dossier: Dossier, meant: NextGate) -> Decision:
    """Return the decision that a passed gate rests on."""
    for taken in opening(gates.decisions(r, dossier.project.id)):
        if NextGate(taken.gate, taken.occurrence) == meant:
            return taken
    raise ConflictError(what="gate-is-not-passed", name=meant.gate)


def _owed(r: Reader, project: str, name: str) -> Condition:
    known = {condition.id: condition for condition in gates.conditions(r, project)}
    if name not in known:
        raise unknown(kind="condition", name=name, known=known)
    if known[name].met_at is not None:
        raise ConflictError(what="condition-is-met", name=name)
    if known[name].lapsed:
        raise ConflictError(what="condition-has-lapsed", name=name)
    return known[name]


def _move(
    t: Transaction,
    parts: Parts,
    dossier: Dossier,
    opened: Decision,
    motion: Motion,
    *,
    actor: Person,
) -> Moved:
    project, gate = dossier.project.id, opened.gate
    panel = panel_now(parts, dossier, gate)
    waiting = gates.open_request(t, project, gate, opened.occurrence)
    if waiting is not None and (waiting.motion, waiting.panel) == (motion, panel):
        return Moved(request=waiting, about=moved_condition(t, waiting), unchanged=True)
    verdict = next(r.verdict for r in gates.requests(t, project) if r.id == opened.request)
    request = Request(
        id=f"{project}/{gate}/request-{gates.request_count(t, project, gate) + 1}",
        project=project,
        gate=gate,
        occurrence=opened.occurrence,
        verdict=verdict,
        panel=panel,
        requested_by=actor.id,
        requested_at=parts.at,
        motion=motion,
    )
    append_request(t, request)
    t.record(
        "reopening.requested" if motion.asks is Outcome.REOPEN else "extension.requested",
        stream=f"project/{project}",
        actor=actor.id,
        at=parts.at,
        gate=gate,
    )
    return Moved(request=request, about=moved_condition(t, request), unchanged=False)

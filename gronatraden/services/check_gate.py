"""A gate is checked: evaluated or looked up, and nothing is recorded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gronatraden.gates.burden import burden_at
from gronatraden.gates.holding.staleness import differences
from gronatraden.phases import opening
from gronatraden.services._desk import context_for, find_gate, judge, open_dossier, stale_now
from gronatraden.services.show_project import class_of, misfits_of
from gronatraden.store import gates

if TYPE_CHECKING:
    from gronatraden.findings import Finding
    from gronatraden.gates.burden import Count
    from gronatraden.gates.decision import Decision, Request
    from gronatraden.gates.holding.material import Stale
    from gronatraden.gates.verdict import Verdict
    from gronatraden.history import Condition, Point
    from gronatraden.phases import NextGate, Resting, Standing
    from gronatraden.services._dossier import Dossier
    from gronatraden.services._parts import Parts
    from gronatraden.services.show_project import ClassSeen
    from gronatraden.store.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class GateSeen:
    """A gate as it stands."""

    verdict: Verdict
    standing: Standing
    is_next: bool
    """Whether it may be decided now."""
    decision: Decision | None
    """The decision that opened it, where it was passed; the verdict is then the recorded one."""
    request: Request | None
    """The request that waits for a decision, where one does."""
    outdated: bool
    """Whether the project is no longer what the waiting request was made on."""
    returned: Decision | None
    """The newest decision that left it closed: referred back, held, stopped or re-opened."""
    overdue: tuple[Condition, ...] = ()
    """Conditions it opened on that are overdue: they close it again."""
    resting: tuple[Resting, ...] = ()
    """Earlier gates that it rests on and that were re-opened since it was decided."""
    points: tuple[Point, ...] = ()
    """What it was referred back with, mended or not, in the order set."""
    misfits: tuple[Finding, ...] = ()
    """Where the project's policies and lifecycle differ from what its facts call for."""
    classed: ClassSeen | None = None
    """The project's class, where there are classes."""
    stale: Stale | None = None
    """The decision that no longer rests on what is there, where this gate is yet to be passed."""

    @property
    def is_open(self) -> bool:
        """Whether it is ready, or was passed and is not closed again."""
        return self.verdict.ready and not self.overdue


def check_gate(parts: Parts, *, project: str, gate: str, occurrence: int | None = None) -> GateSeen:
    """Return a gate's verdict: the recorded one if it was passed, otherwise as things stand.

    Args:
        parts: What the act works with.
        project: Id of the project.
        gate: Name of the gate.
        occurrence: Which one, for a gate that recurs; the next one where nothing is said.

    Raises:
        UnknownNameError: When there is no such project or gate.
    """
    with parts.read() as r:
        dossier = open_dossier(r, project)
        meant = find_gate(dossier, gate, occurrence)
        return see(parts, r, dossier, meant)


def see(parts: Parts, r: Reader, dossier: Dossier, meant: NextGate) -> GateSeen:
    """Return a gate as it stands in a dossier that is open."""
    project, here = dossier.project.id, (meant.gate, meant.occurrence)
    taken = [d for d in gates.decisions(r, project) if (d.gate, d.occurrence) == here]
    passed = next(iter(opening(taken)), None)
    verdict = gates.verdict_of(r, passed) if passed else judge(parts, r, dossier, meant)
    request = gates.open_request(r, project, meant.gate, meant.occurrence)
    return GateSeen(
        verdict=verdict,
        standing=dossier.standing,
        is_next=meant in dossier.standing.next,
        decision=passed,
        request=request,
        outdated=_is_outdated(parts, r, request, verdict),
        returned=taken[-1] if taken and passed is None else None,
        overdue=_overdue(parts, r, passed),
        resting=tuple(x for x in dossier.standing.resting if x.gate == meant),
        points=tuple(p for p in gates.points(r, project) if (p.gate, p.occurrence) == here),
        misfits=misfits_of(r, dossier),
        classed=class_of(r, dossier),
        stale=None if passed else stale_now(parts, dossier),
    )


def _is_outdated(parts: Parts, r: Reader, request: Request | None, verdict: Verdict) -> bool:
    """Say whether a gate is no longer what those who were asked would decide on."""
    if request is None or request.motion is not None:
        return False
    before = gates.verdict_by_id(r, request.verdict)
    return before is None or bool(differences(before, verdict, at=parts.at))


def _overdue(parts: Parts, r: Reader, passed: Decision | None) -> tuple[Condition, ...]:
    """Return the conditions of a decision whose day has passed unmet."""
    if passed is None:
        return ()
    found = gates.conditions(r, passed.project)
    mine = (c for c in found if c.decision == passed.id and c.is_owed)
    return tuple(c for c in mine if parts.moment.has_passed(c.due_on))


def burden_of_gate(parts: Parts, *, project: str, gate: str) -> Count:
    """Return what a gate asks a project to fill in, and how much of that it has.

    Raises:
        UnknownNameError: When there is no such project or gate.
    """
    with parts.read() as r:
        dossier = open_dossier(r, project)
        meant = find_gate(dossier, gate)
        return burden_at(gate, dossier.policies, context_for(parts, r, dossier, meant))


def next_gate(parts: Parts, *, project: str) -> str:
    """Return the gate that is asked for next, or the last one where the project is finished.

    Raises:
        UnknownNameError: When there is no such project.
    """
    with parts.read() as r:
        dossier = open_dossier(r, project)
        following = dossier.standing.next
        return following[0].gate if following else dossier.lifecycle.phases[-1].gates[-1].gate

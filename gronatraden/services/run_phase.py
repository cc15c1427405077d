"""A phase is taken one step: what is there, what the gate says, who is asked.

The phase flows call these in order; each is safe to repeat, and everything is also
one call for the command line. Nobody waits in here: who must act is said, and the
next run goes on from the record.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from gronatraden.errors import GateOrderError
from gronatraden.services._desk import find_gate, judge, open_dossier
from gronatraden.services.answer_lesson import offer_lessons
from gronatraden.services.check_gate import check_gate
from gronatraden.services.log_lesson import log_learning
from gronatraden.services.request_decision import request_decision
from gronatraden.store import gates, people
from gronatraden.tools import TOOLS

if TYPE_CHECKING:
    from gronatraden.gates.verdict import Verdict
    from gronatraden.services._parts import Parts

EndState = Literal["Open", "Waiting for decision", "Gate closed", "Finished"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseSeen:
    """Where a project stands, as ids and words that a flow can pass on."""

    project: str
    phase: str
    gate: str
    """The gate that is asked for next; empty when the project is finished."""
    tools: tuple[str, ...]
    """Tools handed in."""
    missing: tuple[str, ...]
    """Tools not handed in."""


def see_phase(parts: Parts, *, project: str) -> PhaseSeen:
    """Return where a project stands and which tools are there; nothing is recorded."""
    with parts.read() as r:
        dossier = open_dossier(r, project)
        there = [tool.name for tool in TOOLS if tool.name in dossier.snapshot]
        following = dossier.standing.next
        return PhaseSeen(
            project=project,
            phase=dossier.standing.phase,
            gate=following[0].gate if following else "",
            tools=tuple(there),
            missing=tuple(tool.name for tool in TOOLS if tool.name not in dossier.snapshot),
        )


def prepare(parts: Parts, *, project: str) -> int:
    """Put the nearest earlier lessons in front of the project; return how many wait for an answer."""
    near = offer_lessons(parts, project=project, by=people.MACHINE)
    return sum(n.offered is None or not n.offered.answer for n in near)


def evaluate_next(parts: Parts, *, project: str) -> bool:
    """Say whether the gate asked for next is ready as things stand; nothing is recorded."""
    seen = see_phase(parts, project=project)
    return bool(seen.gate) and check_gate(parts, project=project, gate=seen.gate).verdict.ready


def ask(parts: Parts, *, project: str) -> EndState:
    """Ask the deciders where the gate is ready; return where that leaves the phase.

    A ready gate that was asked for already stays asked for. A closed gate is left
    closed: it is a result, and whoever wants a decision on it requests it in person.
    """
    seen = see_phase(parts, project=project)
    if not seen.gate:
        return "Finished"
    with parts.read() as r:
        dossier = open_dossier(r, project)
        meant = find_gate(dossier, seen.gate)
        ready = judge(parts, r, dossier, meant).ready
        waiting = gates.open_request(r, project, meant.gate, meant.occurrence)
    if not ready:
        return "Gate closed"
    try:
        request_decision(parts, project=project, gate=seen.gate, by=people.MACHINE)
    except GateOrderError:
        return "Open" if waiting is None else "Waiting for decision"
    return "Waiting for decision"


def learn(parts: Parts, *, project: str) -> tuple[str, ...]:
    """Log what the learning cycle has found since; return the new lessons' ids."""
    return tuple(x.id for x in log_learning(parts, project=project, by=people.MACHINE))


def verdict_now(parts: Parts, *, project: str) -> Verdict | None:
    """Return the verdict on the gate asked for next, or None for a finished project."""
    seen = see_phase(parts, project=project)
    return None if not seen.gate else check_gate(parts, project=project, gate=seen.gate).verdict

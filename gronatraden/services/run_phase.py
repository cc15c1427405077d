"""A phase is taken one step: what is there, what the gate says, who is asked.

The phase flows call these in order; each is safe to repeat and is also one call for
the command line. Nobody waits in here: who must act is said, and the next run goes
on from the record. What the machine does, it does as itself: it offers lessons,
copies learning into the log and asks for decisions; it never decides.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from gronatraden.exports import phase_note
from gronatraden.phases import FINISHED
from gronatraden.services._desk import judge, open_dossier
from gronatraden.services._panel import on_hold
from gronatraden.services.answer_lesson import offer_as_machine
from gronatraden.services.log_lesson import log_as_machine
from gronatraden.services.request_decision import request_when_ready
from gronatraden.tools.plugged import tools

if TYPE_CHECKING:
    from gronatraden.services._dossier import Dossier
    from gronatraden.services._parts import Parts
    from gronatraden.text import Voice

EndState = Literal["Open", "Waiting for decision", "Gate closed"]
"""How a phase's run ends; none of them is a failure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseSeen:
    """Where a project stands, as ids and words that a flow can pass on."""

    phase: str
    """The phase it stands in, or ``finished``."""
    gate: str
    """The gate that is asked for next; empty when the project is finished."""
    tools: tuple[str, ...]
    """Tools handed in."""
    missing: tuple[str, ...]
    """Tools not handed in."""


def collect(parts: Parts, *, project: str) -> PhaseSeen:
    """Return where a project stands and which tools are there; nothing is recorded."""
    with parts.read() as r:
        dossier = open_dossier(r, project)
        following = dossier.standing.next
        return PhaseSeen(
            phase=dossier.standing.phase,
            gate=following[0].gate if following else "",
            tools=tuple(tool.name for tool in tools() if tool.name in dossier.snapshot),
            missing=tuple(tool.name for tool in tools() if tool.name not in dossier.snapshot),
        )


def offer(parts: Parts, *, project: str) -> int:
    """Put the nearest earlier lessons in front of the project; return how many are unanswered."""
    near = offer_as_machine(parts, project=project)
    return sum(n.offered is None or not n.offered.answer for n in near)


def evaluate(parts: Parts, *, project: str) -> bool:
    """Say whether the gate asked for next is ready as things stand; nothing is recorded."""
    with parts.read() as r:
        dossier = open_dossier(r, project)
        following = dossier.standing.next
        return bool(following) and judge(parts, r, dossier, following[0]).ready


def ask(parts: Parts, *, project: str, phase: str) -> EndState:
    """Ask the deciders where the gate is ready; return where that leaves the phase.

    A gate that was asked for already stays asked for, and nothing is recorded twice.
    A closed gate stays closed: that is a result, and whoever wants a decision on it
    requests it in person. While the steering group holds the decision, nobody is asked
    again: it waits for its day.
    """
    state, gate = _look(parts, project, phase)
    if gate and not request_when_ready(parts, project=project, gate=gate):
        state, _ = _look(parts, project, phase)  # somebody was quicker
    return state


def _look(parts: Parts, project: str, phase: str) -> tuple[EndState, str]:
    """Return how a phase stands, and the gate to ask about where there is one to ask."""
    with parts.read() as r:
        dossier = open_dossier(r, project)
        if dossier.standing.phase != phase:
            return ("Open" if _is_behind(dossier, phase) else "Gate closed"), ""
        following = dossier.standing.next[0]
        if not judge(parts, r, dossier, following).ready:
            return "Gate closed", ""
        return "Waiting for decision", "" if on_hold(parts, dossier) else following.gate


def _is_behind(dossier: Dossier, phase: str) -> bool:
    """Say whether a project has left a phase, rather than not come to it."""
    order = [p.phase for p in dossier.lifecycle.phases]
    stands = dossier.standing.phase
    return stands == FINISHED or phase not in order or order.index(stands) > order.index(phase)


def learn(parts: Parts, *, project: str) -> tuple[str, ...]:
    """Log what the learning cycle has found since; return the new lessons' ids."""
    return tuple(x.id for x in log_as_machine(parts, project=project))


def tell(parts: Parts, *, project: str, phase: str, state: str, voice: Voice) -> str:
    """Return the note of a phase's run as Markdown, for whoever reads it in Prefect."""
    with parts.read() as r:
        dossier = open_dossier(r, project)
        following = dossier.standing.next
        verdict = judge(parts, r, dossier, following[0]) if following else None
        newest, title = dossier.snapshot, dossier.facts.title
    return phase_note.render(
        phase_note.PhaseNote(
            project=project,
            title=title,
            phase=phase,
            state=state,
            at=parts.at,
            tools=tuple(
                (tool.name, newest[tool.name].number if tool.name in newest else None)
                for tool in tools()
            ),
            verdict=verdict,
        ),
        voice,
    )

"""Phases, gates and lifecycles: the order a project moves in.

A lifecycle is data: phases in order, each with gates. A recurring gate is numbered
1, 2, 3 … inside its phase; the phase's last gate closes it. Where a project stands
is never stored: it follows from the decisions taken.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

from gronatraden.documents import Limit, Line, Slug, content
from gronatraden.history import DecisionTaken, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

PhaseName = Literal["before_start", "during", "follow_up"]
FINISHED: Literal["finished"] = "finished"
"""Where a project stands when it has gone through every phase."""


@content
class Gate:
    """A gate (grind): closes a phase, or recurs inside one."""

    gate: Slug
    recurs: bool = False
    at_least: Annotated[int, Limit(ge=0)] = 1
    """How often a recurring gate must have been passed before the phase may close."""
    every_months: Annotated[int, Limit(ge=1)] | None = None
    """How often a recurring gate is due."""


@content
class Phase:
    """A phase (fas) with its gates, the closing one last."""

    phase: PhaseName
    gates: Annotated[tuple[Gate, ...], Limit(min_length=1)]


@content
class Obligation:
    """Something that falls due after a gate was passed, and outlives the project."""

    id: Slug
    after: Slug
    """Gate that starts the clock."""
    years: Annotated[int, Limit(ge=0)]
    rule: Line = ""


@content
class Lifecycle:
    """Phases in order with their gates (livscykel); ``full`` and ``simple`` are shipped."""

    lifecycle: Slug
    version: Annotated[int, Limit(ge=1)]
    source: Line = ""
    phases: Annotated[tuple[Phase, ...], Limit(min_length=1)]
    obligations: tuple[Obligation, ...] = ()

    def gate(self, name: str) -> Gate | None:
        """Return the gate of that name, or None."""
        return next((g for p in self.phases for g in p.gates if g.gate == name), None)

    def phase_of(self, name: str) -> PhaseName:
        """Return the phase that a gate stands in."""
        return next(p.phase for p in self.phases for g in p.gates if g.gate == name)


@dataclass(frozen=True, slots=True)
class NextGate:
    """A gate that may be decided now; ``occurrence`` is None where it does not recur."""

    gate: str
    occurrence: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a project stands: derived from its lifecycle and its decisions."""

    phase: PhaseName | Literal["finished"]
    next: tuple[NextGate, ...]
    """Gates that may be decided now, the one that is asked for first."""
    stopped: bool
    """True once the steering group has stopped the project: an orderly close remains."""
    entered_at: datetime | None
    """When the phase was entered; None before the first decision."""
    hold_until: date | None
    """Day until which the next decision is postponed, where it is."""


def opening(decisions: Iterable[DecisionTaken]) -> tuple[DecisionTaken, ...]:
    """Return the decisions that opened a gate, in the order taken."""
    return tuple(d for d in decisions if d.outcome.opens)


def standing(lifecycle: Lifecycle, decisions: Iterable[DecisionTaken]) -> Standing:
    """Return where a project stands after its decisions, given in the order taken.

    A decision to stop leads straight to the last phase, whose closing gate then is
    an orderly close. Going through every phase leaves the project finished.
    """
    taken = tuple(decisions)
    passed = opening(taken)
    stop = next((d for d in taken if d.outcome is Outcome.STOP), None)
    hold_until = taken[-1].hold_until if taken and taken[-1].outcome is Outcome.HOLD else None
    entered_at: datetime | None = None
    for phase in lifecycle.phases:
        closing = phase.gates[-1].gate
        done = next((d for d in passed if d.gate == closing), None)
        if done is not None:
            entered_at = done.decided_at
        elif stop is None or phase is lifecycle.phases[-1]:
            entered = entered_at if stop is None else stop.decided_at
            following = _next_gates(phase, passed, stopped=stop is not None)
            return Standing(phase.phase, following, stop is not None, entered, hold_until)
    return Standing(FINISHED, (), stop is not None, entered_at, None)


def _next_gates(
    phase: Phase, passed: tuple[DecisionTaken, ...], *, stopped: bool
) -> tuple[NextGate, ...]:
    closing = NextGate(phase.gates[-1].gate, None)
    if stopped:
        return (closing,)
    owed: list[NextGate] = []
    optional: list[NextGate] = []
    for gate in phase.gates[:-1]:
        count = sum(d.gate == gate.gate for d in passed)
        if not gate.recurs and count:
            continue
        following = NextGate(gate.gate, count + 1 if gate.recurs else None)
        (owed if count < gate.at_least else optional).append(following)
    return (*owed, *optional) if owed else (closing, *optional)

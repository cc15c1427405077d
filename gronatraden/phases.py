"""Phases, gates and lifecycles: the order a project moves in.

A lifecycle is data: phases in order, each with gates. A recurring gate is numbered
1, 2, 3 … inside its phase; the phase's last gate closes it. Where a project stands
is never stored: it follows from the decisions taken. A gate that was passed can be
re-opened; it then waits to be passed again, and whatever rested on it is told so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal, Protocol, TypeVar

from gronatraden.documents import Limit, Line, Slug, content
from gronatraden.history import DecisionTaken, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
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
    reopened: tuple[NextGate, ...] = ()
    """Gates that were re-opened and wait to be passed again, in the order re-opened."""
    resting: tuple[Resting, ...] = ()
    """Gates that hold, and rest on one that was re-opened since."""


@dataclass(frozen=True, slots=True)
class Resting:
    """An opened gate that rests on what no longer holds: an earlier gate was re-opened since."""

    gate: NextGate
    on: NextGate
    """The gate that it rests on."""
    reopened_at: datetime


class Taken(Protocol):
    """A decision on a gate, with whatever else is known of it."""

    @property
    def gate(self) -> str:
        """Name of the gate."""

    @property
    def occurrence(self) -> int | None:
        """Which one, where it recurs."""

    @property
    def outcome(self) -> Outcome:
        """What was decided."""


D = TypeVar("D", bound=Taken)


def opening(decisions: Iterable[D]) -> tuple[D, ...]:
    """Return the decisions that opened a gate and still hold, in the order taken.

    One whose gate was re-opened since holds no longer; it stays in the record.
    """
    holding: dict[int, D] = {}
    at: dict[NextGate, int] = {}
    for place, taken in enumerate(decisions):
        gate = NextGate(taken.gate, taken.occurrence)
        if taken.outcome is Outcome.REOPEN:
            holding.pop(at.pop(gate, place), None)
        elif taken.outcome.opens:
            holding[place] = taken
            at[gate] = place
    return tuple(holding.values())


def reopened(decisions: Iterable[DecisionTaken]) -> tuple[NextGate, ...]:
    """Return the gates that were re-opened and have not opened since, in the order re-opened."""
    waiting: dict[NextGate, None] = {}
    for taken in decisions:
        gate = NextGate(taken.gate, taken.occurrence)
        if taken.outcome is Outcome.REOPEN:
            waiting[gate] = None
        elif taken.outcome.opens:
            waiting.pop(gate, None)
    return tuple(waiting)


def resting(lifecycle: Lifecycle, decisions: Iterable[DecisionTaken]) -> tuple[Resting, ...]:
    """Return which gates that hold were decided before a gate they rest on was re-opened.

    A gate rests on every earlier gate that held when it was decided. It goes on doing so
    until it is itself re-opened and decided anew.
    """
    order = [gate.gate for phase in lifecycle.phases for gate in phase.gates]
    taken = tuple(decisions)
    holds = {id(d) for d in opening(taken)}
    found: dict[tuple[NextGate, NextGate], Resting] = {}
    for place, again in enumerate(taken):
        if again.outcome is not Outcome.REOPEN:
            continue
        on = NextGate(again.gate, again.occurrence)
        since = _opened_at(taken[:place], on)
        for later in taken[since + 1 : place]:
            gate = NextGate(later.gate, later.occurrence)
            if id(later) in holds and _place(gate, order) > _place(on, order):
                found[gate, on] = Resting(gate, on, again.decided_at)
    return tuple(found.values())


def _place(gate: NextGate, order: list[str]) -> tuple[int, int]:
    return (order.index(gate.gate) if gate.gate in order else -1, gate.occurrence or 0)


def _opened_at(taken: Sequence[DecisionTaken], gate: NextGate) -> int:
    opened = (NextGate(d.gate, d.occurrence) == gate and d.outcome.opens for d in taken)
    return max((place for place, is_it in enumerate(opened) if is_it), default=len(taken))


def standing(lifecycle: Lifecycle, decisions: Iterable[DecisionTaken]) -> Standing:
    """Return where a project stands after its decisions, given in the order taken.

    A decision to stop leads straight to the last phase, whose closing gate then is
    an orderly close. Going through every phase leaves the project finished. A gate that
    was re-opened leads back to its phase, until it is passed again; what was passed
    later still holds.
    """
    taken = tuple(decisions)
    passed = opening(taken)
    told = (reopened(taken), resting(lifecycle, taken))
    stop = next((d for d in taken if d.outcome is Outcome.STOP), None)
    entered_at: datetime | None = None
    for phase in lifecycle.phases:
        owed = _again(phase, taken) if stop is None else ()
        closing = phase.gates[-1].gate
        done = next((d for d in passed if d.gate == closing), None)
        if done is not None and not owed:
            entered_at = done.decided_at
        elif stop is None or phase is lifecycle.phases[-1]:
            entered = entered_at if stop is None else stop.decided_at
            following = owed or _next_gates(phase, passed, stopped=stop is not None)
            until = _held_until(taken, following)
            return Standing(phase.phase, following, stop is not None, entered, until, *told)
    return Standing(FINISHED, (), stop is not None, entered_at, None, *told)


def _again(phase: Phase, taken: tuple[DecisionTaken, ...]) -> tuple[NextGate, ...]:
    """Return the gates of a phase that were re-opened, in the phase's own order."""
    waiting = reopened(taken)
    order = [gate.gate for gate in phase.gates]
    mine = (gate for gate in waiting if gate.gate in order)
    return tuple(sorted(mine, key=lambda gate: (order.index(gate.gate), gate.occurrence or 0)))


def _held_until(taken: tuple[DecisionTaken, ...], following: Iterable[NextGate]) -> date | None:
    """Return the day until which a gate that is next is on hold, by its own latest decision."""
    latest = {NextGate(d.gate, d.occurrence): d for d in taken}
    last = (latest[gate] for gate in following if gate in latest)
    days = [d.hold_until for d in last if d.outcome is Outcome.HOLD and d.hold_until is not None]
    return max(days, default=None)


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

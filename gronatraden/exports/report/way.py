"""The way through the phases: what is passed, where the project stands, what lies ahead."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from gronatraden.phases import NextGate, opening

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from gronatraden.gates.verdict import Verdict
    from gronatraden.history import DecisionTaken, Outcome
    from gronatraden.phases import Gate, Lifecycle, Phase, Standing

PhaseState = Literal["done", "here", "ahead", "skipped"]
GateState = Literal["passed", "asked", "ready", "closed", "held", "may", "ahead", "skipped"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GateStep:
    """A gate on the way, or one occurrence of it."""

    gate: str
    occurrence: int | None
    state: GateState
    """``may``: can be held again, but nothing waits for it."""
    decision: int | None = None
    """Number of the decision that opened it."""
    at: datetime | None = None
    """When it was opened."""
    outcome: Outcome | None = None
    missing: int = 0
    """Number of requirements that keep it closed, where it is closed."""
    overdue: int = 0
    """Number of overdue conditions that close it again, though it was opened."""
    rests_on: NextGate | None = None
    """A gate that it rests on and that was re-opened since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseStep:
    """A phase on the way, with its gates in order."""

    phase: str
    state: PhaseState
    gates: tuple[GateStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """What decides how the gates ahead are shown."""

    standing: Standing
    verdict: Verdict | None
    asked: bool
    overdue: Mapping[int, int] = field(default_factory=dict)
    """Number of a decision → how many of its conditions are overdue."""


def way(
    lifecycle: Lifecycle, decisions: Sequence[DecisionTaken], now: Now
) -> tuple[PhaseStep, ...]:
    """Return every phase with its gates, those passed and those that lie ahead.

    Args:
        lifecycle: The order.
        decisions: In the order taken; a gate refers to them by number, from 1.
        now: Where that leaves the project.
    """
    names = [p.phase for p in lifecycle.phases]
    finished = now.standing.phase == "finished"
    here = len(names) if finished else names.index(str(now.standing.phase))  # type: ignore[arg-type]  # it is one of them
    steps = []
    for place, phase in enumerate(lifecycle.phases):
        passed = _passed(phase, decisions, now)
        closed = any(g.gate == phase.gates[-1].gate for g in passed)
        state: PhaseState = "ahead"
        if place <= here:
            state = "here" if place == here else "done" if closed else "skipped"
        gates = passed if state == "done" else (*passed, *_coming(phase, passed, state, now))
        steps.append(PhaseStep(phase=phase.phase, state=state, gates=gates))
    return tuple(steps)


def _passed(phase: Phase, decisions: Sequence[DecisionTaken], now: Now) -> tuple[GateStep, ...]:
    names = {g.gate for g in phase.gates}
    resting = {one.gate: one.on for one in now.standing.resting}
    holds = {id(d) for d in opening(decisions)}
    return tuple(
        GateStep(
            gate=d.gate,
            occurrence=d.occurrence,
            state="passed",
            decision=number,
            at=d.decided_at,
            outcome=d.outcome,
            overdue=now.overdue.get(number, 0),
            rests_on=resting.get(NextGate(d.gate, d.occurrence)),
        )
        for number, d in enumerate(decisions, start=1)
        if d.gate in names and id(d) in holds
    )


def _coming(
    phase: Phase, passed: tuple[GateStep, ...], state: PhaseState, now: Now
) -> tuple[GateStep, ...]:
    if state == "skipped":
        return tuple(
            GateStep(gate=g.gate, occurrence=None, state="skipped")
            for g in phase.gates
            if not any(p.gate == g.gate for p in passed)
        )
    steps = []
    for gate in phase.gates:
        count = sum(p.gate == gate.gate for p in passed)
        asked = [following for following in now.standing.next if following.gate == gate.gate]
        steps += [_next(following, now) for following in asked if state == "here"]
        if not (asked and state == "here") and not _is_left_out(gate, count, now):
            steps.append(_ahead(NextGate(gate.gate, count + 1 if gate.recurs else None)))
    return tuple(steps)


def _is_left_out(gate: Gate, count: int, now: Now) -> bool:
    """Say whether a gate is not shown ahead: enough of it was held, or a stop ended it."""
    return bool(count) or (gate.recurs and now.standing.stopped)


def _ahead(gate: NextGate) -> GateStep:
    return GateStep(gate=gate.gate, occurrence=gate.occurrence, state="ahead")


def _next(gate: NextGate, now: Now) -> GateStep:
    if gate != now.standing.next[0] or now.verdict is None:
        return GateStep(gate=gate.gate, occurrence=gate.occurrence, state="may")
    state: GateState = "ready" if now.verdict.ready else "closed"
    if now.asked:
        state = "asked"
    elif now.standing.hold_until is not None:
        state = "held"
    missing = 0 if now.verdict.ready else len(now.verdict.missing)
    return GateStep(gate=gate.gate, occurrence=gate.occurrence, state=state, missing=missing)

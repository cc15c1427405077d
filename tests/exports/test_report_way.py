from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from gronatraden.exports.report.way import GateStep, Now, PhaseStep, way
from gronatraden.history import DecisionTaken, Outcome
from gronatraden.phases import standing
from tests.builders.history import a_decision
from tests.builders.report import LIFECYCLE, TAKEN, a_result, a_verdict

Way = tuple[PhaseStep, ...]

START, CHECKPOINT = TAKEN
CLOSE = a_decision(gate="close", decided_at=datetime(2027, 1, 29, 9, tzinfo=UTC))
FINISH = a_decision(gate="finish", decided_at=datetime(2027, 6, 29, 9, tzinfo=UTC))
STOP = a_decision(gate="checkpoint", occurrence=1, outcome=Outcome.STOP)
READY = a_verdict(a_result("satisfied"), ready=True)


def walked(
    *taken: DecisionTaken, ready: bool = False, asked: bool = False
) -> tuple[PhaseStep, ...]:
    """Return the way after some decisions."""
    here = standing(LIFECYCLE, taken)
    verdict = (READY if ready else a_verdict()) if here.next else None
    return way(LIFECYCLE, taken, Now(standing=here, verdict=verdict, asked=asked))


def signs(steps: Way) -> list[str]:
    """Return every gate on the way with its state."""
    return [f"{g.gate} {g.occurrence or ''} {g.state}" for p in steps for g in p.gates]


WAYS = {
    "nothing decided": (
        (),
        ["here", "ahead", "ahead"],
        ["start  closed", "checkpoint 1 ahead", "close  ahead", "finish  ahead"],
    ),
    "started": (
        (START,),
        ["done", "here", "ahead"],
        ["start  passed", "checkpoint 1 closed", "close  ahead", "finish  ahead"],
    ),
    "reviewed": (
        (START, CHECKPOINT),
        ["done", "here", "ahead"],
        [
            "start  passed",
            "checkpoint 1 passed",
            "checkpoint 2 may",
            "close  closed",
            "finish  ahead",
        ],
    ),
    "closed": (
        (START, CHECKPOINT, CLOSE),
        ["done", "done", "here"],
        ["start  passed", "checkpoint 1 passed", "close  passed", "finish  closed"],
    ),
    "finished": (
        (START, CHECKPOINT, CLOSE, FINISH),
        ["done", "done", "done"],
        ["start  passed", "checkpoint 1 passed", "close  passed", "finish  passed"],
    ),
    "stopped": (
        (START, STOP),
        ["done", "skipped", "here"],
        ["start  passed", "checkpoint  skipped", "close  skipped", "finish  closed"],
    ),
}


@pytest.mark.parametrize(("taken", "phases", "gates"), WAYS.values(), ids=WAYS.keys())
def test_the_way_shows_what_is_passed_and_what_is_left(
    taken: tuple[DecisionTaken, ...], phases: list[str], gates: list[str]
) -> None:
    steps = walked(*taken)

    assert [p.state for p in steps] == phases
    assert signs(steps) == gates


def test_a_passed_gate_says_when_and_by_which_decision() -> None:
    passed = walked(START, CHECKPOINT)[1].gates[0]

    assert passed == GateStep(
        gate="checkpoint",
        occurrence=1,
        state="passed",
        decision=2,
        at=CHECKPOINT.decided_at,
        outcome=Outcome.GO,
    )


def test_a_decision_that_opened_nothing_is_counted_but_not_passed() -> None:
    referred = a_decision(outcome=Outcome.REFER_BACK)

    passed = walked(referred, START)[0].gates[0]

    assert (passed.state, passed.decision) == ("passed", 2)


def test_a_closed_gate_says_how_much_is_missing() -> None:
    assert walked()[0].gates[0].missing == 1


def test_a_ready_gate_waits_to_be_asked_for() -> None:
    assert walked(ready=True)[0].gates[0].state == "ready"


def test_a_gate_that_is_asked_for_waits_for_people() -> None:
    assert walked(ready=True, asked=True)[0].gates[0].state == "asked"


def test_a_postponed_gate_is_held() -> None:
    held = a_decision(outcome=Outcome.HOLD, hold_until=date(2025, 1, 1))

    assert walked(held)[0].gates[0].state == "held"

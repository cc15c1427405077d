from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gronatraden import manuscript
from gronatraden.history import DecisionTaken, Outcome
from gronatraden.phases import (
    Gate,
    Lifecycle,
    NextGate,
    Phase,
    opening,
    resting,
    standing,
)
from tests.builders.history import a_decision
from tests.house.source import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gronatraden.phases import Standing


def shipped(name: str) -> Lifecycle:
    """Return a lifecycle as it is shipped."""
    return manuscript.validate(
        manuscript.read(ROOT / "policies" / "lifecycles" / f"{name}.yaml"), Lifecycle
    )


FULL, SIMPLE = shipped("full"), shipped("simple")
FIRST = datetime(2025, 1, 1, 9, tzinfo=UTC)
SIDEWAYS = Lifecycle(
    lifecycle="sideways",
    version=1,
    phases=(
        Phase(
            phase="during",
            gates=(
                Gate(gate="procurement"),
                Gate(gate="visit", recurs=True, at_least=0),
                Gate(gate="close"),
            ),
        ),
    ),
)


def after(lifecycle: Lifecycle, *said: str, hold_until: date | None = None) -> Standing:
    """Return where a project stands after decisions said as ``gate:outcome``, a day apart."""
    taken = []
    for day, words in enumerate(said):
        gate, _, outcome = words.partition(":")
        taken.append(
            a_decision(
                gate=gate,
                outcome=Outcome(outcome or "go"),
                decided_at=FIRST + timedelta(days=day),
                hold_until=hold_until,
            )
        )
    return standing(lifecycle, taken)


@pytest.mark.parametrize(
    ("said", "phase", "following"),
    [
        ((), "before_start", ["start"]),
        (("start",), "during", ["checkpoint"]),
        (("start:go_with_conditions",), "during", ["checkpoint"]),
        (("start", "checkpoint"), "during", ["close", "checkpoint"]),
        (("start", "checkpoint", "checkpoint"), "during", ["close", "checkpoint"]),
        (("start", "checkpoint", "close"), "follow_up", ["finish"]),
        (("start", "checkpoint", "close", "finish"), "finished", []),
        (("start:refer_back",), "before_start", ["start"]),
        (("start:hold",), "before_start", ["start"]),
        (("start:refer_back", "start"), "during", ["checkpoint"]),
        (("start", "checkpoint:refer_back"), "during", ["checkpoint"]),
    ],
)
def test_a_project_stands_where_its_decisions_led(
    said: tuple[str, ...], phase: str, following: list[str]
) -> None:
    stands = after(FULL, *said)

    assert (stands.phase, [n.gate for n in stands.next]) == (phase, following)


@pytest.mark.parametrize(
    ("said", "phase"),
    [
        ((), "before_start"),
        (("start",), "during"),
        (("start", "close"), "follow_up"),
        (("start", "close", "finish"), "finished"),
    ],
)
def test_the_simple_lifecycle_has_three_gates(said: tuple[str, ...], phase: str) -> None:
    assert after(SIMPLE, *said).phase == phase


def test_a_recurring_gate_is_numbered() -> None:
    stands = after(FULL, "start", "checkpoint", "checkpoint")

    assert stands.next == (NextGate("close", None), NextGate("checkpoint", 3))


def test_a_gate_referred_back_keeps_its_number() -> None:
    stands = after(FULL, "start", "checkpoint", "checkpoint:refer_back")

    assert NextGate("checkpoint", 2) in stands.next


@pytest.mark.parametrize("said", [("start:stop",), ("start", "checkpoint:stop")])
def test_a_stopped_project_has_an_orderly_close_left(said: tuple[str, ...]) -> None:
    stands = after(FULL, *said)

    assert (stands.phase, stands.stopped) == ("follow_up", True)
    assert stands.next == (NextGate("finish", None),)


def test_a_stopped_project_entered_its_end_when_it_was_stopped() -> None:
    stands = after(FULL, "start", "checkpoint:stop")

    assert stands.entered_at == FIRST + timedelta(days=1)


def test_a_stopped_project_can_be_finished() -> None:
    stands = after(FULL, "start:stop", "finish")

    assert (stands.phase, stands.stopped, stands.next) == ("finished", True, ())


def test_a_hold_says_until_when() -> None:
    stands = after(FULL, "start:hold", hold_until=date(2025, 6, 1))

    assert stands.hold_until == date(2025, 6, 1)


def test_a_hold_ends_with_the_next_decision() -> None:
    stands = after(FULL, "start:hold", "start:refer_back")

    assert stands.hold_until is None


def test_a_phase_is_entered_when_the_one_before_closed() -> None:
    stands = after(FULL, "start", "checkpoint")

    assert stands.entered_at == FIRST


def test_nothing_is_entered_before_the_first_decision() -> None:
    assert after(FULL).entered_at is None


def test_gates_that_are_owed_come_before_the_closing_one() -> None:
    assert [n.gate for n in after(SIDEWAYS).next] == ["procurement", "visit"]


def test_a_passed_gate_that_does_not_recur_is_behind() -> None:
    assert [n.gate for n in after(SIDEWAYS, "procurement").next] == ["close", "visit"]


def test_a_gate_can_be_asked_for_by_name() -> None:
    assert FULL.gate("checkpoint") == FULL.phases[1].gates[0]
    assert FULL.gate("moonshot") is None


def test_a_gate_knows_its_phase() -> None:
    assert [FULL.phase_of(g) for g in ("start", "close", "finish")] == [
        "before_start",
        "during",
        "follow_up",
    ]


def test_effects_are_owed_after_the_finish() -> None:
    assert [(o.after, o.years) for o in FULL.obligations] == [
        ("finish", 1),
        ("finish", 3),
        ("finish", 5),
    ]


@pytest.mark.parametrize(
    ("said", "phase", "following"),
    [
        (("start", "start:reopen"), "before_start", ["start"]),
        (("start", "start:reopen", "start"), "during", ["checkpoint"]),
        (("start", "start:reopen", "start:refer_back"), "before_start", ["start"]),
        (("start", "checkpoint", "start:reopen"), "before_start", ["start"]),
        (("start", "checkpoint", "start:reopen", "start"), "during", ["close", "checkpoint"]),
        (("start", "checkpoint", "close", "start:reopen"), "before_start", ["start"]),
        (("start", "checkpoint", "close", "start:reopen", "start"), "follow_up", ["finish"]),
        (("start", "checkpoint", "close", "checkpoint:reopen"), "during", ["checkpoint"]),
        (("start", "checkpoint", "close", "finish", "finish:reopen"), "follow_up", ["finish"]),
        (("start", "start:refer_back"), "during", ["checkpoint"]),
        (("start", "start:extend"), "during", ["checkpoint"]),
    ],
)
def test_a_reopened_gate_is_passed_again(
    said: tuple[str, ...], phase: str, following: list[str]
) -> None:
    stands = after(FULL, *said)

    assert (stands.phase, [n.gate for n in stands.next]) == (phase, following)


def test_a_hold_of_one_gate_does_not_hold_another() -> None:
    stands = after(FULL, "start", "checkpoint:hold", "start:reopen", hold_until=date(2025, 6, 1))

    assert stands.hold_until is None


def test_a_hold_still_holds_once_its_gate_is_next_again() -> None:
    said = ("start", "checkpoint", "close:hold", "start:reopen", "start")

    assert after(FULL, *said, hold_until=date(2025, 6, 1)).hold_until == date(2025, 6, 1)


def test_a_gate_rests_on_what_held_when_it_was_decided() -> None:
    stands = after(FULL, "start", "checkpoint", "close", "checkpoint:reopen")

    assert [(x.gate.gate, x.on.gate) for x in stands.resting] == [("close", "checkpoint")]


def test_a_gate_that_is_decided_anew_rests_no_longer() -> None:
    said = ("start", "checkpoint", "start:reopen", "start", "checkpoint:reopen", "checkpoint")

    assert after(FULL, *said).resting == ()


OUTCOMES = st.sampled_from(
    [o for o in Outcome if o is not Outcome.STOP and not o.is_about_the_passed]
)


def follow(outcomes: list[Outcome]) -> list[DecisionTaken]:
    """Return decisions that always are about the gate that is asked for first."""
    taken: list[DecisionTaken] = []
    for outcome in outcomes:
        following = standing(FULL, taken).next
        if following:
            first = following[0]
            taken.append(a_decision(gate=first.gate, occurrence=first.occurrence, outcome=outcome))
    return taken


@given(st.lists(OUTCOMES, max_size=12))
def test_only_opening_decisions_move_a_project(outcomes: list[Outcome]) -> None:
    taken = follow(outcomes)

    opened = [d for d in taken if d.outcome.opens]

    assert standing(FULL, taken).phase == standing(FULL, opened).phase


@given(st.lists(OUTCOMES, max_size=12))
def test_a_project_never_moves_backwards(outcomes: list[Outcome]) -> None:
    order = ["before_start", "during", "follow_up", "finished"]
    taken = follow(outcomes)

    stood = [order.index(standing(FULL, taken[:n]).phase) for n in range(len(taken) + 1)]

    assert stood == sorted(stood)


Step = tuple[int, Outcome]
STEPS = st.lists(
    st.tuples(st.integers(0, 9), st.sampled_from([o for o in Outcome if o is not Outcome.STOP])),
    max_size=16,
)


def live(steps: list[Step]) -> list[DecisionTaken]:
    """Return decisions on gates whose turn it is, and re-openings of gates that hold."""
    taken: list[DecisionTaken] = []
    for day, (which, outcome) in enumerate(steps):
        holds = [NextGate(d.gate, d.occurrence) for d in opening(taken)]
        able = holds if outcome.is_about_the_passed else list(standing(FULL, taken).next)
        if able:
            meant = able[which % len(able)]
            at = FIRST + timedelta(days=day)
            said = {"gate": meant.gate, "occurrence": meant.occurrence, "decided_at": at}
            taken.append(a_decision(outcome=outcome, **said))
    return taken


def gates_of(decisions: Iterable[DecisionTaken]) -> list[NextGate]:
    """Return which gates decisions are about."""
    return [NextGate(d.gate, d.occurrence) for d in decisions]


@given(STEPS)
def test_no_gate_holds_twice(steps: list[Step]) -> None:
    holds = gates_of(opening(live(steps)))

    assert len(holds) == len(set(holds))


@given(STEPS)
def test_a_gate_holds_when_it_opened_more_often_than_it_was_reopened(steps: list[Step]) -> None:
    taken = live(steps)
    opened = Counter(gates_of(d for d in taken if d.outcome.opens))
    opened.subtract(gates_of(d for d in taken if d.outcome is Outcome.REOPEN))

    assert {gate for gate, times in opened.items() if times > 0} == set(gates_of(opening(taken)))
    assert set(opened.values()) <= {0, 1}


@given(STEPS)
def test_what_waits_to_be_passed_again_is_asked_for_first(steps: list[Step]) -> None:
    stands = standing(FULL, live(steps))
    in_phase = [g for g in stands.reopened if FULL.phase_of(g.gate) == stands.phase]

    assert set(stands.next) == set(in_phase) or not in_phase
    assert not stands.reopened or stands.phase != "finished"


@given(STEPS)
def test_only_a_reopening_leads_back(steps: list[Step]) -> None:
    order = ["before_start", "during", "follow_up", "finished"]
    taken = live(steps)
    stood = [order.index(standing(FULL, taken[:n]).phase) for n in range(len(taken) + 1)]

    back = [taken[n].outcome for n in range(len(taken)) if stood[n + 1] < stood[n]]

    assert set(back) <= {Outcome.REOPEN}


@given(STEPS)
def test_passing_what_was_reopened_leads_to_where_it_stood(steps: list[Step]) -> None:
    """Re-opening a gate and passing it again is, for where a project stands, nothing at all."""
    taken = live(steps)
    for holds in opening(taken):
        said = {"gate": holds.gate, "occurrence": holds.occurrence, "decided_at": FIRST}
        again = [a_decision(outcome=Outcome.REOPEN, **said), a_decision(**said)]

        before, after_all = standing(FULL, taken), standing(FULL, [*taken, *again])

        assert (before.phase, before.next) == (after_all.phase, after_all.next)


@given(STEPS)
def test_only_what_holds_is_told_that_it_rests_on_something(steps: list[Step]) -> None:
    taken = live(steps)
    holds = set(gates_of(opening(taken)))

    told = resting(FULL, taken)

    assert {one.gate for one in told} <= holds
    order = ["start", "checkpoint", "close", "finish"]
    places = [[(order.index(g.gate), g.occurrence or 0) for g in (x.on, x.gate)] for x in told]
    assert places == [sorted(pair) for pair in places]


@given(STEPS)
def test_nothing_that_was_decided_is_lost(steps: list[Step]) -> None:
    taken = live(steps)

    assert [d for d in taken if d in opening(taken)] == list(opening(taken))

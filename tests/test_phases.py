from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gronatraden import manuscript
from gronatraden.history import DecisionTaken, Outcome
from gronatraden.phases import Gate, Lifecycle, NextGate, Phase, standing
from tests.builders.history import a_decision
from tests.house.source import ROOT

if TYPE_CHECKING:
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


OUTCOMES = st.sampled_from([o for o in Outcome if o is not Outcome.STOP])


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

"""A gate that was passed can be taken up again, by those who open it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from gronatraden.errors import (
    ConflictError,
    FourEyesError,
    GateOrderError,
    NotPermittedError,
    UsageError,
)
from gronatraden.gates.decision import PointAsked
from gronatraden.history import Outcome
from gronatraden.phases import NextGate
from gronatraden.project import Role
from gronatraden.services.deciding.motions import Moved, reopen_gate
from gronatraden.services.gate_history import gate_history
from gronatraden.services.show_project import show_project
from gronatraden.store.derived.states import State
from tests.services.board import from_scratch
from tests.services.simulator import DECIDERS, ProjectSimulator, saying

if TYPE_CHECKING:
    from gronatraden.phases import Standing
    from tests.services.conftest import Live

HELD = {State.PASSED, State.RESTS_ON_REOPENED}
WHY = "Finansieringen drogs tillbaka."


@pytest.fixture
def started(live: Live) -> ProjectSimulator:
    """Return ``cykla`` when its start is passed."""
    return live("started")


def move(life: ProjectSimulator, gate: str = "start", **say: Any) -> Moved:  # noqa: ANN401 - the test says which
    """Ask to re-open a gate."""
    asked = {"reason": WHY, "by": "alva", **say}
    return reopen_gate(life.parts, project=life.project, gate=gate, **asked)


def reopen(life: ProjectSimulator, gate: str = "start") -> None:
    """Re-open a gate, all agreed."""
    move(life, gate)
    life.decide(gate, Outcome.REOPEN, reason="Enig.")


def stands(life: ProjectSimulator) -> Standing:
    """Return where the project stands."""
    return show_project(life.parts, project=life.project).standing


def test_asking_alone_changes_nothing(started: ProjectSimulator) -> None:
    move(started)

    assert stands(started).phase == "during"


def test_a_reopened_gate_leads_back_to_its_phase(started: ProjectSimulator) -> None:
    reopen(started)

    assert (stands(started).phase, stands(started).next) == (
        "before_start",
        (NextGate("start", None),),
    )
    assert stands(started).reopened == (NextGate("start", None),)


def test_it_takes_as_many_as_to_open_it(started: ProjectSimulator) -> None:
    move(started)

    done = started.decide("start", Outcome.REOPEN, by=["bo", "bea"], reason="Enig.")

    assert done.decision is None
    assert [place.role for place in done.tally.waiting_for] == ["steering_chair"]


def test_a_reopened_gate_is_passed_again(started: ProjectSimulator) -> None:
    reopen(started)

    started.passes("start")

    assert (stands(started).phase, stands(started).reopened) == ("during", ())


def test_what_was_decided_stays_in_the_record(started: ProjectSimulator) -> None:
    reopen(started)

    history = gate_history(started.parts, project="cykla")

    outcomes = [asked.decision.outcome for asked in history if asked.decision]
    assert outcomes == [Outcome.GO, Outcome.REOPEN]
    assert history[1].request.motion is not None
    assert history[1].request.motion.reason == WHY


def test_what_was_passed_later_still_holds_and_is_told(live: Live) -> None:
    reviewed = live("reviewed")
    reopen(reviewed)

    (resting,) = reviewed.check("checkpoint", 1).resting

    assert (resting.gate, resting.on) == (NextGate("checkpoint", 1), NextGate("start", None))
    assert reviewed.check("checkpoint", 1).decision is not None


def test_the_later_gate_is_told_after_the_earlier_is_passed_again(live: Live) -> None:
    reviewed = live("reviewed")
    reopen(reviewed)

    reviewed.passes("start")

    assert [x.on for x in stands(reviewed).resting] == [NextGate("start", None)]
    assert stands(reviewed).next[0] == NextGate("close", None)


def test_a_checkpoint_keeps_its_number(live: Live) -> None:
    reviewed = live("reviewed")

    reopen(reviewed, "checkpoint")

    assert stands(reviewed).next == (NextGate("checkpoint", 1),)
    assert reviewed.check("checkpoint").returned is not None


def test_a_finished_project_can_be_taken_up_again(live: Live) -> None:
    finished = live("finished")

    reopen(finished, "finish")

    seen = show_project(finished.parts, project="cykla")
    assert (seen.standing.phase, [due.on for due in seen.obligations]) == ("follow_up", [None] * 3)


def test_who_asks_does_not_decide(started: ProjectSimulator) -> None:
    move(started, by="disa")

    with pytest.raises(FourEyesError, check=saying(reason="requester-cannot-decide")):
        started.decide("start", Outcome.REOPEN, by=["disa"], reason="Ja.")


def test_who_wrote_what_it_rests_on_does_not_decide(started: ProjectSimulator) -> None:
    started.grant("alva", Role.STEERING_GROUP)
    move(started, by="ebba")

    with pytest.raises(FourEyesError, check=saying(reason="submitter-cannot-decide")):
        started.decide("start", Outcome.REOPEN, by=["alva"], reason="Ja.")


def test_it_can_be_turned_down(started: ProjectSimulator) -> None:
    move(started)

    done = started.decide("start", Outcome.REFER_BACK, by=["disa"], reason="Nej.")

    assert done.decision is not None
    assert stands(started).phase == "during"
    assert started.check("start").returned is None


@pytest.mark.parametrize("outcome", [Outcome.GO, Outcome.STOP, Outcome.EXTEND])
def test_it_is_answered_by_yes_or_no(started: ProjectSimulator, outcome: Outcome) -> None:
    move(started)

    with pytest.raises(UsageError, check=saying(reason="motion-is-yes-or-no")):
        started.decide("start", outcome, by=["disa"], reason="Kanske.")


def test_what_nobody_asked_is_not_answered(started: ProjectSimulator) -> None:
    with pytest.raises(UsageError, check=saying(reason="nothing-is-moved")):
        started.decide("start", Outcome.REOPEN, by=["disa"], reason="Ja.")


def test_a_request_to_open_is_not_answered_by_reopening(filled: ProjectSimulator) -> None:
    filled.request("start")

    with pytest.raises(UsageError, check=saying(reason="nothing-is-moved")):
        filled.decide("start", Outcome.REOPEN, by=["disa"], reason="Ja.")


def test_turning_down_sets_no_points(started: ProjectSimulator) -> None:
    move(started)
    point = PointAsked(text="Mät.")

    with pytest.raises(UsageError, check=saying(reason="points-refer-back")):
        started.decide("start", Outcome.REFER_BACK, by=["disa"], reason="Nej.", points=(point,))


def test_asking_again_records_nothing(started: ProjectSimulator) -> None:
    first = move(started)
    before = started.recorded()

    again = move(started)

    assert (again.unchanged, again.request, started.recorded()) == (True, first.request, before)


def test_a_reason_is_needed(started: ProjectSimulator) -> None:
    with pytest.raises(UsageError, check=saying(reason="reopening-needs-a-reason")):
        move(started, reason=" ")


@pytest.mark.parametrize("gate", ["checkpoint", "close", "finish"])
def test_only_a_passed_gate_is_reopened(started: ProjectSimulator, gate: str) -> None:
    with pytest.raises(ConflictError, check=saying(what="gate-is-not-passed", name=gate)):
        move(started, gate)


def test_a_gate_is_reopened_once(started: ProjectSimulator) -> None:
    reopen(started)

    with pytest.raises(ConflictError, check=saying(what="gate-is-not-passed")):
        move(started)


@pytest.mark.parametrize("by", ["cleo", "ida"])
def test_not_everyone_asks(started: ProjectSimulator, by: str) -> None:
    with pytest.raises(NotPermittedError, check=saying(act="reopen_gate")):
        move(started, by=by)


def test_a_stopped_project_goes_no_way_back(live: Live) -> None:
    with pytest.raises(ConflictError, check=saying(what="project-is-stopped")):
        move(live("stopped"))


def test_a_request_that_waits_later_on_is_out_of_turn(live: Live) -> None:
    measured = live("measured")
    measured.request("checkpoint")
    reopen(measured)

    with pytest.raises(GateOrderError, check=saying(next=["start"])):
        measured.decide("checkpoint", by=["bo"])


def test_a_checkpoint_is_reopened_while_the_next_is_asked_for(live: Live) -> None:
    reviewed = live("reviewed")
    reviewed.request("checkpoint")
    move(reviewed, "checkpoint")

    reviewed.decide("checkpoint", Outcome.REOPEN, by=DECIDERS, reason="Enig.")

    assert stands(reviewed).next == (NextGate("checkpoint", 1),)


def on_the_board(life: ProjectSimulator, gate: str = "checkpoint") -> tuple[str, tuple[str, ...]]:
    """Return how a gate stands on the board, and who must act."""
    found = from_scratch(life)[life.project].gates
    return next((g.state.value, g.who) for g in found if g.gate == gate and g.state in HELD)


def test_what_rests_on_it_is_told_apart_on_the_board(live: Live) -> None:
    reviewed = live("reviewed")
    before = on_the_board(reviewed)

    reopen(reviewed.days_pass(1))

    after = ("rests_on_reopened", ("steering_group", "steering_chair"))
    assert (before, on_the_board(reviewed)) == (("passed", ()), after)
    (state,) = [g for g in from_scratch(reviewed)["cykla"].gates if g.state.value == after[0]]
    assert state.since == reviewed.at


def test_once_it_is_passed_again_nobody_is_called_to_what_rests_on_it(live: Live) -> None:
    reviewed = live("reviewed")
    reopen(reviewed)

    reviewed.passes("start")

    assert on_the_board(reviewed) == ("rests_on_reopened", ())

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gronatraden.errors import ConflictError, GateOrderError, NotPermittedError
from gronatraden.history import Outcome
from gronatraden.project import Role
from gronatraden.services.end_role import end_role
from gronatraden.services.gate_history import gate_history
from gronatraden.services.list_people import list_roles
from gronatraden.tools.change_logic import ChangeLogic
from tests.builders import a_change_logic
from tests.builders.history import a_reading
from tests.services.simulator import ProjectSimulator, saying

if TYPE_CHECKING:
    from tests.services.conftest import Live


def leave(life: ProjectSimulator, person: str) -> None:
    """End what a person holds, and let a day go by."""
    for held in list_roles(life.parts, person=person):
        end_role(life.parts, grant=held.grant.id, by="ida")
    life.days_pass(1)


def test_the_verdict_is_recorded_with_the_request(filled: ProjectSimulator) -> None:
    asked = filled.request("start")

    (recorded,) = gate_history(filled.parts, project="cykla")
    assert (recorded.request, recorded.verdict) == (asked.request, asked.verdict)


def test_the_deciders_of_the_day_are_the_panel(filled: ProjectSimulator) -> None:
    asked = filled.request("start")

    assert {(seat.person, seat.role) for seat in asked.request.panel} == {
        (filled.person("bo").id, "steering_group"),
        (filled.person("bea").id, "steering_group"),
        (filled.person("disa").id, "steering_chair"),
    }


def test_who_comes_later_is_not_on_the_panel(filled: ProjectSimulator) -> None:
    filled.request("start")
    filled.grant("olle", Role.STEERING_GROUP)

    with pytest.raises(NotPermittedError, check=saying(act="decide_gate")):
        filled.decide("start", by=["olle"])


def test_asking_again_records_nothing(filled: ProjectSimulator) -> None:
    first = filled.request("start")
    before = filled.recorded()

    again = filled.days_pass(1).request("start")

    assert (again.unchanged, again.request) == (True, first.request)
    assert filled.recorded() == before


def test_asking_after_a_change_asks_anew(filled: ProjectSimulator) -> None:
    first = filled.request("start")
    filled.submit(a_change_logic(external_factors=("elpriset",)))

    again = filled.request("start")

    assert (again.unchanged, again.request.id) == (False, "cykla/start/request-2")
    assert again.verdict.documents != first.verdict.documents


def test_the_newest_of_many_requests_waits(filled: ProjectSimulator) -> None:
    logic = [a_change_logic(external_factors=(f"faktor {n}",)) for n in range(11)]

    asked = [(filled.submit(one), filled.request("start"))[1] for one in logic]

    assert filled.check("start").request == asked[-1].request


def test_a_closed_gate_can_be_put_before_its_deciders(opened: ProjectSimulator) -> None:
    assert not opened.request("start").verdict.ready


@pytest.mark.parametrize("gate", ["checkpoint", "close", "finish"])
def test_only_the_next_gate_is_asked_for(filled: ProjectSimulator, gate: str) -> None:
    with pytest.raises(GateOrderError, check=saying(gate=gate, next=["start"])):
        filled.request(gate)


def test_a_passed_gate_is_not_asked_for(live: Live) -> None:
    with pytest.raises(GateOrderError, check=saying(next=["checkpoint"])):
        live("started").request("start")


def test_a_checkpoint_more_can_be_asked_for(live: Live) -> None:
    assert live("reviewed").request("checkpoint").request.occurrence == 2


def test_a_finished_project_is_asked_nothing(live: Live) -> None:
    with pytest.raises(ConflictError, check=saying(what="project-is-finished")):
        live("finished").request("finish")


@pytest.mark.parametrize("by", ["bo", "disa", "olle", "cleo", "ida", "machine"])
def test_not_everyone_asks(filled: ProjectSimulator, by: str) -> None:
    with pytest.raises(NotPermittedError, check=saying(act="request_decision")):
        filled.request("start", by=by)


def test_a_held_gate_waits_for_its_day(filled: ProjectSimulator) -> None:
    filled.request("start")
    until = filled.days_pass(14).parts.today
    filled.days_pass(-14).decide(
        "start", Outcome.HOLD, by=["disa"], reason="Vi väntar.", hold_until=until
    )

    with pytest.raises(ConflictError, check=saying(what="decision-is-on-hold")):
        filled.days_pass(13).request("start")
    assert not filled.days_pass(1).request("start").unchanged


def test_a_panel_that_lost_its_quorum_is_replaced(filled: ProjectSimulator) -> None:
    filled.grant("olle", Role.STEERING_GROUP)
    filled.request("start")
    filled.grant("cleo", Role.STEERING_GROUP)
    leave(filled, "bo")
    leave(filled, "olle")

    again = filled.request("start")

    assert not again.unchanged
    assert filled.person("cleo").id in {seat.person for seat in again.request.panel}


def test_a_panel_that_can_decide_stays(filled: ProjectSimulator) -> None:
    filled.grant("olle", Role.STEERING_GROUP)
    filled.request("start")
    filled.grant("cleo", Role.STEERING_GROUP)
    leave(filled, "bo")

    assert filled.request("start").unchanged


def test_nobody_else_to_ask_leaves_the_panel(filled: ProjectSimulator) -> None:
    filled.submit(ChangeLogic())
    filled.request("start")
    leave(filled, "bo")
    filled.request("start")

    assert filled.request("start").unchanged


def test_who_asks_of_themselves_is_asked_for_by_another(filled: ProjectSimulator) -> None:
    filled.grant("disa", Role.PROJECT_OWNER)
    filled.request("start", by="disa")

    again = filled.request("start")

    assert (again.unchanged, again.request.requested_by) == (False, filled.person("alva").id)


def test_a_reading_makes_the_question_another(measured: ProjectSimulator) -> None:
    measured.request("checkpoint")
    measured.read(a_reading("car-trips", measured_on=measured.parts.today))

    assert not measured.request("checkpoint").unchanged

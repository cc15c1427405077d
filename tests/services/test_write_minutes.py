from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from gronatraden.errors import ConflictError, UnknownNameError
from gronatraden.exports.minutes import markdown, write
from gronatraden.history import Outcome
from gronatraden.project import Role
from gronatraden.services.deciding.meet_condition import list_conditions, meet_condition
from gronatraden.services.deciding.motions import extend_condition
from gronatraden.services.end_role import end_role
from gronatraden.services.holding.approve_waiver import approve_waiver
from gronatraden.services.holding.waive import request_waiver, revoke_waiver
from gronatraden.services.publish import publish
from gronatraden.services.reports.write_minutes import write_minutes
from gronatraden.store import people
from gronatraden.text import Voice
from tests.builders import a_change_logic, some_facts
from tests.services.acts import POLICY, WINTER

if TYPE_CHECKING:
    from gronatraden.exports.minutes import Record
    from tests.services.conftest import Live
    from tests.services.simulator import ProjectSimulator

ACTIVITIES = "start.activities-are-resourced"


def record(life: ProjectSimulator, gate: str = "start", **asked: int) -> Record:
    """Return what the minutes of a gate rest on."""
    return write_minutes(life.parts, project=life.project, gate=gate, **asked)


def minuted(life: ProjectSimulator, gate: str = "start", **asked: int) -> str:
    """Return the Swedish minutes of a gate."""
    return markdown.render(write(record(life, gate, **asked), Voice("sv")))


def decided(live: Live) -> ProjectSimulator:
    """Return a project that was let past the start on a condition, with a waiver in force."""
    life = live("filled")
    request_waiver(
        life.parts,
        project="cykla",
        gate="start",
        requirement=ACTIVITIES,
        reason="Ägaren utses i januari.",
        expires_on=date(2025, 1, 31),
        by="alva",
    )
    approve_waiver(life.parts, project="cykla", waiver="cykla/waiver-1", by="disa")
    life.submit(some_facts(title="Cykla till jobbet"), a_change_logic())
    life.request("start")
    life.decide("start", Outcome.GO_WITH_CONDITIONS, conditions=(WINTER,), reason="Det håller.")
    return life


def later_documents(life: ProjectSimulator) -> None:
    life.days_pass(1).submit(some_facts(title="Åka buss"), a_change_logic(activities=()))


def later_policy(life: ProjectSimulator) -> None:
    publish(life.days_pass(1).parts, written=POLICY, by="olle")


def later_waivers(life: ProjectSimulator) -> None:
    revoke_waiver(
        life.days_pass(1).parts,
        project="cykla",
        waiver="cykla/waiver-1",
        reason="Ägaren är utsedd.",
        by="disa",
    )


def later_conditions(life: ProjectSimulator) -> None:
    (condition,) = list_conditions(life.days_pass(1).parts, project="cykla")
    meet_condition(life.parts, project="cykla", condition=condition.id, proof="Plogat.", by="alva")


def later_time_for_a_condition(life: ProjectSimulator) -> None:
    (condition,) = list_conditions(life.days_pass(1).parts, project="cykla")
    extend_condition(
        life.parts,
        project="cykla",
        condition=condition.id,
        due_on=date(2025, 6, 30),
        reason="Upphandlingen överklagades.",
        by="alva",
    )
    life.decide("start", Outcome.EXTEND, reason="Det är rimligt.")


def later_roles(life: ProjectSimulator) -> None:
    life.days_pass(1)
    with life.parts.read() as r:
        held = [g for g in people.grants(r) if g.role is Role.STEERING_CHAIR]
    end_role(life.parts, grant=held[0].id, last_on=life.parts.today, by="ida")


def later_time(life: ProjectSimulator) -> None:
    life.days_pass(4000)


@pytest.mark.parametrize(
    "later",
    [
        later_documents,
        later_policy,
        later_waivers,
        later_conditions,
        later_time_for_a_condition,
        later_roles,
        later_time,
    ],
)
def test_nothing_that_comes_later_alters_minutes(live: Live, later: object) -> None:
    life = decided(live)
    before = minuted(life)

    later(life)  # type: ignore[operator]  # one of the above

    assert minuted(life, decision=1) == before


def test_what_is_decided_differently_is_minuted_differently(live: Live) -> None:
    life = live("filled")
    life.request("start")
    life.decide("start", Outcome.GO, reason="Det håller.")

    assert minuted(life) != minuted(decided(live))


def test_a_waiver_that_held_is_in_the_minutes(live: Live) -> None:
    held = record(decided(live)).waivers

    assert [(h.waiver.requirement, h.asked_by, h.approved_by) for h in held] == [
        (ACTIVITIES, "Alva", ("Disa",))
    ]


def test_minutes_name_the_documents_that_were_decided_on(live: Live) -> None:
    life = decided(live)
    later_documents(life)

    found = record(life)

    assert found.title == "Cykla till jobbet"
    assert {d.ref.tool: d.ref.number for d in found.documents}["change_logic"] == 1


def test_minutes_say_who_asked_who_decided_and_where_the_log_holds_it(live: Live) -> None:
    found = record(decided(live))

    assert (found.requested_by, [one.name for one in found.deciders]) == (
        "Alva",
        ["Bea", "Bo", "Disa"],
    )
    assert (found.number, found.enters, len(found.log.leaf_hash)) == (1, "during", 64)


def test_a_word_that_was_replaced_is_kept_as_said(live: Live) -> None:
    life = live("filled")
    life.request("start")
    life.decide("start", Outcome.REFER_BACK, by=["bo"], reason="Oklart.")
    life.decide("start", Outcome.GO)

    assert [said.counted for said in record(life).words] == [
        "replaced",
        *["carried"] * 3,
    ]


def test_a_request_without_a_decision_is_noted(live: Live) -> None:
    life = live("filled")
    life.request("start")
    life.decide("start", Outcome.GO, by=["bo"])

    assert record(life).decision is None
    assert minuted(life).startswith("**Tjänsteanteckning**")


def test_a_closed_gate_that_is_referred_back_has_its_points(live: Live) -> None:
    life = live("opened")
    life.request("start")
    life.decide("start", Outcome.REFER_BACK, by=["disa"], reason="Lämna in underlaget.")

    assert "på följande punkter" in minuted(life)


def test_a_stop_leads_to_the_last_phase(live: Live) -> None:
    life = live("filled")
    life.request("start")
    life.decide("start", Outcome.STOP, reason="Pengarna uteblev.")

    assert record(life).enters == "follow_up"


def test_an_earlier_decision_is_asked_for_by_its_number(live: Live) -> None:
    life = live("filled")
    life.request("start")
    life.decide("start", Outcome.REFER_BACK, by=["disa"], reason="Se över målen.")
    life.days_pass(1).passes("start")

    assert [record(life, decision=n).number for n in (1, 2)] == [1, 2]
    assert record(life).number == 2


def test_a_decision_that_was_never_taken_is_unknown(live: Live) -> None:
    with pytest.raises(UnknownNameError):
        record(decided(live), decision=7)


def test_a_gate_that_nobody_asked_about_has_no_minutes(live: Live) -> None:
    with pytest.raises(ConflictError):
        record(live("filled"))


def test_an_occurrence_has_its_own_minutes(live: Live) -> None:
    life = live("reviewed")

    assert record(life, "checkpoint", occurrence=1).request.occurrence == 1
    with pytest.raises(ConflictError):
        record(life, "checkpoint", occurrence=2)

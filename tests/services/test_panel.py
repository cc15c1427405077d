"""The panel is frozen when a decision is asked for, and what happens to it since is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from gronatraden.errors import FourEyesError, NotPermittedError
from gronatraden.exports.report.page import render
from gronatraden.gates.tally import Place
from gronatraden.project import Role
from gronatraden.services.deciding.show_panel import PanelSeen, show_panel
from gronatraden.services.end_role import end_role
from gronatraden.services.gate_history import gate_history
from gronatraden.services.grant_role import grant_role
from gronatraden.services.list_people import list_roles
from gronatraden.services.open_project import open_project
from gronatraden.services.reports.report_project import report_project
from gronatraden.services.who_may import who_may_decide
from gronatraden.store.verify import verify
from gronatraden.text import Voice
from tests.builders import a_change_logic
from tests.builders.manuscripts import written
from tests.services.simulator import PROGRAMME, ProjectSimulator, put_in_force, saying
from tests.services.small import LIFECYCLE, POLICY, a_gate
from tests.services.stages import ROLES

if TYPE_CHECKING:
    from collections.abc import Mapping


@pytest.fixture
def asked(filled: ProjectSimulator) -> ProjectSimulator:
    """Return ``cykla`` when its start is asked for."""
    filled.request("start")
    return filled


@pytest.fixture
def many(filled: ProjectSimulator) -> ProjectSimulator:
    """Return ``cykla`` when its start is asked for, of a group with one to spare: Siri."""
    filled.grant("siri", Role.STEERING_GROUP)
    filled.request("start")
    return filled


def leave(life: ProjectSimulator, person: str) -> ProjectSimulator:
    """End what a person holds, and let a day go by."""
    for held in list_roles(life.parts, person=person):
        end_role(life.parts, grant=held.grant.id, by="ida")
    return life.days_pass(1)


def panel(life: ProjectSimulator) -> PanelSeen:
    """Return the panel that waits."""
    request = life.check("start").request
    assert request is not None
    return show_panel(life.parts, request=request)


def states(life: ProjectSimulator) -> Mapping[str, str]:
    """Return how each of those who were asked stands."""
    names = {life.person(p).id: p for p in ("bo", "bea", "disa", "siri")}
    return {names[one.seat.person]: one.state for one in panel(life).seats}


def test_it_says_who_has_spoken(asked: ProjectSimulator) -> None:
    asked.decide("start", by=["bo"])

    assert states(asked) == {"bo": "said", "bea": "waits", "disa": "waits"}
    assert panel(asked).waiting_for == (Place("steering_group", 1), Place("steering_chair", 1))


def test_it_says_who_has_left(asked: ProjectSimulator) -> None:
    leave(asked, "bo")

    assert states(asked)["bo"] == "left"
    assert not panel(asked).can_decide


def test_it_says_who_came_later(asked: ProjectSimulator) -> None:
    asked.grant("olle", Role.STEERING_GROUP)

    (later,) = panel(asked).came_later

    assert (later.person, later.role) == (asked.person("olle").id, "steering_group")


def test_a_word_said_before_leaving_counts_no_longer(many: ProjectSimulator) -> None:
    many.decide("start", by=["bo"])
    leave(many, "bo")

    done = many.decide("start", by=["bea", "disa"])

    assert (done.decision, done.tally.waiting_for) == (None, (Place("steering_group", 1),))


def test_who_replaces_a_leaver_is_asked_anew(asked: ProjectSimulator) -> None:
    asked.decide("start", by=["bo"])
    asked.grant("olle", Role.STEERING_GROUP)
    leave(asked, "bo").request("start")

    assert asked.decide("start", by=["bea", "olle", "disa"]).decision is not None


def test_who_can_speak_is_who_waits(asked: ProjectSimulator) -> None:
    asked.decide("start", by=["bea"])
    request = leave(asked, "bo").check("start").request

    assert request is not None
    assert who_may_decide(asked.parts, request=request) == ("disa",)


def test_who_keeps_people_is_not_asked(filled: ProjectSimulator) -> None:
    filled.grant("disa", Role.ADMIN)

    asked = filled.request("start")

    assert filled.person("disa").id not in {seat.person for seat in asked.request.panel}
    with pytest.raises(FourEyesError, check=saying(reason="admin-cannot-decide")):
        filled.decide("start", by=["disa"])


def test_who_kept_people_when_it_was_asked_was_not_asked(filled: ProjectSimulator) -> None:
    """Nobody grants themselves the chair, lays down admin and decides what already waits."""
    grant = filled.grant("disa", Role.ADMIN)
    filled.request("start")
    end_role(filled.parts, grant=grant.id, by="ida")

    with pytest.raises(NotPermittedError, check=saying(act="decide_gate")):
        filled.days_pass(1).decide("start", by=["disa"])


def test_who_comes_to_keep_people_has_no_word(many: ProjectSimulator) -> None:
    many.decide("start", by=["bo", "bea"])
    many.grant("bo", Role.ADMIN)

    assert states(many)["bo"] == "left"
    assert many.decide("start", by=["disa"]).decision is None


def test_all_that_was_decided_stays_when_everybody_leaves(filled: ProjectSimulator) -> None:
    filled.passes("start")
    before = gate_history(filled.parts, project="cykla")
    for person in ("bo", "bea", "disa", "alva"):
        leave(filled, person)

    view = report_project(filled.parts, project="cykla", names=True)
    report = render(view, Voice("sv"))
    assert gate_history(filled.parts, project="cykla") == before
    assert view.standing.phase == "during"
    assert [name for name in ("bo", "bea", "disa") if name not in report] == []
    assert verify(filled.store).verified


@pytest.fixture
def including(opened: ProjectSimulator) -> ProjectSimulator:
    """Return ``ro``, asked to start, where three of group or chair decide, the chair among them."""
    rows = [{"role": "steering_group", "count": 3, "includes": ["steering_chair"]}]
    names = ("start", "checkpoint", "close", "finish")
    gates: dict[str, Any] = {gate: {**a_gate(gate), "decided_by": rows} for gate in names}
    put_in_force(opened.parts, LIFECYCLE)
    put_in_force(opened.parts, written({**POLICY.value, "gates": gates}))
    opened.project = "ro"
    open_project(
        opened.parts, programme=PROGRAMME, project="ro", title="Ro", lifecycle="small", by="olle"
    )
    for handle, role in ROLES.items():
        opened.grant(handle, role)
    opened.grant("siri", Role.STEERING_CHAIR)
    opened.submit(a_change_logic())
    opened.request("start")
    return opened


def test_the_chair_is_one_of_the_three(including: ProjectSimulator) -> None:
    assert including.decide("start", by=["bo", "bea", "disa"]).decision is not None


def test_a_second_chair_may_be_another(including: ProjectSimulator) -> None:
    assert including.decide("start", by=["bo", "disa", "siri"]).decision is not None


def test_two_are_not_three(including: ProjectSimulator) -> None:
    assert including.decide("start", by=["disa", "siri"]).decision is None


def test_three_without_the_chair_wait_for_it(including: ProjectSimulator) -> None:
    grant_role(
        including.parts,
        person="ebba",
        role=Role.STEERING_GROUP,
        programme=None,
        project="ro",
        by="ida",
    )
    including.submit(a_change_logic(external_factors=("vädret",)))
    including.request("start")

    done = including.decide("start", by=["bo", "bea", "ebba"])

    assert (done.decision, done.tally.waiting_for) == (None, (Place("steering_chair", 1),))

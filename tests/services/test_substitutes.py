"""A substitute sits for another, for a period, and never beside them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from gronatraden.errors import ConflictError, NotPermittedError, UsageError
from gronatraden.history import Outcome
from gronatraden.project import Grant, Role
from gronatraden.services.deciding.show_panel import show_panel
from gronatraden.services.end_role import end_role
from gronatraden.services.grant_role import grant_role
from gronatraden.services.list_people import list_roles
from gronatraden.tools.change_logic import ChangeLogic
from tests.services.simulator import ProjectSimulator, saying

if TYPE_CHECKING:
    from gronatraden.services.decide_gate import Decided

LAST = date(2025, 1, 31)


def stand_in(
    life: ProjectSimulator,
    person: str = "olle",
    of: str = "disa",
    role: Role = Role.STEERING_CHAIR,
    until: date | None = LAST,
) -> Grant:
    """Let a person stand in for another."""
    return grant_role(
        life.parts,
        person=person,
        role=role,
        programme=None,
        project="cykla",
        until_on=until,
        instead_of=of,
        by="ida",
    )


def states(life: ProjectSimulator) -> dict[tuple[str, str], str]:
    """Return how each seat on the panel that waits stands."""
    request = life.check("start").request
    assert request is not None
    seats = show_panel(life.parts, request=request).seats
    handles = {life.person(p).id: p for p in ("bo", "bea", "disa", "olle", "cleo", "ebba")}
    return {(handles[one.seat.person], one.seat.role): one.state for one in seats}


@pytest.fixture
def asked(filled: ProjectSimulator) -> ProjectSimulator:
    """Return ``cykla`` when its start is asked for, Olle standing in for its chair."""
    stand_in(filled)
    filled.request("start")
    return filled


def test_a_substitute_takes_the_place(asked: ProjectSimulator) -> None:
    assert asked.decide("start", by=["bo", "bea", "olle"]).decision is not None


def test_the_panel_says_for_whom(asked: ProjectSimulator) -> None:
    request = asked.check("start").request

    assert request is not None
    instead_of = {seat.person: seat.instead_of for seat in request.panel}
    assert instead_of[asked.person("olle").id] == asked.person("disa").id


def test_the_word_of_the_one_stood_in_for_goes_first(asked: ProjectSimulator) -> None:
    asked.decide("start", by=["bo", "bea"])
    asked.decide("start", Outcome.STOP, by=["disa"], reason="Nej.")

    done = asked.decide("start", by=["olle"])

    assert (done.decision, states(asked)["olle", "steering_chair"]) == (None, "stood_down")


def both(life: ProjectSimulator, *people: str) -> Decided:
    """Let people say go; return what came of the last word."""
    return life.decide("start", by=list(people))


def test_both_never_count_in_one_decision(filled: ProjectSimulator) -> None:
    stand_in(filled, of="bo", role=Role.STEERING_GROUP)
    filled.request("start")

    done = both(filled, "bo", "olle", "disa")

    assert (done.decision, [p.role for p in done.tally.waiting_for]) == (None, ["steering_group"])


def test_a_member_who_stands_in_for_the_chair_counts_once(filled: ProjectSimulator) -> None:
    stand_in(filled, person="bea")
    filled.request("start")

    assert both(filled, "bo", "bea").decision is None


def test_a_period_ends_it(asked: ProjectSimulator) -> None:
    asked.moves_to(LAST + timedelta(days=1))

    with pytest.raises(NotPermittedError, check=saying(act="decide_gate")):
        asked.decide("start", by=["olle"])


def test_it_ends_with_the_role_of_the_other(asked: ProjectSimulator) -> None:
    (held,) = list_roles(asked.parts, person="disa")
    end_role(asked.parts, grant=held.grant.id, by="ida")

    with pytest.raises(NotPermittedError, check=saying(act="decide_gate")):
        asked.days_pass(1).decide("start", by=["olle"])


def test_who_may_not_speak_is_stood_in_for(filled: ProjectSimulator) -> None:
    """The chair handed in what is decided on; the substitute did not."""
    filled.grant("disa", Role.PROJECT_MANAGER)
    filled.submit(ChangeLogic(), by="disa")
    stand_in(filled)
    filled.request("start")

    assert states(filled)["disa", "steering_chair"] == "barred"
    assert states(filled)["olle", "steering_chair"] == "waits"


def test_a_gate_knows_who_else_can_decide(filled: ProjectSimulator) -> None:
    """Two for one seat are one: a group of one and their substitute is no group of two."""
    (bea,) = list_roles(filled.parts, person="bea")
    end_role(filled.parts, grant=bea.grant.id, by="ida")
    stand_in(filled, of="bo", role=Role.STEERING_GROUP)

    (result,) = filled.days_pass(1).check("start").verdict.missing

    assert [f.code for f in result.findings] == ["too-few-can-decide"]


def test_a_substitute_has_an_end(filled: ProjectSimulator) -> None:
    with pytest.raises(UsageError, check=saying(reason="substitute-needs-an-end")):
        stand_in(filled, until=None)


def test_nobody_stands_in_for_themselves(filled: ProjectSimulator) -> None:
    with pytest.raises(UsageError, check=saying(reason="substitute-of-oneself")):
        stand_in(filled, person="disa")


@pytest.mark.parametrize("of", ["bo", "cleo", "alva"])
def test_a_role_is_stood_in_for_where_it_is_held(filled: ProjectSimulator, of: str) -> None:
    with pytest.raises(UsageError, check=saying(reason="role-is-not-theirs", name=of)):
        stand_in(filled, of=of)


def test_nobody_stands_in_for_a_substitute(asked: ProjectSimulator) -> None:
    with pytest.raises(UsageError, check=saying(reason="role-is-not-theirs")):
        stand_in(asked, person="cleo", of="olle")


def test_one_substitute_at_a_time_is_enough(asked: ProjectSimulator) -> None:
    with pytest.raises(ConflictError, check=saying(what="has-a-substitute")):
        stand_in(asked, person="cleo")


def test_the_same_is_granted_once(asked: ProjectSimulator) -> None:
    before = asked.recorded()

    stand_in(asked)

    assert asked.recorded() == before

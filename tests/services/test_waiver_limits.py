"""What the policies say of waivers holds, whoever asks and however many approve."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from gronatraden.errors import (
    ConflictError,
    FourEyesError,
    NotPermittedError,
    UnwaivableError,
)
from gronatraden.project import Role
from gronatraden.services.end_role import end_role
from gronatraden.services.holding.approve_waiver import approve_waiver, who_may_approve
from gronatraden.services.holding.report_waivers import report_waivers
from gronatraden.services.holding.waive import list_waivers, request_waiver, revoke_waiver
from gronatraden.services.list_people import list_roles
from gronatraden.services.open_project import open_project
from gronatraden.services.reports.write_minutes import write_minutes
from gronatraden.tools.change_logic import ChangeLogic
from tests.builders.manuscripts import written
from tests.services.migrating import carried_out, moved_to
from tests.services.simulator import ProjectSimulator, put_in_force, saying
from tests.services.small import DECIDED_BY, WHY, a_gate
from tests.services.stages import ROLES

if TYPE_CHECKING:
    from gronatraden.history import Waiver
    from gronatraden.services.holding.approve_waiver import WaiverApproved
    from tests.services.conftest import Live

BOXES = "start.no-box-is-empty"
BOTH = [{"role": "steering_chair"}, {"role": "programme_office"}]


def extra(version: int = 1, **said: Any) -> dict[str, Any]:  # noqa: ANN401 - what a policy says
    """Return a policy beside the small one."""
    advice = {"id": "start.advice", "weight": "advisory", "waivable": True, "because": WHY}
    asked = [{**advice, "check": "change_logic.effects_are_measured"}, *said.pop("requires", [])]
    return {
        "policy": "extra",
        "version": version,
        "title": {"sv": "Mer", "en": "More"},
        "lifecycle": "small",
        "source": "Prov",
        "gates": {"start": {"decided_by": DECIDED_BY, "requires": asked}},
        **said,
    }


def under(live: Live, **rule: object) -> ProjectSimulator:
    """Return ``nu``, with an empty change logic, under the small rules and a rule on waivers."""
    life = live("small")
    put_in_force(life.parts, written(extra(waivers={"because": WHY, **rule})))
    life.project = "nu"
    open_project(
        life.parts, project="nu", programme="kronoberg", lifecycle="small", title="Nu", by="olle"
    )
    for handle, role in ROLES.items():
        life.grant(handle, role)
    life.submit(ChangeLogic())
    return life


def ask(life: ProjectSimulator, requirement: str = BOXES, days: int = 10, **say: str) -> Waiver:
    """Ask to pass the start without a requirement."""
    return request_waiver(
        life.parts,
        project="nu",
        gate="start",
        requirement=requirement,
        expires_on=life.parts.today + timedelta(days=days),
        **{"by": "alva", "reason": "Rutan fylls i oktober.", **say},
    )


def approve(life: ProjectSimulator, by: str, number: int = 1) -> WaiverApproved:
    """Approve a waiver."""
    return approve_waiver(life.parts, project="nu", waiver=f"nu/waiver-{number}", by=by)


def ready(life: ProjectSimulator) -> bool:
    """Say whether the start is ready."""
    return life.check("start").verdict.ready


def test_a_waiver_lasts_as_long_as_the_policy_lets_it(live: Live) -> None:
    life = under(live, longest_days=30)

    assert ask(life, days=30).expires_on == life.parts.today + timedelta(days=30)
    with pytest.raises(UnwaivableError, check=saying(reason="too-long", days=30)):
        ask(life, days=31)


def test_a_project_has_no_more_waivers_than_the_policy_lets_it(live: Live) -> None:
    life = under(live, at_once=1)
    ask(life)

    with pytest.raises(UnwaivableError, check=saying(reason="too-many", count=1)):
        ask(life, reason="En till.")


def moved_under(life: ProjectSimulator, **rule: object) -> ProjectSimulator:
    """Let ``nu`` follow another version of the rule on waivers."""
    put_in_force(life.parts, written(extra(2, waivers={"because": WHY, **rule})))
    carried_out(life, moved_to(2, "nu", name="extra"))
    return life


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        pytest.param({"longest_days": 9}, {"reason": "too-long", "days": 9}, id="longest time"),
        pytest.param({"at_once": 0}, {"reason": "too-many", "count": 0}, id="number"),
        pytest.param({"never": [BOXES]}, {"reason": "never"}, id="never"),
    ],
)
def test_rules_that_came_after_the_request_hold_at_approval(
    live: Live, rule: dict[str, object], said: dict[str, object]
) -> None:
    life = under(live)
    ask(life, days=10)
    moved_under(life, **rule)
    before = life.recorded()

    with pytest.raises(UnwaivableError, check=saying(**said)):
        approve(life, "disa")
    assert (life.recorded(), ready(life)) == (before, False)


def test_who_approves_is_asked_of_the_rules_that_hold_at_approval(live: Live) -> None:
    life = under(live)
    ask(life)
    moved_under(life, approved_by=[{"role": "steering_group"}])

    with pytest.raises(NotPermittedError, check=saying(needed=["steering_group"])):
        approve(life, "disa")
    assert approve(life, "bo").waits_for == {}


@pytest.mark.parametrize(
    "rule",
    [
        pytest.param({"longest_days": 10}, id="longest time"),
        pytest.param({"at_once": 1}, id="number"),
    ],
)
def test_a_waiver_within_the_rules_that_came_after_is_approved(
    live: Live, rule: dict[str, object]
) -> None:
    life = under(live)
    ask(life, days=10)
    moved_under(life, **rule).days_pass(3)

    assert approve(life, "disa").waits_for == {}


def test_only_waivers_in_force_take_room_from_one_that_waits(live: Live) -> None:
    life = under(live)
    for number in (1, 2):
        ask(life, reason=f"Skäl {number}")
    moved_under(life, at_once=1)

    approve(life, "disa", 2)

    with pytest.raises(UnwaivableError, check=saying(reason="too-many", count=1)):
        approve(life, "disa", 1)
    revoke_waiver(life.parts, project="nu", waiver="nu/waiver-2", reason="Klart.", by="disa")
    assert approve(life, "disa", 1).waits_for == {}


def test_what_has_ended_makes_room(live: Live) -> None:
    life = under(live, at_once=1)
    ask(life, days=3)
    life.days_pass(4)

    assert ask(life, reason="En till.").id == "nu/waiver-2"


@pytest.mark.parametrize(
    ("requirement", "reason"),
    [
        pytest.param("start.no-condition-is-overdue", "never", id="counted as never waived"),
        pytest.param("start.advice", "closes-nothing", id="closes nothing"),
    ],
)
def test_a_waiver_that_helps_nobody_is_refused(live: Live, requirement: str, reason: str) -> None:
    life = under(live, never=["start.no-condition-is-overdue"])

    with pytest.raises(UnwaivableError, check=saying(reason=reason)):
        ask(life, requirement)


def test_everybody_the_policy_names_approves(live: Live) -> None:
    life = under(live, approved_by=BOTH)
    ask(life)

    first = approve(life, "disa")
    between = ready(life)
    second = approve(life, "olle")

    assert (first.waits_for, between) == ({"programme_office": 1}, False)
    assert (second.waits_for, ready(life)) == ({}, True)


def test_the_same_person_approves_once(live: Live) -> None:
    life = under(live, approved_by=[{"role": "steering_group", "count": 2}])
    ask(life)
    approve(life, "bo")
    before = life.recorded()

    again = approve(life, "bo")

    assert (again.waits_for, life.recorded()) == ({"steering_group": 1}, before)


def test_who_has_left_is_no_longer_counted(live: Live) -> None:
    life = under(live, approved_by=BOTH)
    ask(life)
    approve(life, "disa")
    for held in list_roles(life.parts, person="disa"):
        end_role(life.parts, grant=held.grant.id, by="ida")
    life.days_pass(1)

    assert approve(life, "olle").waits_for == {"steering_chair": 1}


def test_only_those_the_policy_names_approve(live: Live) -> None:
    life = under(live, approved_by=[{"role": "steering_group"}])
    ask(life)

    with pytest.raises(NotPermittedError, check=saying(needed=["steering_group"])):
        approve(life, "disa")
    assert who_may_approve(life.parts, project="nu", waiver="nu/waiver-1") == ("bea", "bo")


def test_who_keeps_the_people_approves_nothing(live: Live) -> None:
    life = under(live)
    life.grant("disa", Role.ADMIN)
    ask(life)

    with pytest.raises(FourEyesError, check=saying(reason="admin-cannot-decide")):
        approve(life, "disa")


def test_a_waiver_whose_day_has_passed_is_not_approved(live: Live) -> None:
    life = under(live)
    ask(life, days=3)

    with pytest.raises(ConflictError, check=saying(what="waiver-has-lapsed")):
        approve(life.days_pass(4), "disa")


def test_every_waiver_has_a_standing(live: Live) -> None:
    life = under(live)
    for number, days in enumerate((3, 3, 40, 40, 40), start=1):
        ask(life, days=days, reason=f"Skäl {number}")
    for number in (1, 3, 4):
        approve(life, "disa", number)
    revoke_waiver(life.parts, project="nu", waiver="nu/waiver-4", reason="Klart.", by="disa")
    life.days_pass(4)

    states = [one.state for one in list_waivers(life.parts, project="nu")]

    assert states == ["expired", "lapsed", "in_force", "revoked", "requested"]


def test_a_verdict_ends_with_its_waiver(live: Live) -> None:
    life = under(live)
    ask(life, days=10)
    approve(life, "disa")

    until = life.check("start").verdict.valid_until

    assert until is not None
    assert until.date() == date(2024, 9, 11)


def test_what_is_waived_again_is_reported(live: Live) -> None:
    life = under(live)
    for number in (1, 2):
        ask(life, reason=f"Skäl {number}", days=3)
        approve(life, "disa", number)
        life.days_pass(5)

    (found,) = report_waivers(life.parts)

    assert (found.requirement, found.waivers, found.in_force, found.days) == (BOXES, 2, 0, 8)
    assert (found.again, found.projects) == (("nu",), ("nu",))
    assert [(p.programme, p.asked) for p in found.programmes] == [("kronoberg", 4)]


def test_a_waiver_asked_for_and_not_given_is_no_waiver(live: Live) -> None:
    life = under(live)
    ask(life)

    assert report_waivers(life.parts) == ()


def test_the_rule_may_name_what_another_policy_requires(live: Live) -> None:
    life = under(live, never=[f"{gate}.no-box-is-empty" for gate in ("start", "close")])

    with pytest.raises(UnwaivableError, check=saying(reason="never")):
        ask(life)
    assert a_gate("start")["requires"][0]["waivable"]


def test_minutes_name_everybody_who_approved(live: Live) -> None:
    life = under(live, approved_by=BOTH)
    ask(life)
    approve(life, "disa")
    approve(life, "olle")
    life.request("start")

    (held,) = write_minutes(life.parts, project="nu", gate="start").waivers

    assert held.approved_by == ("Disa", "Olle")

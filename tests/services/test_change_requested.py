"""A change is asked of those whom the policy names, with what it alters and why."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from gronatraden.errors import ConflictError, NotPermittedError, UnknownNameError, UsageError
from gronatraden.gates.tally import Seat
from gronatraden.history import Target, Terms
from gronatraden.project import Role
from gronatraden.services.changes.show_changes import list_changes
from gronatraden.tools.change_logic.content import Indicator
from tests.builders import a_change_logic, some_facts
from tests.builders.change_logic import INDICATORS
from tests.services.changing import (
    A_MONTH_MORE,
    A_YEAR_MORE,
    END,
    ask,
    decide,
    leave,
    reject,
    shown,
)
from tests.services.simulator import ProjectSimulator, saying

if TYPE_CHECKING:
    from tests.services.conftest import Live

BIKES, DAY = "bike-users", date(2026, 6, 30)
GROUP = {"steering_group": 2, "steering_chair": 1}
OWNER = {"project_owner": 1}
BUS = Indicator(id="bus-users")


@pytest.fixture
def started(live: Live) -> ProjectSimulator:
    """Return ``cykla`` when its start is passed."""
    return live("started")


def terms(life: ProjectSimulator, **changes: Any) -> tuple[Terms, Terms]:  # noqa: ANN401 - the test says which
    """Return from what to what a change goes."""
    change = ask(life, **changes).request.change
    return change.before, change.after


def rule(life: ProjectSimulator, **changes: Any) -> dict[str, int]:  # noqa: ANN401 - as above
    """Return who has to decide a change."""
    return ask(life, **changes).request.rule


@pytest.mark.parametrize(
    ("said", "before", "after"),
    [
        pytest.param(
            {"ends_on": A_YEAR_MORE}, Terms(ends_on=END), Terms(ends_on=A_YEAR_MORE), id="time"
        ),
        pytest.param(
            {"total_budget_sek": 15_000_000},
            Terms(total_budget_sek=13_000_000),
            Terms(total_budget_sek=15_000_000),
            id="budget",
        ),
        pytest.param(
            {"add_partners": ("Växjö kommun",)},
            Terms(partners=("Energikontor Sydost",)),
            Terms(partners=("Energikontor Sydost", "Växjö kommun")),
            id="a partner more",
        ),
        pytest.param(
            {"drop_partners": ("Energikontor Sydost",)},
            Terms(partners=("Energikontor Sydost",)),
            Terms(partners=()),
            id="a partner less",
        ),
        pytest.param(
            {"targets": ((BIKES, Decimal(1500)),)},
            Terms(targets=(Target(indicator=BIKES, value=Decimal(2000), by=DAY),)),
            Terms(targets=(Target(indicator=BIKES, value=Decimal(1500), by=DAY),)),
            id="a lower target",
        ),
        pytest.param(
            {"target_days": ((BIKES, END),)},
            Terms(targets=(Target(indicator=BIKES, value=Decimal(2000), by=DAY),)),
            Terms(targets=(Target(indicator=BIKES, value=Decimal(2000), by=END),)),
            id="a later target",
        ),
        pytest.param(
            {"drop_targets": (BIKES,)},
            Terms(targets=(Target(indicator=BIKES, value=Decimal(2000), by=DAY),)),
            Terms(targets=(Target(indicator=BIKES, value=None, by=None),)),
            id="a goal given up",
        ),
        pytest.param({"other": " Ny form. "}, Terms(), Terms(other="Ny form."), id="prose"),
    ],
)
def test_a_change_goes_from_what_was_decided(
    started: ProjectSimulator, said: dict[str, Any], before: Terms, after: Terms
) -> None:
    assert terms(started, **said) == (before, after)


def test_an_effect_is_worded_anew(started: ProjectSimulator) -> None:
    before, after = terms(started, effects=(("lower-co2", "Utsläppen halveras."),))

    assert dict(before.effects).keys() == {"lower-co2"}
    assert after.effects == (("lower-co2", "Utsläppen halveras."),)


def test_a_change_goes_from_what_was_changed_before(started: ProjectSimulator) -> None:
    ask(started)
    decide(started)

    assert terms(started, ends_on=date(2028, 6, 30))[0] == Terms(ends_on=A_YEAR_MORE)


def test_a_draft_is_not_what_a_change_goes_from(started: ProjectSimulator) -> None:
    started.submit(some_facts(ends_on=A_MONTH_MORE))

    assert terms(started)[0] == Terms(ends_on=END)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param({"ends_on": A_YEAR_MORE}, GROUP, id="a year"),
        pytest.param({"ends_on": A_MONTH_MORE}, OWNER, id="a month"),
        pytest.param({"total_budget_sek": 13_650_000}, OWNER, id="five per cent"),
        pytest.param({"total_budget_sek": 13_650_001}, GROUP, id="a krona more"),
        pytest.param({"total_budget_sek": 12_350_000}, OWNER, id="five per cent less"),
        pytest.param(
            {"ends_on": A_MONTH_MORE, "total_budget_sek": 13_100_000}, OWNER, id="both small"
        ),
        pytest.param(
            {"ends_on": A_MONTH_MORE, "total_budget_sek": 14_000_000}, GROUP, id="one large"
        ),
        pytest.param({"targets": ((BIKES, Decimal(1999)),)}, GROUP, id="a goal"),
        pytest.param({"add_partners": ("Växjö kommun",)}, GROUP, id="a partner"),
        pytest.param({"other": "Ny form."}, GROUP, id="something else"),
    ],
)
def test_the_policy_says_who_decides(
    started: ProjectSimulator, said: dict[str, Any], expected: dict[str, int]
) -> None:
    assert rule(started, **said) == expected


def test_small_changes_do_not_add_up_unseen(started: ProjectSimulator) -> None:
    ask(started, total_budget_sek=13_500_000)
    decide(started, by=["ebba"])

    assert rule(started, total_budget_sek=13_900_000) == GROUP


def test_a_gate_that_opens_is_a_new_measure(measured: ProjectSimulator) -> None:
    ask(measured, total_budget_sek=13_500_000)
    decide(measured, by=["ebba"])
    measured.submit(some_facts(total_budget_sek=13_500_000))
    measured.passes("checkpoint")

    assert rule(measured, total_budget_sek=13_900_000) == OWNER


def test_the_panel_is_those_with_the_roles_that_day(started: ProjectSimulator) -> None:
    asked = ask(started).request
    started.grant("cleo", Role.STEERING_CHAIR)

    assert set(asked.panel) == {
        Seat(person=started.person("bo").id, role="steering_group"),
        Seat(person=started.person("bea").id, role="steering_group"),
        Seat(person=started.person("disa").id, role="steering_chair"),
    }
    assert shown(started).request.panel == asked.panel


def test_asking_again_is_asking_once(started: ProjectSimulator) -> None:
    first = ask(started)
    before = started.recorded()

    again = ask(started.days_pass(1))

    assert (again.unchanged, again.request, started.recorded()) == (True, first.request, before)


def test_others_are_asked_where_those_asked_have_left(started: ProjectSimulator) -> None:
    ask(started)
    leave(started, "disa")
    started.grant("olle", Role.STEERING_CHAIR)

    again = ask(started)

    assert (again.unchanged, again.request.change.number) == (False, 2)


def test_those_asked_stay_where_nobody_else_can(started: ProjectSimulator) -> None:
    ask(started)
    leave(started, "disa")

    assert ask(started).unchanged


def test_what_was_rejected_can_be_asked_again(started: ProjectSimulator) -> None:
    ask(started)
    reject(started)

    assert ask(started).request.change.number == 2


def test_changes_are_listed_in_order(started: ProjectSimulator) -> None:
    ask(started)
    ask(started, total_budget_sek=15_000_000)

    found = list_changes(started.parts, project="cykla")
    assert [asked.change.number for asked in found] == [1, 2]


def test_nothing_is_changed_before_it_is_decided(filled: ProjectSimulator) -> None:
    with pytest.raises(ConflictError, check=saying(what="nothing-is-decided-yet")):
        ask(filled)


def test_nothing_is_changed_after_the_end(live: Live) -> None:
    with pytest.raises(ConflictError, check=saying(what="project-is-finished")):
        ask(live("finished"))


@pytest.mark.parametrize("by", ["bo", "disa", "olle", "ida", "cleo"])
def test_who_does_not_manage_does_not_ask(started: ProjectSimulator, by: str) -> None:
    with pytest.raises(NotPermittedError, check=saying(act="request_change")):
        ask(started, by=by)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        pytest.param({"reason": " "}, "change-needs-a-reason", id="no reason"),
        pytest.param({"consequence": ""}, "change-needs-a-consequence", id="no consequence"),
        pytest.param({"other": " "}, "change-alters-nothing", id="nothing"),
        pytest.param({"ends_on": END}, "change-is-as-decided", id="the same day"),
        pytest.param(
            {"add_partners": ("Energikontor Sydost",)}, "change-is-as-decided", id="a partner twice"
        ),
        pytest.param(
            {"ends_on": date(2024, 12, 31)}, "change-ends-before-it-starts", id="an early end"
        ),
        pytest.param(
            {"starts_on": date(2027, 1, 1)}, "change-ends-before-it-starts", id="a late start"
        ),
        pytest.param({"reason": "x" * 20_001}, "change-is-too-long", id="a long reason"),
        pytest.param({"add_partners": ("x" * 401,)}, "change-is-too-long", id="a long name"),
        pytest.param(
            {"deviations": (BIKES,), "other": "Ny form."}, "deviation-is-not-read", id="not read"
        ),
    ],
)
def test_a_change_that_cannot_be_is_refused(
    started: ProjectSimulator, said: dict[str, Any], reason: str
) -> None:
    before = started.recorded()

    with pytest.raises(UsageError, check=saying(reason=reason)):
        ask(started, **said)
    assert started.recorded() == before


@pytest.mark.parametrize(
    ("said", "kind", "nearest"),
    [
        pytest.param({"targets": (("bike-user", Decimal(1)),)}, "indicator", BIKES, id="target"),
        pytest.param({"target_days": (("bike-user", END),)}, "indicator", BIKES, id="day"),
        pytest.param({"drop_targets": ("bike-user",)}, "indicator", BIKES, id="goal"),
        pytest.param({"effects": (("lower-co", "Ny."),)}, "effect", "lower-co2", id="effect"),
        pytest.param(
            {"drop_partners": ("Energikontoret",)}, "partner", "Energikontor Sydost", id="partner"
        ),
    ],
)
def test_what_is_not_the_projects_is_told_the_nearest(
    started: ProjectSimulator, said: dict[str, Any], kind: str, nearest: str
) -> None:
    with pytest.raises(UnknownNameError, check=saying(kind=kind, nearest=nearest)):
        ask(started, **said)


def test_a_new_indicator_can_be_given_a_target(started: ProjectSimulator) -> None:
    new = a_change_logic(indicators=(*INDICATORS, BUS))
    started.submit(new)

    after = terms(started, targets=(("bus-users", Decimal(10)),))[1]

    assert after.targets == (Target(indicator="bus-users", value=Decimal(10), by=None),)


def test_a_day_alone_is_no_target(started: ProjectSimulator) -> None:
    started.submit(a_change_logic(indicators=(*INDICATORS, BUS)))

    with pytest.raises(UsageError, check=saying(reason="target-needs-a-value")):
        ask(started, target_days=(("bus-users", END),))


def test_a_goal_that_was_never_set_is_not_given_up(started: ProjectSimulator) -> None:
    started.submit(a_change_logic(indicators=(*INDICATORS, BUS)))

    with pytest.raises(UnknownNameError, check=saying(kind="indicator")):
        ask(started, drop_targets=("bus-users",))

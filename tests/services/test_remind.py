"""Somebody is told in time, and somebody else when nothing happens."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from gronatraden.history import Outcome
from gronatraden.services.deciding.meet_condition import list_conditions, meet_condition
from gronatraden.services.holding.approve_waiver import approve_waiver
from gronatraden.services.holding.waive import request_waiver
from gronatraden.services.portfolio.check_portfolio import check_portfolio
from gronatraden.services.portfolio.remind import LEAD_DAYS, each_reminder, reminder_on
from gronatraden.store.derived.board import Dated
from gronatraden.store.derived.states import Deadline, DeadlineKind
from tests.builders.history import a_reading
from tests.services.acts import WINTER

if TYPE_CHECKING:
    from gronatraden.services.portfolio.remind import Reminder
    from tests.services.conftest import Live
    from tests.services.simulator import ProjectSimulator

DUE = date(2025, 3, 1)


def told(life: ProjectSimulator) -> list[tuple[str, str, tuple[str, ...]]]:
    """Return what is told after a check: kind, what it is about, and the roles."""
    check_portfolio(life.parts)
    found = each_reminder(life.parts)
    return [(r.deadline.kind.value, r.deadline.about, r.tell) for r in found]


def on(days: int, kind: DeadlineKind, *who: str) -> Reminder | None:
    """Return what is told of something so many days after it was due."""
    deadline = Deadline(kind=kind, about="x", gate="start", due_on=DUE, who=who)
    dated = Dated(project="cykla", programme="kronoberg", deadline=deadline)
    return reminder_on(dated, DUE + timedelta(days=days))


@pytest.mark.parametrize("kind", list(DeadlineKind))
def test_nobody_is_told_before_the_lead(kind: DeadlineKind) -> None:
    lead = LEAD_DAYS[kind]

    first = on(-lead, kind, "project_manager")

    assert (on(-lead - 1, kind, "project_manager"), first is not None) == (None, True)


@pytest.mark.parametrize(
    ("days", "role"),
    [
        (13, "project_manager"),
        (14, "project_owner"),
        (27, "project_owner"),
        (28, "steering_chair"),
        (42, "programme_office"),
        (4000, "programme_office"),
    ],
)
def test_what_is_late_goes_on_every_second_week(days: int, role: str) -> None:
    found = on(days, DeadlineKind.CONDITION, "project_manager")

    assert found is not None
    assert found.tell == (role,)


def test_deciders_have_a_week_before_it_goes_on() -> None:
    asked, further = (
        on(days, DeadlineKind.DECISION, "steering_group", "steering_chair") for days in (7, 21)
    )

    assert asked is not None
    assert further is not None
    assert (asked.tell, further.tell) == (
        ("steering_group", "steering_chair"),
        ("steering_chair", "programme_office"),
    )


def test_a_promise_is_reminded_of_until_it_is_kept(live: Live) -> None:
    life = live("small-filled")
    life.request("start")
    life.decide("start", Outcome.GO_WITH_CONDITIONS, conditions=(WINTER,))
    life.moves_to(date(2024, 12, 20))
    before = told(life)
    (condition,) = list_conditions(life.parts, project="ro")

    meet_condition(life.parts, project="ro", condition=condition.id, proof="Plogat.", by="alva")

    assert (before, told(life)) == ([("condition", condition.id, ("project_manager",))], [])


def test_a_waiver_that_is_about_to_end_is_told(live: Live) -> None:
    life = live("small")
    ends = life.parts.today + timedelta(days=40)
    request_waiver(
        life.parts,
        project="ro",
        gate="start",
        requirement="start.no-box-is-empty",
        reason="Senare.",
        expires_on=ends,
        by="alva",
    )
    approve_waiver(life.parts, project="ro", waiver="ro/waiver-1", by="disa")

    days = [told(life.days_pass(by)) for by in (9, 1, 30, 1)]

    waiver = [("waiver", "ro/waiver-1", ("project_manager",))]
    assert days == [[], waiver, waiver, []]


def test_a_hold_that_has_ended_is_taken_up_again(filled: ProjectSimulator) -> None:
    filled.request("start")
    until = filled.parts.today + timedelta(days=9)
    filled.decide("start", Outcome.HOLD, by=["disa"], reason="Vänta.", hold_until=until)

    before, after = told(filled.days_pass(8)), told(filled.days_pass(1))

    assert (before, after) == ([], [("hold", "start", ("project_manager",))])


def test_a_review_is_due_as_often_as_the_lifecycle_says(live: Live) -> None:
    life = live("started")

    early, later = told(life.days_pass(120)), told(life.days_pass(60))

    assert (early, [kind for kind, _, _ in later]) == ([], ["review"])


def test_effects_are_asked_for_until_somebody_has_read_them(live: Live) -> None:
    life = live("finished")
    life.days_pass(366)
    before = told(life)

    life.read(a_reading("bike-users", measured_on=life.parts.today))

    after = told(life)
    assert ("obligation", "effects-after-one-year", ("project_owner",)) in before
    assert "effects-after-one-year" not in {about for _, about, _ in after}

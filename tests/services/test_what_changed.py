"""Each decider is told what has changed since they were last asked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from gronatraden.errors import NoActorError, UnknownNameError
from gronatraden.gates.decision import ConditionAsked
from gronatraden.history import Outcome
from gronatraden.project import Role
from gronatraden.services.holding.approve_waiver import approve_waiver
from gronatraden.services.holding.waive import request_waiver
from gronatraden.services.holding.what_changed import what_changed
from tests.builders import a_change_logic, with_
from tests.services import changing
from tests.services.simulator import saying

if TYPE_CHECKING:
    from gronatraden.services.holding.what_changed import ChangedSince
    from tests.services.conftest import Live
    from tests.services.simulator import ProjectSimulator

RAISED = with_(a_change_logic(), "indicators[bike-users].target", Decimal(3000))
TARGET = "change_logic.indicators[bike-users].target"


def seen(life: ProjectSimulator, by: str = "bo", gate: str = "checkpoint") -> ChangedSince:
    """Return what has changed for somebody."""
    return what_changed(life.parts, project=life.project, gate=gate, by=by)


def test_right_after_a_decision_nothing_has_changed(live: Live) -> None:
    found = seen(live("started"))

    assert (found.is_nothing, found.has_spoken) == (True, True)


def test_documents_are_told_field_by_field(live: Live) -> None:
    started = live("started")
    started.submit(with_(RAISED, "external_factors", ("vädret",)))

    (document,) = seen(started).documents

    assert (document.tool, document.before, document.after) == ("change_logic", 1, 2)
    assert {one.where for one in document.differences} == {TARGET, "change_logic.external_factors"}
    assert document.material == {TARGET}


def test_readings_are_told(measured: ProjectSimulator) -> None:
    found = seen(measured)

    assert {r.indicator for r in found.readings} == {"bike-users", "car-trips"}


def test_a_waiver_is_told_whenever_it_is_worth_something_else(live: Live) -> None:
    small = live("small-filled").passes("start").days_pass(1)
    request_waiver(
        small.parts,
        project="ro",
        gate="checkpoint",
        requirement="checkpoint.no-box-is-empty",
        reason="Senare.",
        expires_on=date(2024, 10, 1),
        by="alva",
    )
    approve_waiver(small.parts, project="ro", waiver="ro/waiver-1", by="disa")
    (held,) = seen(small).waivers
    small.days_pass(1).passes("checkpoint").moves_to(date(2024, 11, 1))

    (ended,) = seen(small).waivers

    assert (held.before, held.now.state) == (None, "in_force")
    assert (ended.before, ended.now.state) == ("in_force", "expired")


def test_a_condition_is_told_once_it_is_overdue(live: Live) -> None:
    small = live("small-filled")
    small.request("start")
    promise = ConditionAsked(text="Ploga", owner="project_manager", due_on=date(2024, 10, 1))
    small.decide("start", Outcome.GO_WITH_CONDITIONS, conditions=(promise,))

    before, after = seen(small), seen(small.moves_to(date(2024, 10, 2)))

    assert ([*before.conditions], [c.text for c in after.conditions]) == ([], ["Ploga"])


def test_a_change_is_told(live: Live) -> None:
    started = live("started").days_pass(1)
    changing.ask(started)

    assert [c.number for c in seen(started).changes] == [1]


def test_who_joins_late_is_told_that_all_is_new(live: Live) -> None:
    started = live("started")
    started.grant("cleo", Role.STEERING_GROUP)

    found = seen(started, "cleo")

    assert (found.since, len(found.documents), len(found.policies)) == (None, 7, 1)


def test_who_was_asked_and_said_nothing_saw_it_too(live: Live) -> None:
    life = live("filled")
    life.grant("cleo", Role.STEERING_GROUP)
    life.moves_to(date(2024, 12, 10)).passes("start")

    found = seen(life, "cleo")

    assert found.since is not None
    assert (found.since.gate, found.has_spoken, found.is_nothing) == ("start", False, True)


def test_who_missed_a_decision_is_told_of_more(measured: ProjectSimulator) -> None:
    measured.submit(RAISED)
    measured.days_pass(1).grant("olle", Role.STEERING_GROUP)
    before = {by: len(seen(measured, by).documents) for by in ("bo", "olle")}

    assert before["olle"] > before["bo"] > 0


def test_somebody_has_to_ask(live: Live) -> None:
    with pytest.raises(NoActorError):
        seen(live("started"), "")


def test_a_gate_that_is_not_there_is_told_the_nearest(live: Live) -> None:
    with pytest.raises(UnknownNameError, check=saying(kind="gate", nearest="close")):
        seen(live("started"), gate="clos")

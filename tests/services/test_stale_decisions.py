"""A decision rests on what was decided: what changes of it afterwards is told at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from gronatraden.services.gate_history import gate_history
from gronatraden.services.show_project import show_project
from tests.builders import a_change_logic, some_facts, with_
from tests.services import changing

if TYPE_CHECKING:
    from gronatraden.services.show_project import ProjectSeen
    from tests.services.conftest import Live
    from tests.services.simulator import ProjectSimulator

TARGET = "change_logic.indicators[bike-users].target"
LOGIC = a_change_logic()
RAISED = with_(LOGIC, "indicators[bike-users].target", Decimal(3000))
AN_ASIDE = a_change_logic(external_factors=("vädret",))


def seen(life: ProjectSimulator) -> ProjectSeen:
    """Look at the project."""
    return show_project(life.parts, project=life.project)


def wheres(life: ProjectSimulator) -> list[str]:
    """Return where the last decision no longer stands on what is there."""
    found = seen(life).stale
    return [] if found is None else [one.where for one in found.differences]


def test_a_material_change_is_told_at_once(live: Live) -> None:
    started = live("started")

    done = started.submit(RAISED)

    assert done.told is not None
    assert done.stale is not None
    assert (done.told.kind, done.stale.decision.gate) == ("stale", "start")
    assert [one.where for one in done.stale.differences] == [TARGET]


def test_an_immaterial_change_is_told_and_no_more(live: Live) -> None:
    started = live("started")

    done = started.submit(AN_ASIDE)

    assert done.told is not None
    assert (done.told.kind, done.stale) == ("changed", None)


def test_before_a_gate_has_opened_there_is_nobody_to_tell(filled: ProjectSimulator) -> None:
    done = filled.submit(RAISED)

    assert (done.told, done.stale, filled.recorded().get("notice", 0)) == (None, None, 0)


def test_the_same_again_is_told_once(live: Live) -> None:
    started = live("started")
    started.submit(RAISED)

    started.submit(RAISED)

    assert started.recorded()["notice"] == 1


def test_what_was_told_stays_in_the_project(live: Live) -> None:
    started = live("started")
    started.submit(AN_ASIDE)
    day = started.days_pass(3).at
    started.submit(RAISED)
    started.days_pass(3).submit(some_facts(total_budget_sek=15_000_000))

    found = seen(started)

    assert [notice.kind for notice in found.notices] == ["changed", "stale", "stale"]
    assert found.stale_since == day
    assert wheres(started) == ["project.total_budget_sek", TARGET]


def test_what_is_taken_back_is_fresh_again(live: Live) -> None:
    started = live("started")
    started.submit(RAISED)

    done = started.submit(LOGIC)

    assert done.told is not None
    assert (done.told.kind, done.stale) == ("restored", None)


def test_what_is_raised_anew_is_stale_since_then(live: Live) -> None:
    started = live("started")
    started.submit(RAISED)
    started.days_pass(1).submit(LOGIC)
    day = started.days_pass(1).at

    started.submit(RAISED)

    assert seen(started).stale_since == day


def test_the_next_gate_finds_it_and_does_not_close_on_it(measured: ProjectSimulator) -> None:
    added = replace(LOGIC.activities[0], title="Prova cykla hela året")
    measured.submit(with_(LOGIC, "activities", (added, *LOGIC.activities[1:])))

    verdict = measured.check("checkpoint").verdict

    (found,) = (r for r in verdict.requirements if r.id == "checkpoint.decision-still-holds")
    assert (found.status, verdict.ready) == ("not_satisfied", True)
    assert [f.code for f in found.findings] == ["decided-field-is-changed"]


def test_a_new_decision_rests_on_what_is_there(measured: ProjectSimulator) -> None:
    changed = replace(LOGIC.activities[0], title="Prova cykla hela året")
    measured.submit(with_(LOGIC, "activities", (changed, *LOGIC.activities[1:])))
    before = wheres(measured)

    measured.passes("checkpoint")

    assert (before != [], wheres(measured), seen(measured).notices) == (True, [], ())


def test_an_approved_change_makes_the_decision_fresh(live: Live) -> None:
    started = live("started")
    changing.ask(started, ends_on=date(2027, 1, 31))
    changing.decide(started, by=["ebba"])

    started.submit(some_facts(ends_on=date(2027, 1, 31)))

    assert wheres(started) == []


def test_a_change_that_nobody_approved_leaves_it_stale(live: Live) -> None:
    started = live("started")
    changing.ask(started, ends_on=date(2027, 1, 31))

    started.submit(some_facts(ends_on=date(2027, 1, 31)))

    assert wheres(started) == ["project.ends_on"]


def test_a_notice_names_the_decision_and_the_version(live: Live) -> None:
    started = live("started")
    started.submit(RAISED)

    (notice,) = seen(started).notices

    (asked,) = gate_history(started.parts, project="cykla")
    assert asked.decision is not None
    assert (notice.decision, notice.tool, notice.version) == (asked.decision.id, "change_logic", 2)
    assert notice.fields == ((TARGET, "changed"),)


def test_rules_that_call_nothing_material_tell_nothing(live: Live) -> None:
    small = live("small-filled").passes("start")

    done = small.submit(a_change_logic(external_factors=("vädret",)))

    assert (done.told, done.stale) == (None, None)

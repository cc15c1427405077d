"""A decision rests on what was decided: what changes of it afterwards is told at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from gronatraden.errors import FourEyesError, UnknownNameError, UsageError
from gronatraden.exports.altered import altered
from gronatraden.project import Role
from gronatraden.services.gate_history import gate_history
from gronatraden.services.show_project import show_project
from gronatraden.text import Voice
from tests.builders import a_change_logic, some_facts, with_
from tests.services import changing
from tests.services.simulator import saying

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


TITLE = "change_logic.activities[evaluate].title"
RENAMED = with_(LOGIC, "activities[evaluate].title", "Utvärdera med en högskola")
FUNDED = "project.funding[eruf].amount_sek"


def renamed(live: Live) -> ProjectSimulator:
    """Return ``cykla`` when an activity is called something else than was decided."""
    started = live("started")
    started.submit(RENAMED)
    return started


def test_a_change_decides_a_field_as_it_stands(live: Live) -> None:
    life = renamed(live)
    changing.ask(life, fields=(TITLE,))
    before = wheres(life)

    changing.decide(life)

    assert (before, wheres(life)) == ([TITLE], [])


def test_what_a_change_decided_and_no_more_is_covered(live: Live) -> None:
    life = renamed(live)
    changing.ask(life, fields=(TITLE,))
    changing.decide(life)

    life.submit(with_(LOGIC, "activities[evaluate].title", "Ingen utvärdering"))

    assert wheres(life) == [TITLE]


def test_a_rejected_field_stays_stale(live: Live) -> None:
    life = renamed(live)
    changing.ask(life, fields=(TITLE,))

    changing.reject(life)

    assert wheres(life) == [TITLE]


def test_prose_covers_no_field(live: Live) -> None:
    life = renamed(live)
    changing.ask(life, other="Aktiviteten heter något annat.")

    changing.decide(life)

    assert wheres(life) == [TITLE]


def test_a_fact_without_a_word_of_its_own_is_decided_by_its_place(live: Live) -> None:
    life = live("started")
    life.submit(with_(some_facts(), "funding[eruf].amount_sek", 1))
    changing.ask(life, fields=(FUNDED,))

    changing.decide(life)

    assert wheres(life) == []


def test_a_field_says_from_what_to_what(live: Live) -> None:
    life = renamed(live)
    change = changing.ask(life, fields=(TITLE,)).request.change

    (said,) = altered(Voice("sv"), change)

    was = next(a.title for a in LOGIC.activities if a.id == "evaluate")
    assert said.name.startswith("Förändringslogik")
    assert (said.before, said.after) == (was, "Utvärdera med en högskola")


def test_a_field_that_is_as_decided_is_no_change(live: Live) -> None:
    life = renamed(live)

    with pytest.raises(UnknownNameError, check=saying(kind="differing-field", nearest=TITLE)):
        changing.ask(life, fields=(TITLE.replace("evaluate", "bike-campaign"),))


def test_what_a_change_has_a_word_for_is_said_by_that(live: Live) -> None:
    life = live("started")
    life.submit(RAISED)

    with pytest.raises(UsageError, check=saying(reason="field-has-its-own-option", name=TARGET)):
        changing.ask(life, fields=(TARGET,))


def test_who_wrote_the_document_of_a_field_does_not_decide_it(live: Live) -> None:
    life = renamed(live)
    life.grant("alva", Role.STEERING_GROUP)
    changing.ask(life, by="ebba", fields=(TITLE,))

    with pytest.raises(FourEyesError, check=saying(reason="submitter-cannot-decide")):
        changing.decide(life, by=["alva"])


def test_a_field_that_was_decided_closes_no_gate(live: Live) -> None:
    life = renamed(live)
    changing.ask(life, fields=(TITLE,))
    changing.decide(life)

    verdict = life.check("checkpoint").verdict

    asked = {r.id: r for r in verdict.requirements}
    assert asked["checkpoint.decision-still-holds"].status == "satisfied"
    assert asked["checkpoint.changes-are-decided"].status == "satisfied"

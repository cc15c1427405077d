from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from gronatraden.errors import UnknownNameError
from gronatraden.exports.report import ReportView, render
from gronatraden.gates.decision import ConditionAsked
from gronatraden.history import Outcome
from gronatraden.phases import NextGate
from gronatraden.services.log.verify_log import verify_log
from gronatraden.services.reports.report_project import report_project
from gronatraden.text import Voice
from tests.builders import a_change_logic, with_

if TYPE_CHECKING:
    from tests.services.conftest import Live
    from tests.services.simulator import ProjectSimulator

STAGES = ("opened", "filled", "started", "measured", "reviewed", "closed", "finished", "stopped")


def told(life: ProjectSimulator, *, names: bool = False) -> ReportView:
    """Return what the report says of a life's project."""
    return report_project(life.parts, project=life.project, names=names)


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_project_can_be_told_wherever_it_stands(live: Live, stage: str, language: str) -> None:
    page = render(told(live(stage)), Voice(language))

    assert page.endswith("</html>")


def test_telling_records_nothing(measured: ProjectSimulator) -> None:
    before = measured.recorded()

    told(measured)

    assert measured.recorded() == before


def test_an_unknown_project_is_refused(opened: ProjectSimulator) -> None:
    with pytest.raises(UnknownNameError) as refusal:
        report_project(opened.parts, project="cykel")

    assert refusal.value.facts["nearest"] == "cykla"


def test_a_project_with_only_a_title_says_what_is_missing(opened: ProjectSimulator) -> None:
    view = told(opened)

    assert view.verdict is not None
    assert view.verdict.missing
    assert [p.tool for p in view.pictures if p.diagram is not None] == []


def test_the_verdict_is_that_of_the_gate_that_is_next(measured: ProjectSimulator) -> None:
    view = told(measured)

    assert view.verdict is not None
    assert (view.verdict.gate, view.verdict.occurrence) == ("checkpoint", 1)
    assert view.standing.next[0] == NextGate("checkpoint", 1)


def test_a_request_waits_for_those_who_have_not_spoken(filled: ProjectSimulator) -> None:
    filled.request("start")
    filled.decide("start", by=("bo",))

    asked = told(filled).asked

    assert asked is not None
    assert [(p.role, p.count) for p in asked.places] == [
        ("steering_group", 1),
        ("steering_chair", 1),
    ]


def test_a_decision_is_told_with_words_conditions_and_verdict(filled: ProjectSimulator) -> None:
    condition = ConditionAsked(
        text="Ta fram en vinterplan", owner="project_manager", due_on=date(2025, 3, 31)
    )
    filled.request("start")
    filled.decide(
        "start", Outcome.GO_WITH_CONDITIONS, reason="Det håller.", conditions=(condition,)
    )

    decision = told(filled).decisions[0]

    assert [w.counted for w in decision.words] == ["carried"] * 3
    assert [c.text for c in decision.conditions] == ["Ta fram en vinterplan"]
    assert decision.verdict.ready


def test_a_word_that_was_taken_back_is_told_as_replaced(filled: ProjectSimulator) -> None:
    filled.request("start")
    filled.decide("start", Outcome.HOLD, by=("bo",), reason="Vänta.", hold_until=date(2025, 2, 1))
    filled.decide("start")

    words = told(filled).decisions[0].words

    assert [w.counted for w in words] == ["replaced", "carried", "carried", "carried"]


def test_a_condition_that_is_late_is_overdue(filled: ProjectSimulator) -> None:
    condition = ConditionAsked(
        text="Vinterplan", owner="project_manager", due_on=date(2024, 12, 31)
    )
    filled.request("start")
    filled.decide("start", Outcome.GO_WITH_CONDITIONS, reason="Ja.", conditions=(condition,))
    early = told(filled).overdue

    late = told(filled.days_pass(60)).overdue

    assert (len(early), len(late)) == (0, 1)


def test_people_are_told_by_roles_alone(live: Live) -> None:
    page = render(told(live("finished")), Voice("sv"))

    assert "Styrgruppens ordförande" in page
    assert [
        name for name in ("alva", "bea", "disa", "Disa") if re.search(rf"\b{name}\b", page)
    ] == []


def test_handles_are_told_where_asked_for(live: Live) -> None:
    view = told(live("started"), names=True)

    assert [w.person for w in view.decisions[0].words] == ["bo", "bea", "disa"]


def test_no_pseudonym_is_told(live: Live) -> None:
    life = live("finished")

    page = render(told(life, names=True), Voice("sv"))

    assert life.person("disa").id not in page


def test_a_new_version_leaves_the_earlier_one_to_be_seen(filled: ProjectSimulator) -> None:
    filled.submit(a_change_logic(external_factors=("bränslepriset",)))

    document = next(d for d in told(filled).documents if d.latest.version.tool == "change_logic")

    assert (document.latest.version.number, [v.version.number for v in document.earlier]) == (
        2,
        [1],
    )


def test_a_made_up_document_is_told_as_made_up(filled: ProjectSimulator) -> None:
    filled.submit(a_change_logic(external_factors=("bränslepriset",)), origin="fictional")

    view = told(filled)

    assert view.made_up
    assert view.pictures[0].origins.kind == "fictional"


def test_readings_stand_in_their_series(measured: ProjectSimulator) -> None:
    counts = {s.indicator.id: len(s.points) for s in told(measured).series}

    assert counts == {"bike-users": 1, "car-trips": 1}


def test_a_finished_project_tells_what_lives_on(live: Live) -> None:
    view = told(live("finished"))

    assert [str(o.due_on) for o in view.obligations] == ["2028-03-15", "2030-03-15", "2032-03-15"]
    assert view.keep_until == date(2032, 12, 31)


def test_an_obligation_has_come_once_its_day_is_there(live: Live) -> None:
    life = live("finished").moves_to(date(2028, 3, 15))

    assert [o.has_come for o in told(life).obligations] == [True, False, False]


def test_what_the_project_logged_is_told(live: Live) -> None:
    assert [x.project for x in told(live("finished")).logged] == ["cykla"]


def test_the_log_is_told_as_it_verifies(measured: ProjectSimulator) -> None:
    found = verify_log(measured.parts)

    log = told(measured).log

    assert (log.size, log.root) == (found.events, found.root)
    assert log.note.splitlines()[1] == str(log.size)


def test_a_stale_decision_is_told_with_what_differs(measured: ProjectSimulator) -> None:
    measured.submit(with_(a_change_logic(), "indicators[bike-users].target", Decimal(3000)))

    found = told(measured).stale

    assert found is not None
    assert "change_logic.indicators[bike-users].target" in [d.where for d in found.differences]

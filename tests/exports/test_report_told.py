from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from gronatraden.exports.report import ReportView, render
from gronatraden.gates.tally import Place
from gronatraden.text import Voice
from tests.builders import a_context
from tests.builders.changes import with_
from tests.builders.report import (
    READINGS,
    a_decision_told,
    a_picture,
    a_report_view,
    a_result,
    a_verdict,
    a_word,
    an_asking,
)
from tests.exports.pages import Page
from tests.exports.reports import NOTHING, OVER, told


def test_a_simulated_clock_is_said() -> None:
    assert "Klockan är simulerad" in told(simulated=True).at("standing").words


def test_a_real_clock_is_not_called_simulated() -> None:
    assert "imulera" not in told().words


def test_decisions_and_answers_of_a_demonstration_are_marked_made_up() -> None:
    page = told(simulated=True)

    assert page.at("decision-1").words.count("Påhittat") == 1
    assert page.marked("answer")[0].words.endswith("Påhittat")


def test_what_is_made_up_is_said_in_words() -> None:
    page = told(pictures=(a_picture(whole="fictional"),))

    assert [e.words for e in page.marked("origin-fictional")] == ["Påhittat"] * 2


def test_what_is_not_made_up_is_not_called_so() -> None:
    assert "åhittat" not in told().words


def test_a_closed_gate_says_why_what_where_and_who() -> None:
    lack = told().marked("lack")[0].words

    assert lack.startswith("Utan det går det inte att följa upp. Aktiviteten ”Enkät” har ingen")
    assert "Fält: Aktiviteter › evaluate › ansvarig" in lack
    assert "Kan åtgärdas av: projektledare" in lack
    assert "Källa: Region Kronoberg, Förändringslogik" in lack


def test_many_findings_fold_away_but_stay() -> None:
    findings = a_result().findings * 5

    page = told(verdict=a_verdict(a_result(findings=findings)))

    assert "Visa 2 till" in [e.words for e in page.all("summary")]
    assert len(page.marked("finding")) == 5


def test_advice_is_not_counted_as_missing() -> None:
    page = told(verdict=a_verdict(a_result("satisfied"), a_result(weight="advisory"), ready=True))

    assert "Ingenting håller grinden stängd" in page.at("missing").words
    assert page.at("missing-advice").words == "Råd 1"


def test_a_waived_requirement_is_shown_as_waived() -> None:
    assert "Avsteg" in [e.words for e in told().marked("status-waived")]


STANDS = {
    "closed": ({}, "är stängd. Antal krav som inte är uppfyllda: 1.", "Projektledare"),
    "ready": (
        {"verdict": a_verdict(a_result("satisfied"), ready=True)},
        "Beslut är inte begärt än.",
        "Projektledare",
    ),
    "asked": (
        {
            "verdict": a_verdict(a_result("satisfied"), ready=True),
            "asked": an_asking(Place("steering_group", 2)),
        },
        "är inte fattat än.",
        "Styrgrupp (2)",
    ),
    "finished": (
        {"standing": OVER, "verdict": None},
        "Projektet är avslutat sedan den 15 september 2025.",
        "Ingen",
    ),
    "stopped and finished": (
        {"standing": replace(OVER, stopped=True), "verdict": None},
        "stoppades i förtid",
        "Ingen",
    ),
}


@pytest.mark.parametrize(("changes", "said", "waiting"), STANDS.values(), ids=STANDS.keys())
def test_where_the_project_stands_is_said_plainly(
    changes: dict[str, Any], said: str, waiting: str
) -> None:
    page = told(**changes)

    assert said in page.marked("lead")[0].words
    assert f"Väntar på {waiting}" in page.at("standing").words


def test_a_postponed_decision_says_until_when() -> None:
    held = replace(a_report_view().standing, hold_until=date(2025, 10, 1))

    assert "till den 1 oktober 2025" in told(standing=held).marked("lead")[0].words


def test_people_are_told_by_their_roles() -> None:
    rows = told(decisions=(a_decision_told(words=(a_word(person=""),)),)).at("decision-1").words

    assert "Styrgruppens ordförande Gå vidare med villkor" in rows


@pytest.mark.parametrize(
    ("met_at", "overdue", "said"),
    [
        (datetime(2025, 3, 20, 9, tzinfo=UTC), (), "Uppfyllt den 20 mars 2025"),
        (None, (), "Inte uppfyllt än"),
        (None, ("cykla/start/1/decision/condition-1",), "Försenat"),
    ],
)
def test_a_condition_says_how_it_stands(
    met_at: datetime | None, overdue: tuple[str, ...], said: str
) -> None:
    decision = with_(a_decision_told(), "conditions[0].met_at", met_at)

    page = told(decisions=(decision,), overdue=frozenset(overdue))

    assert said in page.at("decision-1").words


@pytest.mark.parametrize("name", ["thread", "tools", "readings", "decisions", "documents", "after"])
def test_what_is_not_there_is_said_and_never_blank(name: str) -> None:
    page = Page(render(NOTHING, Voice("sv")))

    assert "Tomt" in page.at(name).words or any(e.words for e in page.marked("empty"))


def test_every_picture_stands_there_with_its_table() -> None:
    page = told()

    assert len(page.all("figure")) == 7
    assert len([e for e in page.all("table") if "figure" in e.parents]) == 7


def test_a_reading_stands_against_what_was_expected() -> None:
    seen = a_context(readings=READINGS[:1])

    page = Page(render(a_report_view(seen), Voice("sv")))

    assert "31 mars 2025 1350 personer 1428" in page.at("indicator-bike-users").words


def test_a_view_knows_whether_anything_is_made_up() -> None:
    made_up: ReportView = a_report_view(facts_origin="fictional")

    assert (a_report_view().made_up, made_up.made_up) == (False, True)

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from gronatraden.exports.report.view import ClassTold
from gronatraden.exports.report.way import Now, way
from gronatraden.findings import Finding
from gronatraden.gates.holding.comparison import Difference
from gronatraden.gates.holding.material import Stale
from gronatraden.phases import NextGate, Resting
from gronatraden.policy import Because, ProjectClass
from tests.builders.history import a_decision
from tests.builders.report import LIFECYCLE, TAKEN, a_report_view
from tests.exports.reports import told

VIEW = a_report_view()
SMALL = ProjectClass(
    id="small",
    title=Because(sv="Litet", en="Small"),  # type: ignore[arg-type]  # two languages, too
    lifecycle="simple",
    because=Because(sv="Ett litet projekt går en kort väg.", en="A small one goes a short way."),
)
GROWN = Finding(
    "project-has-outgrown-its-class",
    "project.total_budget_sek",
    {"class": "large", "lifecycle": "full", "now": "simple"},
    ("programme_office",),
)
BUDGET = Difference(
    path=("project", "total_budget_sek"), kind="changed", before=100_000, after=250_000
)
STALE = Stale(decision=a_decision(), differences=(BUDGET,))
AGAIN = Resting(
    NextGate("checkpoint", 1), NextGate("start", None), datetime(2025, 9, 1, tzinfo=UTC)
)


def test_a_class_is_told_with_why() -> None:
    page = told(classed=ClassTold(now=SMALL, lighter_because=""))

    assert "Klass Litet. Ett litet projekt går en kort väg." in page.at("facts").words


def test_a_lighter_way_is_told_with_its_reason() -> None:
    page = told(classed=ClassTold(now=SMALL, lighter_because="En förstudie <b>."))

    assert "får gå en lättare väg: En förstudie <b>." in page.at("facts").words


def test_a_project_that_cannot_be_classed_says_so() -> None:
    page = told(classed=ClassTold(now=None, lighter_because=""))

    assert "Inte klassat än" in page.at("facts").words


def test_where_there_are_no_classes_none_is_told() -> None:
    assert "Klass" not in told().at("facts").words


def test_what_does_not_match_the_facts_is_told_with_who_can_mend_it() -> None:
    words = told(misfits=(GROWN,)).at("standing").words

    assert "Att se upp med" in words
    assert "programkontor" in words


def test_a_stale_decision_says_what_differs() -> None:
    words = told(stale=STALE).at("standing").words

    assert "är inaktuellt" in words
    assert "100" in words
    assert "250" in words


def test_a_waiver_in_force_is_told_as_waived_at_once() -> None:
    assert "Avsteg" in told().marked("watch-waived")[0].words


def test_nothing_to_watch_is_not_mentioned() -> None:
    assert "Att se upp med" not in told(waivers=()).words


def test_a_gate_that_rests_on_a_reopened_one_is_told() -> None:
    standing = replace(VIEW.standing, reopened=(NextGate("start", None),), resting=(AGAIN,))

    words = told(standing=standing).at("standing").words

    assert "har tagits upp igen" in words
    assert "vilar på" in words


def test_an_overdue_condition_shows_its_gate_closed_again_on_the_way() -> None:
    now = Now(standing=VIEW.standing, verdict=VIEW.verdict, asked=False, overdue={1: 2})

    page = told(way=way(LIFECYCLE, TAKEN, now))

    assert "Stängd igen: försenade villkor 2" in page.at("way").words
    assert "stängd igen" in page.at("standing").words

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import Any

import pytest

from gronatraden.exports.report import ReportView, render
from gronatraden.exports.report.origins import Origins
from gronatraden.exports.report.view import Picture
from gronatraden.exports.report.words import link_of
from gronatraden.gates.decision import Place
from gronatraden.phases import Standing
from gronatraden.text import Voice
from gronatraden.tools import TOOLS
from tests.builders import a_context, some_facts
from tests.builders.changes import changed, with_
from tests.builders.report import (
    AT,
    READINGS,
    a_decision_told,
    a_document,
    a_lesson,
    a_picture,
    a_report_view,
    a_result,
    a_verdict,
    a_word,
    an_asking,
)
from tests.exports.pages import Page
from tests.exports.pictures import HOSTILE

OVER = Standing("finished", (), stopped=False, entered_at=AT, hold_until=None)
NOTHING = a_report_view(
    a_context(contents={}),
    way=(),
    facts=replace(some_facts(), funding=(), summary="", owner="", total_budget_sek=None),
    pictures=tuple(
        Picture(tool=t.name, diagram=None, version=None, origins=Origins()) for t in TOOLS
    ),
    decisions=(),
    waivers=(),
    offered=(),
    logged=(),
    documents=(),
    obligations=(),
)
FINISHED = a_report_view(standing=OVER, verdict=None, simulated=True)
VIEWS = {"under way": a_report_view(), "nothing yet": NOTHING, "finished": FINISHED}

every_page = pytest.mark.parametrize(
    "page",
    [Page(render(view, Voice(language))) for view in VIEWS.values() for language in ("sv", "en")],
    ids=[f"{name}-{language}" for name in VIEWS for language in ("sv", "en")],
)


def told(language: str = "sv", **changes: object) -> Page:
    """Return the page of the example project with some of its view changed."""
    return Page(render(changed(a_report_view(), changes), Voice(language)))


@every_page
def test_a_page_has_one_main_heading(page: Page) -> None:
    assert len(page.all("h1")) == 1


@every_page
def test_headings_never_skip_a_level(page: Page) -> None:
    levels = [int(e.tag[1]) for e in page.all("h1", "h2", "h3", "h4", "h5", "h6")]

    assert all(deeper <= level + 1 for level, deeper in pairwise(levels))


@every_page
def test_every_heading_says_something(page: Page) -> None:
    assert all(e.words for e in page.all("h1", "h2", "h3", "h4"))


@every_page
def test_a_page_has_its_landmarks_once(page: Page) -> None:
    assert [len(page.all(tag)) for tag in ("header", "nav", "main", "footer")] == [1, 1, 1, 1]


@every_page
def test_the_first_link_skips_to_the_content(page: Page) -> None:
    first = page.all("a")[0]

    assert page.at(first.attributes["href"].removeprefix("#")).tag == "main"


@every_page
def test_no_two_elements_share_an_id(page: Page) -> None:
    ids = [e.attributes["id"] for e in page.elements if "id" in e.attributes]

    assert len(ids) == len(set(ids))


@every_page
def test_every_link_within_the_page_arrives(page: Page) -> None:
    targets = [e.attributes["href"] for e in page.all("a") if e.attributes["href"][0] == "#"]

    assert all(page.at(target[1:]) for target in targets)


@every_page
def test_every_table_has_a_caption_and_scopes(page: Page) -> None:
    assert len(page.all("table")) == len([c for c in page.all("caption") if c.words])
    assert all(e.attributes.get("scope") in {"row", "col"} for e in page.all("th"))


@every_page
def test_everything_that_scrolls_is_reached_and_named(page: Page) -> None:
    regions = [*page.marked("scroller"), *page.marked("picture-scroll")]

    assert all(e.attributes["tabindex"] == "0" and e.attributes["aria-label"] for e in regions)


@every_page
def test_the_page_runs_nothing_and_loads_nothing(page: Page) -> None:
    named = {name for e in page.elements for name in e.attributes}

    assert page.all("script", "link", "img", "iframe", "object", "form", "base") == []
    assert not {n for n in named if n.startswith("on") or n in {"src", "style", "srcset"}}


@every_page
def test_only_the_own_stylesheet_is_allowed(page: Page) -> None:
    allowed = next(
        e.attributes["content"] for e in page.all("meta") if "http-equiv" in e.attributes
    )

    digest = hashlib.sha256(page.all("style")[0].text.encode()).digest()

    assert f"default-src 'none'; style-src 'sha256-{base64.b64encode(digest).decode()}'" in allowed


@every_page
def test_every_class_is_known_to_the_stylesheet(page: Page) -> None:
    used = {name for e in page.elements for name in e.attributes.get("class", "").split()}

    known = set(re.findall(r"\.([a-z][\w-]*)", page.all("style")[0].text))

    assert {n for n in used if not n.startswith(("picture", "status-", "origin-"))} - known <= PLAIN


PLAIN = frozenset(
    re.findall(
        r"[\w-]+",
        "chapter-standing chapter-way chapter-missing chapter-facts chapter-lessons "
        "chapter-documents chapter-after chapter-log phase-ahead phase-skipped gate-words gate-may "
        "gate-ahead gate-held gate-skipped group all definition rests-on-verdict sources "
        "decision-opens indicator card-asked card-held label trend-soft",
    )
)
"""Names without looks of their own."""


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_page_says_its_language(language: str) -> None:
    assert told(language).all("html")[0].attributes["lang"] == language


@pytest.mark.parametrize(
    ("language", "words"),
    [("sv", ["1 januari 2025", "13 000 000 kr", "12 345"]), ("en", ["1 January 2025", "12,345"])],
)
def test_days_and_numbers_take_the_form_of_the_language(language: str, words: list[str]) -> None:
    said = told(language).words

    assert [word for word in words if word not in said] == []


def test_the_same_view_always_gives_the_same_page() -> None:
    assert render(a_report_view(), Voice("sv")) == render(a_report_view(), Voice("sv"))


HOSTILE_VIEWS: dict[str, dict[str, Any]] = {
    "facts": {"facts": replace(some_facts(), title=HOSTILE, summary=HOSTILE, owner=HOSTILE)},
    "decision": {
        "decisions": (
            a_decision_told(words=(a_word(reason=HOSTILE, person=HOSTILE),)),
            with_(a_decision_told(number=2), "decision.reason", HOSTILE),
        )
    },
    "lesson": {"logged": (a_lesson(finding=HOSTILE, tags=(HOSTILE,), source=HOSTILE),)},
    "document": {"documents": (a_document(sources={HOSTILE: HOSTILE}),)},
    "verdict": {"verdict": a_verdict(a_result(source=HOSTILE, id=HOSTILE))},
    "log": {"log": replace(a_report_view().log, note=HOSTILE, origin=HOSTILE)},
}


@pytest.mark.parametrize("changes", HOSTILE_VIEWS.values(), ids=HOSTILE_VIEWS.keys())
def test_hostile_text_is_only_text(changes: dict[str, Any]) -> None:
    page = told(**changes)

    assert page.all("script") == []
    assert "<script>alert(1)</script>" in page.words
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", page.source)


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "https://exempel.se/ a",
        "//exempel.se",
        "https://",
        "https://konto:ord@exempel.se",
        "https://exempel.se\\@ond.se",
        "http://[",
        "se https://exempel.se",
    ],
)
def test_what_is_no_plain_address_is_not_linked(text: str) -> None:
    page = told(documents=(a_document(sources={"S1": text}),))

    assert link_of(text) == ""
    assert text in page.at("documents").words


@pytest.mark.parametrize("text", ["https://exempel.se/å?a=b&c=d#e", "http://exempel.se"])
def test_a_web_address_is_linked(text: str) -> None:
    page = told(documents=(a_document(sources={"S1": text}),))

    assert text in [e.attributes["href"] for e in page.all("a")]


def test_a_simulated_clock_is_said() -> None:
    assert "Klockan är simulerad" in told(simulated=True).at("standing").words


def test_a_real_clock_is_not_called_simulated() -> None:
    assert "imulera" not in told().words


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

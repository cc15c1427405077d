from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from gronatraden.exports.outline.page import render as render_outline
from gronatraden.exports.report import render
from gronatraden.exports.report.words import link_of
from gronatraden.text import Voice
from tests.builders import some_facts
from tests.builders.changes import with_
from tests.builders.report import (
    a_decision_told,
    a_document,
    a_lesson,
    a_report_view,
    a_result,
    a_verdict,
    a_word,
)
from tests.exports.outlines import OUTLINES
from tests.exports.pages import Page
from tests.exports.pictures import HOSTILE
from tests.exports.reports import VIEWS, told

PAGES = {
    f"{name}-{language}": Page(written)
    for language in ("sv", "en")
    for name, written in (
        *((name, render(view, Voice(language))) for name, view in VIEWS.items()),
        *((name, render_outline(told, Voice(language))) for name, told in OUTLINES.items()),
    )
}
"""Every page that leaves the house: the project's own, and the reports that write themselves."""
every_page = pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())


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
        "decision-opens indicator note-limit note-outside timeline-phase-here "
        "timeline-in-here card-asked card-held label trend-soft",
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

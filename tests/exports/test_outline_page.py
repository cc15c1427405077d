from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gronatraden.exports.outline.gaps_json import render as render_json
from gronatraden.exports.outline.length import pages
from gronatraden.exports.outline.page import render
from gronatraden.text import Voice
from gronatraden.tools import TOOLS
from tests.builders.outline import an_outline
from tests.builders.report import a_picture
from tests.exports.outlines import MARKED, OUTLINES
from tests.exports.pages import Page
from tests.exports.pictures import HOSTILE
from tests.exports.removals import Removal, without

if TYPE_CHECKING:
    from gronatraden.exports.outline import Outline

TAKEN = (Removal("project.summary"), Removal("change_logic.activities[evaluate].owner"))
every_outline = pytest.mark.parametrize("outline", OUTLINES.values(), ids=OUTLINES.keys())


def page_of(outline: Outline, language: str = "sv") -> Page:
    """Return the page of a report."""
    return Page(render(outline, Voice(language)))


@every_outline
def test_every_gap_stands_where_it_belongs_and_in_the_list(outline: Outline) -> None:
    page = page_of(outline)

    marks = {e.words for e in page.marked("gap-mark")}
    listed = [e for e in page.elements if e.attributes.get("id", "").startswith("gap-")]

    assert marks == {f"Lucka {number}" for number in outline.numbers.values()}
    assert len(listed) == len(outline.gaps)


@every_outline
def test_gaps_are_counted_at_the_top(outline: Outline) -> None:
    said = page_of(outline).marked("gaps-count")[0].words

    assert said.startswith(f"Antal luckor: {len(outline.gaps)}." if outline.gaps else "Rapporten")


def test_a_gap_says_what_is_missing_where_and_who_can_fill_it() -> None:
    said = page_of(an_outline("progress", without(TAKEN))).marked("gap")[0].words

    assert said == (
        "Lucka 1 Det saknas: sammanfattning. Skrivs in här: Projektfakta › sammanfattning. "
        "Kan fyllas i av projektledare."
    )


def test_a_gap_in_a_table_leads_to_the_list() -> None:
    page = page_of(an_outline("progress", without(TAKEN)))

    mark = page.marked("gap-mark")[1]

    assert page.at(mark.attributes["href"].removeprefix("#")).words.startswith("2 Det saknas:")


def test_hostile_words_are_only_words() -> None:
    page = page_of(OUTLINES["hostile"])

    assert page.all("script", "b", "img") == []
    assert "<script>alert(1)</script>" in page.words
    assert " ".join(MARKED.split()) in page.words
    assert HOSTILE.split("\x00")[0] in page.words


def test_a_demonstration_says_that_it_is_one() -> None:
    shown = [page_of(an_outline("final", simulated=simulated)) for simulated in (True, False)]

    assert [len(page.marked("notice")) for page in shown] == [1, 0]


def test_what_is_made_up_is_marked_in_words() -> None:
    made_up = tuple(a_picture(tool.name, whole="fictional") for tool in TOOLS)

    page = page_of(an_outline("progress", pictures=made_up))

    assert {e.words for e in page.marked("origin-fictional")} == {"Påhittat"}


def test_an_inferred_section_says_so() -> None:
    page = page_of(an_outline("interreg_sverige_norge"))

    assert len(page.marked("note-inferred")) == 5


def test_who_signs_has_a_line_each() -> None:
    found = {name: page_of(an_outline(name)).marked("signature") for name in ("eruf", "final")}

    assert {name: len(lines) for name, lines in found.items()} == {"eruf": 1, "final": 0}


def test_a_limit_of_pages_is_said_with_what_it_takes() -> None:
    outline = an_outline("interreg_sverige_norge")

    said = page_of(outline).marked("key-facts")[0].words

    assert f"ungefär {pages(outline, Voice('sv'))}, högst 10" in said


@every_outline
def test_the_pictures_of_a_section_stand_in_it(outline: Outline) -> None:
    page = page_of(outline)

    assert all("section" in figure.parents for figure in page.all("figure"))


def test_a_program_is_told_every_gap() -> None:
    told = render_json(an_outline("progress", without(TAKEN)), Voice("en"))

    assert told["gap_count"] == 2
    assert told["gaps"][1] == {
        "number": 2,
        "where": "change_logic.activities[evaluate].owner",
        "code": "field",
        "missing": "Missing: owner.",
        "place": "Change logic › activities › evaluate › owner",
        "who": ["project_manager"],
        "section": "done",
    }

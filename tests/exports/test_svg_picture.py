from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest
from hypothesis import given, settings

import gronatraden.exports
from gronatraden.diagram import Coded, Columns, Ladder, Shape
from gronatraden.exports.svg import draw, render
from tests.exports.pictures import (
    EVERY_SHAPE,
    GENERIC,
    HOSTILE,
    SVG,
    a_diagram,
    figure,
    found,
    hostile_shapes,
    parsed,
    say,
    shapes,
    some_bars,
    some_columns,
    spoken,
    words,
)

every_shape = pytest.mark.parametrize("shape", EVERY_SHAPE.values(), ids=EVERY_SHAPE.keys())
every_hostile = pytest.mark.parametrize(
    "shape", hostile_shapes(HOSTILE).values(), ids=hostile_shapes(HOSTILE).keys()
)
CSS = Path(gronatraden.exports.__file__).parent / "templates" / "picture.css"


@every_shape
def test_the_drawing_is_one_image_with_a_name_and_a_description(shape: Shape) -> None:
    drawing = found(figure(shape), ".//svg:svg[@role='img']")

    named = drawing.get("aria-labelledby", "").split()

    assert named == [drawing[0].get("id"), drawing[1].get("id")]
    assert (drawing[0].text, drawing[1].text) == (
        "[picture.sample.title]",
        "[picture.sample.description]",
    )


@every_shape
def test_the_table_twin_holds_what_the_diagram_says(shape: Shape) -> None:
    drawn = figure(shape, rows=(("Resurs", "19 Mkr"), ("Effekt", "")))

    table = found(drawn, "details//table")

    assert words(found(table, "caption")) == "[picture.sample.title]"
    assert [th.get("scope") for th in table.iter("th")] == ["col", "col", "row", "row"]
    assert [words(cell) for cell in found(table, "tbody").iter("td")] == ["19 Mkr", ""]


def test_a_coded_cell_is_said_in_words() -> None:
    drawn = figure(rows=((Coded("empty"), Coded("")),))

    cells = found(drawn, "details//table/tbody/tr")

    assert [words(cell) for cell in cells] == ["Tomt", ""]


def test_a_table_without_rows_says_so() -> None:
    table = found(figure(rows=()), "details//table")

    assert [words(cell) for cell in table.iter("td")] == ["Tomt"]


@every_shape
def test_every_region_that_scrolls_is_reached_and_named(shape: Shape) -> None:
    regions = figure(shape).findall(".//div[@class='picture-scroll']")

    assert [(r.get("role"), r.get("tabindex")) for r in regions] == [("region", "0")] * 2
    assert all(region.get("aria-label") for region in regions)


@settings(max_examples=120, deadline=None)
@given(shapes)
def test_any_shape_is_well_formed(shape: Shape) -> None:
    drawn = parsed(render(a_diagram(shape), say=say, uid="p"))

    assert drawn.tag == "figure"


@every_hostile
def test_hostile_labels_are_only_text(shape: Shape) -> None:
    drawn = figure(shape, rows=((HOSTILE, HOSTILE),))

    assert not [element for element in drawn.iter() if "script" in element.tag]
    assert "<script>" in words(drawn)


@every_hostile
def test_no_character_that_xml_forbids_is_left(shape: Shape) -> None:
    markup = render(a_diagram(shape), say=say, uid="p")

    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", markup)
    assert "\ufffd" in markup


def test_hostile_words_of_a_voice_are_only_text() -> None:
    markup = render(a_diagram(), say=lambda code, **_: f'{code}"><script>', uid="p")

    assert "<script" not in markup


@every_shape
def test_the_same_diagram_always_gives_the_same_picture(shape: Shape) -> None:
    first = render(a_diagram(shape), say=say, uid="p")

    second = render(a_diagram(shape), say=say, uid="p")

    assert first == second


def test_two_figures_in_a_page_share_no_id() -> None:
    shape = some_bars((5, 3, 1))

    ids = [
        re.findall(r' id="([^"]+)"', render(a_diagram(shape), say=say, uid=uid))
        for uid in ("one", "two")
    ]

    assert len({*ids[0], *ids[1]}) == len(ids[0]) + len(ids[1]) > 2


@pytest.mark.parametrize("uid", ["", "1", "a b", 'a"', "ä", "a\n"])
def test_a_prefix_that_is_no_name_is_refused(uid: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(uid)}$"):
        render(a_diagram(), say=say, uid=uid)


@every_shape
def test_nothing_is_styled_in_place(shape: Shape) -> None:
    markup = render(a_diagram(shape), say=say, uid="p")

    assert not re.search(r"\bstyle=|#[0-9a-fA-F]{3,6}\b(?!-)|rgb\(", markup)


@every_shape
def test_every_class_is_known_to_the_stylesheet(shape: Shape) -> None:
    drawn = figure(shape)

    used = {name for e in drawn.iter() for name in e.get("class", "").split()}

    assert used - PLAIN <= set(re.findall(r"\.(picture[\w-]*)", CSS.read_text("utf-8")))


PLAIN = {
    f"picture-{name}"
    for name in re.findall(
        r"\w+", "heading label axis name kind step total share figure twin more count"
    )
}
"""Lettering in plain ink, and wrappers without looks of their own."""


def test_the_drawing_alone_can_stand_in_a_file() -> None:
    drawn = parsed(draw(a_diagram(), say=say, uid="p"))

    assert drawn.tag == f"{SVG}svg"
    assert drawn.get("viewBox") == f"0 0 {drawn.get('width')} {drawn.get('height')}"


def test_a_wide_drawing_gets_a_page_of_its_own() -> None:
    columns = Columns(some_columns().columns * 2, ())

    assert figure(columns).get("class") == "picture picture-wide"


def test_a_narrow_drawing_stays_in_the_text() -> None:
    assert figure(Ladder(())).get("class") == "picture"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_word_that_a_drawing_needs_is_there(language: str) -> None:
    assert set(GENERIC) <= set(spoken(language))


@pytest.mark.parametrize("code", GENERIC)
def test_both_languages_mention_the_same_facts(code: str) -> None:
    facts = [
        {field for _, field, _, _ in Formatter().parse(spoken(language)[code]) if field}
        for language in ("sv", "en")
    ]

    assert facts[0] == facts[1]


@every_shape
def test_a_drawing_asks_for_no_other_words(shape: Shape) -> None:
    asked: list[str] = []

    def listen(code: str, /, **_: object) -> str:
        asked.append(code.removeprefix("picture."))
        return code

    render(a_diagram(shape), say=listen, uid="p")

    assert {code for code in asked if code not in GENERIC} <= OWN


OWN = {
    *("sample.title", "sample.description", "what", "note", "a", "b", "c"),
    *("interest", "power", "women", "men", "other"),
    *(f"kind-{n}" for n in range(3)),
    *(f"step-{n}{ending}" for n in range(4) for ending in ("", ".question")),
}
"""What the samples themselves bring: names, headings, axes, kinds, steps and parts."""

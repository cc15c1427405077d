from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from gronatraden.exports.markdown import literal, table
from gronatraden.exports.outline.markdown import render
from gronatraden.exports.svg.lettering import clean
from gronatraden.text import Voice
from gronatraden.tools import TOOLS
from tests.builders.outline import an_outline
from tests.builders.report import a_picture
from tests.exports.outlines import MARKED, OUTLINES
from tests.exports.reviewed import REVIEWED, halfway

GITHUB = MarkdownIt("gfm-like", {"linkify": False})
ANYTHING = st.text() | st.text(alphabet="\\`*_[]<>|#~&$^{}()!-+=.:1a \n\t/@\"'", max_size=40)


def words(source: str) -> list[str]:
    """Return the text of every inline part of a document, or what it was made into instead."""
    inlines = (token for token in GITHUB.parse(source) if token.type == "inline")
    return [
        "".join(
            part.content if part.type in {"text", "text_special"} else f"<{part.type}>"
            for part in token.children or ()
        )
        for token in inlines
    ]


def shape(source: str) -> list[str]:
    """Return what a document is made of, its words left out."""
    return [token.type for token in GITHUB.parse(source)]


def plain(text: str) -> str:
    """Return a text as a reader sees it: on one line, and without orders about direction."""
    return " ".join(clean(text).split())


def tables(source: str) -> list[set[int]]:
    """Return how many cells the rows of each table have."""
    blocks = re.findall(r"(?:^\|.*\n?)+", source, re.MULTILINE)
    return [{len(re.findall(r"(?<!\\)\|", line)) for line in b.splitlines()} for b in blocks]


@given(text=ANYTHING)
def test_a_text_stands_as_it_was_written(text: str) -> None:
    said = plain(text)

    assert words(f"{literal(text)}\n") == [said] * bool(said)


@given(text=ANYTHING)
def test_a_text_is_a_paragraph_and_nothing_else(text: str) -> None:
    paragraph = ["paragraph_open", "inline", "paragraph_close"] * bool(plain(text))

    assert shape(f"{literal(text)}\n") == paragraph


@given(first=ANYTHING, second=ANYTHING)
def test_a_cell_stays_a_cell(first: str, second: str) -> None:
    made = "\n".join(table(["a", "b"], [[literal(first), literal(second)]]))

    assert words(made) == ["a", "b", plain(first), plain(second)]


def test_an_unescaped_text_becomes_something_else() -> None:
    assert words(MARKED) != [plain(MARKED)]


@pytest.mark.parametrize("name", OUTLINES)
@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_report_can_be_said(name: str, language: str) -> None:
    said = render(OUTLINES[name], Voice(language))

    assert said.startswith("# ")
    assert "outline." not in said


def test_hostile_words_are_shown_and_do_nothing() -> None:
    said = render(OUTLINES["hostile"], Voice("sv"))

    assert plain(MARKED) in words(said)
    assert not {"html_block", "html_inline", "fence"} & set(shape(said))
    assert [
        made for made in words(said) if re.search(r"<(html_inline|image|link_open)>", made)
    ] == []


@pytest.mark.parametrize("name", OUTLINES)
def test_every_row_has_as_many_cells_as_its_table(name: str) -> None:
    found = tables(render(OUTLINES[name], Voice("sv")))

    assert [cells for cells in found if len(cells) != 1] == []


@pytest.mark.parametrize("name", OUTLINES)
def test_gaps_are_counted_at_the_top_and_listed_at_the_end(name: str) -> None:
    outline = OUTLINES[name]
    said = render(outline, Voice("sv"))

    count = len(outline.gaps) or "Inga"

    assert f"- Luckor: {count}\n" in said
    assert ("## Luckor" in said) is bool(outline.gaps)


def test_a_picture_is_told_as_its_table() -> None:
    said = render(an_outline("final"), Voice("sv"))

    assert "**Den gröna tråden**" in said
    assert "| R1 Representation | Anställda som cyklar till arbetet | 60 | 120 |" in said


def test_what_is_made_up_is_marked() -> None:
    made_up = tuple(a_picture(tool.name, whole="fictional") for tool in TOOLS)

    said = render(an_outline("progress", pictures=made_up), Voice("sv"))

    assert "| Följeforskning (påhittat) |" in said
    assert "(påhittat)" not in render(an_outline("progress"), Voice("sv"))


def test_the_report_reads_as_it_was_reviewed() -> None:
    assert halfway() == REVIEWED.read_text("utf-8")

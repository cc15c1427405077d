from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gronatraden.cli.door import Door
from gronatraden.cli.layout import WIDEST, paragraph, table, width

if TYPE_CHECKING:
    from tests.cli.house import Desk

CELLS = st.text("åäö abc-.", max_size=60).map(lambda text: " ".join(text.split()))


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=5))
def test_no_word_of_a_table_is_lost_or_broken(rows: list[tuple[str, str, str]]) -> None:
    shown = table(Door(), ("title", "owner", "requirement"), rows)

    words = [word for row in rows for cell in row for word in cell.split()]
    assert sorted(shown.split()[3:]) == sorted(words)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=5))
def test_a_table_fits_where_its_words_do(rows: list[tuple[str, str]]) -> None:
    shown = table(Door(), ("title", "owner"), rows)

    longest = [max([*map(len, " ".join(column).split()), 5]) for column in zip(*rows, strict=True)]
    most = max(width(), sum(longest) + 2)
    assert max(len(re.sub(r"\x1b\[[0-9;]*m", "", line)) for line in shown.splitlines()) <= most


def test_an_empty_table_says_so() -> None:
    assert table(Door(), ("title",), []) == "Inget här än."


def test_a_mark_before_a_paragraph_takes_the_room_that_is_seen() -> None:
    plain = paragraph("ord " * 40, indent=2, hang=2, first="✗ ")

    marked = paragraph("ord " * 40, indent=2, hang=2, first="\x1b[31m✗\x1b[0m ")

    assert re.sub(r"\x1b\[[0-9;]*m", "", marked) == plain


@pytest.mark.parametrize(("columns", "expected"), [("20", 40), ("60", 60), ("300", WIDEST)])
def test_lines_are_neither_too_short_nor_too_long(
    monkeypatch: pytest.MonkeyPatch, columns: str, expected: int
) -> None:
    monkeypatch.setenv("COLUMNS", columns)

    assert width() == expected


def test_a_name_is_never_broken(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")

    answer = desk("document", "list", "cykla")

    assert "equality_mainstreaming" in answer.out

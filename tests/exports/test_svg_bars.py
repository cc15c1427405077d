from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings

from gronatraden.diagram import Bar, Bars
from gronatraden.exports.svg.bars import lay_out
from tests.exports.pictures import bars, figure, found, say, some_bars, words


@settings(max_examples=100, deadline=None)
@given(bars)
def test_parts_follow_each_other_and_fill_the_bar(shape: Bars) -> None:
    rows = [row for row in lay_out(shape, say).rows if row.parts]

    joints = [(a.rect.right, b.rect.x) for row in rows for a, b in pairwise(row.parts)]

    assert all(end == pytest.approx(start) for end, start in joints)
    assert all(row.parts[-1].rect.right == pytest.approx(row.rect.right) for row in rows)


@settings(max_examples=100, deadline=None)
@given(bars)
def test_rows_never_overlap(shape: Bars) -> None:
    rows = lay_out(shape, say).rows

    assert all(upper.bottom < lower.rect.y for upper, lower in pairwise(rows))


@settings(max_examples=100, deadline=None)
@given(bars)
def test_a_number_inside_has_room(shape: Bars) -> None:
    parts = [part for row in lay_out(shape, say).rows for part in row.parts]

    assert all(part.rect.holds(part.plate) for part in parts if part.plate is not None)


def test_every_value_is_written_somewhere() -> None:
    written = words(found(figure(some_bars((412, 268, 17))), ".//svg:svg[@role='img']"))

    assert "412 (59 %)" in written
    assert "268 (38 %)" in written
    assert "[picture.other]: 17 (2 %)" in written
    assert "Totalt 697" in written


def test_equal_numbers_have_equal_percentages() -> None:
    written = words(figure(some_bars((1, 1, 1))))

    assert written.count("1 (33 %)") == 3


def test_half_a_percent_is_rounded_up() -> None:
    assert "1 (13 %)" in words(figure(some_bars((1, 7, 0))))


def test_a_large_number_is_written_in_groups() -> None:
    drawing = lay_out(some_bars((30_000, 14_000, 1_000)), say)

    assert ("Totalt", "45\u00a0000") in [text.lines for text in drawing.rows[0].texts]


def test_a_bar_of_nothing_says_so() -> None:
    drawing = lay_out(some_bars((0, 0, 0)), say)

    assert drawing.rows[0].parts == ()
    assert ("Tomt",) in [text.lines for text in drawing.rows[0].texts]


def test_a_missing_value_counts_as_none() -> None:
    drawing = lay_out(some_bars((4,)), say)

    assert [part.rect.width for part in drawing.rows[0].parts] == [drawing.rows[0].rect.width]


def test_parts_differ_in_pattern() -> None:
    shape = Bars(tuple("abcdef"), (Bar("Rad", (1, 1, 1, 1, 1, 1)),))

    assert [part.pattern for part in lay_out(shape, say).rows[0].parts] == [0, 1, 2, 3, 4, 5]


def test_the_key_looks_like_the_parts() -> None:
    drawing = lay_out(some_bars((5, 4, 3)), say)

    assert [key.pattern for key in drawing.key] == [part.pattern for part in drawing.rows[0].parts]

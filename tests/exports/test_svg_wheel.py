from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings

from gronatraden.diagram import Step, Wheel
from gronatraden.exports.svg.places import Rect
from gronatraden.exports.svg.wheel import NODE, WheelDrawing, lay_out
from tests.exports.pictures import figure, say, some_steps, steps, words


def taken(drawing: WheelDrawing) -> list[Rect]:
    """Return the areas of all circles and all words."""
    circles = [Rect(s.x - NODE, s.y - NODE, 2 * NODE, 2 * NODE) for s in drawing.spokes]
    return circles + [spoke.words for spoke in drawing.spokes]


@settings(max_examples=100, deadline=None)
@given(steps)
def test_steps_and_words_never_overlap(given_steps: tuple[Step, ...]) -> None:
    areas = taken(lay_out(Wheel(given_steps), say))

    assert [pair for pair in combinations(areas, 2) if pair[0].overlaps(pair[1])] == []


@settings(max_examples=60, deadline=None)
@given(steps)
def test_everything_is_inside_the_drawing(given_steps: tuple[Step, ...]) -> None:
    drawing = lay_out(Wheel(given_steps), say)

    sheet = Rect(0, 0, drawing.width, drawing.height)

    assert all(sheet.holds(area) for area in taken(drawing))


def test_the_first_step_is_at_the_top() -> None:
    spokes = lay_out(Wheel(some_steps(5)), say).spokes

    assert min(spokes, key=lambda spoke: spoke.y) is spokes[0]


def test_steps_follow_clockwise() -> None:
    top, right, bottom, left = lay_out(Wheel(some_steps(4)), say).spokes

    assert left.x < top.x < right.x
    assert top.y < right.y < bottom.y
    assert right.y == pytest.approx(left.y)


@pytest.mark.parametrize("count", [1, 2, 4, 12])
def test_an_arrow_leads_from_every_step_to_the_next(count: int) -> None:
    drawing = lay_out(Wheel(some_steps(count)), say)

    assert len(drawing.arcs) == len(drawing.heads) == count


def test_a_step_where_someone_stands_is_filled() -> None:
    drawing = lay_out(Wheel((Step("a", ("Utvärdering",)), Step("b"))), say)

    assert [spoke.here for spoke in drawing.spokes] == [True, False]


def test_who_is_here_and_who_is_coming_is_said_in_words() -> None:
    drawing = lay_out(Wheel((Step("a", ("Utvärdering",), ("Analys",)),)), say)

    lines = [text.lines[0] for text in drawing.spokes[0].texts]

    assert lines == ["[picture.a]", "Här nu", "Utvärdering", "På väg hit", "Analys"]


def test_names_beyond_six_are_counted() -> None:
    names = tuple(f"Fråga {n}" for n in range(9))

    assert "och 3 till" in words(figure(Wheel((Step("a", names),))))

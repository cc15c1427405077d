from __future__ import annotations

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gronatraden.diagram import Arrow, Box, Column, Columns
from gronatraden.exports.svg import render
from gronatraden.exports.svg.columns import ColumnsDrawing, lay_out
from gronatraden.exports.svg.ordering import crossings, order, route
from gronatraden.exports.svg.places import Curve, Rect
from gronatraden.exports.svg.stacking import Wish, stack
from tests.exports.pictures import (
    SVG,
    a_diagram,
    any_columns,
    figure,
    found,
    parsed,
    say,
    some_columns,
    words,
)


def overlapping(drawing: ColumnsDrawing) -> list[tuple[Rect, Rect]]:
    """Return the pairs of boxes that share area."""
    rects = [box.rect for box in drawing.boxes]
    return [(one, other) for one, other in combinations(rects, 2) if one.overlaps(other)]


def behind(drawing: ColumnsDrawing) -> list[tuple[Curve, Rect]]:
    """Return each curve that passes behind a box; every point of a curve lies in its frame."""
    return [
        (curve, box.rect)
        for curve in drawing.arrows.curves
        for box in drawing.boxes
        if box.rect.overlaps(
            Rect(
                min(curve.x1, curve.x2) + 0.01,
                min(curve.y1, curve.y2) - 0.01,
                abs(curve.x2 - curve.x1) - 0.02,
                abs(curve.y2 - curve.y1) + 0.02,
            )
        )
    ]


@settings(max_examples=100, deadline=None)
@given(any_columns())
def test_boxes_never_overlap(shape: Columns) -> None:
    assert overlapping(lay_out(shape, say)) == []


@settings(max_examples=100, deadline=None)
@given(any_columns())
def test_arrows_never_run_behind_a_box(shape: Columns) -> None:
    assert behind(lay_out(shape, say)) == []


@settings(max_examples=100, deadline=None)
@given(any_columns())
def test_everything_is_inside_the_drawing(shape: Columns) -> None:
    drawing = lay_out(shape, say)

    sheet = Rect(0, 0, drawing.width, drawing.height)

    assert [box for box in drawing.boxes if not sheet.holds(box.rect)] == []


@settings(max_examples=60, deadline=None)
@given(any_columns())
def test_the_lines_of_a_box_stay_inside_it(shape: Columns) -> None:
    drawing = lay_out(shape, say)

    baselines = [(box.rect, y) for box in drawing.boxes for text in box.texts for y, _ in text.rows]

    assert [1 for rect, y in baselines if not rect.y < y < rect.bottom - 3] == []


def test_a_curve_across_a_box_would_be_noticed() -> None:
    drawing = lay_out(some_columns(arrows=(("a0", "c0"),)), say)
    box = drawing.boxes[2].rect

    straight = Curve(box.x - 10, box.centre[1], box.right + 10, box.centre[1])

    assert box.overlaps(Rect(straight.x1, straight.y1 - 0.01, 200, 0.02))


def test_an_arrow_past_a_column_gets_a_lane() -> None:
    layers = route([1, 1, 1], [((0, 0), (2, 0))])

    assert layers.routes[(0, 0), (2, 0)] == ((0, 0), (1, 1), (2, 0))


def test_arrows_to_the_same_box_share_a_lane() -> None:
    layers = route([2, 1, 1], [((0, 0), (2, 0)), ((0, 1), (2, 0))])

    assert layers.sizes == [2, 2, 1]


def test_a_knot_that_can_be_untied_is_untied() -> None:
    layers = route([3, 3], [((0, 0), (1, 2)), ((0, 1), (1, 1)), ((0, 2), (1, 0))])

    assert crossings(layers, order(layers)) == 0


def test_a_knot_left_as_it_was_has_crossings() -> None:
    layers = route([3, 3], [((0, 0), (1, 2)), ((0, 1), (1, 1)), ((0, 2), (1, 0))])

    assert crossings(layers, [[0, 1, 2], [0, 1, 2]]) == 3


def test_boxes_without_arrows_come_last() -> None:
    layers = route([3, 1], [((0, 2), (1, 0))])

    assert order(layers)[0] == [2, 0, 1]


@given(st.lists(st.builds(Wish, st.floats(1, 90), st.floats(-500, 500)), max_size=30))
def test_a_stack_keeps_its_order_and_its_gaps(wishes: list[Wish]) -> None:
    tops = stack(wishes, 10)

    gaps = [
        after - before - wish.height
        for wish, (before, after) in zip(wishes, pairwise(tops), strict=False)
    ]

    assert all(gap > 10 - 1e-6 for gap in gaps)


def test_whoever_has_room_gets_the_place_wished_for() -> None:
    assert stack([Wish(20, 10), Wish(20, 110)], 10) == [0, 100]


def test_every_arrow_has_a_head() -> None:
    arrows = (("a0", "b0"), ("a0", "c1"), ("c0", "a1"), ("b0", "b1"), ("b1", "b1"))

    drawing = lay_out(some_columns(arrows=arrows), say)

    assert len(drawing.arrows.heads) == len(arrows)


def test_an_arrow_to_a_box_that_is_not_there_is_left_out() -> None:
    drawing = lay_out(some_columns(arrows=(("a0", "nowhere"),)), say)

    assert drawing.arrows.heads == ()


def test_a_broken_box_has_an_outline_a_mark_and_a_word() -> None:
    box = Box("a", "Mål utan startvärde", broken=True)

    drawn = figure(Columns((Column("a", (box,)),), ()))

    assert found(drawn, ".//svg:rect[@class='picture-fault']").get("stroke-dasharray")
    assert drawn.find(f".//{SVG}path[@class='picture-warning']") is not None
    assert words(found(drawn, ".//svg:g[@class='picture-broken']")) == "Att åtgärda"


def test_a_sound_box_has_none_of_them() -> None:
    drawn = figure(Columns((Column("a", (Box("a", "Mål"),)),), ()))

    assert found(drawn, ".//svg:rect[@class='picture-box']").get("stroke-dasharray") is None
    assert drawn.find(f".//{SVG}g[@class='picture-broken']") is None


def test_an_empty_column_is_a_slot_with_a_word() -> None:
    drawn = figure(Columns((Column("a", ()), Column("b", (Box("b", "Något"),))), ()))

    assert len(drawn.findall(f".//{SVG}rect[@class='picture-slot']")) == 1
    assert words(found(drawn, ".//svg:g[@class='picture-empty']")) == "Tomt"


def test_an_arrow_passes_an_empty_column_beside_its_slot() -> None:
    columns = (Column("a", (Box("a", "A"),)), Column("b", ()), Column("c", (Box("c", "C"),)))

    drawing = lay_out(Columns(columns, (Arrow("a", "c"),)), say)

    assert behind(drawing) == []


def test_what_an_arrow_says_is_numbered_in_the_legend() -> None:
    columns = some_columns(arrows=())
    arrows = (Arrow("a0", "b0"), Arrow("a1", "b1", "De som provar fortsätter"))

    drawn = figure(Columns(columns.columns, arrows))

    assert words(found(drawn, ".//svg:text[@class='picture-mark-number']")) == "1"
    assert [words(note) for note in drawn.findall("ol/li")] == [
        "”Post a1” leder till ”Post b1”: De som provar fortsätter"
    ]


def test_a_cut_label_is_whole_when_pointed_at() -> None:
    label = "mycket " * 40 + "till sist"

    drawn = figure(Columns((Column("a", (Box("a", label),)),), ()))

    assert found(drawn, ".//svg:g[@class='picture-label']/svg:title").text == label


def test_an_arabic_label_starts_at_the_right() -> None:
    drawing = lay_out(Columns((Column("a", (Box("a", "مشروع النقل"),)),), ()), say)

    text = drawing.boxes[0].texts[0]

    assert text.leftwards
    assert text.x > drawing.boxes[0].rect.centre[0]


def test_five_hundred_boxes_are_still_a_picture() -> None:
    arrows = [(f"a{n}", f"c{(n * 7) % 160}") for n in range(160)]

    drawing = lay_out(some_columns(boxes=160, arrows=arrows), say)

    assert overlapping(drawing) == []
    assert behind(drawing) == []


def test_arrows_beyond_what_can_be_followed_are_counted() -> None:
    arrows = [(f"a{n}", f"b{m}") for n in range(40) for m in range(40)]

    drawn = parsed(render(a_diagram(some_columns(boxes=40, arrows=arrows)), say=say, uid="p"))

    assert len(drawn.findall(f".//{SVG}polygon")) == 1000
    assert "Utelämnade: 600" in words(found(drawn, "p"))


@pytest.mark.parametrize("count", [1, 2, 6, 9])
def test_columns_are_as_wide_as_there_is_room_for(count: int) -> None:
    shape = Columns(tuple(Column("a", ()) for _ in range(count)), ())

    widths = {box.rect.width for box in lay_out(shape, say).boxes}

    assert len(widths) == 1
    assert 130 <= min(widths) <= 240

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings

from gronatraden.diagram import Grid, Point
from gronatraden.exports.svg.grid import lay_out
from gronatraden.exports.svg.places import Rect
from tests.exports.pictures import SVG, figure, found, grids, say, some_grid, words


def cell(plane: Rect, x: int, y: int) -> Rect:
    """Return the cell of a coordinate, counted from the lower left."""
    wide, tall = plane.width / 5, plane.height / 5
    return Rect(plane.x + (x - 1) * wide, plane.bottom - y * tall, wide, tall)


@settings(max_examples=100, deadline=None)
@given(grids)
def test_markers_never_overlap(shape: Grid) -> None:
    rects = [marker.rect for marker in lay_out(shape, say).markers]

    assert [pair for pair in combinations(rects, 2) if pair[0].overlaps(pair[1])] == []


@settings(max_examples=100, deadline=None)
@given(grids)
def test_every_marker_is_in_a_cell_of_a_point(shape: Grid) -> None:
    drawing = lay_out(shape, say)

    cells = [cell(drawing.plane, point.x, point.y) for point in shape.points]

    assert all(any(c.holds(marker.rect) for c in cells) for marker in drawing.markers)


@pytest.mark.parametrize(("x", "y"), [(1, 1), (5, 1), (1, 5), (5, 5), (3, 3), (2, 4)])
def test_a_point_stands_where_it_says(x: int, y: int) -> None:
    drawing = lay_out(some_grid((x, y, 1)), say)

    assert cell(drawing.plane, x, y).holds(drawing.markers[0].rect)


def test_few_points_are_named_where_they_stand() -> None:
    drawn = figure(some_grid((5, 5, 2), (1, 2, 1)))

    names = [words(g) for g in drawn.findall(f".//{SVG}g[@class='picture-point']")]

    assert names == ["P55 0", "P55 1", "P12 0"]
    assert drawn.find("ol") is None


def test_a_crowded_cell_moves_all_names_to_the_legend() -> None:
    drawn = figure(some_grid((5, 5, 8), (1, 1, 1)))

    numbers = [words(g) for g in drawn.findall(f".//{SVG}g[@class='picture-number']")]

    assert numbers == [str(n) for n in range(1, 10)]
    assert [words(note) for note in drawn.findall("ol/li")][-1] == "P11 0"


def test_a_cell_that_is_too_full_shows_how_many() -> None:
    drawn = figure(some_grid((5, 5, 9), (1, 1, 1)))

    assert words(found(drawn, ".//svg:g[@class='picture-count']")) == "9"
    assert "dessa 9" in words(found(drawn, "p"))


def test_two_thousand_points_are_still_a_picture() -> None:
    drawing = lay_out(some_grid(*((x, y, 80) for x in range(1, 6) for y in range(1, 6))), say)

    assert [marker.label.lines for marker in drawing.markers] == [("80",)] * 25


@pytest.mark.parametrize(
    ("axis", "names"),
    [
        pytest.param("interest", ["keep-satisfied", "manage-closely"], id="power upwards"),
        pytest.param("power", ["keep-informed", "manage-closely"], id="power rightwards"),
    ],
)
def test_the_quadrants_follow_the_axes(axis: str, names: list[str]) -> None:
    grid = Grid(axis, "other", ())

    drawing = lay_out(grid, lambda code, **_: code.removeprefix("picture.quadrant-"))

    assert [quarter.name.lines[0] for quarter in drawing.quadrants[:2]] == names


def test_the_quadrants_meet_in_the_middle() -> None:
    drawing = lay_out(some_grid(), say)

    assert (drawing.quadrants[0].rect.right, drawing.quadrants[0].rect.bottom) == (
        drawing.plane.centre
    )


def test_kinds_differ_in_shape() -> None:
    points = tuple(Point(kind, 1, 1, kind) for kind in "abcdefgh")

    looks = {marker.look for marker in lay_out(Grid("x", "y", points), say).key}

    assert len(looks) == 8


def test_a_point_without_a_kind_is_in_the_key() -> None:
    points = (Point("A", 1, 1, "public"), Point("B", 1, 1))

    key = lay_out(Grid("x", "y", points), say).key

    assert [marker.label.lines for marker in key] == [("[picture.public]",), ("Inte angivet",)]


def test_points_of_no_kind_need_no_key() -> None:
    assert lay_out(Grid("x", "y", (Point("A", 1, 1),)), say).key == ()


def test_a_place_off_the_scale_is_moved_to_its_end() -> None:
    drawing = lay_out(Grid("x", "y", (Point("P", 0, 9),)), say)

    assert cell(drawing.plane, 1, 5).holds(drawing.markers[0].rect)

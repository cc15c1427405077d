"""Points on two axes from 1 to 5: the power-interest grid.

Few points are named where they stand. When a cell cannot hold its names, every point gets
a number and the names move to the legend; a cell with more points than it can hold shows
how many they are, and the table twin holds their names. The four quadrants meet in the
middle of the scale: a 3 stands on the border.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from gronatraden.exports.svg.crowd import (
    CELL_WIDTH,
    Crowd,
    Marker,
    name_all,
    number_all,
)
from gronatraden.exports.svg.drawing import Note, Say, compose
from gronatraden.exports.svg.places import Rect
from gronatraden.exports.svg.wrapping import Face, fit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.diagram import Grid, Point
    from gronatraden.exports.svg.lettering import Text

SCALE = (1, 2, 3, 4, 5)
HEIGHTS = (80.0, 100.0, 124.0)
"""Heights of a cell, tried in order until the names fit; numbers always fit the first."""
STRIP = 30.0
"""Above and below the cells, for the names of the quadrants."""
LEFT = 78.0
TOP = 2.0
TICKS = 46.0
KEY = 26.0
SHAPES = ("disc", "square", "diamond", "hexagon")
"""Drawn filled for the first kinds and open for the next; then from the start again."""

AXIS = Face(15, bold=True)
TICK = Face(13)
QUADRANT = Face(14, bold=True)
KIND = Face(14)

_POWER = "power"


@dataclass(frozen=True, slots=True)
class Quadrant:
    """A quarter of the plane, and its name."""

    rect: Rect
    name: Text
    strong: bool
    """True for the quarter where both axes are high."""


@dataclass(frozen=True, slots=True)
class GridDrawing:
    """A grid, laid out."""

    width: float
    height: float
    plane: Rect
    """The 25 cells."""
    quadrants: tuple[Quadrant, ...]
    lines: tuple[Rect, ...]
    """Between the cells; without width or without height."""
    axes: tuple[Text, ...]
    turned: Text
    """The name of the upward axis, to be turned a quarter to the left around its place."""
    markers: tuple[Marker, ...]
    key: tuple[Marker, ...]
    """One marker for each kind, with its word."""
    notes: tuple[Note, ...]
    template: str = "grid.svg"


def lay_out(shape: Grid, say: Say) -> GridDrawing:
    """Return where everything goes.

    Args:
        shape: Any number of points, also thousands in one cell. A coordinate outside 1 to
            5 is moved to the nearest end.
        say: Words by code; asked for the axes, the quadrants, the kinds, ``low``, ``high``
            and, where they are needed, ``not-stated``, ``points`` and ``crowded``.
    """
    cells: dict[tuple[int, int], list[tuple[int, Point]]] = defaultdict(list)
    for place, point in enumerate(shape.points):
        cells[_within(point.x), _within(point.y)].append((place, point))
    looks = _looks(shape)
    height, crowd = _crowd(cells, looks, say)
    plane = Rect(LEFT, TOP + STRIP, 5 * CELL_WIDTH, 5 * height)
    key = tuple(_key(looks, plane.bottom + STRIP + TICKS, say))
    return GridDrawing(
        width=plane.right + 2,
        height=plane.bottom + STRIP + TICKS + (KEY + key[-1].y - key[0].y if key else 0),
        plane=plane,
        quadrants=tuple(_quadrants(shape, plane, say)),
        lines=tuple(_lines(plane, height)),
        axes=tuple(_axes(shape, plane, height, say)),
        turned=_turned(shape, plane, say),
        markers=crowd.markers,
        key=key,
        notes=crowd.notes,
    )


def _within(coordinate: int) -> int:
    return min(5, max(1, coordinate))


def _looks(shape: Grid) -> dict[str, str]:
    """Return each kind's shape, in the order the kinds appear."""
    kinds = dict.fromkeys(point.kind for point in shape.points)
    return {
        kind: SHAPES[place % 4] + ("" if place % 8 < 4 else " picture-open")  # noqa: PLR2004
        for place, kind in enumerate(kinds)
    }


def _crowd(
    cells: dict[tuple[int, int], list[tuple[int, Point]]], looks: dict[str, str], say: Say
) -> tuple[float, Crowd]:
    """Return the height of a cell and the points in it: by name if they fit, else by number."""
    for height in HEIGHTS:
        named = name_all(_placed(cells, height), looks)
        if named is not None:
            return height, named
    height = HEIGHTS[0]
    return height, number_all(_placed(cells, height), looks, say)


def _placed(
    cells: dict[tuple[int, int], list[tuple[int, Point]]], height: float
) -> list[tuple[Rect, list[tuple[int, Point]]]]:
    """Return the filled cells with their points, row by row from the upper left."""
    return [
        (
            Rect(
                LEFT + (x - 1) * CELL_WIDTH,
                TOP + STRIP + (5 - y) * height,
                CELL_WIDTH,
                height,
            ),
            cells[x, y],
        )
        for x, y in sorted(cells, key=lambda cell: (-cell[1], cell[0]))
    ]


def _quadrants(shape: Grid, plane: Rect, say: Say) -> Iterator[Quadrant]:
    """Yield the quarters from the upper left, each with a strip for its name."""
    satisfied, informed = "keep-satisfied", "keep-informed"
    if shape.x_axis == _POWER:
        satisfied, informed = informed, satisfied
    names = (satisfied, "manage-closely", "monitor", informed)
    half = Rect(0, 0, plane.width / 2, plane.height / 2 + STRIP)
    for place, name in enumerate(names):
        right, lower = bool(place % 2), place > 1
        x = plane.x + (half.width if right else 0)
        y = plane.y - STRIP + (half.height if lower else 0)
        top = plane.bottom + 6 if lower else plane.y - STRIP + 8
        words = fit(say(f"picture.quadrant-{name}"), half.width - 20, QUADRANT)
        yield Quadrant(
            Rect(x, y, half.width, half.height),
            compose(
                words,
                Rect(x + 10, top, half.width - 20, 0),
                QUADRANT,
                kind="quadrant",
                anchor="end" if right else "start",
            ),
            strong=name == "manage-closely",
        )


def _lines(plane: Rect, height: float) -> Iterator[Rect]:
    """Yield the thin lines between cells, upright ones first."""
    for before, _ in pairwise(SCALE):
        yield Rect(plane.x + before * CELL_WIDTH, plane.y, 0, plane.height)
    for before, _ in pairwise(SCALE):
        yield Rect(plane.x, plane.y + before * height, plane.width, 0)


def _axes(shape: Grid, plane: Rect, height: float, say: Say) -> Iterator[Text]:
    """Yield the numbers of both axes, what their ends mean, and the name of the level one."""
    ends = {1: say("picture.low"), 5: say("picture.high")}
    floor = plane.bottom + STRIP
    for step in SCALE:
        words = f"{step} {ends[step]}" if step in ends else str(step)
        across = Rect(plane.x + (step - 1) * CELL_WIDTH, floor + 5, CELL_WIDTH, 0)
        label = fit(words, CELL_WIDTH, TICK)
        yield compose(label, across, TICK, kind="tick", anchor="middle")
        up = Rect(26, plane.y + (5.5 - step) * height - 9, LEFT - 34, 0)
        yield compose(fit(words, LEFT - 34, TICK), up, TICK, kind="tick", anchor="end")
    name = fit(say(f"picture.{shape.x_axis}"), plane.width, AXIS)
    line = Rect(plane.x, floor + 24, plane.width, 0)
    yield compose(name, line, AXIS, kind="axis", anchor="middle")


def _turned(shape: Grid, plane: Rect, say: Say) -> Text:
    name = fit(say(f"picture.{shape.y_axis}"), plane.height, AXIS)
    middle = Rect(18, plane.centre[1] - AXIS.size, 0, 0)
    return compose(name, middle, AXIS, kind="axis", anchor="middle")


def _key(looks: dict[str, str], top: float, say: Say) -> Iterator[Marker]:
    """Yield the kinds in rows under the plane, unless no point has a kind."""
    x, y = LEFT + 10.0, top + 14.0
    edge = LEFT + 5 * CELL_WIDTH
    for kind in looks if any(looks) else ():
        word = fit(say(f"picture.{kind or 'not-stated'}"), 2 * CELL_WIDTH, KIND)
        wide = KIND.width(" ".join(word.lines)) + 44
        if x > LEFT + 10 and x + wide > edge:
            x, y = LEFT + 10.0, y + KEY
        line = Rect(x + 15, y - 9.5, wide, 0)
        yield Marker(x, y, looks[kind], 8, compose(word, line, KIND, kind="kind"))
        x += wide

"""Points that share a cell: by name, by number, or by count, and never on each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gronatraden.exports.svg.drawing import Note, Say, compose
from gronatraden.exports.svg.places import Rect
from gronatraden.exports.svg.wrapping import Face, Wrapped, fit, wrap

if TYPE_CHECKING:
    from gronatraden.diagram import Point
    from gronatraden.exports.svg.lettering import Text

CELL_WIDTH = 140.0
NAME = Face(13)
NUMBER = Face(12, bold=True)
COUNT = Face(18, bold=True)
DOT = 7.0
"""Radius of a marker beside a name."""
DISC = 12.0
"""Radius of a marker around a number."""
ACROSS, DOWN = 4, 2
"""Numbered markers that a cell holds."""
PAD = 7.0
CROWD = 48.0, 28.0
"""Half the width and half the height of a marker that stands for a whole cell."""

Cell = tuple[Rect, list[tuple[int, "Point"]]]
"""A cell's place, and its points with their places in the diagram."""


@dataclass(frozen=True, slots=True)
class Marker:
    """A point, or several, in the picture."""

    x: float
    y: float
    look: str
    """Class in ``picture.css``: ``disc``, ``square``, ``diamond``, ``hexagon`` or ``crowd``."""
    radius: float
    label: Text
    """Its name beside it, its number inside it, or how many it stands for."""
    below: Text | None = None
    """Under a count, what is counted."""

    @property
    def rect(self) -> Rect:
        """The area that the marker itself covers."""
        across, down = CROWD if self.look == "crowd" else (self.radius, self.radius)
        return Rect(self.x - across, self.y - down, 2 * across, 2 * down)


@dataclass(frozen=True, slots=True)
class Crowd:
    """The points of a grid, placed."""

    markers: tuple[Marker, ...]
    notes: tuple[Note, ...] = ()


def name_all(cells: list[Cell], looks: dict[str, str]) -> Crowd | None:
    """Return every point with its name beside it, or None where a cell is too small."""
    markers: list[Marker] = []
    for rect, points in cells:
        if 16 * len(points) > rect.height:
            return None
        room = rect.width - 2 * PAD - 2 * DOT - 6
        names = [wrap(point.label, room, NAME, most=3) for _, point in points]
        heights = [17.0 * max(1, len(name.lines)) + 3 for name in names]
        if sum(heights) > rect.height - PAD or any(name.cut for name in names):
            return None
        y = rect.y + (rect.height - sum(heights)) / 2
        for (_, point), name, height in zip(points, names, heights, strict=True):
            markers.append(_named(point, name, Rect(rect.x + PAD, y, rect.width, height), looks))
            y += height
    return Crowd(tuple(markers))


def _named(point: Point, name: Wrapped, rect: Rect, looks: dict[str, str]) -> Marker:
    line = Rect(rect.x + 2 * DOT + 6, rect.y + 1.5, rect.width - 2 * PAD - 2 * DOT - 6, 0)
    label = compose(name, line, NAME, kind="point")
    return Marker(rect.x + DOT, rect.y + 9.5, looks[point.kind], DOT, label)


def number_all(cells: list[Cell], looks: dict[str, str], say: Say) -> Crowd:
    """Return every point with a number, and a count in cells that hold too many.

    Numbers follow the diagram's order, so that the legend reads like its list.
    """
    few = [(rect, points) for rect, points in cells if len(points) <= ACROSS * DOWN]
    many = [(rect, points) for rect, points in cells if len(points) > ACROSS * DOWN]
    shown = sorted(place for _, points in few for place, _ in points)
    numbers = {place: number for number, place in enumerate(shown, start=1)}
    markers = [
        _numbered(point, numbers[place], spot, looks)
        for rect, points in few
        for (place, point), spot in zip(points, _spots(rect, len(points)), strict=True)
    ]
    markers += [_counted(rect, len(points), say) for rect, points in many]
    labels = {place: point.label for _, points in few for place, point in points}
    notes = [Note(labels[place], numbers[place]) for place in shown]
    hidden = sum(len(points) for _, points in many)
    if hidden:
        notes.append(Note(say("picture.crowded", count=hidden)))
    return Crowd(tuple(markers), tuple(notes))


def _spots(rect: Rect, count: int) -> list[tuple[float, float]]:
    """Return the middles of ``count`` markers, in as few rows as hold them, centred."""
    rows = -(-count // ACROSS)
    across = -(-count // rows)
    wide, tall = 2 * DISC + 8, 2 * DISC + 8
    spots = []
    for place in range(count):
        row, column = divmod(place, across)
        filled = min(across, count - row * across)
        spots.append(
            (
                rect.centre[0] + (column - (filled - 1) / 2) * wide,
                rect.centre[1] + (row - (rows - 1) / 2) * tall,
            )
        )
    return spots


def _numbered(
    point: Point, number: int, spot: tuple[float, float], looks: dict[str, str]
) -> Marker:
    line = Rect(spot[0], spot[1] - 7.0, 0, 0)
    label = compose(Wrapped((str(number),)), line, NUMBER, kind="number", anchor="middle")
    return Marker(*spot, looks[point.kind], DISC, label)


def _counted(rect: Rect, count: int, say: Say) -> Marker:
    """Return one marker that stands for all the points of a cell."""
    x, y = rect.centre
    label = compose(
        Wrapped((str(count),)), Rect(x, y - 20, 0, 0), COUNT, kind="count", anchor="middle"
    )
    word = fit(say("picture.points", count=count), rect.width - 40, NAME)
    below = compose(word, Rect(x, y + 3, 0, 0), NAME, kind="counted", anchor="middle")
    return Marker(x, y, "crowd", CROWD[1], label, below)

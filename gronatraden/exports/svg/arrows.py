"""The arrows of a picture in columns: level at both ends, and never behind a box."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gronatraden.exports.svg.drawing import Note, Say
from gronatraden.exports.svg.places import HEAD, Curve, Rect, head

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gronatraden.diagram import Columns
    from gronatraden.exports.svg.ordering import Layers, Node

MOST = 1000
"""Arrows drawn; beyond that nothing could be followed, and the table holds them all."""
STEP = 11.0
"""Between arrows that leave or reach the same side of a box."""
BULGE = 30.0
MARK = 9.0
"""Radius of the numbered mark on an arrow with words."""

_TRIED = (0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78)


@dataclass(frozen=True, slots=True)
class Directed:
    """The arrows of a diagram by where their boxes are."""

    between: dict[tuple[Node, Node], str]
    """From a box in one column to a box in another, with the arrow's words."""
    inside: dict[tuple[Node, Node], str]
    """Between two boxes of one column, or from a box to itself."""
    names: dict[Node, str]
    left_out: int
    """Arrows more than can be drawn."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A number on an arrow, explained in the legend."""

    x: float
    y: float
    number: int


@dataclass(frozen=True, slots=True)
class Arrows:
    """Arrows, laid out."""

    curves: tuple[Curve, ...]
    loops: tuple[str, ...]
    heads: tuple[str, ...]
    marks: tuple[Mark, ...]


def direct(shape: Columns) -> Directed:
    """Return the arrows between known boxes, each pair once; the first box of an id counts."""
    places: dict[str, Node] = {}
    names: dict[Node, str] = {}
    for column, stacked in enumerate(shape.columns):
        for row, box in enumerate(stacked.boxes):
            places.setdefault(box.id, (column, row))
            names[column, row] = box.label
    pairs: dict[tuple[Node, Node], str] = {}
    for arrow in shape.arrows:
        if arrow.source in places and arrow.target in places:
            pair = (places[arrow.source], places[arrow.target])
            pairs[pair] = pairs.get(pair) or arrow.label
    drawn = dict(list(pairs.items())[:MOST])
    return Directed(
        between={pair: words for pair, words in drawn.items() if pair[0][0] != pair[1][0]},
        inside={pair: words for pair, words in drawn.items() if pair[0][0] == pair[1][0]},
        names=names,
        left_out=len(pairs) - len(drawn),
    )


def connect(
    arrows: Directed, layers: Layers, rects: Mapping[Node, Rect], say: Say
) -> tuple[Arrows, tuple[Note, ...]]:
    """Return the arrows as lines between placed boxes and lanes, and what they say."""
    hops = _hops(arrows, layers, rects)
    lanes = [
        Curve(rect.x, rect.centre[1], rect.right, rect.centre[1])
        for node, rect in rects.items()
        if node[1] >= layers.boxes[node[0]]
    ]
    loops, loop_heads = _loops(arrows, rects)
    marks, notes = _marks(arrows, layers, hops, say)
    if arrows.left_out:
        notes.append(Note(say("picture.arrows-left-out", count=arrows.left_out)))
    return (
        Arrows(
            curves=(*(curve for curve, _ in hops.values()), *lanes),
            loops=tuple(loops),
            heads=(*(tip for _, tips in hops.values() for tip in tips), *loop_heads),
            marks=tuple(marks),
        ),
        tuple(notes),
    )


def _hops(
    arrows: Directed, layers: Layers, rects: Mapping[Node, Rect]
) -> dict[tuple[Node, Node], tuple[Curve, tuple[str, ...]]]:
    """Return each hop between neighbouring columns as a curve and its arrowheads."""
    forward: set[tuple[Node, Node]] = set()
    backward: set[tuple[Node, Node]] = set()
    for pair in arrows.between:
        path = layers.routes[pair]
        if pair[0] < pair[1]:
            forward.add((path[-2], path[-1]))
        else:
            backward.add((path[0], path[1]))
    leaving, reaching = _ports(layers, rects)
    hops = {}
    for hop in layers.hops:
        x1, y1 = rects[hop[0]].right, leaving[hop]
        x2, y2 = rects[hop[1]].x, reaching[hop]
        tips = []
        if hop in forward:
            tips.append(head(x2 - 1, y2))
        if hop in backward:
            tips.append(head(x1 + 1, y1, 180))
        start = x1 + (HEAD if hop in backward else 0)
        end = x2 - (HEAD if hop in forward else 0)
        hops[hop] = (Curve(start, y1, end, y2), tuple(tips))
    return hops


def _ports(
    layers: Layers, rects: Mapping[Node, Rect]
) -> tuple[dict[tuple[Node, Node], float], dict[tuple[Node, Node], float]]:
    """Return the height at which each hop leaves its left end, and reaches its right end."""
    sides: tuple[dict[Node, list[tuple[Node, Node]]], ...] = (defaultdict(list), defaultdict(list))
    for hop in layers.hops:
        sides[0][hop[0]].append(hop)
        sides[1][hop[1]].append(hop)
    heights: tuple[dict[tuple[Node, Node], float], ...] = ({}, {})
    for end, side in enumerate(sides):
        for node, hops in side.items():
            hops.sort(key=lambda hop: (rects[hop[1 - end]].centre[1], hop))
            rect = rects[node]
            span = min(STEP * (len(hops) - 1), max(0.0, rect.height - 20))
            step = span / (len(hops) - 1) if len(hops) > 1 else 0
            for place, hop in enumerate(hops):
                heights[end][hop] = rect.centre[1] - span / 2 + place * step
    return heights[0], heights[1]


def _loops(arrows: Directed, rects: Mapping[Node, Rect]) -> tuple[list[str], list[str]]:
    """Return the arrows inside a column as loops in the gap at its right."""
    loops, heads = [], []
    for source, target in arrows.inside:
        start, end = rects[source], rects[target]
        x = start.right
        y1, y2 = start.y + start.height * 0.8, end.y + end.height * 0.2
        far = x + BULGE
        loops.append(
            f"M{x:.1f} {y1:.1f}C{far:.1f} {y1:.1f} {far:.1f} {y2:.1f} {x + HEAD:.1f} {y2:.1f}"
        )
        heads.append(head(x + 1, y2, 180))
    return loops, heads


def _marks(
    arrows: Directed,
    layers: Layers,
    hops: Mapping[tuple[Node, Node], tuple[Curve, tuple[str, ...]]],
    say: Say,
) -> tuple[list[Mark], list[Note]]:
    """Return a number on each arrow that says something, where there is room, and the words."""
    marks: list[Mark] = []
    notes: list[Note] = []
    taken: dict[int, list[tuple[float, float]]] = defaultdict(list)
    spoken = [(pair, words) for pair, words in (arrows.between | arrows.inside).items() if words]
    for count, (pair, words) in enumerate(spoken, start=1):
        source, target = arrows.names[pair[0]], arrows.names[pair[1]]
        says = say("picture.arrow", source=source, target=target, words=words)
        notes.append(Note(says, count))
        if pair in arrows.inside:
            continue
        path = layers.routes[pair]
        hop = (path[0], path[1]) if pair[0] < pair[1] else (path[-2], path[-1])
        curve = hops[hop][0]
        places = [curve.at(part) for part in _TRIED]
        free = [place for place in places if _is_free(place, taken[hop[0][0]])]
        if free:
            taken[hop[0][0]].append(free[0])
            marks.append(Mark(*free[0], count))
    return marks, notes


def _is_free(place: tuple[float, float], taken: list[tuple[float, float]]) -> bool:
    return all((place[0] - x) ** 2 + (place[1] - y) ** 2 >= (2 * MARK + 1) ** 2 for x, y in taken)

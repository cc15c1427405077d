"""Which box goes above which, so that few arrows cross and none runs behind a box.

An arrow that passes over a column gets a lane there: a thin place in the column's order
that no box can take. Arrows towards the same box share their lanes, since they are going
the same way. Columns are then ordered by barycentre sweeps, and the order with the fewest
crossings is kept (Sugiyama, Tagawa and Toda, 1981).
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SWEEPS = 12

Node = tuple[int, int]
"""Column, counted from the left, and number in it; a box or a lane."""


@dataclass(slots=True)
class Layers:
    """Boxes and lanes by column, and the hops between neighbouring columns."""

    boxes: tuple[int, ...]
    """Boxes per column; nodes numbered from there on are lanes."""
    sizes: list[int]
    """Nodes per column: boxes first, then lanes."""
    hops: list[tuple[Node, Node]] = field(default_factory=list)
    """From a column to the next, each pair once."""
    routes: dict[tuple[Node, Node], tuple[Node, ...]] = field(default_factory=dict)
    """For each drawn pair of boxes, what it passes: box, lanes, box; left to right."""


def route(boxes: Sequence[int], pairs: Iterable[tuple[Node, Node]]) -> Layers:
    """Return the lanes that the arrows need.

    Args:
        boxes: Number of boxes in each column, from the left.
        pairs: Arrows between boxes in different columns, as (source, target); an arrow
            towards the left is routed like any other, and keeps lanes of its own.
    """
    layers = Layers(boxes=tuple(boxes), sizes=list(boxes))
    lanes: dict[tuple[Node, int, bool], Node] = {}
    seen: set[tuple[Node, Node]] = set()
    for source, target in pairs:
        left, right = sorted((source, target))
        path = [left]
        for column in range(left[0] + 1, right[0]):
            key = (target, column, source > target)
            if key not in lanes:
                lanes[key] = (column, layers.sizes[column])
                layers.sizes[column] += 1
            path.append(lanes[key])
        path.append(right)
        layers.routes[source, target] = tuple(path)
        for hop in pairwise(path):
            if hop not in seen:
                seen.add(hop)
                layers.hops.append(hop)
    return layers


def order(layers: Layers) -> list[list[int]]:
    """Return the nodes of each column from top to bottom, with few crossings.

    Boxes without arrows come last, in their own order.
    """
    before, after = neighbours(layers)
    best = [list(range(size)) for size in layers.sizes]
    fewest = crossings(layers, best)
    current = [list(column) for column in best]
    for sweep in range(SWEEPS):
        if fewest == 0:
            break
        rightwards = sweep % 2 == 0
        columns = range(1, len(current)) if rightwards else range(len(current) - 2, -1, -1)
        for column in columns:
            beside = column - 1 if rightwards else column + 1
            known = before if rightwards else after
            current[column] = _sorted(current, column, beside, known)
        count = crossings(layers, current)
        if count < fewest:
            fewest, best = count, [list(column) for column in current]
    linked = {node for hop in layers.hops for node in hop}
    return [
        [node for node in nodes if (column, node) in linked]
        + [node for node in nodes if (column, node) not in linked]
        for column, nodes in enumerate(best)
    ]


def neighbours(
    layers: Layers,
) -> tuple[dict[Node, list[Node]], dict[Node, list[Node]]]:
    """Return each node's neighbours in the column before, and in the column after."""
    before: dict[Node, list[Node]] = defaultdict(list)
    after: dict[Node, list[Node]] = defaultdict(list)
    for left, right in layers.hops:
        after[left].append(right)
        before[right].append(left)
    return before, after


def _sorted(
    current: list[list[int]], column: int, beside: int, known: dict[Node, list[Node]]
) -> list[int]:
    """Return the column's nodes by the mean place of their neighbours; the lonely stay put."""
    places = {node: place for place, node in enumerate(current[beside])}
    centres: dict[int, float] = {}
    for place, node in enumerate(current[column]):
        linked = [places[number] for _, number in known.get((column, node), ())]
        centres[node] = sum(linked) / len(linked) if linked else float(place)
    return sorted(current[column], key=lambda node: centres[node])


def crossings(layers: Layers, columns: list[list[int]]) -> int:
    """Count the crossings between neighbouring columns."""
    places = {
        (column, node): place
        for column, nodes in enumerate(columns)
        for place, node in enumerate(nodes)
    }
    gaps: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for left, right in layers.hops:
        gaps[left[0]].append((places[left], places[right]))
    total = 0
    for hops in gaps.values():
        ends: list[int] = []
        for _, end in sorted(hops):
            total += len(ends) - bisect_right(ends, end)
            insort(ends, end)
    return total

"""What a condition can cost at most (kostnad), told before it is asked.

The engine ends a condition after ten thousand steps, but a step can be long: a pattern is
held against twenty thousand characters, a list is searched, and every element that is kept
copies those kept before it. So the cost is reckoned from the tree and from how large the
values are that it reads, and what would cost too much is not asked at all.

Everything is an upper bound: that a walk ends early is not counted on. The prices are
measured on the engine, rounded up; ``docs/conditions.md`` tells how far they hold.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from math import inf
from typing import TYPE_CHECKING, Any

from gronatraden.policy.conditions.cel.cost.prices import COPY, ELEMENT, NODE, SLOT, price
from gronatraden.policy.conditions.cel.cost.sizes import (
    SHARED_OUT,
    WORST,
    Made,
    Seen,
    Shaped,
    either,
    part_of,
)
from gronatraden.policy.conditions.paths import EACH, steps_of
from gronatraden.policy.conditions.port import STEPS
from gronatraden.policy.conditions.tree import Call, Fold, Listing, Literally, Name, Select

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from gronatraden.policy.conditions.cel.cost.sizes import Size
    from gronatraden.policy.conditions.paths import Steps
    from gronatraden.policy.conditions.shapes import Shape
    from gronatraden.policy.conditions.tree import Node

DOCUMENTED = frozenset({"project", "documents", "earlier"})
"""What a condition reads that stands in a document, and not in rows of the record."""
NANOSECONDS, BYTES = 3_000_000_000, 350_000_000
"""What all conditions of a policy may take together at a gate, and one of them in memory."""
HELD = 30_000_000
"""Bytes that the engine may hold on to between conditions."""


@dataclass(frozen=True)
class Profile:
    """What a condition costs whatever it reads, but for the lists that it copies."""

    nanoseconds: float
    bytes: float
    copied: tuple[Steps, ...]
    """Lists that stand at a path, and are copied once for each time they are named."""

    @cached_property
    def times_copied(self) -> Mapping[Steps, int]:
        """How often each list is copied."""
        return Counter(self.copied)


def together(profiles: Iterable[Profile]) -> Profile:
    """Return what several conditions cost, one after the other."""
    every = tuple(profiles)
    return Profile(
        sum(one.nanoseconds for one in every),
        sum(one.bytes for one in every),
        tuple(steps for one in every for steps in one.copied),
    )


class _Reckoner:
    """Goes through a tree once, each node as often as it can be asked."""

    def __init__(self, root: Callable[[str], Size], *, beforehand: bool) -> None:
        self.nanoseconds = 0.0
        self.bytes = 0.0
        self.copied: list[Steps] = []
        self._root = root
        self._beforehand = beforehand
        self._begun = [1]
        """How often each walk is begun that a node stands in, the outermost first."""

    def visit(self, node: Node | None, bound: Mapping[str, Size], times: int) -> Size:
        """Count a node and all below it; return how large its value is."""
        self.nanoseconds += times * NODE
        size: Size = WORST
        match node:
            case Literally(value=value):
                size = Made(len(value) if isinstance(value, str) else 0)
            case Name(name=name):
                size = bound[name] if name in bound else self._root(name)
            case Select(of=of, field=field):
                size = self.visit(of, bound, times).field(field)
            case Listing(elements=elements):
                made = [self.visit(one, bound, times) for one in elements]
                size = Made(0, len(made), *made)
            case Call():
                size = self._call(node, bound, times)
            case Fold():
                size = self._fold(node, bound, times)
            case _:
                pass  # nothing that a sound condition holds
        return size

    def _call(self, node: Call, bound: Mapping[str, Size], times: int) -> Size:
        sizes = [self.visit(one, bound, times) for one in node.arguments]
        self.nanoseconds += min(times * price(node, sizes), self._in_all(node, sizes))
        if node.function == "_?_:_":
            return either(*sizes[1:])
        if node.function == "_[_]":
            return sizes[0].element()
        if node.function == "_+_":
            chars, count = sum(one.chars for one in sizes), sum(one.count for one in sizes)
            self.bytes += times * (chars + count * SLOT)
            return Made(chars, count, *(one.element() for one in sizes))
        return Made()

    def _in_all(self, node: Call, sizes: Sequence[Size]) -> float:
        """Return what looking through lists costs in a walk's every step together.

        Lists within the elements of a document's list share what a document can hold.
        """
        looked_through = {"@in": sizes[-1:], "_==_": sizes, "_!=_": sizes}.get(node.function, ())
        depth = len(self._begun) - 1
        if depth and any(isinstance(s, Shaped) and s.walk == depth for s in looked_through):
            return self._begun[-1] * SHARED_OUT * ELEMENT
        return inf

    def _fold(self, node: Fold, bound: Mapping[str, Size], times: int) -> Size:
        over = self.visit(node.over, bound, times)
        inside = min(times * over.count, STEPS)
        self._begun.append(times)
        element = over.element()
        if isinstance(element, Shaped) and _is_in_a_document(node.over, bound):
            element = element.in_walk(len(self._begun) - 1)
        within = {**bound, node.name: element}
        made = [self.visit(x, within, inside) for x in (node.where, node.body) if x is not None]
        self._begun.pop()
        if node.kind in {"map", "filter"}:
            steps = _stands_at(node.over) if self._beforehand and times == 1 else None
            if steps is None:
                self._copy(inside, over.count)
            else:
                self.copied.append(steps)
        if node.kind == "map":
            return Made(0, over.count, made[-1])
        return over if node.kind == "filter" else Made()

    def _copy(self, kept: int, before: int) -> None:
        copies = kept * min(before, STEPS) / 2
        self.nanoseconds += copies * COPY
        self.bytes += copies * SLOT


def _stands_at(node: Node) -> Steps | None:
    """Return the path of a list that is walked over, or what is left of one; None if made."""
    while isinstance(node, Fold) and node.kind == "filter":
        node = node.over
    steps = steps_of(node, {})
    return None if steps is None or EACH in steps else steps


def _is_in_a_document(node: Node, bound: Mapping[str, Size]) -> bool:
    """Say whether a list stands in one document, so that its elements share what that can hold."""
    steps = _stands_at(node)
    return steps is not None and steps[0] in DOCUMENTED and steps[0] not in bound


def profile(root: Node, names: Mapping[str, Shape]) -> Profile:
    """Return what a condition costs at most, whatever it reads.

    Args:
        root: The condition.
        names: The shapes of what it may begin with.
    """
    shapes = {name: Shaped(shape) for name, shape in names.items()}
    reckoner = _Reckoner(lambda name: shapes.get(name, WORST), beforehand=True)
    reckoner.visit(root, {}, 1)
    return Profile(reckoner.nanoseconds, reckoner.bytes, tuple(reckoner.copied))


class Allowance:
    """What the conditions of one policy may still cost at a gate.

    ``left`` is that in nanoseconds, ``held`` the bytes that answers so far may hold on to.
    """

    def __init__(self, values: Mapping[str, Any]) -> None:
        """Begin with all of it.

        Args:
            values: What the conditions read, plain or as contents.
        """
        self._values = values
        self.left: float = NANOSECONDS
        self.held = 0.0
        self._roots: dict[str, Size] = {}

    def covers_all(self, beforehand: Profile) -> bool:
        """Say whether all conditions can be afforded together, and none need be looked at.

        Args:
            beforehand: The profile of all of them together.
        """
        spent, held = self._roughly(beforehand)
        return spent <= self.left and held <= HELD

    def covers(self, root: Node, beforehand: Profile) -> bool:
        """Say whether a condition can be afforded, and count it if so.

        Args:
            root: The condition.
            beforehand: Its profile.
        """
        spent, held = self._roughly(beforehand)
        if spent > self.left or held > BYTES:
            reckoner = _Reckoner(self._size, beforehand=False)
            reckoner.visit(root, {}, 1)
            spent, held = reckoner.nanoseconds, reckoner.bytes
        if spent > self.left or held > BYTES:
            return False
        self.left -= spent
        self.held += held
        return True

    def _roughly(self, beforehand: Profile) -> tuple[float, float]:
        several = beforehand.times_copied.items()
        copies = sum(times * self._length(steps) ** 2 for steps, times in several) / 2
        return beforehand.nanoseconds + copies * COPY, beforehand.bytes + copies * SLOT

    def _length(self, steps: Steps) -> int:
        value: Any = self._values
        for step in steps:
            value = part_of(value, step)
        return len(value) if isinstance(value, list | tuple) else 0

    def _size(self, name: str) -> Size:
        if name not in self._roots:
            self._roots[name] = Seen([self._values.get(name)])
        return self._roots[name]

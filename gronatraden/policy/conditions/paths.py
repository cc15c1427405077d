"""Paths: which values an expression reads, told from its text alone.

``documents.change_logic.activities[].owner``: a list that is walked over is marked. What
is only asked for with ``has`` is told apart, since it may be absent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gronatraden.policy.conditions.tree import Call, Fold, Name, Select, children

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gronatraden.policy.conditions.tree import Node

EACH = "[]"
Steps = tuple[str, ...]
Bindings = "Mapping[str, Steps]"


@dataclass(frozen=True, slots=True)
class Read:
    """One value that an expression reads."""

    steps: Steps
    """Names from the top, and ``[]`` for every element of a list."""
    tested: bool = False
    """True where it is only asked whether it is there."""


def reads(node: Node, bound: Mapping[str, Steps] | None = None) -> Iterator[Read]:
    """Yield what an expression reads, in the order written; the same may come twice."""
    bound = bound or {}
    steps = steps_of(node, bound)
    if steps is not None:
        if not (isinstance(node, Name) and node.name in bound):
            yield Read(steps, isinstance(node, Select) and node.tested)
        yield from _beside(node, bound)
        return
    if isinstance(node, Fold):
        yield from reads(node.over, bound)
        inner = {**bound, node.name: (*(steps_of(node.over, bound) or ()), EACH)}
        for part in (node.where, node.body):
            if part is not None:
                yield from reads(part, inner)
        return
    for one in children(node):
        yield from reads(one, bound)


def steps_of(node: Node, bound: Mapping[str, Steps]) -> Steps | None:
    """Return the path of the value that a node is, or None where it is worked out."""
    match node:
        case Name(name=name):
            return bound.get(name, (name,))
        case Select(of=of, field=field):
            above = steps_of(of, bound)
            return None if above is None else (*above, field)
        case Call(function="_[_]", arguments=(of, _)):
            above = steps_of(of, bound)
            return None if above is None else (*above, EACH)
        case _:
            return None


def _beside(node: Node, bound: Mapping[str, Steps]) -> Iterator[Read]:
    """Yield what the indices along a path read."""
    match node:
        case Select(of=of):
            yield from _beside(of, bound)
        case Call(function="_[_]", arguments=(of, index)):
            yield from _beside(of, bound)
            yield from reads(index, bound)
        case _:
            return


def found_at(values: Mapping[str, Any], steps: Steps) -> Iterator[tuple[str, Any]]:
    """Yield every value at a path, with where it stands as findings name it."""
    yield from _found(values, steps, "")


def _found(value: Any, steps: Steps, where: str) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - JSON
    if not steps:
        yield where, value
    elif steps[0] == EACH:
        for index, one in enumerate(value if isinstance(value, list) else ()):
            name = one.get("id", index + 1) if isinstance(one, dict) else index + 1
            yield from _found(one, steps[1:], f"{where}[{name}]")
    elif isinstance(value, dict) and steps[0] in value:
        yield from _found(value[steps[0]], steps[1:], f"{where}.{steps[0]}".removeprefix("."))

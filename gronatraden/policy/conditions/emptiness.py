"""Empty lists: where an expression would be true because there is nothing to be false of.

``all`` is true of an empty list. Whoever asks something of every element says somewhere how
many there are: with ``size``, ``exists``, or by comparing the list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.policy.conditions.paths import steps_of
from gronatraden.policy.conditions.tree import Call, Fold, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.policy.conditions.paths import Steps
    from gronatraden.policy.conditions.tree import Node

_COUNTS = frozenset({"size", "_==_", "_!=_", "_[_]"})


def counted(node: Node) -> frozenset[Steps]:
    """Return the lists of which an expression says how many elements there are."""
    return frozenset(steps for one in walk(node) for steps in _counted(one))


def walked_in_full(node: Node) -> Iterator[tuple[Steps, Fold]]:
    """Yield every list that something is asked of all of, with the walk over it."""
    for one in walk(node):
        if isinstance(one, Fold) and one.kind == "all":
            steps = list_walked(one.over)
            if steps is not None:
                yield steps, one


def list_walked(node: Node) -> Steps | None:
    """Return the list that a walk goes over, filtered or not; None where it is none there is."""
    while isinstance(node, Fold) and node.kind == "filter":
        node = node.over
    return steps_of(node, {})


def _counted(node: Node) -> Iterator[Steps]:
    lists: tuple[Node, ...] = ()
    if isinstance(node, Call) and node.function in _COUNTS:
        lists = node.arguments
    elif isinstance(node, Fold) and node.kind in {"exists", "exists_one"}:
        lists = (node.over,)
    for one in lists:
        steps = steps_of(one, {})
        if steps is not None:
            yield steps

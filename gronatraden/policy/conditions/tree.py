"""The tree of an expression: what its author wrote, node by node."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Constant = str | int | float | bool | bytes | None
FoldKind = Literal["all", "exists", "exists_one", "filter", "map"]


@dataclass(frozen=True, slots=True)
class Literally:
    """A value written out."""

    id: int
    value: Constant


@dataclass(frozen=True, slots=True)
class Name:
    """A variable."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class Select:
    """A field of something; ``tested`` where it is only asked whether it is there."""

    id: int
    of: Node
    field: str
    tested: bool


@dataclass(frozen=True, slots=True)
class Call:
    """A function or an operator, ``_&&_`` and ``_[_]`` among them; a target comes first."""

    id: int
    function: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list written out."""

    id: int
    elements: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Fold:
    """A walk over a list, with a name for each element."""

    id: int
    kind: FoldKind
    name: str
    over: Node
    where: Node | None
    """What an element must be to be walked over, for ``filter`` and ``map``."""
    body: Node | None
    """What is asked or made of it; None for ``filter``, that keeps it."""


@dataclass(frozen=True, slots=True)
class Strange:
    """Something that no condition needs: a map or a message written out, a foreign loop."""

    id: int


Node: TypeAlias = "Literally | Name | Select | Call | Listing | Fold | Strange"


@dataclass(frozen=True, slots=True)
class Tree:
    """An expression as a tree, with where each node stands and what type it has."""

    root: Node
    places: Mapping[int, int]
    """Where a node stands, in characters from the start of the text, by its id."""
    types: Mapping[int, str]
    """``int``, ``string``, ``list``, ``message`` …, by the node's id; empty if unchecked."""


def children(node: Node) -> tuple[Node, ...]:
    """Return the nodes directly below one, in the order written."""
    match node:
        case Select(of=of):
            return (of,)
        case Call(arguments=arguments):
            return arguments
        case Listing(elements=elements):
            return elements
        case Fold(over=over, where=where, body=body):
            return tuple(one for one in (over, where, body) if one is not None)
        case _:
            return ()


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and all below it, the node first."""
    yield node
    for one in children(node):
        yield from walk(one)

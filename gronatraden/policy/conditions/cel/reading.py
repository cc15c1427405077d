"""What the engine understood of an expression, read into a tree.

The engine writes ``all``, ``exists``, ``filter`` and their like out as loops. Here each is
one ``Fold`` again, so that whoever walks the tree meets what the author wrote.

Source: cel-spec, ``cel/expr/syntax.proto`` and ``cel/expr/checked.proto``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.policy.conditions.cel.wire import Message
from gronatraden.policy.conditions.tree import (
    Call,
    Fold,
    Listing,
    Literally,
    Name,
    Select,
    Strange,
    Tree,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from gronatraden.policy.conditions.tree import Constant, Node


def read(serialized: bytes) -> Tree:
    """Return the tree of an expression that the engine checked and serialized."""
    held = Message(serialized).message(2)
    return Tree(
        root=_node(held.message(4)),
        places={one.integer(1): one.integer(2) for one in held.message(5).messages(4)},
        types={one.integer(1): _type(one.message(2)) for one in held.messages(3)},
    )


_PRIMITIVES = {1: "bool", 2: "int", 3: "uint", 4: "double", 5: "string", 6: "bytes"}
_WELL_KNOWN = {2: "day", 3: "duration"}
_TYPES: dict[int, Callable[[Message], str]] = {
    2: lambda _: "null",
    3: lambda said: _PRIMITIVES.get(said.integer(3), ""),
    4: lambda said: _PRIMITIVES.get(said.integer(4), ""),  # a wrapper: it may be null
    5: lambda said: _WELL_KNOWN.get(said.integer(5), ""),
    6: lambda _: "list",
    7: lambda _: "map",
    9: lambda _: "message",
}
_CONSTANTS: dict[int, Callable[[Message], Constant]] = {
    2: lambda said: bool(said.integer(2)),
    3: lambda said: said.integer(3),
    4: lambda said: said.integer(4),
    5: lambda said: said.double(5),
    6: lambda said: said.text(6),
    7: lambda said: said.data(7),
}
"""By the number of the field that says which it is, as in the two tables around it."""


def _type(said: Message) -> str:
    return next((make(said) for number, make in _TYPES.items() if number in said), "dyn")


def _node(said: Message) -> Node:
    for number, make in _NODES.items():
        if number in said:
            return make(said.integer(2), said.message(number))
    return Strange(said.integer(2))


def _literally(id_: int, said: Message) -> Node:
    makers = (make for number, make in _CONSTANTS.items() if number in said)
    make = next(makers, None)
    return Literally(id_, None if make is None else make(said))


def _select(id_: int, said: Message) -> Node:
    return Select(id_, _node(said.message(1)), said.text(2), bool(said.integer(3)))


def _call(id_: int, said: Message) -> Node:
    target = [_node(said.message(1))] if 1 in said else []
    return Call(id_, said.text(2), (*target, *map(_node, said.messages(3))))


def _fold(id_: int, said: Message) -> Node:
    """Recognise which macro a loop was written out from."""
    name, over, start = said.text(1), _node(said.message(2)), _node(said.message(4))
    match start, _node(said.message(6)):
        case Literally(value=True), Call(function="_&&_", arguments=(Name(), body)):
            return Fold(id_, "all", name, over, None, body)
        case Literally(value=False), Call(function="_||_", arguments=(Name(), body)):
            return Fold(id_, "exists", name, over, None, body)
        case Literally(value=0), Call(function="_?_:_", arguments=(body, _, _)):
            return Fold(id_, "exists_one", name, over, None, body)
        case Listing(elements=()), Call(function="_+_", arguments=(_, Listing(elements=(made,)))):
            return Fold(id_, "map", name, over, None, made)
        case (
            Listing(elements=()),
            Call(
                function="_?_:_",
                arguments=(where, Call(arguments=(_, Listing(elements=(made,)))), Name()),
            ),
        ):
            kept = isinstance(made, Name) and made.name == name
            return Fold(id_, "filter" if kept else "map", name, over, where, None if kept else made)
        case _:
            return Strange(id_)


_NODES: dict[int, Callable[[int, Message], Node]] = {
    3: _literally,
    4: lambda id_, said: Name(id_, said.text(1)),
    5: _select,
    6: _call,
    7: lambda id_, said: Listing(id_, tuple(map(_node, said.messages(1)))),
    9: _fold,
}

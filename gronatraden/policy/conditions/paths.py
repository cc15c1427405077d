"""Paths: which values an expression reads, told from its text alone.

``documents.change_logic.activities[].owner``: a list that is walked over is marked. What
is only asked for with ``has`` is told apart, since it may be absent.

``needs`` says how much of each value is made use of, so that no more is made: a list that is
only walked over needs what is asked of its elements; a value that is compared, returned or
handed on is needed whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from gronatraden.policy.conditions.tree import Call, Fold, Name, Select, children

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gronatraden.policy.conditions.tree import Node

EACH = "[]"
Steps = tuple[str, ...]
Bindings = "Mapping[str, Steps]"
Needs: TypeAlias = "frozenset[tuple[str, Needs | None]]"
"""What is needed of each field, and of the elements of a list; None for all of it."""
_Noted: TypeAlias = "dict[str, _Noted | None]"
_MADE: Steps = ("",)
"""What stands in a list that is worked out: whatever it was made of is needed whole."""


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


def needs(nodes: Iterable[Node]) -> Needs:
    """Return what some expressions need of the values they name, from the top."""
    noted: _Noted = {}
    for node in nodes:
        _note(node, {}, noted, whole=True)
    return _needs(noted)


def _needs(noted: _Noted) -> Needs:
    return frozenset((name, None if of is None else _needs(of)) for name, of in noted.items())


def _note(node: Node, bound: Mapping[str, Steps], noted: _Noted, *, whole: bool) -> None:
    steps = steps_of(node, bound)
    if steps is not None:
        asked = isinstance(node, Select) and node.tested
        _need(noted, steps, whole=whole and not asked)
        _indices(node, bound, noted)
    elif isinstance(node, Fold):
        _walk(node, bound, noted, whole=whole)
    else:
        measured = isinstance(node, Call) and node.function == "size"
        for one in children(node):
            _note(one, bound, noted, whole=not measured)


def _walk(node: Fold, bound: Mapping[str, Steps], noted: _Noted, *, whole: bool) -> None:
    over = _elements(node.over, bound)
    _note(node.over, bound, noted, whole=over is None)
    inner = {**bound, node.name: _MADE if over is None else over}
    for part in (node.where, node.body):
        if part is not None:
            _note(part, inner, noted, whole=True)
    if node.kind == "filter" and whole and over is not None:
        _need(noted, over, whole=True)


def _elements(over: Node, bound: Mapping[str, Steps]) -> Steps | None:
    """Return the path of what stands in a list, or None where it is worked out."""
    while isinstance(over, Fold) and over.kind == "filter":
        over = over.over
    steps = steps_of(over, bound)
    return None if steps is None else (*steps, EACH)


def _need(noted: _Noted, steps: Steps, *, whole: bool) -> None:
    if steps[:1] == _MADE:
        return
    *above, last = steps
    for step in above:
        inside = noted.setdefault(step, {})
        if inside is None:
            return
        noted = inside
    if whole:
        noted[last] = None
    else:
        noted.setdefault(last, {})


def _indices(node: Node, bound: Mapping[str, Steps], noted: _Noted) -> None:
    """Note what the indices along a path need."""
    match node:
        case Select(of=of):
            _indices(of, bound, noted)
        case Call(function="_[_]", arguments=(of, index)):
            _indices(of, bound, noted)
            _note(index, bound, noted, whole=True)
        case Name():
            return

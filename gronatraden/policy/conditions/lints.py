"""What an expression may not do although its types fit.

- a field with a list of choices is compared with one of them: ``influence == "hihg"``
- a literal that is read (day, duration, pattern) can be read, and is a literal
- ``has`` is asked only of what may be absent; a field that is empty is null
- objects are not compared, nor read whole: their fields are
- every function is one that the guide names; a day is compared, never counted with
- no text or list grows in a walk, none is made there, and walks nest three deep at most
- an element's name hides no other name
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from gronatraden.policy.conditions.functions import FUNCTIONS
from gronatraden.policy.conditions.port import Facts, Trouble
from gronatraden.policy.conditions.tree import (
    Call,
    Fold,
    Listing,
    Literally,
    Name,
    Select,
    Strange,
    children,
)
from gronatraden.policy.conditions.vocabulary import BUILT_IN, PARAMS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from gronatraden.policy.conditions.shapes import Shape
    from gronatraden.policy.conditions.tree import Node, Tree
    from gronatraden.policy.conditions.vocabulary import Vocabulary

DEPTH = 3
_EQUAL = frozenset({"_==_", "_!=_"})
_ORDER = frozenset({"_<_", "_<=_", "_>_", "_>=_"})
_COUNT = frozenset({"_+_", "_-_", "_*_", "_/_", "_%_", "-_"})
_LOGIC = frozenset({"_&&_", "_||_", "!_", "_?_:_", "@in", "_[_]"})
_KNOWN = _EQUAL | _ORDER | _COUNT | _LOGIC | frozenset(BUILT_IN) | frozenset(FUNCTIONS)
_READ = frozenset({"day", "duration", "matches"})
"""Functions that read a literal: it is their last argument."""


@dataclass(frozen=True, slots=True)
class _Around:
    """What surrounds a node: the names bound, and how many walks it stands in."""

    shapes: Mapping[str, Shape | None]
    depth: int
    names: frozenset[str]
    """Names that an element must not be given."""


@dataclass(frozen=True, slots=True)
class Linter:
    """Looks an expression over once its types fit."""

    tree: Tree
    vocabulary: Vocabulary
    fits: Callable[[str, str], bool]
    """Whether a function can read a literal."""

    def troubles(self) -> Iterator[Trouble]:
        """Yield what is wrong, in the order met."""
        yield from self._look(
            self.tree.root, _Around(self.vocabulary.names, 0, self.vocabulary.taken)
        )

    def _look(self, node: Node, around: _Around) -> Iterator[Trouble]:
        match node:
            case Strange():
                yield self._lint("condition-builds-an-object", node)
                return
            case Call():
                yield from self._call(node, around)
            case Select(tested=True):
                yield from self._tested(node, around)
            case Listing() if around.depth and not all(map(_is_literal, node.elements)):
                yield self._lint("condition-builds-in-a-walk", node)
            case Fold():
                yield from self._fold(node, around)
                return
            case _:
                pass
        for one in children(node):
            yield from self._look(one, around)

    def _fold(self, node: Fold, around: _Around) -> Iterator[Trouble]:
        if node.name in around.names:
            yield self._lint("condition-name-is-taken", node, name=node.name)
        if around.depth == DEPTH:
            yield self._lint("condition-walks-too-deep", node, limit=DEPTH)
            return
        yield from self._look(node.over, around)
        if node.kind == "map" and self._type(node.body) in {"list", "message", "map"}:
            yield self._lint("condition-builds-in-a-walk", node.body or node)
        for part in (node.where, node.body):
            if part is not None:
                yield from self._look(part, self._inside(node, around))

    def _inside(self, node: Fold, around: _Around) -> _Around:
        over = self._shape(node.over, around)
        element = over.element if over else None
        names = around.names | {node.name}
        return _Around({**around.shapes, node.name: element}, around.depth + 1, names)

    def _call(self, node: Call, around: _Around) -> Iterator[Trouble]:
        types = [self._type(one) for one in node.arguments]
        if node.function not in _KNOWN:
            yield self._lint("condition-function-is-unknown", node, name=node.function)
        elif node.function in _READ:
            yield from self._literal(node)
        elif node.function in _COUNT and "day" in types:
            yield self._lint("condition-counts-with-days", node)
        elif "duration" in types and node.function != "older_than":
            yield self._lint("condition-compares-durations", node)
        elif node.function == "_+_" and around.depth and {"string", "list"} & set(types):
            yield self._lint("condition-builds-in-a-walk", node)
        elif node.function in _EQUAL | {"@in"}:
            yield from self._compared(node, around, types)

    def _compared(self, node: Call, around: _Around, types: list[str]) -> Iterator[Trouble]:
        if "message" in types:
            yield self._lint("condition-compares-objects", node)
        one, other = node.arguments
        for said, meant in ((one, other), (other, one)):
            shape = self._shape(meant, around)
            if shape is None or not shape.choices:
                continue
            literals = said.elements if isinstance(said, Listing) else (said,)
            for literal in literals:
                if isinstance(literal, Literally) and literal.value not in {*shape.choices, None}:
                    yield self._choice(literal, shape)

    def _choice(self, literal: Literally, shape: Shape) -> Trouble:
        word = str(literal.value)
        known = [choice for choice in shape.choices if choice]
        nearest = get_close_matches(word, known, cutoff=0.5)
        facts: Facts = {"word": word, "known": known}
        if nearest:
            facts["nearest"] = nearest[0]
            return Trouble("condition-value-is-unknown", self._at(literal), facts)
        return Trouble("condition-value-is-like-none", self._at(literal), facts)

    def _literal(self, node: Call) -> Iterator[Trouble]:
        said = node.arguments[-1]
        if not (isinstance(said, Literally) and isinstance(said.value, str)):
            yield self._lint("condition-needs-a-literal", said, function=node.function)
        elif not self.fits(node.function, said.value):
            code = f"condition-{node.function}-is-unreadable"
            yield self._lint(code, said, literal=said.value)

    def _tested(self, node: Select, around: _Around) -> Iterator[Trouble]:
        above = self._shape(node.of, around)
        shape = above.fields.get(node.field) if above else None
        if shape is None or not (shape.optional and shape.content):
            yield self._lint("condition-has-is-always-true", node, field=node.field)

    def _shape(self, node: Node | None, around: _Around) -> Shape | None:
        match node:
            case Name(name=name):
                return around.shapes.get(name)
            case Select(of=of, field=field, tested=False):
                above = self._shape(of, around)
                return above.fields.get(field) if above else None
            case Call(function="_[_]", arguments=(of, _)) if above := self._shape(of, around):
                return above.element
            case Call(function="_?_:_", arguments=(_, one, other)):
                return self._shape(one, around) or self._shape(other, around)
            case Fold():
                return self._listed(node, around)
            case _:
                return None

    def _listed(self, node: Fold, around: _Around) -> Shape | None:
        if node.kind == "filter":
            return self._shape(node.over, around)
        made = self._shape(node.body, self._inside(node, around)) if node.kind == "map" else None
        return replace(made, many=True) if made and not made.many else None

    def _type(self, node: Node | None) -> str:
        return "" if node is None else self.tree.types.get(node.id, "")

    def _at(self, node: Node) -> int:
        return _leftmost(node, self.tree.places)

    def _lint(self, code: str, node: Node, **facts: str | int) -> Trouble:
        return Trouble(code, self._at(node), dict(facts))


def _is_literal(node: Node) -> bool:
    return isinstance(node, Literally) or (
        isinstance(node, Name) and node.name.startswith(f"{PARAMS}.")
    )


def _leftmost(node: Node, places: Mapping[int, int]) -> int:
    """Return where a node begins: the engine points at its operator."""
    here = places[node.id]
    if isinstance(node, Fold):
        return min(here, _leftmost(node.over, places))
    return min([here, *(_leftmost(one, places) for one in children(node))])

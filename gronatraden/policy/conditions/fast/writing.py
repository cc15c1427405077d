"""A checked condition is written as Python: the same answer, or none.

What is written reads contents as they are, without making plain values of them first. It
covers what conditions mostly say; whatever it does not cover, and whatever goes wrong in
it, is left to the engine. Where the two could differ, it refuses:

- a whole number outside 64 bits, or divided by nothing, is an error there;
- only a truth is true: an empty field in its place is an error there;
- walks that together may exceed the engine's budget of steps are not begun.

A walk inside a walk that only looks for an equal (``nodes.exists(n, n.id == link.cause)``)
becomes a set that is made once, so that a join takes one look instead of a walk.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gronatraden.policy.conditions.functions import FUNCTIONS
from gronatraden.policy.conditions.paths import reads, steps_of
from gronatraden.policy.conditions.tree import (
    Call,
    Fold,
    Listing,
    Literally,
    Name,
    Select,
)
from gronatraden.policy.conditions.vocabulary import PARAMS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gronatraden.policy.conditions.tree import Node, Tree

_COMPARED = {"_<_": "<", "_<=_": "<=", "_>_": ">", "_>=_": ">="}
_WORKED_OUT = {"_+_": "plus", "_-_": "minus", "_*_": "times", "_/_": "over", "_%_": "rest"}
_OF_TEXTS = {"startsWith": "startswith", "endsWith": "endswith"}
_CERTAIN = frozenset({"_==_", "_!=_", "@in", "_&&_", "_||_", "!_", *_COMPARED, *FUNCTIONS})
"""What comes to a truth or fails, if it comes to a truth at all."""


class UncoveredError(Exception):
    """Something that is left to the engine."""


@dataclass(slots=True)
class Writer:
    """Writes one expression; keeps the sets that it needs made beforehand."""

    tree: Tree
    rooms: frozenset[str]
    """Names that hold objects by key, each of which may be absent."""
    sets: list[tuple[str, str]] = field(default_factory=list)
    """Each set as the list it is made of and what makes it."""

    def function(self) -> str:
        """Return the source of ``answer(it, params, moment)``.

        Raises:
            UncoveredError: When something in it is left to the engine.
        """
        answer = self._value(self.tree.root, {})
        made = [
            f"    s{n} = once(lambda: {one})" if self._late else f"    s{n} = {one}"
            for n, (_, one) in enumerate(self.sets)
        ]
        counted = ["    walked = Walked()"] if "walked.by(" in answer else []
        opening = "def answer(it, params, moment):"
        return "\n".join([opening, *counted, *made, f"    return {answer}"])

    @property
    def _late(self) -> bool:
        """Whether sets are made when asked for: what they are made of need not be there."""
        return any(read.tested for read in reads(self.tree.root))

    def _value(self, node: Node, names: Mapping[str, str]) -> str:
        match node:
            case Literally(value=value) if value is None or isinstance(value, str | int | float):
                return repr(value)
            case Name(name=name):
                return self._name(name, names)
            case Select():
                return self._select(node, names)
            case Listing(elements=elements):
                inside = "".join(f"{self._value(one, names)}, " for one in elements)
                return f"({inside})"
            case Call():
                return self._call(node, names)
            case Fold():
                return self._fold(node, names)
            case _:
                raise UncoveredError

    def _name(self, name: str, names: Mapping[str, str]) -> str:
        if name.startswith(f"{PARAMS}."):
            return f"params[{name.removeprefix(f'{PARAMS}.')!r}]"
        return names.get(name) or f"it[{name!r}]"

    def _select(self, node: Select, names: Mapping[str, str], *, as_is: bool = False) -> str:
        """Return what reads a field, made what the engine compares unless it is taken as it is."""
        of = self._value(node.of, names)
        if isinstance(node.of, Name) and node.of.name in self.rooms and node.of.name not in names:
            return f"({node.field!r} in {of})" if node.tested else f"{of}[{node.field!r}]"
        if not node.field.isidentifier():
            raise UncoveredError
        found = f"{of}.{node.field}"
        if node.tested:
            return f"({found} is not None)"
        makers = {"day": "as_day", "double": "as_number"}
        maker = None if as_is else makers.get(self._type(node))
        return found if maker is None else f"{maker}({found})"

    def _truth(self, node: Node, names: Mapping[str, str]) -> str:
        said = self._value(node, names)
        match node:
            case Fold() | Literally(value=True | False):
                certain = True
            case _:
                certain = isinstance(node, Call) and node.function in _CERTAIN
        return said if certain else f"truth({said})"

    def _call(self, node: Call, names: Mapping[str, str]) -> str:
        name, arguments = node.function, node.arguments
        if name in {"_&&_", "_||_"}:
            match name, arguments:
                case "_&&_", (Literally(value=True), other):
                    return self._truth(other, names)
            word = "and" if name == "_&&_" else "or"
            return f"({self._truth(arguments[0], names)} {word} {self._truth(arguments[1], names)})"
        if name == "!_":
            return f"(not {self._truth(arguments[0], names)})"
        if name == "_?_:_":
            asked = self._truth(arguments[0], names)
            yes, no = (self._value(one, names) for one in arguments[1:])
            return f"({yes} if {asked} else {no})"
        if name in {"_==_", "_!=_"}:
            return self._equal(node, names)
        return self._called(name, [self._value(one, names) for one in arguments])

    def _equal(self, node: Call, names: Mapping[str, str]) -> str:
        match node.arguments:
            case Select() as asked, Literally(value=None):
                one, other = self._select(asked, names, as_is=True), "None"
            case _:
                one, other = (self._value(argument, names) for argument in node.arguments)
        if "list" in {self._type(argument) for argument in node.arguments}:
            one, other = f"tuple({one})", f"tuple({other})"
        return f"({one} {'==' if node.function == '_==_' else '!='} {other})"

    def _called(self, name: str, said: list[str]) -> str:
        if name in _COMPARED:
            return f"({said[0]} {_COMPARED[name]} {said[1]})"
        if name == "@in":
            return f"({said[0]} in {said[1]})"
        if name in _OF_TEXTS:
            return f"{said[0]}.{_OF_TEXTS[name]}({said[1]})"
        if name in FUNCTIONS:
            return f"{name}(moment, {', '.join(said)})"
        known = {**_WORKED_OUT, "_[_]": "at", "size": "len", "contains": "contains"}
        known |= {"-_": "less", "double": "double", "duration": "duration"}
        if name not in known:
            raise UncoveredError
        return f"{known[name]}({', '.join(said)})"

    def _fold(self, node: Fold, names: Mapping[str, str]) -> str:
        found = self._looked_up(node, names) if node.kind == "exists" else None
        if found is not None:
            return found
        own = f"e{len(names)}"
        inner = {**names, node.name: own}
        before = len(self.sets)
        list_, asked, walks = node.over, node.where, 1
        match node:
            case Fold(kind="map", where=None, over=Fold(kind="filter") as kept) if (
                kept.name == node.name
            ):
                list_, asked, walks = kept.over, kept.where, 2
        where = "" if asked is None else f" if {self._truth(asked, inner)}"
        write = self._value if node.kind == "map" else self._truth
        body = own if node.body is None else write(node.body, inner)
        steps = "".join(f" + len({over})" for over, _ in self.sets[before:])
        over = f"walked.by({self._value(list_, names)}, {walks}{steps})"
        makers = {
            "all": f"all({body} for {own} in {over})",
            "exists": f"any({body} for {own} in {over})",
            "exists_one": f"(sum({body} for {own} in {over}) == 1)",
        }
        return makers.get(node.kind, f"[{body} for {own} in {over}{where}]")

    def _looked_up(self, node: Fold, names: Mapping[str, str]) -> str | None:
        """Return a look into a set, where a walk inside a walk looks for an equal."""
        match node.body:
            case Call(function="_==_", arguments=(one, other)):
                pass
            case _:
                return None
        if not names or steps_of(node.over, {}) is None or self._speaks_of(node.over, names):
            return None
        if self._speaks_of(other, {node.name: ""}):
            one, other = other, one
        own = {node.name: "e"}
        if self._speaks_of(other, own) or self._speaks_of(one, names):
            return None
        over = self._value(node.over, {})
        made = (over, f"frozenset([{self._value(one, own)} for e in {over}])")
        if made not in self.sets:
            self.sets.append(made)
        called = "()" if self._late else ""
        return f"({self._value(other, names)} in s{self.sets.index(made)}{called})"

    def _speaks_of(self, node: Node, names: Mapping[str, str]) -> bool:
        """Say whether an expression reads an element by any of some names."""
        return any(read.steps[0] in names for read in reads(node))

    def _type(self, node: Node) -> str:
        return self.tree.types.get(node.id, "")

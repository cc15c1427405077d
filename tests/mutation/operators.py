"""What may be broken: each place in a module where one small change can be made.

- ``compare``: a comparison is turned, or moved by one at its boundary.
- ``and-or``, ``not``, ``condition``: a condition is joined or turned the other way.
- ``constant``, ``arithmetic``, ``all-any``: a number, a truth or a calculation is another.
- ``return``: nothing is returned, or the opposite; ``yield``: nothing is yielded.
- ``statement``: a statement is left out; ``argument``: a named argument is.
- ``member``: one member of a literal list, tuple, set or dictionary is left out.
- ``sql``: a word of a rule that the database keeps is another.

Left alone are what no test should look at: annotations, docstrings, imports, exported
names, and texts but SQL. What a raised error says is left to the tests of errors.
"""

from __future__ import annotations

import ast
import copy
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Change = Callable[[], ast.AST | None]

_COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_REVERSED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr,
}
_SWAPPED = {"all": "any", "any": "all", "min": "max", "max": "min"}
_SQL = re.compile(r"\b(?:SELECT|EXISTS|NEW\.\w+)")
_IN_SQL = (
    (" = ", " <> "),
    (" <> ", " = "),
    (" AND ", " OR "),
    (" OR ", " AND "),
    ("NOT EXISTS", "EXISTS"),
    (" <= ", " < "),
    (" > ", " >= "),
    (" IS NULL", " IS NOT NULL"),
    (" NOT IN ", " IN "),
)
_FIELDS_LEFT_ALONE = {"annotation", "returns", "decorator_list", "type_params", "bases"}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change at one place."""

    module: str
    """Dotted name."""
    within: str
    """Qualified name of the function or class around it; empty at the top."""
    operator: str
    line: int
    before: str
    after: str
    number: int
    """Counts from 1 among those that read the same."""
    place: int
    """Where it comes among all of the module."""

    @property
    def id(self) -> str:
        """What it is called for as long as the code around it reads the same."""
        said = f"{self.module}:{self.within} {self.operator} {self.before} -> {self.after}"
        return said if self.number == 1 else f"{said} #{self.number}"


class _Site:
    """Where a change can be made: a field of a node, or one place of a list there."""

    def __init__(self, node: ast.AST, field: str, index: int | None) -> None:
        self.node, self.field, self.index = node, field, index

    def put(self, value: object) -> None:
        """Put something there."""
        if self.index is None:
            setattr(self.node, self.field, value)
        else:
            getattr(self.node, self.field)[self.index] = value


def mutants_of(module: str, source: str) -> list[Mutant]:
    """Return every mutant of a module, in the order of its source."""
    found: list[Mutant] = []
    times: dict[tuple[str, str, str, str], int] = {}
    for place, (within, operator, site, new) in enumerate(_changes(ast.parse(source))):
        old = _at(site)
        said = (within, operator, _text(old), _text(new))
        times[said] = times.get(said, 0) + 1
        line = getattr(old, "lineno", getattr(site.node, "lineno", 0))
        found.append(Mutant(module, *said[:2], line, *said[2:], times[said], place))
    return found


def mutated(source: str, place: int) -> ast.Module:
    """Return a module's tree with the change at one place made."""
    tree = ast.parse(source)
    for number, (_, _, site, new) in enumerate(_changes(tree)):
        if number == place:
            site.put(new)
            return ast.fix_missing_locations(tree)
    message = f"there is no mutant number {place}"
    raise LookupError(message)


def _at(site: _Site) -> ast.AST:
    held = getattr(site.node, site.field)
    found: ast.AST = held if site.index is None else held[site.index]
    return found


def _text(node: ast.AST | None) -> str:
    if isinstance(node, ast.cmpop | ast.operator | ast.boolop):
        return type(node).__name__
    return " ".join(ast.unparse(node).split())[:160] if node is not None else "nothing"


_Found = tuple[str, str, _Site, ast.AST]


def _changes(tree: ast.Module) -> Iterator[_Found]:
    """Yield each change; nothing is changed before all of them are known to the caller."""
    for field, index, child in _children(tree):
        yield from _below(_Site(tree, field, index), child, "")


def _children(node: ast.AST) -> Iterator[tuple[str, int | None, ast.AST]]:
    for field, value in ast.iter_fields(node):
        if field in _FIELDS_LEFT_ALONE:
            continue
        if isinstance(value, ast.AST):
            yield field, None, value
        elif isinstance(value, list):
            yield from ((field, i, v) for i, v in enumerate(value) if isinstance(v, ast.AST))


def _below(site: _Site, node: ast.AST, within: str) -> Iterator[_Found]:
    if _is_left_alone(node):
        return
    for operator, new in _here(site, node):
        yield within, operator, site, new
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        within = f"{within}.{node.name}" if within else node.name
    for field, index, child in _children(node):
        yield from _below(_Site(node, field, index), child, within)


def _is_left_alone(node: ast.AST) -> bool:
    if isinstance(node, ast.Import | ast.ImportFrom):
        return True
    if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
        return True
    if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
        return True
    if isinstance(node, ast.Assign) and ast.unparse(node.value).startswith(
        ("Literal[", "TypeVar(")
    ):
        return True
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _here(site: _Site, node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    for look in _LOOKS:
        yield from look(site, node)


def _conditions(site: _Site, node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        for other in _COMPARED[type(node.ops[0])]:
            yield "compare", _with(node, ops=[other()])
    if isinstance(node, ast.BoolOp):
        yield "and-or", _with(node, op=ast.And() if isinstance(node.op, ast.Or) else ast.Or())
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield "not", node.operand
    is_test = site.field in {"test", "ifs"}
    if is_test and isinstance(node, ast.expr) and not isinstance(node, ast.Compare | ast.UnaryOp):
        yield "condition", ast.UnaryOp(ast.Not(), copy.deepcopy(node))


def _values(site: _Site, node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield "constant", ast.Constant(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield from (("constant", ast.Constant(node.value + step)) for step in (1, -1))
    if isinstance(node, ast.BinOp) and type(node.op) in _REVERSED:
        yield "arithmetic", _with(node, op=_REVERSED[type(node.op)]())
    if isinstance(node, ast.Name) and node.id in _SWAPPED and site.field == "func":
        yield "all-any", ast.Name(_SWAPPED[node.id], ast.Load())


def _statements(site: _Site, node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    if isinstance(node, ast.Return) and node.value is not None:
        if not (isinstance(node.value, ast.Constant) and node.value.value in {None, False}):
            yield "return", ast.Return(ast.Constant(None))
        if isinstance(node.value, ast.Compare | ast.BoolOp | ast.Call) and _says_whether(site):
            yield "return", ast.Return(ast.UnaryOp(ast.Not(), copy.deepcopy(node.value)))
    if isinstance(node, ast.Expr):
        told = isinstance(node.value, ast.Yield | ast.YieldFrom)
        yield ("yield" if told else "statement"), _nothing(node.value)
    if isinstance(node, ast.Raise | ast.AugAssign | ast.Continue | ast.Break):
        yield "statement", ast.Pass()


def _parts(site: _Site, node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    if isinstance(node, ast.Call) and not _is_raised(site):
        for number, keyword in enumerate(node.keywords):
            if keyword.arg is not None:
                kept = [k for place, k in enumerate(node.keywords) if place != number]
                yield "argument", _with(node, keywords=kept)
    if (
        isinstance(node, ast.List | ast.Tuple | ast.Set)
        and isinstance(getattr(node, "ctx", ast.Load()), ast.Load)
        and len(node.elts) > 1
        and not isinstance(site.node, ast.Subscript)
    ):
        for number in range(len(node.elts)):
            yield "member", _with(node, elts=[e for i, e in enumerate(node.elts) if i != number])
    if isinstance(node, ast.Dict) and len(node.keys) > 1:
        for number in range(len(node.keys)):
            rest = [i for i in range(len(node.keys)) if i != number]
            keys, values = [node.keys[i] for i in rest], [node.values[i] for i in rest]
            yield "member", _with(node, keys=keys, values=values)


def _sql(_: _Site, node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and _SQL.search(node.value):
        for old, new in _IN_SQL:
            for found in re.finditer(re.escape(old), node.value):
                text = node.value[: found.start()] + new + node.value[found.end() :]
                yield "sql", ast.Constant(text)


_LOOKS = (_conditions, _values, _statements, _parts, _sql)


def _with(node: ast.AST, **fields: object) -> ast.AST:
    """Return a copy of a node with some fields changed."""
    new = copy.copy(node)
    for name, value in fields.items():
        setattr(new, name, value)
    return new


def _nothing(value: ast.expr) -> ast.stmt:
    """Return what does nothing, and leaves a generator a generator."""
    if isinstance(value, ast.Yield | ast.YieldFrom):
        empty: ast.expr = ast.Tuple([], ast.Load())
        return ast.Expr(ast.YieldFrom(empty))
    return ast.Pass()


def _says_whether(site: _Site) -> bool:
    return isinstance(site.node, ast.FunctionDef) and (
        isinstance(site.node.returns, ast.Name) and site.node.returns.id == "bool"
    )


def _is_raised(site: _Site) -> bool:
    return isinstance(site.node, ast.Raise)

"""What the source says, read as syntax: codes that need words, and sizes that have limits."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "gronatraden"
FLOWS = ROOT / "flows"
TESTS = ROOT / "tests"


def modules(*folders: Path) -> list[Path]:
    """Return every Python file below some folders, in the order of their paths."""
    return sorted(path for folder in folders for path in folder.rglob("*.py"))


@cache
def tree_of(path: Path) -> ast.Module:
    """Return a file's syntax tree."""
    return ast.parse(path.read_text("utf-8"), filename=str(path))


@cache
def functions(path: Path) -> tuple[ast.FunctionDef | ast.AsyncFunctionDef, ...]:
    """Return every function of a file, methods and inner ones included."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return tuple(node for node in ast.walk(tree_of(path)) if isinstance(node, kinds))


def codes(path: Path, *names: str) -> set[str]:
    """Return the codes that calls by these names begin with, as regular expressions.

    A code is a literal, a choice between literals, a variable that the same function gives
    literals, or an f-string whose unknown parts may be any words. A function that takes its
    code as a parameter is passed over: whoever calls it has to be among the names.

    Raises:
        ValueError: When a code cannot be read off the source.
    """
    found: dict[int, set[str]] = {}
    for around in functions(path):
        parameters = {argument.arg for argument in around.args.args}
        for node in ast.walk(around):
            if isinstance(node, ast.Call) and _called(node) in names and node.args:
                code = node.args[0]
                if not (isinstance(code, ast.Name) and code.id in parameters):
                    found.setdefault(node.lineno, set()).update(_patterns(code, around))
    unread = [f"{path.name}:{line}" for line, patterns in found.items() if not patterns]
    if unread:
        message = f"codes that no one can read: {unread}"
        raise ValueError(message)
    return set().union(*found.values())


def _called(call: ast.Call) -> str:
    function = call.func
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _patterns(code: ast.expr, around: ast.AST) -> Iterator[str]:
    if isinstance(code, ast.Constant) and isinstance(code.value, str):
        yield re.escape(code.value)
    elif isinstance(code, ast.IfExp):
        yield from _patterns(code.body, around)
        yield from _patterns(code.orelse, around)
    elif isinstance(code, ast.JoinedStr):
        yield "".join(
            re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z-]+"
            for part in code.values
        )
    elif isinstance(code, ast.Name):
        for node in ast.walk(around):
            if isinstance(node, ast.Assign) and any(
                isinstance(t, ast.Name) and t.id == code.id for t in node.targets
            ):
                yield from _patterns(node.value, around)

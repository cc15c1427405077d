from __future__ import annotations

import ast
from pathlib import Path

from tests.house.source import FLOWS, PACKAGE, ROOT, TESTS, functions, modules, tree_of

MODULE, FUNCTION, TEST, PARAMETERS, CHILDREN = 300, 40, 25, 5, 12
"""Lines, lines without docstring, lines, in place, files of a sub-package."""

CROWDED = {
    "gronatraden": 26,  # the method's words, then the world's; ADR 0002
    "gronatraden/cli": 36,  # one noun per file, beside what all commands share
    "gronatraden/services": 39,  # one act per file: the folder is the list of what can be done
    "gronatraden/gates": 13,  # what is judged, decided, changed and explained, one word per file
    "gronatraden/exports": 14,  # one file or folder per artefact
    "gronatraden/store": 18,  # one kind of row per file
    "gronatraden/exports/svg": 16,  # one shape per file, and what shapes stand on
}
"""Folders that hold more than twelve, and why; each number only ever falls."""

OURS = [path.relative_to(ROOT).as_posix() for path in modules(PACKAGE, FLOWS)]
TESTED = [path.relative_to(ROOT).as_posix() for path in modules(TESTS)]
FOLDERS = sorted({Path(name).parent.as_posix() for name in OURS})


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return how many lines a function takes, its docstring left out."""
    docstring = ast.get_docstring(function, clean=False) or ""
    whole = (function.end_lineno or function.lineno) - function.lineno + 1
    return whole - len(docstring.splitlines())


def children(folder: str) -> set[str]:
    """Return the modules and packages of a folder."""
    inside = (ROOT / folder).iterdir()
    return {
        path.stem
        for path in inside
        if (path.suffix == ".py" and path.stem != "__init__") or (path / "__init__.py").exists()
    }


def sizes() -> dict[str, int]:
    """Return how many lines each module of ours has."""
    return {name: len((ROOT / name).read_text("utf-8").splitlines()) for name in OURS}


def each(names: list[str]) -> list[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    """Return every function of some files, by where it stands."""
    return [(f"{name}:{f.lineno} {f.name}", f) for name in names for f in functions(ROOT / name)]


def patches(name: str) -> set[str]:
    """Return what a test's file imports and calls to put something in the place of ours."""
    tree = tree_of(ROOT / name)
    imported = {
        (node.module or "") if isinstance(node, ast.ImportFrom) else alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    set_on = {
        ast.unparse(node.func)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and getattr(node.func, "attr", "") == "setattr"
        and ast.unparse(node.func).endswith("monkeypatch.setattr")
    }
    return {m for m in imported if "mock" in m} | set_on


def test_a_module_can_be_read_in_one_sitting() -> None:
    assert {name: lines for name, lines in sizes().items() if lines > MODULE} == {}


def test_a_function_fits_on_a_page() -> None:
    assert {place: length(f) for place, f in each(OURS) if length(f) > FUNCTION} == {}


def test_a_function_takes_few_things_in_place() -> None:
    assert [place for place, f in each(OURS) if len(f.args.args) > PARAMETERS] == []


def test_a_test_is_short() -> None:
    tests = [(place, f) for place, f in each(TESTED) if f.name.startswith("test_")]

    assert {place: length(f) for place, f in tests if length(f) > TEST} == {}


def test_a_folder_holds_few_things() -> None:
    held = {folder: len(children(folder)) for folder in FOLDERS}

    assert {f: n for f, n in held.items() if n > CROWDED.get(f, CHILDREN)} == {}


def test_a_package_opens_with_words_and_names() -> None:
    allowed = (ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign, ast.Expr)
    packages = {name: tree_of(ROOT / name).body for name in OURS if name.endswith("/__init__.py")}

    assert [
        f"{name}:{node.lineno}"
        for name, body in packages.items()
        for node in body
        if not isinstance(node, allowed)
    ] == []


def test_nothing_of_our_own_is_patched() -> None:
    assert {name: found for name in TESTED if (found := patches(name))} == {}

from __future__ import annotations

import ast
from pathlib import Path

import pytest

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


@pytest.mark.parametrize("name", OURS)
def test_a_module_can_be_read_in_one_sitting(name: str) -> None:
    assert len((ROOT / name).read_text("utf-8").splitlines()) <= MODULE


@pytest.mark.parametrize("name", OURS)
def test_a_function_fits_on_a_page(name: str) -> None:
    long = {f.name: length(f) for f in functions(ROOT / name) if length(f) > FUNCTION}

    assert long == {}


@pytest.mark.parametrize("name", OURS)
def test_a_function_takes_few_things_in_place(name: str) -> None:
    many = [f.name for f in functions(ROOT / name) if len(f.args.args) > PARAMETERS]

    assert many == []


@pytest.mark.parametrize("name", TESTED)
def test_a_test_is_short(name: str) -> None:
    long = {
        f.name: length(f)
        for f in functions(ROOT / name)
        if f.name.startswith("test_") and length(f) > TEST
    }

    assert long == {}


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_folder_holds_few_things(folder: str) -> None:
    assert len(children(folder)) <= CROWDED.get(folder, CHILDREN)


@pytest.mark.parametrize("name", [n for n in OURS if n.endswith("/__init__.py")])
def test_a_package_opens_with_words_and_names(name: str) -> None:
    allowed = (ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign, ast.Expr)

    code = [node for node in tree_of(ROOT / name).body if not isinstance(node, allowed)]

    assert code == []


@pytest.mark.parametrize("name", TESTED)
def test_nothing_of_our_own_is_patched(name: str) -> None:
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
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("monkeypatch.setattr")
    }

    assert {m for m in imported if "mock" in m} | set_on == set()

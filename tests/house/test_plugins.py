"""A plugin needs nothing but the names its guide lists, and costs nothing where none is."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from tests.house.source import PACKAGE, ROOT, TESTS, modules, tree_of

GUIDE = (ROOT / "docs" / "plugins.md").read_text("utf-8")
LISTED = {
    f"{module}.{name}"
    for module, names in re.findall(r"^\| `(gronatraden[\w.]*)` \| (`.+`) \|$", GUIDE, re.MULTILINE)
    for name in re.findall(r"`(\w+)`", names)
}
EXAMPLE = TESTS / "plugins" / "sustainability-assurance"
SOURCES = modules(EXAMPLE / "sustainability_assurance")


def imported(path: Path) -> set[str]:
    """Return every name of gronatraden's that a file imports, with its module."""
    nodes = list(ast.walk(tree_of(path)))
    plain = {a.name for n in nodes if isinstance(n, ast.Import) for a in n.names}
    named = {
        f"{node.module}.{alias.name}"
        for node in nodes
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    return {name for name in plain | named if name.partition(".")[0] == "gronatraden"}


@pytest.mark.parametrize("path", SOURCES, ids=[p.relative_to(EXAMPLE).as_posix() for p in SOURCES])
def test_the_example_imports_public_names_alone(path: Path) -> None:
    assert imported(path) <= LISTED


def test_the_example_imports_something() -> None:
    assert set().union(*map(imported, SOURCES)) & LISTED


@pytest.mark.parametrize("name", sorted(LISTED))
def test_a_public_name_is_there(name: str) -> None:
    module, _, last = name.rpartition(".")

    assert hasattr(import_module(module), last)


def test_a_name_that_is_not_listed_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "curious.py"
    file.write_text("from gronatraden.store.engine import Store\n", "utf-8")

    assert imported(file) - LISTED == {"gronatraden.store.engine.Store"}


def test_nothing_here_knows_of_the_example() -> None:
    knowing = [p for p in modules(PACKAGE) if "sustainability" in p.read_text("utf-8")]

    assert knowing == []


def test_where_nothing_is_let_in_nothing_is_looked_for() -> None:
    code = (
        "import sys; from gronatraden.cli.app import run; run(['gate', 'check', 'x', 'y']);"
        "print(sorted(m for m in sys.modules if m.startswith('gronatraden.wiring')))"
    )

    done = subprocess.run(  # noqa: S603 - our own interpreter, our own words
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert done.stdout.splitlines()[-1] == "['gronatraden.wiring', 'gronatraden.wiring.parts']"


def test_the_guides_commands_run(tmp_path: Path) -> None:
    """Pip installs the example as it would anybody's package, in a folder of its own."""
    (commands,) = re.findall(r"^```sh\n(.*?)^```", GUIDE, re.MULTILINE | re.DOTALL)
    (tmp_path / "tests").symlink_to(TESTS)
    here = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    around = os.environ | {"PATH": here, "GRONATRADEN_DATABASE_URL": str(tmp_path / "x.db")}

    done = subprocess.run(  # noqa: S603 - the guide's own commands
        ["bash", "-euc", commands],  # noqa: S607 - the shell a reader has
        cwd=tmp_path,
        env=around,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert "tool: sustainability_assurance" in done.stdout

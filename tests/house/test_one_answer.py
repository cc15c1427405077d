"""What a waiver is worth is said in one place."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from tests.house.source import FLOWS, PACKAGE, ROOT, modules, tree_of

if TYPE_CHECKING:
    from pathlib import Path

TELLS = {"expires_on", "approved_at", "revoked_at"}
"""What of a waiver could be taken for whether it holds."""
SAYS = "gronatraden/gates/holding/waivers.py"
"""The place."""
SHOWS = {
    "gronatraden/exports/holding/waiver_json.py": TELLS,
    "gronatraden/exports/outline/parts/changes.py": {"expires_on", "approved_at"},
    "gronatraden/exports/minutes/grounds.py": {"expires_on"},
    "gronatraden/store/gates/holding.py": {"approved_at", "revoked_at"},
    "gronatraden/gates/explain/waiting.py": {"expires_on"},
    "gronatraden/services/holding/waive.py": {"expires_on"},
    "gronatraden/services/holding/approve_waiver.py": {"expires_on"},
    "gronatraden/services/portfolio/deadlines.py": {"expires_on"},
}
"""Who reads the rows, writes a day out, or compares what is asked with what was; and which."""


def looked_at(path: Path) -> set[str]:
    """Return which of these a file looks at."""
    nodes = ast.walk(tree_of(path))
    return {node.attr for node in nodes if isinstance(node, ast.Attribute)} & TELLS


def test_nobody_else_says_whether_a_waiver_holds() -> None:
    names = [path.relative_to(ROOT).as_posix() for path in modules(PACKAGE, FLOWS)]
    found = {name: looked_at(ROOT / name) - SHOWS.get(name, set()) for name in names}

    assert {name: tells for name, tells in found.items() if tells and name != SAYS} == {}


def test_a_place_that_would_say_it_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "rule.py"
    file.write_text("held = waiver.approved_at and not waiver.revoked_at", "utf-8")

    assert looked_at(file) == {"approved_at", "revoked_at"}


@pytest.mark.parametrize("name", SHOWS)
def test_who_shows_a_day_asks_for_no_other(name: str) -> None:
    assert looked_at(ROOT / name) == SHOWS[name]


@pytest.mark.parametrize("path", sorted((PACKAGE / "exports" / "templates").rglob("*.html")))
def test_no_page_says_whether_a_waiver_holds(path: Path) -> None:
    page = path.read_text("utf-8")

    assert [tell for tell in ("approved_at", "revoked_at") if f"waiver.{tell}" in page] == []

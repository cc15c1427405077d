from __future__ import annotations

import pytest

from gronatraden.tools import TOOLS, Tool
from tests.house.source import PACKAGE, ROOT, TESTS
from tests.policy.shipped import FULL, SIMPLE

NAMES = [tool.name for tool in TOOLS]
CALLED = {
    requirement.check.partition(".")[0]
    for policy in (FULL, SIMPLE)
    for gate in policy.gates.values()
    for requirement in gate.requires
}
PLACES = {
    "the room": PACKAGE / "tools" / "{}",
    "the Swedish words": PACKAGE / "text" / "sv" / "tools" / "{}.toml",
    "the English words": PACKAGE / "text" / "en" / "tools" / "{}.toml",
    "the example": TESTS / "builders" / "{}.py",
    "the tests": TESTS / "tools" / "test_{}.py",
}
"""Where a tool lives, besides the policies that call its checks."""


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("tool", NAMES)
def test_a_tool_has_its_place(tool: str, place: str) -> None:
    path = ROOT / str(PLACES[place]).format(tool)

    assert path.exists(), f"{tool} has no place for {place}: {path}"


@pytest.mark.parametrize("tool", NAMES)
def test_a_policy_asks_for_the_tool(tool: str) -> None:
    assert tool in CALLED


def test_every_room_is_a_tool() -> None:
    folders = {p.name for p in (PACKAGE / "tools").iterdir() if (p / "__init__.py").exists()}

    assert folders == set(NAMES)


@pytest.mark.parametrize("tool", TOOLS, ids=NAMES)
def test_an_empty_tool_can_be_drawn(tool: Tool) -> None:
    drawn = tool.draw(tool.content())

    assert drawn.table.headings

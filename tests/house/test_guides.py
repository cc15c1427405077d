"""The guides by role: every command in them is run, each guide from the practice house."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.house import tour
from tests.house.source import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GUIDES = ROOT / "docs" / "guides"
START = (GUIDES / "README.md").read_text("utf-8")
PAGES = {
    path.stem: path.read_text("utf-8")
    for path in sorted(GUIDES.glob("*.md"))
    if path.name != "README.md"
}
AROUND = tour.surroundings(START)
COMMANDS = [
    pytest.param(page, place, step, id=f"{page} {name}")
    for page, text in PAGES.items()
    for name, place, step in tour.named(text)
]
ROLES = {
    "project-manager",
    "steering-group",
    "programme-office",
    "policy-author",
    "auditor",
    "operator",
}
MOST_COMMANDS = 36


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[int]]:
    """Furnish the practice house once."""
    folder = tmp_path_factory.mktemp("practice")
    return folder, tour.walk(START, folder, around=AROUND)


@pytest.fixture(scope="module")
def followed(
    practice: tuple[Path, list[int]], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], list[int]]:
    """Return what follows a guide in a copy of the practice house, each guide once."""
    done: dict[str, list[int]] = {}

    def follow(page: str) -> list[int]:
        if page not in done:
            folder = tmp_path_factory.mktemp(page) / "house"
            shutil.copytree(practice[0], folder, symlinks=True)
            done[page] = tour.walk(PAGES[page], folder, around=AROUND)
        return done[page]

    return follow


@pytest.mark.parametrize(
    ("place", "step"),
    [pytest.param(place, step, id=name) for name, place, step in tour.named(START)],
)
def test_the_practice_house_is_furnished_as_stated(
    practice: tuple[Path, list[int]], place: int, step: tour.Step
) -> None:
    assert practice[1][place] == step.expected


@pytest.mark.parametrize(("page", "place", "step"), COMMANDS)
def test_a_command_of_a_guide_exits_as_stated(
    followed: Callable[[str], list[int]], page: str, place: int, step: tour.Step
) -> None:
    assert followed(page)[place] == step.expected


def test_every_role_has_its_guide() -> None:
    assert PAGES.keys() == ROLES


@pytest.mark.parametrize("page", sorted(ROLES))
def test_a_guide_is_short_enough_to_follow(page: str) -> None:
    assert 0 < len(tour.steps(PAGES[page])) <= MOST_COMMANDS


@pytest.mark.parametrize("page", sorted(ROLES))
def test_the_first_page_leads_to_the_guide(page: str) -> None:
    assert f"]({page}.md)" in START


def test_a_command_that_does_not_work_is_seen(tmp_path: Path) -> None:
    page = "```sh\ngronatraden gate open cykla\n```"

    assert tour.walk(page, tmp_path, around=AROUND) == [2]

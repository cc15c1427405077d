from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click
import pytest

from gronatraden.cli.app import NOUNS, root
from tests.house import tour
from tests.house.source import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

README = (ROOT / "README.md").read_text("utf-8")
TOUR = README.partition("## Five minutes")[2].partition("\n## ")[0]
MOST_COMMANDS = 20


def commands() -> Iterator[str]:
    """Yield every command there is, as it is typed."""
    context = click.Context(root, info_name="gronatraden")
    for noun in NOUNS:
        command = root.get_command(context, noun)
        verbs = list(command.commands) if isinstance(command, click.Group) else [""]
        yield from (f"{noun} {verb}".strip() for verb in verbs)


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> list[int]:
    """Take the whole tour once, in a folder of its own."""
    folder = tmp_path_factory.mktemp("tour")
    return tour.walk(TOUR, folder, around=tour.surroundings(TOUR))


@pytest.mark.parametrize(
    ("place", "step"),
    [pytest.param(place, step, id=name) for name, place, step in tour.named(TOUR)],
)
def test_a_command_of_the_tour_exits_as_stated(
    walked: list[int], place: int, step: tour.Step
) -> None:
    assert walked[place] == step.expected


def test_the_tour_fits_in_five_minutes() -> None:
    assert 0 < len(tour.steps(TOUR)) <= MOST_COMMANDS


def test_the_tour_shows_a_closed_gate_and_a_refusal() -> None:
    assert {0, 3, 5} <= {step.expected for step in tour.steps(TOUR)}


@pytest.mark.parametrize("command", list(commands()))
def test_a_command_has_a_line_in_the_readme(command: str) -> None:
    assert re.search(rf"\b{command}\b", README)

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING, NamedTuple

import click
import pytest

from gronatraden.cli.app import NOUNS, root, run
from tests.house.source import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

README = (ROOT / "README.md").read_text("utf-8")
TOUR = README.partition("## Five minutes")[2].partition("\n## ")[0]
LINES = [
    line for block in re.findall(r"```sh\n(.*?)```", TOUR, re.DOTALL) for line in block.splitlines()
]
MOST_COMMANDS = 20

_EXIT = re.compile(r"# exit (\d+)")


class Step(NamedTuple):
    """One command of the tour."""

    said: str
    arguments: list[str]
    """What follows the program's name."""
    expected: int
    """The exit code that the README states; 0 where it states none."""


def steps() -> list[Step]:
    """Return the tour's commands in their order."""
    found = [line for line in LINES if line.startswith("gronatraden ")]
    return [
        Step(
            line,
            shlex.split(line, comments=True)[1:],
            int(stated[1]) if (stated := _EXIT.search(line)) else 0,
        )
        for line in found
    ]


def surroundings() -> dict[str, str]:
    """Return what the tour's ``export`` sets for us."""
    exported = [w for line in LINES if line.startswith("export ") for w in shlex.split(line)[1:]]
    return dict(w.split("=", 1) for w in exported if w.startswith("GRONATRADEN_"))


def commands() -> Iterator[str]:
    """Yield every command there is, as it is typed."""
    context = click.Context(root, info_name="gronatraden")
    for noun in NOUNS:
        command = root.get_command(context, noun)
        verbs = list(command.commands) if isinstance(command, click.Group) else [""]
        yield from (f"{noun} {verb}".strip() for verb in verbs)


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, int]:
    """Take the whole tour once, in a folder of its own; exit codes by command."""
    folder = tmp_path_factory.mktemp("tour")
    (folder / "gronatraden").symlink_to(ROOT / "gronatraden")
    with pytest.MonkeyPatch.context() as around:
        around.chdir(folder)
        for name, value in surroundings().items():
            around.setenv(name, value)
        return {step.said: run(step.arguments) for step in steps()}


@pytest.mark.parametrize(
    "step",
    [pytest.param(s, id=f"{n} {' '.join(s.arguments[:2])}") for n, s in enumerate(steps(), 1)],
)
def test_a_command_of_the_tour_exits_as_stated(walked: dict[str, int], step: Step) -> None:
    assert walked[step.said] == step.expected


def test_the_tour_fits_in_five_minutes() -> None:
    assert 0 < len(steps()) <= MOST_COMMANDS


def test_the_tour_shows_a_closed_gate_and_a_refusal() -> None:
    assert {0, 3, 5} <= {step.expected for step in steps()}


@pytest.mark.parametrize("command", list(commands()))
def test_a_command_has_a_line_in_the_readme(command: str) -> None:
    assert re.search(rf"\b{command}\b", README)

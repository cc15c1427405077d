"""Pages that people follow command by command, followed by a test.

Every line of a page's ``sh`` blocks that begins with ``gronatraden`` is run, in the order it
stands; a comment ``# exit N`` says how it ends, and where it says nothing it ends well.
"""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING, NamedTuple

import pytest

from gronatraden.cli.app import run
from tests.house.source import ROOT

if TYPE_CHECKING:
    from pathlib import Path

_BLOCK = re.compile(r"```sh\n(.*?)```", re.DOTALL)
_EXIT = re.compile(r"# exit (\d+)")


class Step(NamedTuple):
    """One command of a page."""

    said: str
    arguments: list[str]
    """What follows the program's name."""
    expected: int
    """The exit code that the page states; 0 where it states none."""


def lines(text: str) -> list[str]:
    """Return every line of a text's ``sh`` blocks."""
    return [line for block in _BLOCK.findall(text) for line in block.splitlines()]


def steps(text: str) -> list[Step]:
    """Return the commands of a text in their order."""
    found = [line for line in lines(text) if line.startswith("gronatraden ")]
    return [
        Step(
            line,
            shlex.split(line, comments=True)[1:],
            int(stated[1]) if (stated := _EXIT.search(line)) else 0,
        )
        for line in found
    ]


def surroundings(text: str) -> dict[str, str]:
    """Return what a text's ``export`` sets for us."""
    exported = [w for x in lines(text) if x.startswith("export ") for w in shlex.split(x)[1:]]
    return dict(w.split("=", 1) for w in exported if w.startswith("GRONATRADEN_"))


def walk(text: str, folder: Path, *, around: dict[str, str]) -> list[int]:
    """Follow a text in a folder of its own; return the exit code of every command, in order."""
    for shipped in ("gronatraden", "policies"):
        if not (folder / shipped).exists():
            (folder / shipped).symlink_to(ROOT / shipped)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        for name, value in around.items():
            patch.setenv(name, value)
        return [run(step.arguments) for step in steps(text)]


def named(text: str) -> list[tuple[str, int, Step]]:
    """Return each command of a text as (name for who reads the tests, place, command)."""
    return [
        (f"{place + 1} {' '.join(step.arguments[:2])}", place, step)
        for place, step in enumerate(steps(text))
    ]

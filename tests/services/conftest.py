"""Lives for this folder's tests; the whole log of each is verified when its test is over."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

from gronatraden.store.verify import verify
from tests.services.dump import dump
from tests.services.simulator import ProjectSimulator, a_life, memory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Live = Callable[[str], ProjectSimulator]


def check_log(life: ProjectSimulator) -> None:
    """Hold every row of a life against its log."""
    found = verify(life.store)

    assert (found.problems, found.verified) == ((), True)


@pytest.fixture(scope="session")
def houses() -> Iterator[Path]:
    """Return where lives are lived, one after the other in the same few folders."""
    with TemporaryDirectory(dir=memory()) as folder:
        yield Path(folder)


@pytest.fixture
def live(houses: Path, request: pytest.FixtureRequest) -> Iterator[Live]:
    """Return what begins a life after a stage; a test's lives have a folder each."""
    lives: list[ProjectSimulator] = []

    def begin(after: str) -> ProjectSimulator:
        lives.append(a_life(houses / str(len(lives)), after=after))
        return lives[-1]

    yield begin
    folder = request.config.getoption("--dump")
    for number, life in enumerate(lives):
        try:
            check_log(life)
            if folder:
                name = re.sub(r"\W+", "-", request.node.name).strip("-")
                dump(life, Path(folder) / f"{name}-{number}")
        finally:
            life.close()


@pytest.fixture
def opened(live: Live) -> ProjectSimulator:
    """Return ``cykla`` with nothing but its title, in a furnished house."""
    return live("opened")


@pytest.fixture
def filled(live: Live) -> ProjectSimulator:
    """Return ``cykla`` when its start is ready to be asked for."""
    return live("filled")


@pytest.fixture
def measured(live: Live) -> ProjectSimulator:
    """Return ``cykla`` when its first checkpoint is ready to be asked for."""
    return live("measured")

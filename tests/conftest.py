"""What holds for every test: its own surroundings, no network, no clock on hypothesis."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.builders.store import ON_SERVER, OURS_ON_SERVER, drop_from_server

if TYPE_CHECKING:
    from collections.abc import Iterator

# A slow machine is no failure; CI repeats the same examples, so that red means changed.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

_network = {"allowed": True}


def _refuse_the_network(event: str, arguments: tuple[object, ...]) -> None:
    """Raise when a test without the mark ``prefect`` calls somebody."""
    if event == "socket.connect" and not _network["allowed"]:
        message = f"a test called {arguments[1]!r}; only tests marked prefect may"
        raise RuntimeError(message)


sys.addaudithook(_refuse_the_network)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a person look at what the simulated projects leave behind."""
    parser.addoption("--dump", metavar="FOLDER", help="write every version, verdict and event here")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests with a Prefect server last.

    Once it is there, threads of Prefect's run until the end, and what they draw from
    `random` looks to hypothesis like a strategy that cannot be repeated.
    """
    items.sort(key=lambda item: item.get_closest_marker("prefect") is not None)


@pytest.fixture(autouse=True)
def _no_network(request: pytest.FixtureRequest) -> Iterator[None]:
    _network["allowed"] = request.node.get_closest_marker("prefect") is not None
    yield
    _network["allowed"] = True


@pytest.fixture(scope="session", autouse=True)
def _own_surroundings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep the settings and the data of whoever runs the tests out of them."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as surroundings:
        for name in list(os.environ):
            if name.startswith("GRONATRADEN_") and not name.startswith("GRONATRADEN_TEST_"):
                surroundings.delenv(name)
        surroundings.setenv("XDG_DATA_HOME", str(home / "data"))
        surroundings.setenv("XDG_CONFIG_HOME", str(home / "config"))
        yield


@pytest.fixture(scope="session", autouse=True)
def _nothing_is_left_on_the_server() -> Iterator[None]:
    """Remove the databases that lives were lived in."""
    yield
    if ON_SERVER:
        drop_from_server(OURS_ON_SERVER)

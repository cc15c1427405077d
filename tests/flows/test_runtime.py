"""A temporary server comes when it is needed and leaves when its starter does."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from flows.runtime import TemporaryServer
from gronatraden.errors import FlowServerError

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.prefect

_STARTER = """
import time
from flows.runtime import TemporaryServer
with TemporaryServer() as server:
    print(server.url, flush=True)
    time.sleep(60)
"""

_VISITOR = """
from flows.runtime import quiet_prefect
from gronatraden.errors import FlowServerError
try:
    with quiet_prefect():
        raise SystemExit("let in")
except FlowServerError as error:
    print(error.code, error.facts["reason"].split(": ")[0], end="")
"""


@pytest.fixture(autouse=True)
def _no_other_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PREFECT_API_URL", raising=False)


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGKILL], ids=["ctrl-c", "kill -9"])
def test_a_server_leaves_with_its_starter(tmp_path: Path, end: signal.Signals) -> None:
    with subprocess.Popen(  # noqa: S603 - our own interpreter, our own words
        [sys.executable, "-c", _STARTER],
        env=os.environ | {"TMPDIR": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as starter:
        assert starter.stdout
        starter.stdout.readline()
        assert list(tmp_path.iterdir())
        starter.send_signal(end)

    assert _emptied(tmp_path)


def test_a_server_that_is_not_ready_leaves_at_once() -> None:
    started = time.perf_counter()
    with TemporaryServer() as server:
        assert server.running

    assert not server.running
    assert time.perf_counter() - started < 1


def test_a_server_that_cannot_start_says_why() -> None:
    no_database = {
        "PREFECT_SERVER_DATABASE_CONNECTION_URL": "sqlite+aiosqlite:////nowhere/prefect.db",
        "PREFECT_API_DATABASE_MIGRATE_ON_START": "true",
    }

    with TemporaryServer(**no_database) as server, pytest.raises(FlowServerError) as caught:
        _ = server.url

    assert "unable to open database file" in str(caught.value.facts["reason"])


def test_another_server_makes_ours_superfluous(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:4200/api")

    with TemporaryServer() as server:
        assert not server.running


def test_a_server_that_does_not_answer_is_told_at_once(tmp_path: Path) -> None:
    tried = subprocess.run(  # noqa: S603 - our own interpreter, our own words
        [sys.executable, "-c", _VISITOR],
        env=os.environ | {"PREFECT_API_URL": "http://127.0.0.1:1/api", "HOME": str(tmp_path)},
        check=True,
        capture_output=True,
    )

    assert tried.stdout == b"flow-server http://127.0.0.1:1/api"
    assert tried.stderr == b""


def _emptied(directory: Path) -> bool:
    """Wait until the directory is empty, ten seconds at most."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        if not list(directory.iterdir()):
            return True
        time.sleep(0.05)
    return False

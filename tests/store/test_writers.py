from __future__ import annotations

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import islice, takewhile
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from gronatraden.errors import UnavailableError
from gronatraden.store.backends.flock import one_at_a_time
from gronatraden.store.engine import Store
from gronatraden.store.tables import person
from gronatraden.store.verify import verify
from tests.builders.store import add_person

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WRITERS, ACTS = 6, 25


def start(url: str, name: str, count: int, *stop: str) -> subprocess.Popen[str]:
    """Start a writer in a process of its own."""
    command = [sys.executable, "-m", "tests.store.writer", url, name, str(count), *stop]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603 - ours


def lines_of(writer: subprocess.Popen[str]) -> Iterator[str]:
    """Yield what a writer says, as it says it."""
    return iter(writer.stdout or ())


def kill_when_ready(writer: subprocess.Popen[str]) -> list[str]:
    """Kill a writer the moment it says it is ready; return what it said before."""
    said = list(takewhile(lambda line: line != "ready\n", lines_of(writer)))
    writer.kill()
    writer.communicate()
    return said


def kill_after(writer: subprocess.Popen[str], acts: int) -> int:
    """Kill a writer some time after a number of acts; return how many it said were done."""
    lines = list(islice(lines_of(writer), acts))
    writer.kill()
    rest, _ = writer.communicate()
    return len(lines) + rest.count("\n")


def finish(writer: subprocess.Popen[str]) -> int:
    """Wait for a writer; return how many acts it did."""
    said, _ = writer.communicate(timeout=120)
    return said.count("\n")


def people_in(url: str) -> int:
    """Return how many people there are, where the log verifies; else less than none."""
    with Store.open(url) as store, store.read() as r:
        return len(r.all(select(person.c.id))) if verify(store).verified else -1


def act_in_threads(store: Store, threads: int, acts: int) -> None:
    """Let threads share a store and act at the same time."""
    handles = [f"{thread}-{number}" for number in range(acts) for thread in range(threads)]
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(lambda handle: add_person(store, handle), handles))


def lose_patience(database: Path) -> str:
    """Wait a very short time for a lock that somebody holds; return why it was not to be had."""
    with (
        one_at_a_time(database, patience=1),
        pytest.raises(UnavailableError) as refused,
        one_at_a_time(database, patience=0.05),
    ):
        pass
    return str(refused.value.facts["reason"])


def test_no_writer_starves(url: str) -> None:
    writers = [start(url, f"w{number}", ACTS) for number in range(WRITERS)]

    done = [finish(writer) for writer in writers]

    assert (done, people_in(url)) == ([ACTS] * WRITERS, ACTS * WRITERS)


def test_threads_share_a_store(store: Store, url: str) -> None:
    act_in_threads(store, 4, ACTS)

    assert people_in(url) == 4 * ACTS


def test_a_writer_killed_before_its_commit_has_done_nothing(url: str) -> None:
    said = kill_when_ready(start(url, "w", 3, "stop-before"))

    assert (len(said), people_in(url)) == (3, 3)


def test_a_writer_killed_after_its_commit_has_done_it(url: str) -> None:
    said = kill_when_ready(start(url, "w", 3, "stop-after"))

    assert (len(said), people_in(url)) == (3, 3)


def test_another_writer_goes_on_where_one_was_killed(url: str) -> None:
    kill_when_ready(start(url, "w", 1, "stop-before"))

    with Store.open(url) as store:
        add_person(store, "alva")

    assert people_in(url) == 2


@pytest.mark.parametrize("acts", [1, 9])
def test_what_was_acknowledged_is_there_after_a_kill(url: str, acts: int) -> None:
    acknowledged = kill_after(start(url, "w", 5000), acts)

    assert acts <= acknowledged <= people_in(url) <= acknowledged + 1


def test_a_writer_does_not_wait_for_ever(tmp_path: Path) -> None:
    assert lose_patience(tmp_path / "x.db") == "locked"


def test_a_writer_that_lost_patience_is_in_nobodys_way(tmp_path: Path) -> None:
    reasons = [lose_patience(tmp_path / "x.db") for _ in range(3)]

    assert reasons == ["locked"] * 3


def test_a_writer_waits_for_the_one_ahead(tmp_path: Path) -> None:
    order: list[str] = []
    with ExitStack() as ahead:
        ahead.enter_context(one_at_a_time(tmp_path / "x.db", patience=1))
        ahead.callback(order.append, "ahead")
        threading.Timer(0.1, ahead.pop_all().close).start()

    with one_at_a_time(tmp_path / "x.db", patience=10):
        order.append("behind")

    assert order == ["ahead", "behind"]


def test_readers_wait_for_nobody(store: Store) -> None:
    add_person(store, "alva")

    with store._backend.writing(), store.read() as r:  # noqa: SLF001 - an act that takes its time
        assert len(r.all(select(person.c.id))) == 1

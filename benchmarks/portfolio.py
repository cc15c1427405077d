"""What it costs to judge every project, and to find out that none has to be."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

from benchmarks.house import PROGRAMME, PROJECT, furnished
from benchmarks.many import copy_project, touch
from benchmarks.measuring import Row, in_turns_by
from benchmarks.plain_rules.portfolio import judge_all
from gronatraden import wiring
from gronatraden.moment import day_of
from gronatraden.services.open_project import open_project
from gronatraden.services.portfolio.check_portfolio import check_portfolio

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.services import Parts
    from gronatraden.settings import Settings

PROJECTS = 100_000
"""Small projects, with nothing handed in but their facts, that are swept."""
_TENTH = 10
"""One in so many is stored whole, 44 kB each, and judged both ways."""
_SHARE = 100
"""One in so many is due for ``sweep-one-percent``."""
_SMALL = "litet"
_TABLES = ("project_state", "gate_state", "deadline", "sweep")
_COUNT = "SELECT count(*) FROM project_state WHERE programme = ?"


def rows(count: int = PROJECTS) -> Iterator[Row]:
    """Measure ``portfolio`` and the sweeps, with fewer projects where fewer are asked for."""
    yield whole_projects(count // _TENTH)
    yield from sweeps(count)


def whole_projects(count: int) -> Row:
    """Judge so many stored projects, ours and by hand, over the same bytes."""
    with many(count, PROJECT) as settings, wiring.connect(settings) as parts:
        file = Path(str(settings.file))
        by_hand: dict[str, tuple[bool, str | None]] = {}

        def ours() -> float:
            forget(file)
            return _sweep(parts, count) / count

        def other() -> float:
            began = process_time()
            found = judge_all(file, day_of(parts.at), beside=file.with_name("by-hand.db"))
            by_hand.update(found)
            return (process_time() - began) / count

        mine, theirs = in_turns_by(ours, other, rounds=3)
        _require_equal(_kept(file), by_hand)
    return Row(
        name="portfolio",
        ours=mine,
        against=f"bare SQL and the same rules by hand, {count:,} stored projects",
        other=theirs,
        target=1.5,
    )


def sweeps(count: int) -> Iterator[Row]:
    """Sweep so many small projects: none due, one in a hundred due, and all of them."""
    with many(count, _SMALL) as settings, wiring.connect(settings) as parts:
        file = Path(str(settings.file))
        full = _sweep(parts, count)
        none, counted = in_turns_by(lambda: _sweep(parts, 0), lambda: _count(file), rounds=30)
        yield Row(
            name="sweep-none-due",
            ours=none,
            against=f"one indexed count over {count:,} projects",
            other=counted,
            target=5,
        )
        touch(file, count // _SHARE)
        yield Row(
            name="sweep-one-percent",
            ours=_sweep(parts, count // _SHARE),
            against=f"a full sweep of {count:,} projects",
            other=full,
            target=0.02,
        )
    yield Row(
        name="sweep-memory",
        ours=_peak(count),
        against=f"the same with {count // 10:,} projects instead of {count:,}; bytes at the peak",
        other=_peak(count // 10),
        target=1.2,
    )


@contextmanager
def many(count: int, project: str) -> Iterator[Settings]:
    """Yield a record that holds so many projects, all but a few of them copies of one."""
    with furnished() as settings:
        there = 1
        if project == _SMALL:
            there = 2
            with wiring.connect(settings) as parts:
                _open_small(parts)
        copy_project(Path(str(settings.file)), project, count - there)
        yield settings


def _open_small(parts: Parts) -> None:
    open_project(
        parts,
        programme=PROGRAMME,
        project=_SMALL,
        title="Ett litet projekt",
        lifecycle="simple",
        by="programkontor",
    )


def _sweep(parts: Parts, due: int) -> float:
    """Return what a check takes that has to judge so many."""
    began = process_time()
    done = check_portfolio(parts)
    spent = process_time() - began
    _require_equal(done.judged, due)
    return spent


def _count(file: Path) -> float:
    """Return what one count over an index takes, on a connection that is open."""
    with sqlite3.connect(file) as connection:
        connection.execute(_COUNT, [PROGRAMME]).fetchone()
        began = process_time()
        connection.execute(_COUNT, [PROGRAMME]).fetchone()
        return process_time() - began


def _peak(count: int) -> int:
    """Return the most memory that a process takes which does nothing but a full sweep."""
    with many(count, _SMALL) as settings:
        at = "" if settings.at is None else settings.at.isoformat()
        words = [sys.executable, "-m", "benchmarks.sweeping"]
        words += [settings.database, str(settings.log_key), at]
        done = subprocess.run(words, check=True, capture_output=True, text=True)  # noqa: S603 - our own interpreter, our own words
    return int(done.stdout)


def forget(file: Path) -> None:
    """Remove where the projects stand, so that every one is due."""
    with sqlite3.connect(file) as connection:
        for table in _TABLES:
            connection.execute(f"DELETE FROM {table}")  # noqa: S608 - our own tables


def _kept(file: Path) -> dict[str, tuple[bool, str | None]]:
    """Return how the projects stand: whether the start is ready, and until when that holds."""
    asked = (
        "SELECT project, state = 'ready', valid_until FROM gate_state JOIN project_state"
        " USING (project)"
    )
    with sqlite3.connect(file) as connection:
        return {
            name: (
                bool(ready),
                None if until is None else datetime.fromisoformat(until).isoformat(),
            )
            for name, ready, until in connection.execute(asked)
        }


def _require_equal(ours: object, other: object) -> None:
    if ours != other:
        message = f"{ours!r:.200} is {other!r:.200}"
        raise AssertionError(message)

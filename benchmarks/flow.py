"""What the flow ``portfolio`` costs beside the bare call of the service; prints both and the ratio.

    python -m benchmarks.flow [N]

Every one of so many stored projects is judged anew, in turns: by the service alone, and by
the flow on a temporary Prefect server, whose start is not counted. By this process' own
time, which others on the machine do not change, and by the wall clock, which counts waiting
for the server, too; the board is afterwards the same.
"""

from __future__ import annotations

import sqlite3
import sys
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.house import PROJECT
from benchmarks.portfolio import forget, many
from flows.runtime import quiet_prefect
from gronatraden import wiring
from gronatraden.services.portfolio.check_portfolio import check_portfolio

if TYPE_CHECKING:
    from collections.abc import Callable

    from gronatraden.settings import Settings

PROJECTS = 10_000
_ROUNDS = 3
_BOARD = (
    "SELECT project, gate, occurrence, state, who, missing FROM gate_state"
    " ORDER BY project, gate, occurrence"
)


class Spent(NamedTuple):
    """Seconds, by two clocks."""

    own: float
    """Of the processor, in this process."""
    wall: float


def main() -> None:
    """Measure in turns, hold the boards equal and print the middle of each."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else PROJECTS
    with many(count, PROJECT) as settings, quiet_prefect():
        from flows.portfolio import portfolio  # noqa: PLC0415 - Prefect is set up first

        at = "" if settings.at is None else settings.at.isoformat()
        portfolio(settings.database, at)  # imports, and the server's first answers
        rounds: list[tuple[Spent, Spent]] = []
        for _ in range(_ROUNDS):
            bare, board = _timed(settings, lambda: _bare(settings))
            flown, same = _timed(settings, lambda: portfolio(settings.database, at))
            if not board or board != same:
                message = "the flow leaves another board than the service"
                raise AssertionError(message)
            rounds.append((bare, flown))
    for clock in Spent._fields:
        pairs = [(getattr(bare, clock), getattr(flown, clock)) for bare, flown in rounds]
        mine, theirs = (median(column) for column in zip(*pairs, strict=True))
        ratio = median(flown / bare for bare, flown in pairs)
        said = f"{mine:.2f} s bare, {theirs:.2f} s by the flow, {ratio:.3f}"
        sys.stdout.write(f"{count} projects, {clock}: {said}\n")


def _bare(settings: Settings) -> None:
    with wiring.connect(settings) as parts:
        check_portfolio(parts)


def _timed(settings: Settings, judge: Callable[[], object]) -> tuple[Spent, list[object]]:
    """Return the seconds that it takes to judge every project, and the board that came of it."""
    file = Path(str(settings.file))
    forget(file)
    at, on = process_time(), perf_counter()
    judge()
    spent = Spent(process_time() - at, perf_counter() - on)
    with sqlite3.connect(file) as connection:
        return spent, connection.execute(_BOARD).fetchall()


if __name__ == "__main__":
    main()

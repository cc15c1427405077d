"""Measures every row, prints the table and writes ``benchmarks/results.json``.

    python -m benchmarks.run [--date 2026-01-31] [--projects 100000] [GROUP …]

Without groups everything is measured; what is not measured again is kept as it was. A
promise that is not kept is a result; answers that differ are an error.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from benchmarks import act, command_line, log, portfolio, verdict, verdict_cel
from benchmarks.measuring import Row
from benchmarks.peers import rows as peers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.measuring import Skipped

Rows: TypeAlias = "Callable[[], Iterator[Row | Skipped]]"
GROUPS: dict[str, Rows] = {
    "verdict": verdict.rows,
    "cel": verdict_cel.rows,
    "peers": peers.rows,
    "act": act.rows,
    "log": log.rows,
    "cli": command_line.rows,
    "portfolio": portfolio.rows,
}
RESULTS = Path(__file__).with_name("results.json")
_SMALL = 0.1
"""Ratios below this are shown by two digits that say something."""
_COLUMNS = "{:<17} {:>12} {:>12} {:>8} {:>8}   {}"


def main() -> None:
    """Measure, print and write down."""
    asked = argparse.ArgumentParser(prog="benchmarks", description=str(__doc__).split("\n", 1)[0])
    asked.add_argument("groups", nargs="*", metavar="GROUP", help=", ".join(GROUPS))
    asked.add_argument("--date", type=date.fromisoformat, default=datetime.now(UTC).date())  # noqa: TID251 - a measurement has a day
    asked.add_argument("--projects", type=int, default=portfolio.PROJECTS, metavar="N")
    said = asked.parse_args()
    groups: dict[str, Rows] = {**GROUPS, "portfolio": lambda: portfolio.rows(said.projects)}
    if unknown := set(said.groups) - GROUPS.keys():
        asked.error(f"no such group: {', '.join(sorted(unknown))}")
    _print("", "ours", "other", "ratio", "target", "against")
    rows: list[Row] = []
    for name in said.groups or GROUPS:
        for row in groups[name]():
            if isinstance(row, Row):
                _print(*_cells(row))
                rows.append(row)
            else:
                _print(row.name, "", "", "", "", f"skipped: {row.because}")
    _write(rows, said.date)


def _cells(row: Row) -> tuple[str, ...]:
    mark = "" if row.met else "  MISSED"
    return (
        row.name,
        _shown(row.ours),
        _shown(row.other),
        f"{row.ratio:.2g}" if row.ratio < _SMALL else f"{row.ratio:.2f}",
        f"{row.target:g}",
        f"{row.against}{mark}",
    )


def _shown(measured: float) -> str:
    """Write a count as it is and a time in microseconds."""
    return str(measured) if isinstance(measured, int) else f"{measured * 1e6:,.1f} µs"


def _print(*cells: str) -> None:
    sys.stdout.write(f"{_COLUMNS.format(*cells)}\n")
    sys.stdout.flush()


def _write(rows: list[Row], day: date) -> None:
    kept = json.loads(RESULTS.read_text("utf-8"))["rows"] if RESULTS.exists() else []
    measured = {row.name: row.as_json() for row in rows}
    others = [row for row in kept if row["name"] not in measured]
    said = {
        "commit": _commit(),
        "date": day.isoformat(),
        "rows": [*measured.values(), *others],
    }
    RESULTS.write_text(f"{json.dumps(said, indent=2, ensure_ascii=False)}\n", "utf-8")


def _commit() -> str:
    """Return the commit that is measured, marked where files differ from it."""
    folder = Path(__file__).parent
    words = ["git", "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*"]
    done = subprocess.run(words, cwd=folder, capture_output=True, check=False, text=True)  # noqa: S603 - fixed words
    return done.stdout.strip()


if __name__ == "__main__":
    main()

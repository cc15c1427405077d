"""The portfolio for programs: JSON objects, and the board as comma-separated values."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gronatraden.cli.door import Door
    from gronatraden.services.portfolio.remind import Reminder
    from gronatraden.services.portfolio.show_board import Board, GateOnBoard, Line

COLUMNS = (
    *("project", "programme", "phase", "stopped", "gate", "occurrence"),
    *("state", "state_text", "since", "days", "until", "missing", "who"),
)
_FORMULAS = ("=", "+", "-", "@", "\t")
"""What a spreadsheet would take a cell that begins so for a formula."""


def board(seen: Board, lines: Sequence[Line]) -> dict[str, Any]:
    """Return the whole board."""
    return {
        "schema": "gronatraden/board/1",
        "checked_on": seen.swept_on,
        "fresh": seen.fresh,
        "phases": dict(seen.phases),
        "counts": [
            {"gate": gate, "state": state.value, "count": count}
            for (gate, state), count in seen.counts.items()
        ],
        "calls": seen.calls,
        "projects": [
            {
                "project": line.project,
                "programme": line.programme,
                "phase": line.phase,
                "stopped": line.stopped,
                "gates": [_gate(gate) for gate in line.gates],
            }
            for line in lines
        ],
    }


def reminders(seen: Board, found: Sequence[Reminder]) -> dict[str, Any]:
    """Return everything that is to be told today, and how old that is."""
    return {
        "schema": "gronatraden/reminders/1",
        "checked_on": seen.swept_on,
        "fresh": seen.fresh,
        "reminders": [
            {
                "project": r.project,
                "programme": r.programme,
                "kind": r.deadline.kind.value,
                "about": r.deadline.about,
                "gate": r.deadline.gate or None,
                "due_on": r.deadline.due_on,
                "days": r.days,
                "step": r.step,
                "answers": list(r.deadline.who),
                "tell": list(r.tell),
            }
            for r in found
        ],
    }


def write_csv(door: Door, lines: Iterable[Line]) -> None:
    """Write a line for each gate of each project, as they come."""
    click.echo(_csv_line(COLUMNS))
    for line in lines:
        for row in _rows(door, line):
            click.echo(_csv_line(row))


def _rows(door: Door, line: Line) -> Iterator[tuple[str, ...]]:
    for gate in line.gates:
        said = _gate(gate)
        yield (
            *(line.project, line.programme, line.phase, str(int(line.stopped))),
            *(said["gate"], str(said["occurrence"] or ""), said["state"]),
            door.say(f"portfolio.state.{said['state']}"),
            *(said["since"], str(gate.days), str(said["until"] or ""), str(said["missing"])),
            " ".join(said["who"]),
        )


def _gate(gate: GateOnBoard) -> dict[str, Any]:
    state = gate.state
    return {
        "gate": state.gate,
        "occurrence": state.occurrence,
        "state": state.state.value,
        "since": state.since.isoformat(),
        "days": gate.days,
        "until": state.until,
        "missing": state.missing,
        "who": list(state.who),
    }


def _csv_line(cells: Iterable[str]) -> str:
    written = io.StringIO()
    safe = [f"'{cell}" if cell.startswith(_FORMULAS) else cell for cell in cells]
    csv.writer(written, lineterminator="").writerow(safe)
    return written.getvalue()

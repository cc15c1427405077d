"""The portfolio for people: numbers first, then what needs somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gronatraden.cli.layout import heading, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gronatraden.cli.door import Door
    from gronatraden.services.portfolio.remind import Reminder
    from gronatraden.services.portfolio.show_board import Board, GateOnBoard, Line

FEW = 12
"""Projects that are shown gate by gate; more are counted."""


def few(seen: Board) -> bool:
    """Say whether every project has room on the screen."""
    return 0 < sum(seen.phases.values()) <= FEW


def board(door: Door, seen: Board, matrix: Sequence[Line]) -> Iterator[str]:
    """Yield the board: projects, gates, and where somebody has to act."""
    if seen.phases:
        yield click.style(_projects(door, seen), bold=True)
    else:
        yield door.say("portfolio.board.empty")
    yield _freshness(door, seen)
    if seen.counts:
        yield heading(door.say("portfolio.board.gates"))
        yield _matrix(door, seen, matrix) if matrix else _counts(door, seen)
        if not seen.calling and not seen.calls:
            yield "\n" + door.say("portfolio.board.no-calls")
    if seen.calling:
        yield heading(door.say("portfolio.board.calls", count=seen.calls))
        yield _calls(door, seen)
    if seen.calling and seen.calls > len(seen.calling):
        yield door.say("portfolio.board.more", count=seen.calls - len(seen.calling))


def following(door: Door, seen: Board) -> Iterator[str]:
    """Yield where to look next: at what is most urgent."""
    for line in seen.calling[:1]:
        yield door.command("gate", "check", line.project, *filter(None, [line.gates[0].state.gate]))
    yield door.command("portfolio", "reminders")


def reminders(door: Door, seen: Board, found: Sequence[Reminder], limit: int) -> Iterator[str]:
    """Yield who is to be reminded, of what, when it is or was due, and how old that is."""
    if not found:
        yield door.say("portfolio.reminder.none")
        yield _freshness(door, seen)
        return
    code = "count-one" if len(found) == 1 else "count"
    yield click.style(door.say(f"portfolio.reminder.{code}", count=len(found)), bold=True)
    yield _freshness(door, seen)
    rows = [
        (
            r.project,
            door.say(f"portfolio.deadline.{r.deadline.kind.value}"),
            r.deadline.due_on,
            _when(door, r.days),
            _told(door, r),
        )
        for r in found[:limit]
    ]
    yield table(door, ("project", "what", "due", "at", "tell"), rows)
    if len(found) > limit:
        yield door.say("cli.gate.more", count=len(found) - limit)


def _projects(door: Door, seen: Board) -> str:
    count = door.say("portfolio.board.projects", count=sum(seen.phases.values()))
    parts = [
        door.say("portfolio.board.phase", count=number, phase=phase)
        if phase
        else door.say("portfolio.board.unjudged-phase", count=number)
        for phase, number in sorted(seen.phases.items(), key=_phase_order)
    ]
    return f"{count}: {', '.join(parts)}"


def _phase_order(item: tuple[str, int]) -> int:
    return ("before_start", "during", "follow_up", "finished", "").index(item[0])


def _freshness(door: Door, seen: Board) -> str:
    if seen.swept_on is None:
        said = door.say("portfolio.board.never")
    else:
        code = "portfolio.board.day" if seen.fresh else "portfolio.board.old"
        said = door.say(code, day=seen.swept_on)
    return click.style(said, dim=seen.fresh)


def _counts(door: Door, seen: Board) -> str:
    """Return a row for each gate and state that there is."""
    rows = [
        (
            door.voice.term(gate) if gate else "",
            door.say(f"portfolio.state.{state.value}"),
            door.voice.number(count),
        )
        for (gate, state), count in sorted(
            seen.counts.items(), key=lambda item: (_first_place(seen, item[0][0]), item[0][1])
        )
    ]
    return table(door, ("gate-here", "state", "count"), rows)


def _first_place(seen: Board, gate: str) -> int:
    return list(dict.fromkeys(name for name, _ in seen.counts)).index(gate)


def _matrix(door: Door, seen: Board, lines: Sequence[Line]) -> str:
    """Return a row for each project and a column for each gate that somebody has come to."""
    names = {g.state.gate for line in lines for g in line.gates}
    order = sorted(names, key=lambda name: _first_place(seen, name))
    rows = []
    for line in lines:
        newest = {g.state.gate: g for g in line.gates}
        cells = [_cell(door, newest[name]) if name in newest else "–" for name in order]
        rows.append((line.project, *cells))
    titled = {name: door.voice.term(name) for name in order}
    return table(door, ("project", *order), rows, titled=titled)


def _cell(door: Door, gate: GateOnBoard) -> str:
    state = door.say(f"portfolio.state.{gate.state.state.value}")
    if gate.state.until is not None:
        return door.say("portfolio.board.until", state=state, until=gate.state.until)
    if gate.state.state.value == "passed":
        return state
    return door.say("portfolio.board.cell", state=state, days=gate.days)


def _calls(door: Door, seen: Board) -> str:
    rows = []
    for line in seen.calling:
        (gate,) = line.gates
        number = f" {gate.state.occurrence}" if gate.state.occurrence else ""
        rows.append(
            (
                line.project,
                f"{door.voice.term(gate.state.gate)}{number}" if gate.state.gate else "",
                _with_missing(door, gate),
                gate.days,
                door.voice.join(door.voice.term(role) for role in gate.state.who),
            )
        )
    return table(door, ("project", "gate-here", "state", "days", "who"), rows)


def _with_missing(door: Door, gate: GateOnBoard) -> str:
    state = door.say(f"portfolio.state.{gate.state.state.value}")
    if not gate.state.missing:
        return state
    return door.say("portfolio.board.missing", state=state, missing=gate.state.missing)


def _when(door: Door, days: int) -> str:
    codes = {-1: "due-tomorrow", 0: "due-today", 1: "late-one"}
    code = codes.get(days, "due" if days < 0 else "late")
    return door.say(f"portfolio.reminder.{code}", days=abs(days))


def _told(door: Door, reminder: Reminder) -> str:
    roles = door.voice.join(door.voice.term(role) for role in reminder.tell)
    if not reminder.step:
        return roles
    from_whom = reminder.deadline.who
    return door.say("portfolio.reminder.went-on", who=reminder.tell, before=from_whom)

"""The board and the day's reminders as Markdown, for whoever reads them in Prefect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.services.portfolio.remind import each_reminder
from gronatraden.services.portfolio.show_board import Choice, show_board

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gronatraden.services._parts import Parts
    from gronatraden.services.portfolio.show_board import Board
    from gronatraden.text import Voice

_MOST = 50
"""Rows that are written out; more are counted."""


def tell_board(parts: Parts, *, voice: Voice) -> str:
    """Return the board: how many gates stand how, and what needs somebody."""
    board = show_board(parts, choice=Choice(), limit=_MOST)
    return "\n".join(_board(board, voice))


def tell_reminders(parts: Parts, *, voice: Voice) -> tuple[str, int]:
    """Return who is to be reminded today and of what, and of how many things."""
    told, count = list[str](), 0
    for r in each_reminder(parts):
        count += 1
        if count <= _MOST:
            kind = voice.say(f"portfolio.deadline.{r.deadline.kind.value}")
            who = voice.join(voice.term(role) for role in r.tell)
            told.append(_row(r.project, kind, r.deadline.due_on.isoformat(), who))
    if not count:
        return voice.say("portfolio.reminder.none"), 0
    heads = [voice.say(f"cli.column.{name}") for name in ("project", "what", "due", "tell")]
    said = voice.say("portfolio.reminder.count", count=count)
    more = [] if count <= _MOST else ["", voice.say("portfolio.board.more", count=count - _MOST)]
    return "\n".join([f"# {said}", "", *_table(heads, told), *more]), count


def _board(board: Board, voice: Voice) -> Iterator[str]:
    yield f"# {voice.say('portfolio.board.projects', count=sum(board.phases.values()))}"
    heads = [voice.say(f"cli.column.{name}") for name in ("gate-here", "state", "count")]
    counts = [
        _row(voice.term(gate), voice.say(f"portfolio.state.{state.value}"), str(count))
        for (gate, state), count in board.counts.items()
    ]
    yield from ("", *_table(heads, counts))
    if not board.calling:
        yield from ("", voice.say("portfolio.board.no-calls"))
        return
    yield from ("", f"## {voice.say('portfolio.board.calls', count=board.calls)}")
    heads = [voice.say(f"cli.column.{x}") for x in ("project", "gate-here", "state", "days", "who")]
    calls = [
        _row(
            line.project,
            voice.term(gate.state.gate),
            voice.say(f"portfolio.state.{gate.state.state.value}"),
            str(gate.days),
            voice.join(voice.term(role) for role in gate.state.who),
        )
        for line in board.calling
        for gate in line.gates
    ]
    yield from ("", *_table(heads, calls))


def _table(heads: list[str], rows: Iterable[str]) -> Iterator[str]:
    yield _row(*heads)
    yield _row(*("---" for _ in heads))
    yield from rows


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"

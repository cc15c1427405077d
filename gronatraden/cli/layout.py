"""How data is laid out for people: paragraphs, marks and tables, in a terminal of any width."""

from __future__ import annotations

import shutil
import textwrap
from typing import TYPE_CHECKING

import click
from click import style

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.table import Table

    from gronatraden.cli.door import Door

WIDEST = 96
"""Lines longer than this are hard to read, however wide the terminal is."""
NARROWEST = 40

MARKS = {
    "satisfied": ("✓", "green"),
    "not_satisfied": ("✗", "red"),
    "waived": ("~", "yellow"),
    "not_applicable": ("–", None),
    "error": ("!", "red"),
}
"""Status → mark and colour; the mark alone says it where there is no colour."""


def width() -> int:
    """Return how wide lines may be."""
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size().columns))


def paragraph(text: str, *, indent: int = 0, hang: int = 0, first: str = "") -> str:
    """Return a text broken into lines.

    Args:
        text: One paragraph.
        indent: Columns before every line.
        hang: Further columns before every line but the first.
        first: What stands right before the text on the first line, within the hang.
    """
    room = " " * indent
    filled = textwrap.fill(
        text,
        width(),
        initial_indent=room + " " * len(click.unstyle(first)),
        subsequent_indent=room + " " * hang,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return room + first + filled[len(room) + len(click.unstyle(first)) :]


def heading(text: str) -> str:
    """Return a heading with a line of air above it."""
    return f"\n{style(text, bold=True)}"


def pairs(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield names and values, the values aligned; a row without a value is left out."""
    kept = [(name, value) for name, value in rows if value]
    column = max((len(name) for name, _ in kept), default=0) + 2
    for name, value in kept:
        lines = textwrap.wrap(value, max(NARROWEST, width() - column)) or [""]
        yield style(f"{name:<{column}}", dim=True) + f"\n{'':<{column}}".join(lines)


def table(door: Door, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> Table | str:
    """Return a table with headings ``cli.column.<heading>``; where it is empty, that it is."""
    from rich.table import Table  # noqa: PLC0415 - rich is slow to import
    from rich.text import Text  # noqa: PLC0415 - as above

    listed = list(rows)
    if not listed:
        return door.say("cli.nothing")
    made = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for name in headings:
        made.add_column(door.say(f"cli.column.{name}"), overflow="fold")
    for row in listed:
        made.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    return made


def mark(status: str) -> str:
    """Return the mark of a status, in its colour."""
    sign, colour = MARKS[status]
    return click.style(sign, fg=colour)

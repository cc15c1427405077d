"""How data is laid out for people: paragraphs, marks and tables, in a terminal of any width."""

from __future__ import annotations

import shutil
import textwrap
from itertools import zip_longest
from typing import TYPE_CHECKING

import click
from click import style

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gronatraden.cli.door import Door

WIDEST = 96
"""Lines longer than this are hard to read, however wide the terminal is."""
NARROWEST = 40
NAMES = frozenset({"project", "programme", "person", "document", "grant", "name", "stream", "by"})
"""Columns whose cells are typed into commands, and so are never broken."""
GAP = "  "

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


def table(
    door: Door,
    headings: Sequence[str],
    rows: Iterable[Sequence[object]],
    *,
    titled: Mapping[str, str] | None = None,
) -> str:
    """Return a table with headings ``cli.column.<heading>``; where it is empty, that it is.

    A heading that is ``titled`` is said as it stands there.

    Columns of ``NAMES`` keep their width, so that what is typed into commands is never
    broken; the others wrap between words where the terminal is narrow.
    """
    listed = [["" if cell is None else str(cell) for cell in row] for row in rows]
    if not listed:
        return door.say("cli.nothing")
    stated = titled or {}
    titles = [stated.get(name) or door.say(f"cli.column.{name}") for name in headings]
    columns = [[title, *cells] for title, *cells in zip(titles, *listed, strict=True)]
    least = [
        max(map(len, column if name in NAMES else " ".join(column).split()))
        for name, column in zip(headings, columns, strict=True)
    ]
    widths = _narrowed([max(map(len, column)) for column in columns], least)
    lines = [line for row in listed for line in _row_lines(row, widths)]
    return "\n".join([style(_line(titles, widths), bold=True), *lines])


def _narrowed(widths: list[int], least: Sequence[int]) -> list[int]:
    """Return column widths that fit the terminal as far as whole words allow."""
    room = width() - len(GAP) * (len(widths) - 1)
    while sum(widths) > room:
        spare = [have - need for have, need in zip(widths, least, strict=True)]
        if not any(spare):
            break
        widths[spare.index(max(spare))] -= 1
    return widths


def _row_lines(row: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    cells = [
        textwrap.wrap(cell, most, break_on_hyphens=False) or [""]
        for cell, most in zip(row, widths, strict=True)
    ]
    return (_line(line, widths) for line in zip_longest(*cells, fillvalue=""))


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    return GAP.join(f"{c:<{w}}" for c, w in zip(cells, widths, strict=True)).rstrip()


def mark(status: str) -> str:
    """Return the mark of a status, in its colour."""
    sign, colour = MARKS[status]
    return click.style(sign, fg=colour)

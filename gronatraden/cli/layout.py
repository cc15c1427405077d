"""How data is laid out for people: tables and lists in a terminal of any width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gronatraden.cli.door import Door


def table(door: Door, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> Table:
    """Return a table whose headings are said (``cli.column.<heading>``) and cells are literal."""
    made = Table(box=None, pad_edge=False, header_style="bold")
    for heading in headings:
        made.add_column(door.say(f"cli.column.{heading}"), overflow="fold")
    for row in rows:
        made.add_row(*(Text("" if cell is None else str(cell)) for cell in row))
    return made

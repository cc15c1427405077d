"""Equality mainstreaming as a picture: women, men and others in each row of R1 and R2."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.diagram import Bar, Bars, Coded, Diagram, Table
from gronatraden.tools.equality_mainstreaming.counting import SMALL

if TYPE_CHECKING:
    from gronatraden.tools.equality_mainstreaming.content import EqualityMainstreaming, Row

HEADINGS = (
    "four-r",
    "counted",
    "women",
    "men",
    "other",
    "women-percent",
    "men-percent",
    "other-percent",
    "counted-from",
)


def draw(equality: EqualityMainstreaming) -> Diagram:
    """Return one bar per counted row, in the order R1, R2; small cells are never shown.

    A row with a small cell has no bar and no percentages: both would give it away. The
    table twin has every row, with derived percentages, and ``<5`` for a hidden count.
    """
    placed: list[tuple[str, Row]] = [("r1", row) for row in equality.representation]
    placed += [(f"r2-{row.dimension}".rstrip("-"), row) for row in equality.resources]
    bars = tuple(
        Bar(row.what or row.id, row.counted, row.unit)
        for _, row in placed
        if row.counted and not _hidden(row)
    )
    rows: tuple[tuple[str | Coded, ...], ...] = tuple(
        (Coded(block), row.what or row.id, *_cells(row), row.data_source) for block, row in placed
    )
    shape = Bars(("women", "men", "other"), bars)
    return Diagram("equality-mainstreaming", shape, Table(HEADINGS, rows), {"rows": len(placed)})


def _hidden(row: Row) -> bool:
    return row.public[:3] != (row.women, row.men, row.other)


def _cells(row: Row) -> tuple[str, ...]:
    """Return women, men and other as counts, then as percentages."""
    given = (row.women, row.men, row.other)
    counts = tuple(
        "" if count is None else f"<{SMALL}" if shown is None else str(shown)
        for count, shown in zip(given, row.public[:3], strict=True)
    )
    if row.shares is None or _hidden(row):
        return (*counts, "", "", "")
    return (*counts, *(f"{share}\u00a0%" for share in row.shares))

"""Equality mainstreaming as a picture: women, men and others in each row of R1 and R2."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.diagram import Bar, Bars, Diagram, Table
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
    table twin has one row per row, the block as its code, percentages derived.
    """
    placed = [
        (block, row) for block in ("representation", "resources") for row in _rows(equality, block)
    ]
    bars = tuple(
        Bar(row.what or row.id, _values(row), row.unit) for _, row in placed if row.counted
    )
    rows = tuple(
        (block, row.what or row.id, *_cells(row), row.data_source) for block, row in placed
    )
    shape = Bars(("women", "men", "other"), bars)
    return Diagram("equality-mainstreaming", shape, Table(HEADINGS, rows), {"rows": len(placed)})


def _rows(equality: EqualityMainstreaming, block: str) -> tuple[Row, ...]:
    return equality.representation if block == "representation" else equality.resources


def _hidden(row: Row) -> bool:
    public = row.public
    return public[:3] != (row.women, row.men, row.other)


def _values(row: Row) -> tuple[int, ...]:
    return (0, 0, 0) if row.counted is None or _hidden(row) else row.counted


def _cells(row: Row) -> tuple[str, ...]:
    """Return counts and percentages as words; a hidden count reads ``<5``."""
    given = (row.women, row.men, row.other)
    counts = tuple(
        "" if count is None else f"<{SMALL}" if shown is None else str(shown)
        for count, shown in zip(given, row.public[:3], strict=True)
    )
    if row.shares is None or _hidden(row):
        return (*counts, "", "", "")
    return (*counts, *(f"{share}\u00a0%" for share in row.shares))

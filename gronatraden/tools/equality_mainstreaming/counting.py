"""Arithmetic about rows: percentages that are derived, and small cells that are hidden.

Everything here is pure and exact; percentages are never typed by anyone.
"""

from __future__ import annotations

from typing import NamedTuple

SMALL = 5
"""A cell with fewer people than this is small: it may point someone out."""

_WHOLE = 100


class Shares(NamedTuple):
    """Whole per cent of women, men and other or unknown."""

    women: int
    men: int
    other: int


class PublicCells(NamedTuple):
    """A row as it may be published; None where a cell is hidden or unknown."""

    women: int | None
    men: int | None
    other: int | None
    n: int | None


def shares(women: int, men: int, other: int) -> Shares | None:
    """Return the parts of a whole in whole per cent, or None where there is nobody.

    Each part is rounded by itself, half up, so that equal counts always have equal
    shares; three shares may therefore add up to 99 or 101.
    """
    total = women + men + other
    if total == 0:
        return None
    return Shares(*((2 * _WHOLE * count + total) // (2 * total) for count in (women, men, other)))


def dominates(women: int, men: int, *, percent: int) -> bool:
    """Say whether either sex is more than so many per cent of women and men together."""
    return _WHOLE * max(women, men) > percent * (women + men)


def is_small(n: int | None, limit: int = SMALL) -> bool:
    """Say whether a cell holds someone, but fewer than the limit."""
    return n is not None and 0 < n < limit


def suppress(n: int, limit: int = SMALL) -> int | None:
    """Return the count as it may be published: None from 1 up to the limit.

    A zero is shown: it points nobody out.

    Source: METHOD §2.6, JM-06 (prudence with personal data; the limit is a convention).
    """
    return None if is_small(n, limit) else n


def public_cells(
    cells: tuple[int | None, int | None, int | None], n: int | None, *, limit: int = SMALL
) -> PublicCells:
    """Return women, men, other and the total as they may be published.

    Where any cell is hidden the total is hidden too; otherwise the hidden cell could be
    found by subtraction.
    """
    women, men, other = (None if cell is None else suppress(cell, limit) for cell in cells)
    hidden = is_small(n, limit) or any(is_small(cell, limit) for cell in cells)
    return PublicCells(women, men, other, None if hidden else n)

"""Cells that may be empty, as days and moments."""

from __future__ import annotations

from datetime import date, datetime


def day_of(text: str | None) -> date | None:
    """Return a cell's day, or None where it holds none."""
    return None if text is None else date.fromisoformat(text)


def moment_of(text: str | None) -> datetime | None:
    """Return a cell's moment, or None where it holds none."""
    return None if text is None else datetime.fromisoformat(text)

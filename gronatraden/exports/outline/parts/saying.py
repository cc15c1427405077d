"""The short words that parts are written with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.exports.outline.outline import Row, Sentence, Table, Word
from gronatraden.project import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def say(code: str, /, **facts: object) -> Sentence:
    """Return a sentence of ``text/*/outline.toml``."""
    return Sentence(f"outline.{code}", facts)


def role(owner: str) -> str | Word | None:
    """Return who owns something: a role's code as its word, other words as they are written."""
    return Word(owner) if owner in _ROLES else owner or None


_ROLES = frozenset(Role)


def table(area: str, columns: str, rows: Iterable[Row]) -> Iterator[Table]:
    """Yield a table, or nothing where it would have no rows; a column of nothing is left out.

    Args:
        area: Where its words are: ``<area>.caption`` and ``<area>.<column>``.
        columns: Names of the columns, with spaces between.
        rows: What stands in it.
    """
    found = tuple(rows)
    told = [
        (place, column)
        for place, column in enumerate(columns.split())
        if any(row.cells[place] is not None for row in found)
    ]
    if told:
        headings = tuple(say(f"{area}.{column}") for _, column in told)
        kept = (Row(tuple(row.cells[place] for place, _ in told), row.kind) for row in found)
        yield Table(say(f"{area}.caption"), headings, tuple(kept))

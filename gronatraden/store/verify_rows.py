"""Every governed row held against its commitment in the log.

Tables are read in order of id, a batch at a time, as raw values: what a tampered
database holds may be of any kind.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import literal_column, select, text, type_coerce
from sqlalchemy.types import NullType

from gronatraden.canonical import commitment
from gronatraden.errors import UnavailableError
from gronatraden.store.tables import GOVERNED
from gronatraden.store.transaction import row_domain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import ColumnClause, RowMapping, Select, Table

    from gronatraden.store.reader import Reader

_DATABASE = "database"
MOST_TOLD = 1000
"""Differences told one by one; further ones are counted."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in the database that is not as the log says."""

    code: str
    """Kebab-case key of the sentence."""
    table: str
    """Where: a table, ``outside`` for a checkpoint from outside, or ``database``."""
    key: str
    """Which row: its id, or its place or size in the log; empty for the whole table."""
    facts: Mapping[str, str | int] = field(default_factory=dict)
    """What was expected, what was found."""


class Differences:
    """What has been found so far, told in order and counted beyond ``MOST_TOLD``."""

    def __init__(self) -> None:
        self.told: list[Difference] = []
        self.untold = 0

    def add(self, code: str, table: str, key: object = "", /, **facts: str | int) -> None:
        """Note one difference."""
        if len(self.told) < MOST_TOLD:
            self.told.append(Difference(code, table, _words(key), facts))
        else:
            self.untold += 1


def verify_rows(r: Reader, logged: Mapping[tuple[str, str], str], differences: Differences) -> None:
    """Compare every governed table with the rows that the log lists.

    Args:
        r: Where to read.
        logged: (table, key) to commitment, as the log has it.
        differences: Where what is found is noted.
    """
    expected = dict.fromkeys(GOVERNED, 0)
    for name, key in logged:
        if name in GOVERNED:
            expected[name] += 1
        else:
            differences.add("table-unknown", name, key)
    for name, table in GOVERNED.items():
        try:
            with r.apart():
                found = _verify_table(r, table, logged, differences)
                if found < expected[name]:
                    _tell_missing(r, table, logged, differences)
        except UnavailableError as error:
            reason = str(error.facts["reason"])
            differences.add("table-unreadable", name, reason=reason)


def verify_indexes(r: Reader, differences: Differences) -> None:
    """Let SQLite compare its indexes with its tables.

    Where they differ, one question finds a row and another does not, and what was
    verified is not what is read. PostgreSQL cannot be asked without an extension.
    """
    if r.dialect != "sqlite":
        return
    said: ColumnClause[str] = literal_column("integrity_check")
    try:
        for row in r.each(select(said.label("said")).select_from(text("pragma_integrity_check"))):
            if row["said"] != "ok":
                differences.add("database-inconsistent", _DATABASE, said=_words(row["said"]))
    except UnavailableError as error:
        differences.add("database-inconsistent", _DATABASE, said=str(error.facts["reason"]))


@cache
def as_stored(table: Table) -> Select[Any]:
    """Select a table's columns by name, whatever kinds of values they hold."""
    return select(*(type_coerce(column, NullType()).label(column.name) for column in table.c))


@cache
def _in_order(table: Table) -> Select[Any]:
    """Select a governed table as stored, in order of id."""
    return as_stored(table).order_by(table.c.id)


def _verify_table(
    r: Reader, table: Table, logged: Mapping[tuple[str, str], str], differences: Differences
) -> int:
    """Compare one table's rows; return how many of the logged keys were found."""
    found, before = 0, object()
    for row in r.each(_in_order(table)):
        key = row["id"]
        bound = logged.get((table.name, key)) if isinstance(key, str) else None
        if bound is None:
            differences.add("row-unlogged", table.name, key)
        elif key == before:
            differences.add("row-repeated", table.name, key)
        else:
            found += 1
            if _commitment_to(table.name, row) != bound:
                differences.add("row-changed", table.name, key)
        before = key
    return found


def _tell_missing(
    r: Reader, table: Table, logged: Mapping[tuple[str, str], str], differences: Differences
) -> None:
    present = {row["id"] for row in r.each(select(table.c.id))}
    for name, key in logged:
        if name == table.name and key not in present:
            differences.add("row-missing", name, key)


def _commitment_to(table: str, row: RowMapping) -> str:
    """Return the commitment to a row as it stands, or nothing where it can have none."""
    values = dict(row)
    salt = values.pop("salt")
    if not isinstance(salt, bytes):
        return ""
    try:
        return commitment(salt, values, domain=row_domain(table))
    except ValueError:
        return ""


def _words(key: object) -> str:
    """Return a key that can be printed, whatever was found."""
    return key.encode(errors="replace").decode() if isinstance(key, str) else repr(key)

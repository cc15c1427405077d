"""What tables are made of: columns of a few kinds, and the list of what is governed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

if TYPE_CHECKING:
    from sqlalchemy.schema import SchemaItem

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
METADATA = MetaData(naming_convention=_NAMES)
DERIVED = MetaData(naming_convention=_NAMES)
"""Tables that are made again from the record, and that nothing in the log commits to."""
GOVERNED: dict[str, Table] = {}
"""Tables whose every row has a commitment in the log, by name."""


WHOLE = BigInteger().with_variant(Integer(), "sqlite")
"""As large as canonical integers get, on every database."""


def text(name: str, *, null: bool = False) -> Column[str]:
    """Make a column of text."""
    return Column(name, Text, nullable=null)


def texts(*names: str) -> tuple[Column[str], ...]:
    """Make columns of text, none of which may be NULL."""
    return tuple(text(name) for name in names)


def number(name: str, *, null: bool = False) -> Column[int]:
    """Make a column of whole numbers."""
    return Column(name, WHOLE, nullable=null)


def ref(name: str, target: str, *, null: bool = False) -> Column[str]:
    """Make a column that names a row of another table."""
    return Column(name, Text, ForeignKey(f"{target}.id"), nullable=null)


def governed(name: str, *columns: SchemaItem) -> Table:
    """Make a table whose every row has a commitment in the log."""
    table = Table(
        name,
        METADATA,
        Column("id", Text, primary_key=True),
        Column("salt", LargeBinary, nullable=False),
        *columns,
    )
    GOVERNED[name] = table
    return table


def by(prefix: str) -> tuple[Column[str], Column[str]]:
    """Make the two columns that say who did it, as a pseudonym, and when."""
    return ref(f"{prefix}_by", "person", null=False), text(f"{prefix}_at")


def by_project(*tables: Table) -> None:
    """Let tables be searched by their project."""
    for table in tables:
        Index(f"ix_{table.name}_project", table.c.project)

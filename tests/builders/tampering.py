"""Ways to tamper with a database, as its administrator could."""

from __future__ import annotations

import sqlite3
from collections import Counter
from contextlib import closing
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, LargeBinary, bindparam, delete, insert, select, text, update

from gronatraden.errors import GronatradenError
from gronatraden.store.engine import Store
from gronatraden.store.log import event
from gronatraden.store.tables import GOVERNED
from gronatraden.store.verify import verify
from tests.builders.store import a_key, behind_the_guards, file_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sqlalchemy import Column, Connection, Table, Update

    from gronatraden.store.verify import Verification


def change_cell(url: str, table: Table, column: str) -> None:
    """Change one cell of a table's second row, and nothing else."""
    with behind_the_guards(url) as connection:
        _change(connection, table.c[column])


def changes_seen(url: str) -> dict[str, list[str]]:
    """Change every cell of every table's second row, and back: a cell of each table at a time.

    Returns:
        The columns whose change is told of their table, once where the row is another and
        twice where it is under another key; by table. Nothing where a table is told of that
        was left alone, or the database does not verify when everything is back.
    """
    seen: dict[str, list[str]] = {name: [] for name in GOVERNED}
    with Store.open(url) as store:
        for columns in zip_longest(*(table.columns for table in GOVERNED.values())):
            changed = [column for column in columns if column is not None]
            with behind_the_guards(url) as connection:
                backs = [_change(connection, column) for column in changed]
            told = Counter(problem.table for problem in verify(store).problems)
            for column in changed:
                if told.pop(column.table.name, 0) == 1 + column.primary_key:
                    seen[column.table.name].append(column.name)
            with behind_the_guards(url) as connection:
                for back in backs:
                    connection.execute(back)
            if told:
                return {}
        return seen if verify(store).verified else {}


def delete_rows(url: str, tables: Iterable[Table]) -> None:
    """Delete the second row of some tables."""
    with behind_the_guards(url) as connection:
        for table in tables:
            first, where = _place(table)
            connection.execute(delete(table).where(first == where))


def add_rows(url: str, tables: Iterable[Table]) -> None:
    """Add a copy of the second row of some tables, each under another key."""
    with behind_the_guards(url) as connection:
        for table in tables:
            row = _row(connection, table, 2)
            texts = {
                column.name: f"{row[column.name]} too"
                for column in table.columns
                if isinstance(row[column.name], str)
            }
            connection.execute(insert(table), row | texts)


def swap_rows(url: str, tables: Iterable[Table]) -> None:
    """Let two rows of some tables change places: each gets the other's key."""
    with behind_the_guards(url) as connection:
        for table in tables:
            one, other = a_key(1, table.name), a_key(2, table.name)
            for before, after in ((one, "aside"), (other, one), ("aside", other)):
                connection.execute(update(table).where(table.c.id == before).values(id=after))


def drop_tables(url: str, names: Iterable[str]) -> None:
    """Drop some tables, and what refers to them."""
    with behind_the_guards(url) as connection:
        cascade = "" if connection.dialect.name == "sqlite" else " CASCADE"
        for name in names:
            connection.execute(text(f'DROP TABLE "{name}"{cascade}'))


def swap_events(url: str, one: int, other: int) -> None:
    """Let two events change places."""
    with behind_the_guards(url) as connection:
        for before, after in ((one, -1), (other, one), (-1, other)):
            connection.execute(update(event).where(event.c.seq == before).values(seq=after))


def flip_bit(url: str, *, seq: int, bit: int) -> None:
    """Flip one bit of an event's leaf, or back; bits beyond its end count from the start again."""
    with behind_the_guards(url) as connection:
        leaf = bytearray(connection.scalar(select(event.c.leaf).where(event.c.seq == seq)) or b"")
        place = bit % (8 * len(leaf))
        leaf[place // 8] ^= 1 << place % 8
        connection.execute(update(event).where(event.c.seq == seq).values(leaf=bytes(leaf)))


def execute(url: str, statement: str, **values: Any) -> None:  # noqa: ANN401 - whatever is bound
    """Execute any statement at all."""
    with behind_the_guards(url) as connection:
        bound = text(statement).bindparams(*(bindparam(k, v) for k, v in values.items()))
        connection.execute(bound)


def _change(connection: Connection, column: Column[Any]) -> Update:
    """Change a cell of a table's second row; return what changes it back.

    A key that others refer to is changed alone: those who refer to it are left hanging.
    """
    table = column.table
    first, where = _place(table)
    cell = connection.scalar(select(column).where(first == where))
    changed = _other(column, cell)
    connection.execute(update(table).where(first == where).values({column.name: changed}))
    there = changed if column is first else where
    return update(table).where(first == there).values({column.name: cell})


def _place(table: Table) -> tuple[Column[Any], str | int]:
    first: Column[Any] = next(iter(table.primary_key))
    return first, a_key(2, table.name) if table.name in GOVERNED else 1


def _row(connection: Connection, table: Table, number: int) -> dict[str, Any]:
    key = a_key(number, table.name)
    return dict(connection.execute(select(table).where(table.c.id == key)).mappings().one())


def _other(column: Column[Any], cell: Any) -> Any:  # noqa: ANN401 - whatever the cell holds
    if isinstance(column.type, LargeBinary):
        return bytes([cell[0] ^ 1]) + cell[1:]
    return cell + 1000 if isinstance(column.type, BigInteger) else f"{cell} "


def flip_byte(url: str, place: int, byte: int) -> None:
    """Change one byte of a database's file."""
    file = file_of(url)
    data = bytearray(file.read_bytes())
    data[place % len(data)] ^= byte
    file.write_bytes(data)


def outcome_of(verification: Callable[[], Verification]) -> str:
    """Say how a verification ended, as long as it ended as it may."""
    try:
        found = verification()
    except GronatradenError:
        return "refused"
    return "verified" if found.verified else "problems"


def add_row_behind_the_index(url: str) -> None:
    """Add a programme that a search by id never finds: the schema forgets its key meanwhile."""
    with closing(sqlite3.connect(file_of(url))) as connection, connection:
        index = connection.execute(_INDEX).fetchone()
        (drawn,) = connection.execute(_DRAWN).fetchone()
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute(_FORGET_THE_INDEX)
        connection.execute(_DRAW, [drawn.replace("CONSTRAINT pk_programme PRIMARY KEY (id),", "")])
    with closing(sqlite3.connect(file_of(url))) as connection, connection:
        connection.execute(_ADD)
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("INSERT INTO sqlite_schema VALUES (?, ?, ?, ?, ?)", index)
        connection.execute(_DRAW, [drawn])


_INDEX = "SELECT * FROM sqlite_schema WHERE name = 'sqlite_autoindex_programme_1'"
_FORGET_THE_INDEX = "DELETE FROM sqlite_schema WHERE name = 'sqlite_autoindex_programme_1'"
_DRAWN = "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = 'programme'"
_DRAW = "UPDATE sqlite_schema SET sql = ? WHERE type = 'table' AND name = 'programme'"
_ADD = """
INSERT INTO programme (id, salt, title, owner, opened_by, opened_at)
SELECT 'shadow', salt, title, owner, opened_by, opened_at FROM programme WHERE id = 'programme-1'
"""

"""Databases of a server that are used again: emptied, and filled with what another holds."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import psycopg

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_KNOWN: dict[str, Contents] = {}
"""What databases at rest hold, by URL."""


class Contents(NamedTuple):
    """What a database holds."""

    shape: str
    """A hash of its tables, columns and triggers."""
    rows: Mapping[str, bytes]
    """The rows of every table, as COPY writes them."""


def refill(url: str, like: str) -> bool:
    """Let a database hold the rows of another that is at rest.

    Returns:
        Whether that could be; nothing is done to a database that is not there, or whose
        shape is another.
    """
    if like not in _KNOWN:
        with _open(like) as connection:
            _KNOWN[like] = _contents(connection)
    wanted = _KNOWN[like]
    forget(url)
    try:
        with _open(url) as connection:
            if _shape(connection) == wanted.shape:
                _put(connection, wanted.rows)
                return True
    except psycopg.OperationalError:
        pass
    return False


def forget(url: str) -> None:
    """Know no longer what a database holds, for it will hold something else."""
    _KNOWN.pop(url, None)


@contextmanager
def _open(url: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        yield connection


def _contents(connection: psycopg.Connection) -> Contents:
    names = connection.execute(_TABLES).fetchall()
    return Contents(_shape(connection), {name: _rows(connection, name) for (name,) in names})


def _rows(connection: psycopg.Connection, table: str) -> bytes:
    with connection.cursor().copy(f'COPY "{table}" TO STDOUT') as out:
        return b"".join(bytes(part) for part in out)


def _shape(connection: psycopg.Connection) -> str:
    (found,) = connection.execute(_SHAPE).fetchone() or ("",)
    return str(found)


def _put(connection: psycopg.Connection, rows: Mapping[str, bytes]) -> None:
    """Put rows in the place of those that are there, behind the guards."""
    connection.execute("SET session_replication_role = replica; SET synchronous_commit = off")
    connection.execute("; ".join(f'DELETE FROM "{name}"' for name in rows))  # noqa: S608 - our own
    for name, data in rows.items():
        if data:
            with connection.cursor().copy(f'COPY "{name}" FROM STDIN') as into:
                into.write(data)


_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
_SHAPE = """
SELECT md5(string_agg(said, ',' ORDER BY said)) FROM (
    SELECT attrelid::regclass || '.' || attname || ' ' || atttypid::regtype
    FROM pg_attribute JOIN pg_class ON attrelid = pg_class.oid
    WHERE relnamespace = 'public'::regnamespace AND attnum > 0 AND NOT attisdropped
    UNION ALL SELECT tgrelid::regclass || ' ' || tgname FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT proname || md5(prosrc) FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace
) AS every (said)
"""

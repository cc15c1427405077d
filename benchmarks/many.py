"""A portfolio to measure on: one project's rows copied, as many times as are asked for.

The copies have every row that a project is judged on, and their place in the log's
list of events. Their rows bear the original's commitments, so the log does not verify:
what is measured here never asks it to.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from gronatraden.audit.tree import Frontier

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_COPIED = (
    "project",
    "pin",
    "role_grant",
    "document",
    "content",
    "reading",
    "offering",
    "answer",
    "verdict",
    "request",
)
"""Tables whose rows are the project's own, those that others refer to first."""
_NUMBERS = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :most)"
    " SELECT printf('p%06d', i) AS name FROM n"
)


def copy_project(file: Path, project: str, most: int) -> None:
    """Let a database hold so many copies of a project, named ``p000001`` and on."""
    with _opened(file) as connection:
        connection.execute(f"CREATE TEMP TABLE named AS {_NUMBERS}", {"most": most})
        for table in _COPIED:
            connection.execute(_copying(connection, table), {"project": project})
        connection.execute(
            "INSERT INTO event SELECT (SELECT size FROM log_head) + named.rowid - 1,"
            " 'project/' || named.name, 1, type, leaf, leaf_hash FROM named, event"
            " WHERE stream = 'project/' || :project AND sver = 1",
            {"project": project},
        )
        _move_head(connection)


def touch(file: Path, projects: int) -> None:
    """Let the log's list say that the first so many copies were acted on once more."""
    with _opened(file) as connection:
        connection.execute(
            "INSERT INTO event SELECT (SELECT size FROM log_head) + row_number() OVER () - 1,"
            " stream, (SELECT max(sver) + 1 FROM event e WHERE e.stream = event.stream), type,"
            " leaf, leaf_hash FROM event WHERE sver = 1 AND stream >= 'project/p'"
            " AND stream < 'project/q' ORDER BY stream LIMIT :projects",
            {"projects": projects},
        )
        _move_head(connection)


def _move_head(connection: sqlite3.Connection) -> None:
    """Let the head of the log say what its events say; its note is left as it was."""
    frontier = Frontier()
    for (hashed,) in connection.execute("SELECT leaf_hash FROM event ORDER BY seq"):
        frontier = frontier.append(hashed)
    connection.execute(
        "UPDATE log_head SET size = ?, frontier = ?", (frontier.size, frontier.to_bytes())
    )


def _copying(connection: sqlite3.Connection, table: str) -> str:
    """Return what copies a table's rows, the project's name replaced in every text."""
    named = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    cells = [
        f"replace({name}, :project || '/', named.name || '/')"
        if name in {"id", "document", "verdict"}
        else f"CASE {name} WHEN :project THEN named.name ELSE {name} END"
        for name in named
    ]
    if table in {"project", "role_grant"}:
        cells[0] = "named.name || substr(id, 0, 0)" if table == "project" else "id || named.name"
    where = {
        "project": "id = :project",
        "content": "document LIKE :project || '/%'",
    }.get(table, "project = :project")
    return f"INSERT INTO {table} SELECT {', '.join(cells)} FROM {table}, named WHERE {where}"  # noqa: S608 - our own tables


@contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    """Open a database for building: nothing is waited for, and no guard asks what is done."""
    connection = sqlite3.connect(file, isolation_level=None)
    for pragma in ("synchronous=OFF", "journal_mode=WAL", "cache_size=-200000"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()

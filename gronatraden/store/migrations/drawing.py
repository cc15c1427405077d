"""Draws the schema as SQL: tables, indexes and the guards that keep the record append-only.

    python -m gronatraden.store.migrations.drawing sqlite > …/versions/v0001_first.sqlite.sql

A migration is frozen text: once released it is never drawn again. Statements are parted
by an empty line.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from sqlalchemy import Index
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from gronatraden.store.backends.refusals import GUARD
from gronatraden.store.log import checkpoint, event, log_head
from gronatraden.store.tables import GOVERNED, METADATA, decision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Dialect

_DIALECTS = {"sqlite": sqlite.dialect, "postgresql": postgresql.dialect}
_APPEND_ONLY = (*GOVERNED, event.name, checkpoint.name)
_HEAD_MOVED_BACK = (
    "NEW.id <> OLD.id OR NEW.size < OLD.size OR NEW.verifier <> OLD.verifier"
    " OR NEW.clock <> OLD.clock"
)
_LESSON_TEXT = {
    "sqlite": "CREATE VIRTUAL TABLE lesson_text"
    " USING fts5(lesson UNINDEXED, words, tokenize = 'unicode61 remove_diacritics 0')",
    "postgresql": "CREATE TABLE lesson_text (\n\tlesson TEXT PRIMARY KEY,"
    "\n\twords TSVECTOR NOT NULL\n)",
}
_OPENS = decision.c.outcome.in_(("go", "go_with_conditions"))
Index(  # drawn here: stating what is one database's own imports that database's whole dialect
    "uq_decision_opens_once",
    decision.c.project,
    decision.c.gate,
    decision.c.occurrence,
    unique=True,
    sqlite_where=_OPENS,
    postgresql_where=_OPENS,
)
DRAWN = METADATA
"""Every table that is drawn, with the index above."""


def draw(name: str) -> str:
    """Return the whole schema as SQL.

    Args:
        name: ``sqlite`` or ``postgresql``.
    """
    guards = _sqlite_guards() if name == "sqlite" else _postgresql_guards()
    statements = [*_tables(_DIALECTS[name]()), _LESSON_TEXT[name], *guards]
    return "\n\n".join(f"{statement};" for statement in statements) + "\n"


def _tables(dialect: Dialect) -> Iterator[str]:
    for table in METADATA.sorted_tables:
        yield _sql(CreateTable(table), dialect)
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            yield _sql(CreateIndex(index), dialect)


def _sql(statement: CreateTable | CreateIndex, dialect: Dialect) -> str:
    lines = str(statement.compile(dialect=dialect)).strip().splitlines()
    return "\n".join(line.rstrip() for line in lines)


def _sqlite_guards() -> Iterator[str]:
    for table in _APPEND_ONLY:
        for act in ("UPDATE", "DELETE"):
            yield _sqlite_guard(table, act)
    yield _sqlite_guard(log_head.name, "DELETE")
    yield _sqlite_guard(log_head.name, "UPDATE", f" WHEN {_HEAD_MOVED_BACK}")


def _sqlite_guard(table: str, act: str, when: str = "") -> str:
    return (
        f'CREATE TRIGGER guard_{table}_{act.lower()} BEFORE {act} ON "{table}"{when}'
        f" BEGIN SELECT RAISE(ABORT, '{GUARD}'); END"
    )


def _postgresql_guards() -> Iterator[str]:
    yield (
        "CREATE FUNCTION guard_record() RETURNS trigger LANGUAGE plpgsql AS"
        f" $$ BEGIN RAISE EXCEPTION '{GUARD}'; END $$"
    )
    for table in _APPEND_ONLY:
        yield _postgresql_guard(table, "UPDATE OR DELETE OR TRUNCATE")
    yield _postgresql_guard(log_head.name, "DELETE OR TRUNCATE")
    yield (
        f"CREATE TRIGGER guard_log_head_back BEFORE UPDATE ON log_head FOR EACH ROW"
        f" WHEN ({_HEAD_MOVED_BACK}) EXECUTE FUNCTION guard_record()"
    )


def _postgresql_guard(table: str, acts: str) -> str:
    return (
        f'CREATE TRIGGER guard_{table} BEFORE {acts} ON "{table}"'
        " FOR EACH STATEMENT EXECUTE FUNCTION guard_record()"
    )


if __name__ == "__main__":
    sys.stdout.write(draw(sys.argv[1]))

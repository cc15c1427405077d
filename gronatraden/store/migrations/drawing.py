"""Draws what a revision adds to the schema: tables, indexes, guards and rules of the record.

    python -m gronatraden.store.migrations.drawing

writes the newest revision's SQL beside its migration: every table and rule that no earlier
revision has, without the rules that are no more. A migration is frozen text: once released it
is never drawn again, and a rule that is to say something else gets another name.
Statements are parted by an empty line.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from gronatraden.store.backends.refusals import GUARD
from gronatraden.store.log import checkpoint, event, log_head
from gronatraden.store.migrations.triggers import NAMED, triggers
from gronatraden.store.tables import DERIVED, GOVERNED, METADATA

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import Dialect, Table

DIALECTS = {"sqlite": sqlite.dialect, "postgresql": postgresql.dialect}
_VERSIONS = Path(__file__).parent / "versions"
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
_MADE = re.compile(
    r'^CREATE (?:VIRTUAL TABLE|TABLE|(?:UNIQUE )?INDEX|TRIGGER) "?(\w+)"?', re.MULTILINE
)
_DROPPED = re.compile(r"^DROP (?:INDEX|TRIGGER|FUNCTION) (\w+)", re.MULTILINE)
_REPLACED = "uq_decision_opens_once"
"""An index of the first revision; a gate that was re-opened opens again, and a rule counts."""


DRAWN = (METADATA, DERIVED)
"""Every table that is drawn: what is governed, then what is derived."""


def draw(dialect: str, earlier: frozenset[str] = frozenset()) -> str:
    """Return as SQL what the tables and rules add to earlier revisions.

    Args:
        dialect: ``sqlite`` or ``postgresql``.
        earlier: Names of the tables, indexes and triggers that are there already; empty for
            the whole schema.
    """
    tables = [table for drawn in DRAWN for table in drawn.sorted_tables]
    added = [table for table in tables if table.name not in earlier]
    statements = [*_tables(added, DIALECTS[dialect]())]
    guards = _sqlite_guards if dialect == "sqlite" else _postgresql_guards
    if not earlier:
        statements += [_LESSON_TEXT[dialect], *_FUNCTIONS[dialect]]
    statements += guards([name for name in _APPEND_ONLY if name not in earlier])
    if not earlier:
        statements += _HEAD_GUARDS[dialect]
    if _REPLACED in earlier:
        statements.append(f"DROP INDEX {_REPLACED}")
    drawn = dict(triggers(dialect))
    statements += _drops(sorted(n for n in earlier - drawn.keys() if n.startswith(NAMED)), dialect)
    for name, made in drawn.items():
        statements += made if name not in earlier else ()
    return "\n\n".join(f"{statement};" for statement in statements) + "\n" if statements else ""


def drawn_in(scripts: Iterable[str]) -> frozenset[str]:
    """Return the names of the tables, indexes and triggers that are there after revisions' SQL.

    Args:
        scripts: The SQL of each revision, the first one first.
    """
    there: set[str] = set()
    for script in scripts:
        there = there - set(_DROPPED.findall(script)) | set(_MADE.findall(script))
    return frozenset(there)


def _drops(rules: Iterable[str], dialect: str) -> Iterator[str]:
    """Yield what takes rules away; a function takes its trigger along."""
    for name in rules:
        lite = dialect == "sqlite"
        yield f"DROP TRIGGER {name}" if lite else f"DROP FUNCTION {name}() CASCADE"


def _tables(tables: Iterable[Table], dialect: Dialect) -> Iterator[str]:
    for table in tables:
        yield _sql(CreateTable(table), dialect)
        for index in sorted(table.indexes, key=lambda index: str(index.name)):
            yield _sql(CreateIndex(index), dialect)


def _sql(statement: CreateTable | CreateIndex, dialect: Dialect) -> str:
    lines = str(statement.compile(dialect=dialect)).strip().splitlines()
    return "\n".join(line.rstrip() for line in lines)


def _sqlite_guards(tables: Iterable[str]) -> Iterator[str]:
    for table in tables:
        for act in ("UPDATE", "DELETE"):
            yield _sqlite_guard(table, act)


def _sqlite_guard(table: str, act: str, when: str = "") -> str:
    return (
        f'CREATE TRIGGER guard_{table}_{act.lower()} BEFORE {act} ON "{table}"{when}'
        f" BEGIN SELECT RAISE(ABORT, '{GUARD}'); END"
    )


def _postgresql_guards(tables: Iterable[str]) -> Iterator[str]:
    for table in tables:
        yield _postgresql_guard(table, "UPDATE OR DELETE OR TRUNCATE")


def _postgresql_guard(table: str, acts: str) -> str:
    return (
        f'CREATE TRIGGER guard_{table} BEFORE {acts} ON "{table}"'
        " FOR EACH STATEMENT EXECUTE FUNCTION guard_record()"
    )


_GUARD_FUNCTION = (
    "CREATE FUNCTION guard_record() RETURNS trigger LANGUAGE plpgsql AS"
    f" $$ BEGIN RAISE EXCEPTION '{GUARD}'; END $$"
)
_HEAD_GUARD = (
    f"CREATE TRIGGER guard_log_head_back BEFORE UPDATE ON log_head FOR EACH ROW"
    f" WHEN ({_HEAD_MOVED_BACK}) EXECUTE FUNCTION guard_record()"
)
_FUNCTIONS = {"sqlite": (), "postgresql": (_GUARD_FUNCTION,)}
_HEAD_GUARDS = {
    "sqlite": (
        _sqlite_guard(log_head.name, "DELETE"),
        _sqlite_guard(log_head.name, "UPDATE", f" WHEN {_HEAD_MOVED_BACK}"),
    ),
    "postgresql": (_postgresql_guard(log_head.name, "DELETE OR TRUNCATE"), _HEAD_GUARD),
}


def redraw() -> None:
    """Write the newest revision's SQL for every database."""
    for dialect in DIALECTS:
        *before, newest = sorted(_VERSIONS.glob(f"v*.{dialect}.sql"))
        earlier = drawn_in(file.read_text(encoding="utf-8") for file in before)
        newest.write_text(draw(dialect, earlier), encoding="utf-8")


if __name__ == "__main__":
    redraw()

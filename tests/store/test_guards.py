from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError

from gronatraden.errors import ConflictError
from gronatraden.store.backends.refusals import GUARD, refusals
from gronatraden.store.log import checkpoint, event, log_head
from gronatraden.store.tables import GOVERNED, person
from tests.builders.store import before_the_guards, behind_the_guards

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Delete, Executable, Table, Update

    Act = Callable[[Table], Update | Delete]

APPEND_ONLY = [*GOVERNED.values(), event, checkpoint]


def a_change_of(table: Table) -> Update:
    """Return a statement that writes back the very same values."""
    first = next(iter(table.primary_key))
    return update(table).values({first.name: first})


def execute(url: str, statement: Executable) -> None:
    """Execute a statement as any other program would."""
    with before_the_guards(url) as connection:
        connection.execute(statement)


def execute_translated(url: str, statement: Executable) -> None:
    """Execute a statement and refuse in our own words."""
    with refusals(), before_the_guards(url) as connection:
        connection.execute(statement)


@pytest.mark.parametrize("table", APPEND_ONLY, ids=lambda table: table.name)
@pytest.mark.parametrize("act", [a_change_of, delete], ids=["changed", "deleted"])
def test_no_row_of_the_record_is(guarded: str, table: Table, act: Act) -> None:
    with pytest.raises(DBAPIError, match=GUARD):
        execute(guarded, act(table))


@pytest.mark.parametrize("column", ["verifier", "clock"])
def test_the_head_never_changes_its(guarded: str, column: str) -> None:
    with pytest.raises(DBAPIError, match=GUARD):
        execute(guarded, update(log_head).values({column: "another"}))


def test_the_head_never_moves_back(guarded: str) -> None:
    with pytest.raises(DBAPIError, match=GUARD):
        execute(guarded, update(log_head).values(size=log_head.c.size - 1))


def test_the_head_is_never_deleted(guarded: str) -> None:
    with pytest.raises(DBAPIError, match=GUARD):
        execute(guarded, delete(log_head))


def test_a_guard_speaks_our_words(guarded: str) -> None:
    with pytest.raises(ConflictError) as refused:
        execute_translated(guarded, delete(person))

    assert refused.value.facts["what"] == "record-is-append-only"


def test_without_guards_rows_change(filled: str) -> None:
    with behind_the_guards(filled) as connection:
        connection.execute(update(person).values(name="Bo"))

    with before_the_guards(filled) as connection:
        assert set(connection.scalars(select(person.c.name))) == {"Bo"}


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
def test_no_table_is_emptied_at_once(guarded: str) -> None:
    with pytest.raises(DBAPIError, match=GUARD):
        execute(guarded, text("TRUNCATE person CASCADE"))

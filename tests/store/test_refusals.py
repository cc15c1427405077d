from __future__ import annotations

import sqlite3
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from gronatraden.errors import ConflictError, GronatradenError, UnavailableError
from gronatraden.store.backends.refusals import refusal

if TYPE_CHECKING:
    from gronatraden.store.engine import Store


class ServerError(Exception):
    """What PostgreSQL's driver raises, as far as we look at it."""

    def __init__(self, sqlstate: str | None) -> None:
        super().__init__("refused")
        self.sqlstate = sqlstate


def refused(origin: Exception) -> Exception:
    """Return what we say of something that a driver raised."""
    return refusal(OperationalError("SELECT 1", {}, origin), table="person")


def of_sqlite(name: str) -> sqlite3.Error:
    """Return an error as SQLite's driver raises it."""
    error = sqlite3.OperationalError("refused")
    error.sqlite_errorname = name
    return error


def look_away(store: Store) -> None:
    """Read over a connection that is cut, and pretend it was not."""
    with store.read() as r, suppress(UnavailableError):
        r.scalar(select(func.pg_terminate_backend(func.pg_backend_pid())))


@pytest.mark.parametrize(
    ("origin", "reason"),
    [
        (of_sqlite("SQLITE_BUSY"), "locked"),
        (of_sqlite("SQLITE_BUSY_SNAPSHOT"), "locked"),
        (of_sqlite("SQLITE_FULL"), "full"),
        (of_sqlite("SQLITE_IOERR_FSYNC"), "io"),
        (of_sqlite("SQLITE_READONLY_DBMOVED"), "read-only"),
        (of_sqlite("SQLITE_CANTOPEN"), "cannot-open"),
        (of_sqlite("SQLITE_CORRUPT_VTAB"), "corrupt"),
        (of_sqlite("SQLITE_NOTADB"), "not-a-database"),
        (of_sqlite("SQLITE_NOMEM"), "other"),
        (ServerError("55P03"), "locked"),
        (ServerError("53100"), "full"),
        (ServerError("25006"), "read-only"),
        (ServerError("57P01"), "gone"),
        (ServerError("28P01"), "turned-away"),
        (ServerError("42P01"), "schema"),
        (ServerError(None), "gone"),
    ],
    ids=lambda value: getattr(value, "sqlite_errorname", getattr(value, "sqlstate", value)),
)
def test_what_operations_must_mend_is_unavailable(origin: Exception, reason: str) -> None:
    error = refused(origin)

    assert isinstance(error, UnavailableError)
    assert error.facts == {"reason": reason, "table": "person"}


@pytest.mark.parametrize(
    ("origin", "what"),
    [
        (of_sqlite("SQLITE_CONSTRAINT_UNIQUE"), "not-unique"),
        (of_sqlite("SQLITE_CONSTRAINT_PRIMARYKEY"), "not-unique"),
        (of_sqlite("SQLITE_CONSTRAINT_FOREIGNKEY"), "no-such-row"),
        (ServerError("23505"), "not-unique"),
        (ServerError("23503"), "no-such-row"),
        (ServerError("40P01"), "deadlock"),
        (ServerError("40001"), "deadlock"),
    ],
    ids=lambda value: getattr(value, "sqlite_errorname", getattr(value, "sqlstate", value)),
)
def test_what_is_in_the_way_is_a_conflict(origin: Exception, what: str) -> None:
    error = refused(origin)

    assert isinstance(error, ConflictError)
    assert error.facts == {"what": what, "table": "person"}


@pytest.mark.parametrize("name", ["SQLITE_CONSTRAINT_NOTNULL", "SQLITE_CONSTRAINT_CHECK"])
def test_what_no_row_holds_is_misuse(name: str) -> None:
    error = refused(of_sqlite(name))

    assert isinstance(error, ValueError)
    assert not isinstance(error, GronatradenError)


def test_a_pool_without_connections_is_locked() -> None:
    error = refusal(PoolTimeoutError())

    assert isinstance(error, UnavailableError)
    assert error.facts == {"reason": "locked"}


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
def test_a_connection_that_is_cut_is_gone(store: Store) -> None:
    cut = select(func.pg_terminate_backend(func.pg_backend_pid()))

    with pytest.raises(UnavailableError) as error, store.read() as r:
        r.scalar(cut)

    assert error.value.facts["reason"] == "gone"


@pytest.mark.parametrize("databases", ["postgresql"], indirect=True)
def test_a_connection_that_is_gone_stays_so(store: Store) -> None:
    with pytest.raises(UnavailableError) as error:
        look_away(store)

    assert error.value.facts["reason"] == "gone"

"""Refusals of the database, as errors of our own.

Rules:

- A refusal that operations must mend is UnavailableError; its fact ``reason`` is one of
  ``locked``, ``read-only``, ``full``, ``io``, ``cannot-open``, ``corrupt``,
  ``not-a-database``, ``gone``, ``turned-away``, ``schema`` or ``other``.
- A refusal because another row is in the way, or missing, is ConflictError; its fact
  ``what`` is ``not-unique``, ``no-such-row``, ``deadlock``, ``record-is-append-only`` or
  ``duties-are-kept-apart``, then with the ``rule`` that refused.
- A value that no row may hold is the programmer's misuse: ValueError.
"""

from __future__ import annotations

import re
import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias

from sqlalchemy.exc import DataError, DBAPIError, PendingRollbackError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from gronatraden.errors import ConflictError, UnavailableError

if TYPE_CHECKING:
    from collections.abc import Iterator

_REFUSALS = (DBAPIError, PendingRollbackError, PoolTimeoutError)
REFUSALS = (*_REFUSALS, UnicodeDecodeError)
"""What a statement raises where the database refuses. SQLite's driver can fail to read
what SQLite says of a file that is damaged."""

Refusal: TypeAlias = DBAPIError | PendingRollbackError | PoolTimeoutError | UnicodeDecodeError

GUARD = "the record is append-only"
"""What the guards in the database say when a row would be changed or deleted."""

APART = "duties are kept apart"
"""What the rules in the database say, with their name, when a row would mix duties."""
_RULE = re.compile(rf"{APART}: (\w+)")

_REASON_OF = {
    PoolTimeoutError: "locked",
    PendingRollbackError: "gone",
    UnicodeDecodeError: "corrupt",
}
_REASONS = (
    ("SQLITE_BUSY", "locked"),
    ("SQLITE_LOCKED", "locked"),
    ("SQLITE_PROTOCOL", "locked"),
    ("SQLITE_READONLY", "read-only"),
    ("SQLITE_FULL", "full"),
    ("SQLITE_IOERR", "io"),
    ("SQLITE_CANTOPEN", "cannot-open"),
    ("SQLITE_CORRUPT", "corrupt"),
    ("SQLITE_NOTADB", "not-a-database"),
    ("SQLITE_ERROR", "schema"),
    ("55P03", "locked"),
    ("57014", "locked"),
    ("25006", "read-only"),
    ("53", "full"),
    ("58", "io"),
    ("XX", "corrupt"),
    ("42", "schema"),
    ("3D", "turned-away"),
    ("28", "turned-away"),
    ("08", "gone"),
    ("57", "gone"),
    ("25", "gone"),
    ("", "other"),
)
_CONFLICTS = (
    ("SQLITE_CONSTRAINT_UNIQUE", "not-unique"),
    ("SQLITE_CONSTRAINT_PRIMARYKEY", "not-unique"),
    ("SQLITE_CONSTRAINT_FOREIGNKEY", "no-such-row"),
    ("23505", "not-unique"),
    ("42P07", "not-unique"),
    ("23503", "no-such-row"),
    ("40", "deadlock"),
    ("", ""),
)
_CONNECTION_LOST = "08"
_TURNED_AWAY = "28"


def refusal(error: Refusal, **facts: str) -> Exception:
    """Return the error of our own that says what the database refused.

    Args:
        error: What was raised.
        facts: What it was about, such as ``database`` or ``table``.
    """
    if not isinstance(error, DBAPIError):
        return UnavailableError(reason=_REASON_OF[type(error)], **facts)
    code = _code_of(error)
    if GUARD in str(error.orig):
        return ConflictError(what="record-is-append-only", **facts)
    if broken := _RULE.search(str(error.orig)):
        return ConflictError(what="duties-are-kept-apart", rule=broken[1], **facts)
    if what := _first(code, _CONFLICTS):
        return ConflictError(what=what, **facts)
    if isinstance(error, DataError) or code.startswith(("SQLITE_CONSTRAINT", "22", "23")):
        message = f"no row holds this: {error.orig}"
        return ValueError(message)
    return UnavailableError(reason=_first(code, _REASONS), **facts)


@contextmanager
def refusals(**facts: str) -> Iterator[None]:
    """Turn what the database refuses inside the block into errors of our own."""
    try:
        yield
    except _REFUSALS as error:
        raise refusal(error, **facts) from error


def _code_of(error: DBAPIError) -> str:
    """Return SQLite's name of the error or PostgreSQL's SQLSTATE."""
    origin = error.orig
    if isinstance(origin, sqlite3.Error):  # text that is no UTF-8 has no name in SQLite
        return getattr(origin, "sqlite_errorname", "SQLITE_CORRUPT")
    if code := getattr(origin, "sqlstate", None):
        return str(code)
    # The driver gives no code to a connection that never was. A server that answered says FATAL.
    return _TURNED_AWAY if "FATAL" in str(origin) else _CONNECTION_LOST


def _first(code: str, table: tuple[tuple[str, str], ...]) -> str:
    return next(word for prefix, word in table if code.startswith(prefix))

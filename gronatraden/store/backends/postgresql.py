"""PostgreSQL: one database for more than one machine.

Rules:

- A read sees one moment (REPEATABLE READ, read only).
- Writers come one at a time: each first takes an advisory lock, held to its commit, so
  that what a rule has read still holds when its answer is written. The head of the log
  is locked last. Without it rules would rest on every service naming its locks.
- A commit waits for the disk: synchronous_commit is asserted on every connection.
- Nobody waits or idles for ever with a lock in hand.

Source: DESIGN §7; postgresql.org/docs, "Transaction Isolation" and "Explicit Locking".
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event, text

from gronatraden.errors import UnavailableError
from gronatraden.store.backends.backend import PATIENCE, Backend, Statements
from gronatraden.store.backends.refusals import refusals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import URL, Connection

_STATEMENTS = Statements()
_SETTINGS = (
    f"SET lock_timeout = '{PATIENCE}s'",
    "SET idle_in_transaction_session_timeout = '60s'",
    "SET client_encoding = 'UTF8'",
)
_DURABLE = {"on", "remote_apply", "remote_write", "local"}
_ONE_AT_A_TIME = text(
    "SELECT pg_advisory_xact_lock(hashtext('gronatraden'), hashtext(current_schema()))"
)


class PostgresqlBackend(Backend):
    """A database on a server."""

    def __init__(self, url: URL) -> None:
        name = url.render_as_string(hide_password=True)
        try:
            engine = create_engine(
                url,
                connect_args={"connect_timeout": int(PATIENCE)},
                execution_options={"compiled_cache": _STATEMENTS},
            )
        except ImportError as error:  # the driver is an extra
            raise UnavailableError(reason="no-driver", database=name) from error
        super().__init__(name, engine)
        event.listen(engine, "connect", self._prepare)
        self._readers = engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )

    def require(self) -> None:
        """Connect once, so that a server that is gone says so."""
        with refusals(database=self.name):
            self._engine.connect().close()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that sees one moment and changes nothing."""
        with self._transaction(self._readers) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open the only writing transaction, behind the advisory lock."""
        with self._transaction(self._engine) as connection:
            connection.execute(_ONE_AT_A_TIME)
            yield connection

    @contextmanager
    def creating(self) -> Iterator[Connection]:
        """Open a transaction that creates everything or nothing."""
        with self.writing() as connection:
            yield connection

    def _prepare(self, raw: Any, record: object) -> None:  # noqa: ANN401 - the driver's own
        del record
        cursor = raw.cursor()
        for setting in _SETTINGS:
            cursor.execute(setting)
        found = cursor.execute("SHOW synchronous_commit").fetchone()[0]
        raw.commit()
        if found not in _DURABLE:
            raw.close()
            raise UnavailableError(reason="not-durable", database=self.name)

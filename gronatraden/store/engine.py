"""The store: one database, opened or created, read and written through blocks.

    with Store.open(url) as store:
        with store.read() as r:
            ...
        with store.write(signer) as t:
            t.insert(...)
            t.record(...)

A database that is missing, older or newer than this version is refused when it is
opened; nothing is migrated unasked. What differs between the databases is in
``backends/``.
"""

from __future__ import annotations

from contextlib import contextmanager
from secrets import token_bytes
from typing import TYPE_CHECKING, Literal, Self

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from gronatraden.canonical import SALT_BYTES
from gronatraden.errors import (
    ConflictError,
    LogKeyError,
    NewerDatabaseError,
    NoDatabaseError,
    OlderDatabaseError,
    UsageError,
)
from gronatraden.store.backends.postgresql import PostgresqlBackend
from gronatraden.store.backends.sqlite import SqliteBackend
from gronatraden.store.derived.writing import Derivation
from gronatraden.store.log import head
from gronatraden.store.migrations.revisions import is_newer, is_older, revision_of
from gronatraden.store.reader import Reader
from gronatraden.store.transaction import Transaction, open_log

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from types import TracebackType

    from gronatraden.audit.key import Signer
    from gronatraden.store.backends.backend import Backend
    from gronatraden.store.transaction import SaltSource

Clock = Literal["wall", "simulated"]
"""Whether moments are read from a clock or invented, as in the demo."""

LOG_STREAM = "log"
"""The log's own history."""

MACHINE = "machine"
"""Pseudonym of the engine itself."""


def fresh_salt() -> bytes:
    """Return 32 bytes from the system's source of randomness."""
    return token_bytes(SALT_BYTES)


class Store:
    """One database. Owns its connections; threads may share a store, not its blocks."""

    def __init__(self, backend: Backend, salt_source: SaltSource) -> None:
        self._backend = backend
        self._salt_source = salt_source
        self._vkey = ""

    @classmethod
    def open(cls, url: str, *, salt_source: SaltSource = fresh_salt) -> Self:
        """Open a database as it is; nothing in it is changed.

        Args:
            url: ``sqlite:///file`` or ``postgresql+psycopg://…``.
            salt_source: Gives 32 random bytes for each row.

        Raises:
            NoDatabaseError: When there is none, or it is not one of ours.
            NewerDatabaseError: When a newer version wrote it.
            OlderDatabaseError: When it has to be upgraded first.
            UnavailableError: When it cannot be read.
            UsageError: When the URL is none we know.
        """
        with _closed_on_error(_backend_for(url)) as backend:
            backend.require()
            store = cls(backend, salt_source)
            with store.read() as r:
                _refuse_an_older(backend.name, _revision_known_in(backend.name, r))
            return store

    @classmethod
    def create(
        cls,
        url: str,
        *,
        signer: Signer,
        at: datetime,
        clock: Clock = "wall",
        salt_source: SaltSource = fresh_salt,
    ) -> Self:
        """Create a database and its log, whole and durable or not at all.

        Args:
            url: ``sqlite:///file`` or ``postgresql+psycopg://…``.
            signer: Signs this log for ever; its name is the log's origin.
            at: The log begins here.
            clock: Whether moments are real.
            salt_source: Gives 32 random bytes for each row.

        Raises:
            ConflictError: When there is a database already.
            UnavailableError: When it cannot be written there.
            UsageError: When the URL is none we know.
        """
        from gronatraden.store.migrations.run import migrate  # noqa: PLC0415 - alembic is slow

        with _closed_on_error(_backend_for(url)) as backend:
            with backend.creating() as connection:
                if revision_of(Reader(connection)):
                    raise ConflictError(what="database-exists", database=backend.name)
                migrate(connection)
                open_log(connection, signer, at=at, clock=clock)
                t = Transaction(connection, signer=signer, salt_source=salt_source)
                facts = {"clock": clock, "origin": signer.name, "verifier": signer.verifier.vkey}
                t.record("log.opened", stream=LOG_STREAM, actor=MACHINE, at=at, **facts)
                t.checkpoint()
                t.finish()
            return cls(backend, salt_source)

    @staticmethod
    def upgrade(url: str) -> str:
        """Bring a database to this version, in one transaction.

        Returns:
            The revision it had before.

        Raises:
            NoDatabaseError: When there is none, or it is not one of ours.
            NewerDatabaseError: When a newer version wrote it.
            UnavailableError: When it cannot be written.
        """
        from gronatraden.store.migrations.run import migrate  # noqa: PLC0415 - alembic is slow

        backend = _backend_for(url)
        try:
            backend.require()
            with backend.writing() as connection:
                before = _revision_known_in(backend.name, Reader(connection))
                migrate(connection)
        finally:
            backend.close()
        return before

    @property
    def database(self) -> str:
        """Where it is, as people may see it: a file, or a URL without its password."""
        return self._backend.name

    @contextmanager
    def read(self) -> Iterator[Reader]:
        """Open a block that sees the record as it is at one moment.

        Raises:
            UnavailableError: When the database cannot be read.
        """
        with self._backend.reading() as connection:
            yield Reader(connection)

    @contextmanager
    def read_as_stored(self) -> Iterator[Reader]:
        """Open a read block that hands over even what is no text as text, for verification.

        Raises:
            UnavailableError: When the database cannot be read.
        """
        with self._backend.reading() as connection, self._backend.leniently(connection):
            yield Reader(connection)

    @contextmanager
    def write(self, signer: Signer, *, dry_run: bool = False) -> Iterator[Transaction]:
        """Open the only write; leaving the block unharmed commits it, with one sync to disk.

        Args:
            signer: The log's key.
            dry_run: Whether to do everything but commit.

        Raises:
            ConflictError: When the database refuses a row for another's sake.
            LogKeyError: When the key is not this log's.
            UnavailableError: When the database cannot be written.
            RuntimeError: When rows were written without an event.
        """
        with self._backend.writing() as connection:
            t = Transaction(connection, signer=signer, salt_source=self._salt_source)
            self._vkey = self._vkey or head(t).vkey
            if self._vkey != signer.verifier.vkey:
                raise LogKeyError(reason="other-log", file=signer.name)
            yield t
            t.finish()
            if dry_run:
                connection.rollback()

    @contextmanager
    def derive(self, *, dry_run: bool = False) -> Iterator[Derivation]:
        """Open a write of what can be made again from the record; no event and no signature.

        Args:
            dry_run: Whether to do everything but commit.

        Raises:
            UnavailableError: When the database cannot be written.
        """
        with self._backend.writing() as connection:
            yield Derivation(connection)
            if dry_run:
                connection.rollback()

    def close(self) -> None:
        """Close the connections."""
        self._backend.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


@contextmanager
def _closed_on_error(backend: Backend) -> Iterator[Backend]:
    """Close a backend's connections where the block fails, and keep them where it does not."""
    try:
        yield backend
    except BaseException:
        backend.close()
        raise


def _backend_for(url: str) -> Backend:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise UsageError(reason="database-url") from error
    if parsed.drivername in {"sqlite", "sqlite+pysqlite"}:
        return SqliteBackend(parsed)
    if parsed.drivername in {"postgresql", "postgresql+psycopg"}:
        return PostgresqlBackend(parsed.set(drivername="postgresql+psycopg"))
    raise UsageError(reason="database-url")


def _revision_known_in(database: str, r: Reader) -> str:
    revision = revision_of(r)
    if not revision:
        raise NoDatabaseError(database=database)
    if is_newer(revision):
        raise NewerDatabaseError(database=database, revision=revision)
    return revision


def _refuse_an_older(database: str, revision: str) -> None:
    if is_older(revision):
        raise OlderDatabaseError(database=database, revision=revision)

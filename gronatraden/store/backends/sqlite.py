"""SQLite: one file, durable at every commit.

Rules:

- Every connection runs with synchronous=FULL and foreign keys, and says so itself;
  one that does not is not used.
- A write begins IMMEDIATE behind a file lock, so that nobody starves and a write never
  fails half way for another writer's sake.
- A new database is built under another name with synchronous=EXTRA, given its name when
  it is whole, and its directory synced: no crash leaves a database without its tables.
- A file that cannot be written can still be read.

Source: DESIGN §7; sqlite.org/pragma.html and sqlite.org/wal.html (read-only databases).
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkstemp
from typing import TYPE_CHECKING
from urllib.parse import quote

from sqlalchemy import Engine, QueuePool, create_engine, event

from gronatraden.errors import ConflictError, NoDatabaseError, UnavailableError
from gronatraden.store.backends.backend import PATIENCE, Backend, Statements
from gronatraden.store.backends.flock import files_of, one_at_a_time

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import URL, Connection

_STATEMENTS = Statements()
_FULL, _EXTRA = 2, 3
_PRAGMAS = (
    "foreign_keys=ON",
    "recursive_triggers=ON",  # without it a replacing insert deletes behind the guards
    "secure_delete=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
)


class SqliteBackend(Backend):
    """A database in a file of this machine.

    Connections are kept while the store is open, because closing the last one costs a
    checkpoint of the write-ahead log.
    """

    def __init__(self, url: URL) -> None:
        name = url.database or ""
        if name in {"", ":memory:"} or name.startswith("file:"):
            raise NoDatabaseError(database=name)
        self._file = Path(name).absolute()
        super().__init__(name, _engine(self._file, _FULL))
        self._writers = self._engine.execution_options(begin="BEGIN IMMEDIATE")

    def require(self) -> None:
        """Refuse when there is no file, or it is a directory."""
        if self._file.is_dir():
            raise UnavailableError(reason="is-a-directory", database=self.name)
        if not self._file.exists():
            raise NoDatabaseError(database=self.name)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that sees one moment and changes nothing."""
        with self._transaction(self._engine) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open the only writing transaction, behind the file lock."""
        if not os.access(self._file, os.W_OK):
            self.require()
            raise UnavailableError(reason="read-only", database=self.name)
        with (
            one_at_a_time(self._file, patience=PATIENCE),
            self._transaction(self._writers) as connection,
        ):
            yield connection

    @contextmanager
    def creating(self) -> Iterator[Connection]:
        """Build the database under another name, then give it its own."""
        if self._file.parent.is_dir() and self._file.is_dir():
            raise UnavailableError(reason="is-a-directory", database=self.name)
        with one_at_a_time(self._file, patience=PATIENCE):
            if self._file.exists():
                raise ConflictError(what="database-exists", database=self.name)
            with files_of(self._file):
                number, name = mkstemp(prefix=f".{self._file.name}.", dir=self._file.parent)
                os.close(number)
            draft = Path(name)
            try:
                with self._building(draft) as connection:
                    yield connection
                with files_of(self._file):
                    draft.rename(self._file)
                    _sync(self._file.parent)
            finally:
                draft.unlink(missing_ok=True)

    @contextmanager
    def leniently(self, connection: Connection) -> Iterator[None]:
        """Let bytes that are no UTF-8 pass as text with surrogates inside the block."""
        raw = connection.connection.dbapi_connection
        if not isinstance(raw, sqlite3.Connection):
            message = "a connection of SQLite is expected"
            raise TypeError(message)
        raw.text_factory = _lenient_text
        try:
            yield
        finally:
            raw.text_factory = str

    @contextmanager
    def _building(self, draft: Path) -> Iterator[Connection]:
        engine = _engine(draft, _EXTRA)
        try:
            with self._transaction(engine) as connection:
                yield connection
            raw = engine.raw_connection()
            raw.cursor().execute("PRAGMA journal_mode=WAL")
            raw.close()
        finally:
            engine.dispose()


def _engine(file: Path, synchronous: int) -> Engine:
    """Return an engine whose transactions begin exactly as they are told to."""
    engine = create_engine(
        "sqlite://",
        creator=lambda: _connect(file, synchronous),
        poolclass=QueuePool,
        max_overflow=-1,
        execution_options={"compiled_cache": _STATEMENTS},
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        word = connection.get_execution_options().get("begin", "BEGIN")
        connection.connection.cursor().execute(word)

    return engine


def _connect(file: Path, synchronous: int) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"file:{quote(str(file))}?{_mode(file)}",
        uri=True,
        timeout=PATIENCE,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        _prepare(connection, synchronous)
    except UnicodeDecodeError as error:
        connection.close()
        raise UnavailableError(reason="corrupt", database=str(file)) from error
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, synchronous: int) -> None:
    """Set a connection up, and read back what must hold."""
    for pragma in (*_PRAGMAS, f"synchronous={synchronous}"):
        connection.execute(f"PRAGMA {pragma}")
    found = [
        connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("synchronous", "foreign_keys")
    ]
    if found != [synchronous, 1]:
        raise UnavailableError(reason="not-durable")


def _mode(file: Path) -> str:
    """Choose how to open: a file at rest in a place we cannot write to never changes under us."""
    log = file.with_name(f"{file.name}-wal")
    at_rest = not log.exists() or not log.stat().st_size
    return "mode=rw" if os.access(file.parent, os.W_OK) or not at_rest else "immutable=1"


def _sync(directory: Path) -> None:
    number = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _lenient_text(data: bytes) -> str:
    return data.decode(errors="surrogateescape")

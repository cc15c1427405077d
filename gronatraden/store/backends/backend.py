"""A way to one database: where it is, and how reads, writes and its creation begin."""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from gronatraden.store.backends.refusals import refusals

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from sqlalchemy import Connection, Engine

PATIENCE = 10.0
"""Seconds that a writer waits for the writers ahead."""

MOST_KEPT = 1000
"""Statements whose SQL is kept; there are a few hundred of them in all."""


class Statements(dict[Any, Any]):
    """The SQL of statements that were compiled once, whichever database of the kind asks.

    SQLAlchemy keeps it for each engine by itself, under keys that begin with the engine's
    dialect. A store has an engine of its own, and what it asks is what every other asks.
    Source: docs.sqlalchemy.org, "compiled_cache" of ``Connection.execution_options``.
    """

    def get(self, key: tuple[Any, ...], default: Any = None) -> Any:  # noqa: ANN401 - as SQLAlchemy asks
        """Return what a statement was compiled to, or nothing yet."""
        return super().get(key[1:], default)

    def __setitem__(self, key: tuple[Any, ...], compiled: Any) -> None:  # noqa: ANN401 - as SQLAlchemy tells
        if len(self) >= MOST_KEPT:
            self.clear()
        super().__setitem__(key[1:], compiled)


class Backend(ABC):
    """One database of one kind. Owns its connections; several threads may share it.

    Attributes:
        name: The database as people may see it, without a password.
    """

    def __init__(self, name: str, engine: Engine) -> None:
        self.name = name
        self._engine = engine

    @abstractmethod
    def require(self) -> None:
        """Refuse when there is nothing to connect to.

        Raises:
            NoDatabaseError: When there is no database.
            UnavailableError: When what is there is no database.
        """

    @abstractmethod
    def reading(self) -> AbstractContextManager[Connection]:
        """Open a transaction that sees one moment and changes nothing."""

    @abstractmethod
    def writing(self) -> AbstractContextManager[Connection]:
        """Open the only writing transaction; it is committed when the block is left unharmed."""

    @abstractmethod
    def creating(self) -> AbstractContextManager[Connection]:
        """Open a transaction in a database that is not there yet, and durably is afterwards.

        Raises:
            ConflictError: When there is a file of that name already.
        """

    @contextmanager
    def leniently(self, connection: Connection) -> Iterator[None]:
        """Let bytes that are no text pass as text with surrogates inside the block."""
        del connection
        yield

    def close(self) -> None:
        """Close every connection that is not in use."""
        self._engine.dispose()

    @contextmanager
    def _transaction(self, engine: Engine) -> Iterator[Connection]:
        with refusals(database=self.name), engine.connect() as connection, connection.begin():
            yield connection

"""A way to one database: where it is, and how reads, writes and its creation begin."""

from __future__ import annotations

from abc import ABC, abstractmethod
from contextlib import contextmanager
from typing import TYPE_CHECKING

from gronatraden.store.backends.refusals import refusals

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from sqlalchemy import Connection, Engine

PATIENCE = 10.0
"""Seconds that a writer waits for the writers ahead."""


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

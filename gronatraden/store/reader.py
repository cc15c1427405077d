"""One consistent view of the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import inspect

from gronatraden.store.backends.refusals import REFUSALS, refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import Connection, Executable, Result, RowMapping, Select

_BATCH = 1000


class Reader:
    """A read transaction: everything read through it is of one moment.

    Belongs to the block that opened it and to one thread. Rows are read by column name.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def all(self, statement: Select[Any], /, **values: object) -> Sequence[RowMapping]:
        """Return every row that is selected, in the statement's order.

        Args:
            statement: What to select.
            values: Its named parameters, where it has any.

        Raises:
            UnavailableError: When the database cannot be read.
        """
        return self._execute(statement, values).mappings().all()

    def one_or_none(self, statement: Select[Any], /, **values: object) -> RowMapping | None:
        """Return the only row, or None; more than one is the caller's mistake.

        Args:
            statement: What to select.
            values: Its named parameters, where it has any.

        Raises:
            UnavailableError: When the database cannot be read.
        """
        return self._execute(statement, values).mappings().one_or_none()

    def scalar(self, statement: Select[Any], /, **values: object) -> Any:  # noqa: ANN401 - whatever was selected
        """Return the first column of the first row, or None where there is no row.

        Args:
            statement: What to select.
            values: Its named parameters, where it has any.

        Raises:
            UnavailableError: When the database cannot be read.
        """
        return self._execute(statement, values).scalar()

    def each(self, statement: Select[Any], /, **values: object) -> Iterator[RowMapping]:
        """Yield every row that is selected, a batch at a time, however many they are.

        Args:
            statement: What to select.
            values: Its named parameters, where it has any.

        Raises:
            UnavailableError: When the database cannot be read.
        """
        result = self._execute(statement.execution_options(yield_per=_BATCH), values)
        try:
            yield from result.mappings()
        except REFUSALS as error:
            raise refusal(error) from error

    def has_table(self, name: str) -> bool:
        """Say whether there is a table of that name."""
        try:
            return inspect(self._connection).has_table(name)
        except REFUSALS as error:
            raise refusal(error) from error

    @property
    def dialect(self) -> str:
        """What kind of database this is: ``sqlite`` or ``postgresql``."""
        return self._connection.dialect.name

    def _execute(self, statement: Executable, values: Mapping[str, object]) -> Result[Any]:
        try:
            return self._connection.execute(statement, values)
        except REFUSALS as error:
            raise refusal(error) from error

"""One consistent view of the record, of one project at a time or of a shelf of them.

What is asked of one project is asked with :func:`per_project`. A reader answers it with
one question to the database for each project; a shelf asks once for all its projects
and hands out the same rows. Whoever reads need not know which of them it is given.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, inspect, or_

from gronatraden.store.backends.refusals import REFUSALS, refusal
from gronatraden.store.backends.spelt import Names, among

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import Column, ColumnElement, Connection, Executable, Result, RowMapping, Select

_BATCH = 1000
_OWNER = "owner_on_the_shelf"
_OF_MANY: dict[Select[Any], Select[Any]] = {}
"""What is asked of one project → the same asked of many, each row with whose it is."""
_IN_COMMON: set[Select[Any]] = set()
"""What is asked of nobody's project."""


def per_project(
    statement: Select[Any], column: Column[Any], *, also: ColumnElement[bool] | None = None
) -> Select[Any]:
    """Return what is asked of one project, named by the parameter ``of``.

    Args:
        statement: What is asked, of any project, in order.
        column: Names the project; NULL in rows that are everyone's.
        also: Which of everyone's rows are the project's too, where some are.
    """
    one, many = column == bindparam("of"), among(column, bindparam("of", type_=Names()))
    asked = statement.where(one if also is None else or_(also, one))
    owned = statement.add_columns(column.label(_OWNER))
    _OF_MANY[asked] = owned.where(many if also is None else or_(also, many))
    return asked


def in_common(statement: Select[Any]) -> Select[Any]:
    """Return what many projects ask alike, of what is published: a shelf asks it once."""
    _IN_COMMON.add(statement)
    return statement


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

        Whoever stops early lets go of the server's cursor, too.

        Args:
            statement: What to select.
            values: Its named parameters, where it has any.

        Raises:
            UnavailableError: When the database cannot be read.
        """
        result = self._execute(statement, values, yield_per=_BATCH)
        try:
            yield from result.mappings()
        except REFUSALS as error:
            raise refusal(error) from error
        finally:
            result.close()

    @contextmanager
    def apart(self) -> Iterator[None]:
        """Let what is refused inside the block leave everything else there to be read.

        A transaction of PostgreSQL's in which something was refused answers nothing more.
        """
        if self.dialect == "sqlite":
            yield
        else:
            with self._connection.begin_nested():
                yield

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

    def _execute(
        self, statement: Executable, values: Mapping[str, object], **options: int
    ) -> Result[Any]:
        try:
            return self._connection.execute(statement, values, execution_options=options)
        except REFUSALS as error:
            raise refusal(error) from error

    def shelf(self, projects: Sequence[str]) -> Shelf:
        """Return a view of the same moment that reads of some projects together."""
        return Shelf(self._connection, projects)


class Shelf(Reader):
    """A read transaction in which what is asked of one project is answered for many.

    It keeps what it has read, so it is for as many projects as have room in memory, and for
    reading alone. Every other question is asked of the database as it is, once.
    """

    def __init__(self, connection: Connection, projects: Sequence[str]) -> None:
        super().__init__(connection)
        self._projects = dict.fromkeys(projects)
        self._known: dict[object, Any] = {}

    def all(self, statement: Select[Any], /, **values: object) -> Sequence[RowMapping]:
        """Return every row that is selected, in the statement's order; extends ``Reader``."""
        if statement in _IN_COMMON:
            return self._once(statement, values)
        many = _OF_MANY.get(statement)
        if many is None:
            return super().all(statement, **values)
        of = str(values.pop("of"))
        if of not in self._projects:
            return super().all(statement, **values, of=of)
        key: object = (statement, *sorted(values.items())) if values else statement
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._of_each(many, values)
        found: Sequence[RowMapping] = known[of]
        return found

    def _once(self, statement: Select[Any], values: dict[str, object]) -> Sequence[RowMapping]:
        key = (statement, repr(sorted(values.items())))
        if key not in self._known:
            self._known[key] = super().all(statement, **values)
        found: Sequence[RowMapping] = self._known[key]
        return found

    def _of_each(self, many: Select[Any], values: dict[str, object]) -> dict[str, list[RowMapping]]:
        """Return what is asked of every project, by project."""
        found: dict[str, list[RowMapping]] = {name: [] for name in self._projects}
        for row in super().all(many, **values, of=[*self._projects]):
            owner = row[_OWNER]
            for rows in found.values() if owner is None else (found[owner],):
                rows.append(row)
        return found

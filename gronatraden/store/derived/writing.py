"""A write of derived rows alone: no event, no signature, and nothing governed can be touched.

It waits its turn behind the writers of the record, as every write does, and is therefore
kept short. Losing it costs a sweep and never the record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gronatraden.store.backends.refusals import REFUSALS, refusal
from gronatraden.store.reader import Reader
from gronatraden.store.tables import DERIVED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Delete, Insert, Update


class Derivation(Reader):
    """An open write of derived rows. Reads through it see what it has written."""

    def run(
        self,
        statement: Insert | Update | Delete,
        values: Mapping[str, Any] | Sequence[Mapping[str, Any]] = (),
    ) -> None:
        """Write to a derived table.

        Args:
            statement: What to do.
            values: Its parameters, or those of each row.

        Raises:
            UnavailableError: When the database cannot be written.
            RuntimeError: When the table is none that can be made again from the record.
        """
        name = statement.table.description
        if name not in DERIVED.tables:
            message = f"{name} is no derived table"
            raise RuntimeError(message)
        try:
            self._connection.execute(statement, values)
        except REFUSALS as error:
            raise refusal(error, table=name) from error

"""A write: rows, the events that list them, and the log's new head, or nothing at all.

Rules:

- A row that no event lists is not committed.
- An event lists every row written since the one before it.
- The head of the log is locked when the first event is recorded and is the last thing
  written; it carries the signed checkpoint of the log's new size and root.
- Moments move forward: an event lies at most a tolerance before the latest one.
- A statement that failed takes the whole transaction with it, on every database.

Source: DESIGN §5 and §7.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from sqlalchemy import BigInteger, bindparam, insert, select, update

from gronatraden.audit.chain import TOLERANCE_SECONDS
from gronatraden.audit.event import Event, RowRef, utc_text
from gronatraden.audit.note import Checkpoint, sign_note
from gronatraden.audit.tree import Frontier, leaf_hash
from gronatraden.canonical import commitment
from gronatraden.errors import ConflictError
from gronatraden.store.backends.refusals import REFUSALS, refusal
from gronatraden.store.log import Head, checkpoint, event, head, log_head
from gronatraden.store.reader import Reader
from gronatraden.store.tables import GOVERNED, METADATA

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from sqlalchemy import Connection, Delete, Executable, Insert, Table, Update

    from gronatraden.audit.key import Signer
    from gronatraden.canonical import CanonicalValue

Cell: TypeAlias = "str | int | None"
"""What a column of a governed row may hold."""
SaltSource: TypeAlias = "Callable[[], bytes]"
"""Gives 32 random bytes, new ones each time."""


class Transaction(Reader):
    """The only open write. Reads through it see what it has written.

    Belongs to the block that opened it and to one thread; ``Store.write`` commits it.
    """

    def __init__(self, connection: Connection, *, signer: Signer, salt_source: SaltSource) -> None:
        super().__init__(connection)
        self._signer = signer
        self._salt_source = salt_source
        self._rows: list[RowRef] = []
        self._head: Head | None = None
        self._recorded = 0
        self._keeps_checkpoint = False
        self._failed = False

    def insert(self, table: str, key: str, /, **values: Cell) -> None:
        """Write one governed row; its salt is added and its commitment noted.

        Args:
            table: Name of a governed table.
            key: The row's id, without personal data.
            values: Every other column by name; one that may be NULL can be left out.

        Raises:
            ConflictError: When a row is in the way or a referenced row is missing.
            UnavailableError: When the database cannot be written.
            ValueError: When a value has no place in its column.
        """
        row = _row_of(GOVERNED[table], key, values)
        salt = self._salt_source()
        bound = commitment(salt, row, domain=row_domain(table))
        self._run(_INSERTS[table], table, {**row, "salt": salt})
        self._rows.append(RowRef(table, key, bound))

    def record(
        self, event_type: str, /, *, stream: str, actor: str, at: datetime, **result: CanonicalValue
    ) -> Event:
        """Add one event to the log; it lists all rows written since the one before.

        Args:
            event_type: What was done: lower-case words with dots.
            stream: Whose history it belongs to.
            actor: Who did it, as a pseudonym.
            at: When.
            result: What came of it, in codes, ids and hashes; no personal data.

        Returns:
            The event as it stands in the log.

        Raises:
            ConflictError: When the moment lies more than a minute before the latest one.
            ValueError: When any of it is nothing a log would hold.
        """
        top = self._locked_head()
        _refuse_the_past(at, top.at)
        last = self.one_or_none(_LAST_OF_STREAM, stream=stream)
        new = Event(
            type=event_type,
            stream=stream,
            sver=1 if last is None else last["sver"] + 1,
            prev="" if last is None else last["leaf_hash"].hex(),
            at=utc_text(at),
            actor=actor,
            rows=tuple(self._rows),
            result=result,
        )
        self._append(new, top, at)
        self._rows.clear()
        return new

    def checkpoint(self) -> None:
        """Keep the log's signed checkpoint as it is at the end of this transaction."""
        self._keeps_checkpoint = True

    def derive(self, statement: Insert | Update | Delete) -> None:
        """Write to a table that is derived from the record and can be made again from it.

        Raises:
            UnavailableError: When the database cannot be written.
        """
        name = statement.table.description
        if name in METADATA.tables:
            message = f"{name} is no derived table"
            raise RuntimeError(message)
        self._run(statement, name, {})

    def finish(self) -> None:
        """Write the head last, with its signed checkpoint.

        Raises:
            UnavailableError: When the database cannot be written.
            RuntimeError: When rows are without an event, or a statement has failed.
        """
        if self._failed or self._rows:
            why = "a statement failed" if self._failed else "rows are without an event"
            message = f"nothing is committed: {why}"
            raise RuntimeError(message)
        if self._recorded:
            self._write_head(self._locked_head())
        if self._keeps_checkpoint:
            self._keep(self._locked_head())

    def _append(self, new: Event, top: Head, at: datetime) -> None:
        leaf = new.to_leaf()
        hashed = leaf_hash(leaf)
        values = {
            "seq": top.size,
            "stream": new.stream,
            "sver": new.sver,
            "type": new.type,
            "leaf": leaf,
            "leaf_hash": hashed,
        }
        self._run(_INSERT_EVENT, event.name, values)
        self._head = replace(top, frontier=top.frontier.append(hashed), at=max(top.at, at))
        self._recorded += 1

    def _locked_head(self) -> Head:
        if self._head is None:
            self._head = head(self, for_update=True)
        return self._head

    def _write_head(self, top: Head) -> None:
        signed = Checkpoint(top.origin, top.size, top.frontier.root()).to_text()
        self._head = replace(top, note=sign_note(signed, self._signer))
        values = {
            "size": top.size,
            "frontier": top.frontier.to_bytes(),
            "at": utc_text(top.at),
            "note": self._head.note,
        }
        self._run(_UPDATE_HEAD, log_head.name, values)

    def _keep(self, top: Head) -> None:
        kept = select(checkpoint.c.size).where(checkpoint.c.size == top.size)
        if self.scalar(kept) is None:
            self._run(_INSERT_CHECKPOINT, checkpoint.name, {"size": top.size, "note": top.note})

    def _run(self, statement: Executable, table: str, values: Mapping[str, object]) -> None:
        try:
            self._connection.execute(statement, values)
        except REFUSALS as error:
            self._failed = True
            raise refusal(error, table=table) from error


def open_log(connection: Connection, signer: Signer, *, at: datetime, clock: str) -> None:
    """Write the head of an empty log, signed.

    Args:
        connection: A writing transaction in a database whose tables are empty.
        signer: Whose key this log is signed with from now on; its name is the origin.
        at: No event lies before this moment.
        clock: ``wall`` or ``simulated``.
    """
    empty = Frontier()
    values = {
        "id": 1,
        "size": empty.size,
        "frontier": empty.to_bytes(),
        "at": utc_text(at),
        "note": sign_note(Checkpoint(signer.name, 0, empty.root()).to_text(), signer),
        "verifier": signer.verifier.vkey,
        "clock": clock,
    }
    connection.execute(insert(log_head), values)


def row_domain(table: str) -> str:
    """Return the domain of the commitments to a table's rows."""
    return f"gronatraden/row/1/{table}"


def _row_of(table: Table, key: str, values: Mapping[str, Cell]) -> dict[str, Cell]:
    """Return the whole row as it is committed to, without its salt.

    Raises:
        ValueError: When a column is unknown or missing, or a value is of another kind.
    """
    kinds = _KINDS[table.name]
    row: dict[str, Cell] = dict.fromkeys(kinds)
    row["id"] = key
    row.update(values)
    for name, value in row.items():
        kind, null = kinds.get(name, (None, False))
        if type(value) is kind and "\0" not in str(value):
            continue
        if value is not None or not null:
            message = f"{table.name}.{name} cannot be {value!r:.40}"
            raise ValueError(message)
    return row


def _refuse_the_past(at: datetime, latest: datetime) -> None:
    if (latest - at).total_seconds() > TOLERANCE_SECONDS:
        raise ConflictError(what="clock-went-back", at=utc_text(at), latest=utc_text(latest))


_KINDS = {
    name: {
        column.name: (int if isinstance(column.type, BigInteger) else str, bool(column.nullable))
        for column in table.columns
        if column.name != "salt"
    }
    for name, table in GOVERNED.items()
}
_INSERTS = {name: insert(table) for name, table in GOVERNED.items()}
_INSERT_EVENT = insert(event)
_LAST_OF_STREAM = (
    select(event.c.sver, event.c.leaf_hash)
    .where(event.c.stream == bindparam("stream"))
    .order_by(event.c.sver.desc())
    .limit(1)
)
_INSERT_CHECKPOINT = insert(checkpoint)
_UPDATE_HEAD = update(log_head).where(log_head.c.id == 1)

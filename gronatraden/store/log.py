"""The log as it is stored: its head, its leaves and its signed checkpoints."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import (
    CheckConstraint,
    Column,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    select,
)

from gronatraden.audit.event import Event
from gronatraden.audit.tree import Frontier
from gronatraden.errors import VerificationFailedError
from gronatraden.store.tables import METADATA, WHOLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.store.reader import Reader

event = Table(
    "event",
    METADATA,
    Column("seq", WHOLE, primary_key=True, autoincrement=False),
    Column("stream", Text, nullable=False),
    Column("sver", WHOLE, nullable=False),
    Column("type", Text, nullable=False),
    Column("leaf", LargeBinary, nullable=False),
    Column("leaf_hash", LargeBinary, nullable=False),
    UniqueConstraint("stream", "sver"),
)
"""The log: one leaf per act, counted from 0 without gaps."""
log_head = Table(
    "log_head",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("size", WHOLE, nullable=False),
    Column("frontier", LargeBinary, nullable=False),
    Column("at", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("verifier", Text, nullable=False),
    Column("clock", Text, nullable=False),
    CheckConstraint("id = 1", name="only_one"),
)
"""Size, frontier, latest moment and signed checkpoint of the log; locked last in every write."""
checkpoint = Table(
    "checkpoint",
    METADATA,
    Column("size", WHOLE, primary_key=True, autoincrement=False),
    Column("note", Text, nullable=False),
)
"""Signed checkpoints that were asked for, or made at a decision."""

_HEAD = select(log_head)
_LOCKED = _HEAD.with_for_update()


@dataclass(frozen=True, slots=True)
class Head:
    """How far the log has come, and who signs it."""

    frontier: Frontier
    """The tree over all leaves so far."""
    at: datetime
    """The latest moment of any event."""
    note: str
    """Signed checkpoint of this size and root."""
    vkey: str
    """Public key of the only one who signs, as text; its name is the log's origin."""
    clock: str
    """``wall``, or ``simulated`` where moments are invented, as in the demo."""

    @property
    def size(self) -> int:
        """Number of events."""
        return self.frontier.size

    @property
    def origin(self) -> str:
        """The log's name for itself."""
        return self.vkey.partition("+")[0]


def head(r: Reader, *, for_update: bool = False) -> Head:
    """Return the head of the log.

    Args:
        r: Where to read.
        for_update: Whether to lock it to the end of the transaction.

    Raises:
        VerificationFailedError: When what is stored there is no head.
    """
    row = r.one_or_none(_LOCKED if for_update else _HEAD)
    if row is None:
        raise VerificationFailedError(reason="head-is-missing")
    return Head(
        Frontier.from_bytes(row["frontier"]),
        datetime.fromisoformat(row["at"]),
        row["note"],
        row["verifier"],
        row["clock"],
    )


def events(r: Reader, *, stream: str | None = None, since: int = 0) -> Iterator[tuple[int, Event]]:
    """Yield events with their places in the log, oldest first.

    Args:
        r: Where to read.
        stream: Whose history; every stream's when left out.
        since: The first place to read from.

    Raises:
        MalformedLeafError: When a stored leaf is no event.
    """
    found = select(event.c.seq, event.c.leaf).where(event.c.seq >= since).order_by(event.c.seq)
    if stream is not None:
        found = found.where(event.c.stream == stream)
    for row in r.each(found):
        yield row["seq"], Event.from_leaf(row["leaf"])


def leaves(r: Reader, *, since: int = 0) -> Iterator[bytes]:
    """Yield the leaves' bytes, oldest first."""
    found = select(event.c.leaf).where(event.c.seq >= since).order_by(event.c.seq)
    return (row["leaf"] for row in r.each(found))


def leaf_hashes(r: Reader) -> Iterator[bytes]:
    """Yield the leaves' hashes as stored, oldest first: what a tree for proofs is built of."""
    return (row["leaf_hash"] for row in r.each(select(event.c.leaf_hash).order_by(event.c.seq)))


def checkpoints(r: Reader) -> list[tuple[int, str]]:
    """Return the kept checkpoints as size and signed note, smallest first."""
    rows = r.all(select(checkpoint).order_by(checkpoint.c.size))
    return [(row["size"], row["note"]) for row in rows]

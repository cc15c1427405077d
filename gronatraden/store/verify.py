"""The whole record held against its log: nothing changed, added, missing or reordered.

Rules, one code each; what is found is told and never mended:

- the log itself holds together (the codes of ``audit.chain``);
- ``event-out-of-place``, ``event-differs``: each event stands in its place, and its
  columns say what its leaf says;
- ``head-missing``, ``head-differs``, ``log-is-not-opened``: the head has the log's size,
  frontier and latest moment, and the key and clock that the first event names;
- ``note-does-not-open``, ``root-differs``, ``log-is-shorter``: the head's note, every
  kept checkpoint and one from outside are signed and true of the log at their size;
- ``row-changed``, ``row-unlogged``, ``row-missing``, ``row-repeated``,
  ``table-unreadable``: the governed tables hold exactly the rows that the log lists;
- ``table-unknown``: the log lists rows of governed tables only;
- ``database-inconsistent``: whichever way a row is looked for, the same one is found
  (SQLite's own check; PostgreSQL has none without an extension).

An operator with the key can rewrite everything; only a checkpoint from outside, and a
key that is not taken from the database, tells. Derived tables are not verified.
Source: DESIGN §7.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gronatraden.audit.chain import verify_chain
from gronatraden.audit.key import Verifier
from gronatraden.audit.note import open_checkpoint
from gronatraden.audit.tree import Frontier, leaf_hash
from gronatraden.errors import AuditError, MalformedNoteError, UnavailableError
from gronatraden.store.log import checkpoint, event, log_head
from gronatraden.store.verify_rows import (
    Difference,
    Differences,
    as_stored,
    verify_indexes,
    verify_rows,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import RowMapping

    from gronatraden.audit.chain import ChainReport
    from gronatraden.audit.note import Checkpoint
    from gronatraden.store.engine import Store
    from gronatraden.store.reader import Reader

_OUTSIDE = "outside"
_BATCH = 4096


@dataclass(frozen=True, slots=True)
class Verification:
    """What a database was found to hold, and how it differs from its log."""

    verified: bool
    """Whether nothing differs."""
    events: int
    """Number of events in the log as found."""
    root: str
    """The root over the events as found, 64 hex digits."""
    problems: tuple[Difference, ...]
    """What differs: the log first, then the tables in order."""
    untold: int = 0
    """How many more differences there are than are told."""


@dataclass(frozen=True, slots=True)
class _Signed:
    """A checkpoint somewhere that has to be true of the log."""

    table: str
    key: str
    checkpoint: Checkpoint


def verify(
    store: Store, *, outside: str | None = None, verifier: Verifier | None = None
) -> Verification:
    """Hold the whole record against its log, and its log against what was signed.

    Args:
        store: The database, trusted in nothing.
        outside: A checkpoint (note) that someone else has kept.
        verifier: The log's public key as someone else has kept it; the database's own
            when left out, which proves less.

    Returns:
        What was found. A tampered database is a result here and never an error.

    Raises:
        UnavailableError: When the database cannot be reached at all.
    """
    differences = Differences()
    with store.read_as_stored() as r:
        report = _Log(r, differences).verify(outside, verifier)
        verify_rows(r, report.rows, differences)
        verify_indexes(r, differences)
    return Verification(
        not differences.told,
        report.size,
        report.root.hex(),
        tuple(differences.told),
        differences.untold,
    )


class _Log:
    """The log's tables, read once."""

    def __init__(self, r: Reader, differences: Differences) -> None:
        self._r = r
        self._differ = differences.add
        self._frontiers: dict[int, Frontier] = {}
        self._opened: dict[str, Any] = {}
        self._latest = ""

    def verify(self, outside: str | None, verifier: Verifier | None) -> ChainReport:
        """Verify events, head and checkpoints; return what the leaves say."""
        head = self._head()
        verifier = verifier or self._verifier_in(head)
        signed = list(self._signed(head, outside, verifier)) if verifier else []
        report = verify_chain(self._leaves({it.checkpoint.size for it in signed}))
        for problem in report.problems:
            self._differ(problem.code, event.name, problem.seq, **problem.facts)
        if head is not None:
            self._compare_head(head, report, verifier)
        for it in signed:
            self._compare_root(it)
        return report

    def _rows(self, statement: Any, table: str) -> Iterator[RowMapping]:  # noqa: ANN401 - a Select
        """Yield rows as long as they can be read, and say so where they cannot."""
        try:
            with self._r.apart():
                yield from self._r.each(statement)
        except UnavailableError as error:
            self._differ("table-unreadable", table, reason=str(error.facts["reason"]))

    def _head(self) -> RowMapping | None:
        heads = list(self._rows(as_stored(log_head).limit(2), log_head.name))
        if len(heads) != 1:
            self._differ("head-missing", log_head.name, rows=len(heads))
            return None
        return heads[0]

    def _verifier_in(self, head: RowMapping | None) -> Verifier | None:
        try:
            return Verifier.parse(_text(head["verifier"])) if head is not None else None
        except MalformedNoteError as error:
            reason = str(error.facts["reason"])
            self._differ("head-differs", log_head.name, column="verifier", reason=reason)
            return None

    def _signed(
        self, head: RowMapping | None, outside: str | None, verifier: Verifier
    ) -> Iterator[_Signed]:
        """Open every note there is; one that does not open is told and left."""
        notes = [(log_head.name, head["size"], head["note"])] if head is not None else []
        notes += [
            (checkpoint.name, row["size"], row["note"])
            for row in self._rows(
                as_stored(checkpoint).order_by(checkpoint.c.size), checkpoint.name
            )
        ]
        if outside is not None:
            notes.append((_OUTSIDE, None, outside))
        for table, size, note in notes:
            try:
                opened = open_checkpoint(_text(note), [verifier], origin=verifier.name)
            except AuditError as error:
                self._differ("note-does-not-open", table, size or "", reason=_reason(error))
                continue
            if size not in {None, opened.size}:
                self._differ("note-has-another-size", table, size, size=opened.size)
            yield _Signed(table, str(opened.size), opened)

    def _leaves(self, sizes: set[int]) -> Iterator[bytes]:
        """Yield the leaves, note the tree at the sizes that were signed, compare columns."""
        frontier, waiting = Frontier(), list[bytes]()
        expected = 0
        for row in self._rows(as_stored(event).order_by(event.c.seq), event.name):
            if expected in sizes or len(waiting) == _BATCH:
                frontier, waiting = frontier.append_all(waiting), []
                self._frontiers[expected] = frontier
            leaf = row["leaf"] if isinstance(row["leaf"], bytes) else b""
            waiting.append(leaf_hash(leaf))
            self._compare_event(row, leaf, waiting[-1], expected)
            expected += 1
            yield leaf
        self._frontiers[expected] = frontier.append_all(waiting)

    def _compare_event(self, row: RowMapping, leaf: bytes, hashed: bytes, place: int) -> None:
        if row["seq"] != place:
            self._differ("event-out-of-place", event.name, row["seq"], place=place)
        said = _leaf_of(leaf)
        self._opened = self._opened or (said if place == 0 else {})
        self._latest = max(self._latest, _sortable(said.get("at")))
        for name in ("stream", "sver", "type"):
            if row[name] != said.get(name):
                self._differ("event-differs", event.name, place, column=name)
        if row["leaf_hash"] != hashed:
            self._differ("event-differs", event.name, place, column="leaf_hash")

    def _compare_head(
        self, head: RowMapping, report: ChainReport, verifier: Verifier | None
    ) -> None:
        """Compare the head's columns with the events and with what the first of them says."""
        opened = self._opened.get("result")
        if self._opened.get("type") != "log.opened" or not isinstance(opened, dict):
            self._differ("log-is-not-opened", event.name, 0)
            opened = {}
        expected = {
            "id": 1,
            "size": report.size,
            "frontier": report.frontier.to_bytes(),
            "verifier": opened.get("verifier"),
            "clock": opened.get("clock"),
        }
        for name, value in expected.items():
            if head[name] != value:
                self._differ("head-differs", log_head.name, column=name)
        if _sortable(head["at"]) != self._latest:
            self._differ("head-differs", log_head.name, column="at")
        if verifier is not None and verifier.vkey != head["verifier"]:
            self._differ("head-differs", log_head.name, column="verifier", reason="outside")

    def _compare_root(self, it: _Signed) -> None:
        """Compare a signed root with the tree as it was at that size."""
        frontier = self._frontiers.get(it.checkpoint.size)
        if frontier is None:
            self._differ("log-is-shorter", it.table, it.key, size=it.checkpoint.size)
        elif frontier.root() != it.checkpoint.root:
            self._differ("root-differs", it.table, it.key, size=it.checkpoint.size)


def _leaf_of(leaf: bytes) -> dict[str, Any]:
    """Return what a leaf says, leniently: how well it is spelt is for the chain to judge."""
    try:
        said = json.loads(leaf)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def _text(value: object) -> str:
    """Return a text as it is, and nothing for what is no text."""
    return value if isinstance(value, str) else ""


def _sortable(at: object) -> str:
    """Return a moment so that texts sort as moments do."""
    return _text(at).removesuffix("Z")


def _reason(error: AuditError) -> str:
    return str(error.facts.get("reason", error.code))

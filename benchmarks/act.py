"""What one act costs: a document is submitted, against its rows written by bare SQLAlchemy."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from shutil import copy
from time import process_time
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event, insert, select, update

from benchmarks.house import BY, PROJECT, document, furnished
from benchmarks.measuring import Row, in_turns_by
from benchmarks.syscalls import count_syncs
from gronatraden import manuscript, wiring
from gronatraden.audit.event import Event
from gronatraden.services.submit_document import submit_document
from gronatraden.store import log
from gronatraden.store.engine import Store
from gronatraden.store.tables import content
from gronatraden.store.tables import document as documents
from gronatraden.tools import TOOLS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine

    from gronatraden.manuscript import Manuscript
    from gronatraden.services import Parts
    from gronatraden.settings import Settings

ROUNDS = 15
ACTS = 30
"""Acts whose syncs are counted; fewer than the write-ahead log is copied home after."""
_PRAGMAS = ("foreign_keys=ON", "recursive_triggers=ON", "secure_delete=ON", "synchronous=FULL")
_INSERTED = (documents, content, log.event)
_INSERTS = [insert(table) for table in _INSERTED]
_MOVE_HEAD = update(log.log_head).where(log.log_head.c.id == 1)


class Acting:
    """Submits every tool's document anew, one round after the other."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._written = [manuscript.read_text(document(t.name), name=t.name) for t in TOOLS]
        self._round = 0

    def round(self) -> list[Manuscript]:
        """Return documents that differ from all before by one source."""
        self._round += 1
        return [self._changed(written) for written in self._written]

    def _changed(self, written: Manuscript) -> Manuscript:
        known = written.value.get("sources")
        sources = {
            **(known if isinstance(known, dict) else {}),
            "round": f"https://example.org/{self._round}",
        }
        return replace(written, value={**written.value, "sources": sources})

    def submit(self, written: Manuscript) -> None:
        """Do the act."""
        done = submit_document(self._parts, project=PROJECT, written=written, by=BY)
        if done.unchanged:
            message = "nothing was submitted"
            raise AssertionError(message)


def rows() -> Iterator[Row]:
    """Measure ``act-cpu`` and ``act-fsync``."""
    with furnished() as settings:
        record = Path(str(settings.file))
        yield _processor_time(settings, Path(copy(record, record.with_name("bare.db"))))
        yield _syncs(settings)


def _processor_time(settings: Settings, bare: Path) -> Row:
    """Let every act's rows be written a second time, by hand, into a copy of the record."""
    engine = _bare_engine(bare)
    with wiring.connect(settings) as parts:
        acting = Acting(parts)
        waiting: list[list[dict[str, Any]]] = []

        def ours() -> float:
            spent = 0.0
            for written in acting.round():
                began = process_time()
                acting.submit(written)
                spent += process_time() - began
                waiting.append(_last_rows(parts.store))
            return spent / len(TOOLS)

        def by_hand() -> float:
            spent = 0.0
            for found in waiting:
                began = process_time()
                _write(engine, found)
                spent += process_time() - began
            waiting.clear()
            return spent / len(TOOLS)

        mine, other = in_turns_by(ours, by_hand, ROUNDS)
        engine.dispose()
        with Store.open(f"sqlite:///{bare}") as written:
            _require_equal(parts.store, written)
    return Row(
        name="act-cpu",
        ours=mine,
        against="the same rows, event and head through bare SQLAlchemy Core",
        other=other,
        target=2.0,
    )


def _syncs(settings: Settings) -> Row:
    """Count what several acts sync beyond what the first one and opening and closing do."""

    def work(acts: int) -> None:
        with wiring.connect(settings) as parts:
            acting = Acting(parts)
            for _ in range(acts // len(TOOLS)):
                for written in acting.round():
                    acting.submit(written)

    counted = count_syncs(lambda: work(len(TOOLS) + ACTS)) - count_syncs(lambda: work(len(TOOLS)))
    return Row(
        name="act-fsync",
        ours=counted,
        against="acknowledged acts; fsync and fdatasync counted by ptrace",
        other=ACTS,
        target=1.0,
    )


def _bare_engine(file: Path) -> Engine:
    engine = create_engine(f"sqlite:///{file}")

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _: object) -> None:  # noqa: ANN401 - of the driver
        connection.isolation_level = None
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _write(engine: Engine, found: list[dict[str, Any]]) -> None:
    """Write one act's rows."""
    *inserted, head = found
    with engine.begin() as connection:
        for statement, values in zip(_INSERTS, inserted, strict=True):
            connection.execute(statement, values)
        connection.execute(_MOVE_HEAD, head)


def _last_rows(store: Store) -> list[dict[str, Any]]:
    """Return what the last act wrote: document, content, event and the head of the log."""
    with store.read() as r:
        act = r.all(select(log.event).order_by(log.event.c.seq.desc()).limit(1))[0]
        name, also = [row.key for row in Event.from_leaf(act["leaf"]).rows]
        last = r.all(select(documents).where(documents.c.id == name))[0]
        body = r.all(select(content).where(content.c.id == also))[0]
        return [dict(row) for row in (last, body, act, r.all(select(log.log_head))[0])]


def _require_equal(ours: Store, by_hand: Store) -> None:
    with ours.read() as one, by_hand.read() as other:
        for table in (*_INSERTED, log.log_head):
            if one.all(select(table)) != other.all(select(table)):
                message = f"{table.name} holds something else by hand"
                raise AssertionError(message)

"""A sound log of the example project: events, their leaves and a key that signs them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gronatraden.audit.event import Event, RowRef
from gronatraden.audit.key import Signer
from gronatraden.audit.note import Checkpoint, sign_note
from gronatraden.audit.tree import Tree, leaf_hash
from gronatraden.canonical import commitment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ORIGIN = "gronatraden.example/log"
SIGNER = Signer(ORIGIN, bytes(range(32)))
STREAMS = ("cykla", "res-gront", "log")


def a_row(number: int = 1) -> RowRef:
    """Return a reference to one row that nobody else writes."""
    salt = number.to_bytes(32, "big")
    return RowRef("document_version", f"cykla/{number}", commitment(salt, number, domain="row"))


def an_event(**changes: object) -> Event:
    """Return the first event of a stream, valid but for the changes."""
    event = Event(
        type="document.submitted",
        stream="cykla",
        sver=1,
        prev="",
        at="2026-01-15T08:30:00Z",
        actor="p-7f3a9c21",
        rows=(a_row(),),
        result={"policy": {"id": "gronatraden-full", "version": 1}, "ready": False},
    )
    return replace(event, **changes)  # type: ignore[arg-type]  # the test says which


def linked(events: Iterable[Event]) -> list[bytes]:
    """Return the leaves of events, numbered and linked within their streams."""
    heads: dict[str, tuple[int, str]] = {}
    leaves = []
    for event in events:
        number, prev = heads.get(event.stream, (0, ""))
        leaf = replace(event, sver=number + 1, prev=prev).to_leaf()
        heads[event.stream] = (number + 1, leaf_hash(leaf).hex())
        leaves.append(leaf)
    return leaves


def some_events(count: int = 7) -> list[Event]:
    """Return events one minute apart in three streams, each with a row of its own."""
    return [
        an_event(
            stream=STREAMS[number % len(STREAMS)],
            at=f"2026-01-15T{8 + number // 60:02}:{number % 60:02}:00Z",
            rows=(a_row(number),),
        )
        for number in range(count)
    ]


def some_leaves(count: int = 7) -> list[bytes]:
    """Return the leaves of a sound log."""
    return linked(some_events(count))


def a_tree(leaves: Sequence[bytes]) -> Tree:
    """Return the tree over leaves."""
    return Tree(map(leaf_hash, leaves))


def a_checkpoint(leaves: Sequence[bytes]) -> str:
    """Return the log's signed checkpoint over leaves."""
    tree = a_tree(leaves)
    return sign_note(Checkpoint(ORIGIN, tree.size, tree.root()).to_text(), SIGNER)

"""What the log's proofs cost: growing the tree, and reading a whole log back."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from benchmarks.measuring import Row, in_turns
from gronatraden.audit.chain import verify_chain
from gronatraden.audit.event import Event, RowRef, utc_text
from gronatraden.audit.tree import Frontier, leaf_hash

if TYPE_CHECKING:
    from collections.abc import Iterator

LEAVES = 2**13
"""A power of two, so that the last hash of all is the root."""
_STREAMS = 40
_read = json.JSONDecoder().decode
_write = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, sort_keys=True, separators=(",", ":")
).encode
_BEGAN = datetime(2025, 1, 1, tzinfo=UTC)


def some_leaves(count: int) -> list[bytes]:
    """Return a sound log of submitted documents, in several projects' streams."""
    last: dict[str, tuple[int, str]] = {}
    leaves = []
    for number in range(count):
        stream = f"project/nr-{number * 7 % _STREAMS}"
        sver, prev = last.get(stream, (0, ""))
        key = f"{stream}/change_logic/{sver + 1}"
        leaf = Event(
            type="document.submitted",
            stream=stream,
            sver=sver + 1,
            prev=prev,
            at=utc_text(_BEGAN + timedelta(minutes=number)),
            actor="p-0011223344556677",
            rows=tuple(
                RowRef(table, key, sha256(f"{table} {number}".encode()).hexdigest())
                for table in ("document", "content")
            ),
            result={"tool": "change_logic", "number": sver + 1},
        ).to_leaf()
        last[stream] = (sver + 1, leaf_hash(leaf).hex())
        leaves.append(leaf)
    return leaves


def hashed_inputs(leaves: list[bytes]) -> list[bytes]:
    """Return what SHA-256 is given when the tree over the leaves is built, the root last."""
    inputs = [b"\0" + leaf for leaf in leaves]
    row = [sha256(item).digest() for item in inputs]
    while len(row) > 1:
        pairs = [b"\1" + row[i] + row[i + 1] for i in range(0, len(row), 2)]
        inputs += pairs
        row = [sha256(pair).digest() for pair in pairs]
    return inputs


def read_bare(leaves: list[bytes]) -> bytes:
    """Parse every leaf, check that it is canonical, and return the root of the tree."""
    row = []
    for leaf in leaves:
        text = leaf.decode()
        if _write(_read(text)) != text:
            raise ValueError
        row.append(sha256(b"\0" + leaf).digest())
    while len(row) > 1:
        row = [sha256(b"\1" + row[i] + row[i + 1]).digest() for i in range(0, len(row), 2)]
    return row[0]


def rows() -> Iterator[Row]:
    """Measure ``log-append`` and ``log-verify``."""
    leaves = some_leaves(LEAVES)
    inputs = hashed_inputs(leaves)

    def append() -> bytes:
        return Frontier().append_all(map(leaf_hash, leaves)).root()

    def hash_bare() -> bytes:
        return [sha256(item).digest() for item in inputs][-1]

    def verify() -> bytes:
        report = verify_chain(leaves)
        return report.root if report.sound else b""

    _require_equal(append(), hash_bare())
    _require_equal(verify(), read_bare(leaves))
    ours, other = in_turns(append, hash_bare, rounds=40)
    yield Row(
        name="log-append",
        ours=ours / LEAVES,
        against="as many bare SHA-256 calls over the same bytes",
        other=other / LEAVES,
        target=1.5,
    )
    ours, other = in_turns(verify, lambda: read_bare(leaves), rounds=15)
    yield Row(
        name="log-verify",
        ours=ours / LEAVES,
        against="a bare loop of parse, canonical check and tree",
        other=other / LEAVES,
        target=1.4,
    )


def _require_equal(ours: bytes, other: bytes) -> None:
    if ours != other:
        message = "two trees over the same leaves have different roots"
        raise AssertionError(message)

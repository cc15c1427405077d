"""The whole log read once (kedjan): every leaf, every stream, every row, one root.

Rules, one code each; each is a problem with the log and none is an error here:

- ``leaf-malformed``: a leaf is not exactly the canonical form of an event.
- ``stream-number-differs``: a stream's events count 1, 2, 3 without gap or repetition.
- ``stream-link-differs``: each names the leaf before it in its stream by hash.
- ``time-runs-backwards``: no event lies earlier than the latest before it, but for a
  tolerance, because two clocks may differ.
- ``row-repeated``: no row is written twice.

A break is told once: after it the stream goes on from what was found. Whether the root
is the one that was signed is for whoever holds a checkpoint to compare. The rules are
blind to an attacker who rewrites everything; the root is not.
Source: DESIGN §7.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from gronatraden.audit.event import parse_leaf
from gronatraden.audit.tree import Frontier
from gronatraden.errors import MalformedLeafError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

TOLERANCE_SECONDS = 60
"""How far the clocks that write the log may lie apart."""

_NOTHING = (0, "")
_link_of = itemgetter("stream", "sver", "prev", "at")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with the log."""

    code: str
    """One of this module's codes."""
    seq: int
    """The leaf's place in the log, from 0."""
    facts: Mapping[str, str | int]
    """What was expected, what was found."""


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What a log holds and what is wrong with it."""

    frontier: Frontier
    """The tree over all leaves, sound or not."""
    rows: Mapping[tuple[str, str], str]
    """(table, key) to commitment, as first written."""
    streams: Mapping[str, tuple[int, str]]
    """Stream to its last event's number and leaf hash."""
    problems: tuple[Problem, ...]
    """In the log's order."""

    @property
    def size(self) -> int:
        """Number of leaves."""
        return self.frontier.size

    @property
    def root(self) -> bytes:
        """The tree's root, 32 bytes."""
        return self.frontier.root()

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong. This says nothing of the root."""
        return not self.problems


def verify_chain(leaves: Iterable[bytes], *, tolerance: int = TOLERANCE_SECONDS) -> ChainReport:
    """Read a log once and report all that is wrong with it.

    Args:
        leaves: The leaves' bytes, oldest first; read once and not kept.
        tolerance: Seconds that an event may lie before the latest one so far.
    """
    chain = _Chain(timedelta(seconds=tolerance))
    frontier = Frontier().append_all(chain.hashes(leaves))
    return ChainReport(frontier, chain.rows, chain.streams, tuple(chain.problems))


@dataclass(slots=True)
class _Chain:
    """What has been read so far."""

    tolerance: timedelta
    latest: str = ""
    rows: dict[tuple[str, str], str] = field(default_factory=dict)
    streams: dict[str, tuple[int, str]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def hashes(self, leaves: Iterable[bytes]) -> Iterator[bytes]:
        """Pass each leaf's hash on to the tree, and check the leaf."""
        rows, streams = self.rows, self.streams
        for seq, leaf in enumerate(leaves):
            hashed = sha256(b"\0" + leaf).digest()
            yield hashed
            try:
                event = parse_leaf(leaf)
            except MalformedLeafError as error:
                self.find("leaf-malformed", seq, reason=str(error.facts["reason"]))
                continue
            stream, number, prev, at = _link_of(event)
            if streams.get(stream, _NOTHING) != (number - 1, prev):
                self.tell_break(seq, event)
            streams[stream] = (number, hashed.hex())
            if at < self.latest or len(at) != len(self.latest):
                self.order(seq, at)
            else:
                self.latest = at
            for row in event["rows"]:
                if (name := (row["table"], row["key"])) in rows:
                    self.find("row-repeated", seq, table=name[0], key=name[1])
                else:
                    rows[name] = row["commitment"]

    def tell_break(self, seq: int, event: dict[str, Any]) -> None:
        """Say how the event fails to follow the one before it in its stream."""
        stream, number, prev, _ = _link_of(event)
        last, link = self.streams.get(stream, _NOTHING)
        if number != last + 1:
            self.find("stream-number-differs", seq, stream=stream, expected=last + 1, actual=number)
        if prev != link:
            self.find("stream-link-differs", seq, stream=stream, expected=link, actual=prev)

    def order(self, seq: int, at: str) -> None:
        """Compare the event's moment exactly with the latest one so far."""
        if not self.latest:
            self.latest = at
            return
        behind = datetime.fromisoformat(self.latest) - datetime.fromisoformat(at)
        if behind <= timedelta(0):
            self.latest = at
        elif behind > self.tolerance:
            self.find("time-runs-backwards", seq, at=at, latest=self.latest)

    def find(self, code: str, seq: int, **facts: str | int) -> None:
        """Note a problem."""
        self.problems.append(Problem(code, seq, facts))

"""The log's tree (RFC 6962): hashes, the frontier that grows, and proofs.

Rules:

- A leaf's hash starts with the byte 0 and a node's with 1, so neither passes for the other.
- The tree over n leaves splits at the largest power of two below n.
- The frontier holds the roots of the perfect subtrees, largest first: one hash per
  binary one of the size. It is all that growing the tree needs.
- A proof verifies only with hashes of exactly 32 bytes, an index below the size and a
  first size above zero: a proof from the empty tree proves nothing.

Source: RFC 6962 §2.1; verification RFC 9162 §2.1.3.2 and §2.1.4.2.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING

from gronatraden.errors import VerificationFailedError

if TYPE_CHECKING:
    from collections.abc import Iterable

HASH_BYTES = 32
"""Length of a SHA-256 hash."""

EMPTY_ROOT = sha256(b"").digest()
"""The root of a tree without leaves."""

LARGEST_SIZE = 2**63 - 1
"""More leaves than any log will hold."""

_BATCH = 4096
_SIZE_BYTES = 8


def leaf_hash(leaf: bytes) -> bytes:
    """Hash one leaf, as 32 bytes."""
    return sha256(b"\0" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two neighbouring subtrees into their parent, as 32 bytes."""
    return sha256(b"\1" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Frontier:
    """A tree's right edge: enough to append and to know the root, at most 2 kB."""

    size: int = 0
    """Number of leaves."""
    hashes: tuple[bytes, ...] = ()
    """Roots of the perfect subtrees, largest (leftmost) first."""

    def __post_init__(self) -> None:
        if not 0 <= self.size <= LARGEST_SIZE or len(self.hashes) != self.size.bit_count():
            message = f"a frontier of {len(self.hashes)} hashes has another size than {self.size}"
            raise ValueError(message)
        if any(len(item) != HASH_BYTES for item in self.hashes):
            message = f"a hash is {HASH_BYTES} bytes"
            raise ValueError(message)

    def append(self, leaf_hash: bytes) -> Frontier:
        """Return the frontier with one more leaf.

        Args:
            leaf_hash: 32 bytes from :func:`leaf_hash`.
        """
        hashes, size = list(self.hashes), self.size
        while size & 1:
            leaf_hash = sha256(b"\1" + hashes.pop() + leaf_hash).digest()
            size >>= 1
        return Frontier(self.size + 1, (*hashes, leaf_hash))

    def append_all(self, leaf_hashes: Iterable[bytes]) -> Frontier:
        """Return the frontier with many more leaves, at little more than their hashing.

        Args:
            leaf_hashes: Leaf hashes, oldest first; read once, in batches.
        """
        frontier, leaves = self, iter(leaf_hashes)
        while batch := list(islice(leaves, _BATCH)):
            frontier = frontier._with_batch(batch)
        return frontier

    def _with_batch(self, row: list[bytes]) -> Frontier:
        waiting, size, edge = list(self.hashes), self.size, list[bytes]()
        total = size + len(row)
        while row or waiting:
            if size & 1:
                row.insert(0, waiting.pop())
            if len(row) & 1:
                edge.append(row.pop())
            pairs = iter(row)
            row = [
                sha256(b"\1" + left + right).digest()
                for left, right in zip(pairs, pairs, strict=True)
            ]
            size >>= 1
        return Frontier(total, tuple(reversed(edge)))

    def root(self) -> bytes:
        """Return the root of the tree, 32 bytes."""
        if not self.hashes:
            return EMPTY_ROOT
        root = self.hashes[-1]
        for left in self.hashes[-2::-1]:
            root = node_hash(left, root)
        return root

    def to_bytes(self) -> bytes:
        """Return the size as 8 big-endian bytes, then the hashes."""
        return self.size.to_bytes(_SIZE_BYTES, "big") + b"".join(self.hashes)

    @classmethod
    def from_bytes(cls, data: bytes) -> Frontier:
        """Read what :meth:`to_bytes` wrote.

        Raises:
            VerificationFailedError: When the bytes are no frontier.
        """
        stored = data[_SIZE_BYTES:]
        cuts = range(0, len(stored), HASH_BYTES)
        hashes = tuple(stored[cut : cut + HASH_BYTES] for cut in cuts)
        try:
            frontier = cls(int.from_bytes(data[:_SIZE_BYTES], "big"), hashes)
        except ValueError as error:
            raise VerificationFailedError(reason="frontier-is-malformed") from error
        if frontier.to_bytes() != data:
            raise VerificationFailedError(reason="frontier-is-malformed")
        return frontier


class Tree:
    """Every node of a tree, for making proofs of any size it has passed.

    Holds about twice as many hashes as there are leaves.
    """

    def __init__(self, leaf_hashes: Iterable[bytes]) -> None:
        """Build all levels.

        Args:
            leaf_hashes: Leaf hashes, oldest first.
        """
        self._levels = [list(leaf_hashes)]
        while len(row := self._levels[-1]) > 1:
            self._levels.append(
                [node_hash(left, right) for left, right in zip(row[::2], row[1::2], strict=False)]
            )

    @property
    def size(self) -> int:
        """Number of leaves."""
        return len(self._levels[0])

    def root(self, size: int | None = None) -> bytes:
        """Return the root as it was at a size.

        Args:
            size: 0 to the tree's size; the tree's size when left out.

        Raises:
            ValueError: When the tree was never of that size.
        """
        return self._root_between(0, self._size_within(size))

    def inclusion_proof(self, index: int, size: int | None = None) -> tuple[bytes, ...]:
        """Prove that a leaf is in the tree as it was at a size.

        Args:
            index: The leaf's place, from 0.
            size: The tree's size when left out.

        Returns:
            Hashes from the leaf's sibling up to the root's child.

        Raises:
            ValueError: When there is no such leaf or size.
        """
        begin, end = 0, self._size_within(size)
        if not 0 <= index < end:
            message = f"no leaf {index} in a tree of {end}"
            raise ValueError(message)
        path = []
        while end - begin > 1:
            split = begin + _split(end - begin)
            if index < split:
                path.append(self._root_between(split, end))
                end = split
            else:
                path.append(self._root_between(begin, split))
                begin = split
        return tuple(reversed(path))

    def consistency_proof(self, size1: int, size2: int | None = None) -> tuple[bytes, ...]:
        """Prove that the tree at one size is the beginning of the tree at a later one.

        Args:
            size1: The earlier size, at least 1.
            size2: The later size; the tree's size when left out.

        Raises:
            ValueError: When the sizes are not 1 <= size1 <= size2 <= the tree's size.
        """
        begin, end = 0, self._size_within(size2)
        if not 1 <= size1 <= end:
            message = f"no proof from size {size1} to size {end}"
            raise ValueError(message)
        path = []
        while size1 < end:
            split = begin + _split(end - begin)
            if size1 <= split:
                path.append(self._root_between(split, end))
                end = split
            else:
                path.append(self._root_between(begin, split))
                begin = split
        if begin:
            path.append(self._root_between(begin, end))
        return tuple(reversed(path))

    def _size_within(self, size: int | None) -> int:
        if size is None:
            return self.size
        if not 0 <= size <= self.size:
            message = f"a tree of {self.size} never had the size {size}"
            raise ValueError(message)
        return size

    def _root_between(self, begin: int, end: int) -> bytes:
        """Return the root over leaves begin to end, where begin lies on the span's own grid."""
        parts = []
        while begin < end:
            level = (end - begin).bit_length() - 1
            parts.append(self._levels[level][begin >> level])
            begin += 1 << level
        if not parts:
            return EMPTY_ROOT
        root = parts.pop()
        while parts:
            root = node_hash(parts.pop(), root)
        return root


def root_of(leaf_hashes: Iterable[bytes]) -> bytes:
    """Return the root over leaf hashes, oldest first."""
    return Frontier().append_all(leaf_hashes).root()


def _split(size: int) -> int:
    """Return the largest power of two below a size of at least 2."""
    return 1 << (size - 1).bit_length() - 1

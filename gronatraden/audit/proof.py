"""Proofs (bevis): that a leaf is in the log, and that the log has only grown.

Rules:

- Every hash that is hashed further is exactly 32 bytes; an index lies below the size;
  a first size is above zero.
- A proof that is too long or too short fails, as does one that leads to another root.
- The text form (``.tlog-proof``) stands alone: index, path and signed checkpoint in one
  file. Its extra data is not authenticated and decides nothing.

Source: RFC 9162 §2.1.3.2 and §2.1.4.2 with three guards of our own; C2SP tlog-proof.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gronatraden.audit.key import decode_base64, encode_base64
from gronatraden.audit.note import open_checkpoint, utf8_text
from gronatraden.audit.tree import HASH_BYTES, LARGEST_SIZE, leaf_hash, node_hash
from gronatraden.errors import MalformedNoteError, VerificationFailedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gronatraden.audit.key import Verifier
    from gronatraden.audit.note import Checkpoint

_FIRST_LINE = "c2sp.org/tlog-proof@v1"
_EXTRA = "extra "
_INDEX = re.compile(r"index (0|[1-9][0-9]{0,18})")


@dataclass(frozen=True, slots=True)
class Proof:
    """A receipt: one leaf's place in a log whose size and root are signed."""

    index: int
    """The leaf's place, from 0."""
    path: tuple[bytes, ...]
    """Hashes from the leaf's sibling up to the root's child."""
    checkpoint: str
    """The signed note, verbatim."""
    extra: bytes = b""
    """Anything at all; never to be trusted."""

    def to_text(self) -> str:
        """Return the proof as a text file."""
        lines = [_FIRST_LINE]
        if self.extra:
            lines.append(f"{_EXTRA}{encode_base64(self.extra)}")
        lines.append(f"index {self.index}")
        lines.extend(encode_base64(item) for item in self.path)
        return "\n".join([*lines, "", self.checkpoint])

    @classmethod
    def from_text(cls, text: str | bytes) -> Proof:
        """Read a proof's text file. Nothing is verified by this.

        Raises:
            MalformedNoteError: When the text is no proof.
        """
        whole = utf8_text(text)
        head, blank, checkpoint = whole.partition("\n\n")
        first, *lines = head.split("\n")
        if first != _FIRST_LINE or not blank or not checkpoint:
            raise MalformedNoteError(reason="proof-lines")
        extra = b""
        if lines and lines[0].startswith(_EXTRA):
            extra = decode_base64(lines.pop(0).removeprefix(_EXTRA))
        index = _INDEX.fullmatch(lines[0]) if lines else None
        if index is None:
            raise MalformedNoteError(reason="proof-index")
        path = tuple(decode_base64(line) for line in lines[1:])
        proof = cls(int(index[1]), path, checkpoint, extra)
        if proof.to_text() != whole:
            raise MalformedNoteError(reason="proof-lines")
        return proof

    def verify(self, leaf: bytes, verifiers: Iterable[Verifier], *, origin: str) -> Checkpoint:
        """Verify that the leaf is in the log, and return the checkpoint that says so.

        Args:
            leaf: The leaf's own bytes.
            verifiers: The keys that are trusted, the log's own among them.
            origin: The log that is expected.

        Raises:
            MalformedNoteError: When the checkpoint cannot be read.
            VerificationFailedError: When anything does not verify.
        """
        checkpoint = open_checkpoint(self.checkpoint, verifiers, origin=origin)
        verify_inclusion(
            leaf_hash(leaf),
            index=self.index,
            size=checkpoint.size,
            path=self.path,
            root=checkpoint.root,
        )
        return checkpoint


def verify_inclusion(
    leaf_hash: bytes, *, index: int, size: int, path: Sequence[bytes], root: bytes
) -> None:
    """Verify that a leaf is in a tree.

    Args:
        leaf_hash: The leaf's hash, 32 bytes.
        index: The leaf's place, from 0.
        size: Number of leaves in the tree.
        path: Hashes from the leaf's sibling up to the root's child.
        root: The tree's root, 32 bytes.

    Raises:
        VerificationFailedError: When the leaf is not proved to be there.
    """
    _require_hashes(leaf_hash, root, *path)
    if not 0 <= index < size <= LARGEST_SIZE:
        raise VerificationFailedError(reason="index-outside-the-tree", index=index, size=size)
    here, last, found = index, size - 1, leaf_hash
    for item in path:
        if last == 0:
            raise VerificationFailedError(reason="proof-is-too-long", index=index, size=size)
        if here & 1 or here == last:
            found = node_hash(item, found)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            found = node_hash(found, item)
        here, last = here >> 1, last >> 1
    if last:
        raise VerificationFailedError(reason="proof-is-too-short", index=index, size=size)
    _require_same(root, found)


def verify_consistency(
    path: Sequence[bytes], *, size1: int, root1: bytes, size2: int, root2: bytes
) -> None:
    """Verify that a tree is the beginning of another.

    Two trees of one size are compared by their roots alone.

    Args:
        path: Hashes of the consistency proof, as RFC 6962 orders them.
        size1: Number of leaves in the earlier tree, at least 1.
        root1: The earlier root, 32 bytes.
        size2: Number of leaves in the later tree, at least ``size1``.
        root2: The later root, 32 bytes.

    Raises:
        VerificationFailedError: When the earlier tree is not proved to begin the later.
    """
    if not 1 <= size1 <= size2 <= LARGEST_SIZE:
        raise VerificationFailedError(reason="sizes-prove-nothing", size1=size1, size2=size2)
    if size1 == size2:
        if path:
            raise VerificationFailedError(reason="proof-is-too-long", size1=size1, size2=size2)
        _require_same(root1, root2)
        return
    _require_hashes(root1, root2, *path)
    whole = size1 & size1 - 1 == 0  # then the earlier root is itself the first hash
    hashes = [root1, *path] if whole else list(path)
    if not hashes:
        raise VerificationFailedError(reason="proof-is-too-short", size1=size1, size2=size2)
    found1, found2 = _roots_from(hashes, size1, size2)
    _require_same(root1, found1)
    _require_same(root2, found2)


def _roots_from(hashes: list[bytes], size1: int, size2: int) -> tuple[bytes, bytes]:
    """Follow a consistency proof up to both roots (RFC 9162 §2.1.4.2, steps 3 to 6)."""
    here, last = size1 - 1, size2 - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    found1 = found2 = hashes[0]
    for item in hashes[1:]:
        if last == 0:
            raise VerificationFailedError(reason="proof-is-too-long", size1=size1, size2=size2)
        if here & 1 or here == last:
            found1, found2 = node_hash(item, found1), node_hash(item, found2)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            found2 = node_hash(found2, item)
        here, last = here >> 1, last >> 1
    if last:
        raise VerificationFailedError(reason="proof-is-too-short", size1=size1, size2=size2)
    return found1, found2


def _require_hashes(*hashes: bytes) -> None:
    for item in hashes:
        if len(item) != HASH_BYTES:
            raise VerificationFailedError(reason="hash-has-wrong-length", length=len(item))


def _require_same(expected: bytes, actual: bytes) -> None:
    if expected != actual:
        raise VerificationFailedError(
            reason="root-differs", expected=expected.hex(), actual=actual.hex()
        )

"""Signed notes and checkpoints (C2SP): what the log says in public about itself.

Rules:

- A note is UTF-8 text that ends in a newline, a blank line and 1 to 100 signature
  lines. It has no control characters but newlines.
- A signature by an unknown key is set aside; one by a known key must verify, and at
  least one must be by a known key.
- A checkpoint is the text of a note: the log's origin, its size and its root. Whoever
  opens one demands a signature that bears the origin's own name.

Source: C2SP signed-note and tlog-checkpoint; limits as in Go's note package.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gronatraden.audit.key import (
    KEY_ID_BYTES,
    Signer,
    Verifier,
    decode_base64,
    encode_base64,
    is_key_name,
)
from gronatraden.audit.tree import EMPTY_ROOT, HASH_BYTES, LARGEST_SIZE
from gronatraden.errors import MalformedNoteError, VerificationFailedError

if TYPE_CHECKING:
    from collections.abc import Iterable

MOST_SIGNATURES = 100
"""A note with more signature lines is not read."""

_DASH = "— "
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_NUMBER = re.compile(r"0|[1-9][0-9]{0,18}")
_LEAST_LINES = 3


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line of a note."""

    name: str
    """The key's name."""
    key_id: bytes
    """The key's four-byte id."""
    signature: bytes
    """The signature itself."""


@dataclass(frozen=True, slots=True)
class Note:
    """An opened note: text that at least one known key has signed."""

    text: str
    """The signed text, with its last newline."""
    signatures: tuple[Signature, ...]
    """Verified, one per key, in the note's order."""
    unverified: tuple[Signature, ...] = ()
    """By unknown keys, each line once, in the note's order."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A log's size and root at one moment."""

    origin: str
    """The log's name for itself, one line."""
    size: int
    """Number of leaves."""
    root: bytes
    """The tree's root at that size, 32 bytes."""
    extensions: tuple[str, ...] = ()
    """Further lines of other people's logs; ours writes none."""

    def __post_init__(self) -> None:
        """Refuse what could not be a checkpoint.

        Raises:
            MalformedNoteError: When a part is empty, out of bounds or of several lines.
        """
        lines = (self.origin, *self.extensions)
        if not all(lines) or any("\n" in line for line in lines):
            raise MalformedNoteError(reason="checkpoint-lines")
        if not 0 <= self.size <= LARGEST_SIZE:
            raise MalformedNoteError(reason="checkpoint-size")
        if len(self.root) != HASH_BYTES or (self.size == 0) != (self.root == EMPTY_ROOT):
            raise MalformedNoteError(reason="checkpoint-root")

    def to_text(self) -> str:
        """Return the text that is signed."""
        root = encode_base64(self.root)
        return "".join(f"{x}\n" for x in (self.origin, self.size, root, *self.extensions))

    @classmethod
    def from_text(cls, text: str) -> Checkpoint:
        """Read the text of an opened note.

        Raises:
            MalformedNoteError: When the text is no checkpoint.
        """
        *lines, last = text.split("\n")
        if last or len(lines) < _LEAST_LINES:
            raise MalformedNoteError(reason="checkpoint-lines")
        origin, size, root, *extensions = lines
        if not _NUMBER.fullmatch(size):
            raise MalformedNoteError(reason="checkpoint-size")
        return cls(origin, int(size), decode_base64(root), tuple(extensions))


def sign_note(text: str, *signers: Signer) -> str:
    """Sign a text with one key or several.

    Args:
        text: UTF-8 text that ends in a newline and has no other control characters.
        signers: Whose signature lines follow, in this order.

    Returns:
        The note: the text, a blank line and the signature lines.

    Raises:
        ValueError: When the text cannot be a note's, or nobody signs.
    """
    if not text.endswith("\n") or _CONTROL.search(text) or not signers:
        message = "a note is text that ends in a newline, and someone signs it"
        raise ValueError(message)
    signed = text.encode()
    lines = (
        f"{_DASH}{signer.name} "
        f"{encode_base64(signer.verifier.key_id + signer.sign_bytes(signed))}\n"
        for signer in signers
    )
    return f"{text}\n{''.join(lines)}"


def open_note(note: str | bytes, verifiers: Iterable[Verifier]) -> Note:
    """Open a note and verify every signature by a known key.

    Args:
        note: The whole note.
        verifiers: The keys that are trusted.

    Raises:
        MalformedNoteError: When it is no note.
        VerificationFailedError: When a known key's signature does not verify, when no
            signature is by a known key, or when two known keys share name and id.
    """
    text, signatures = _parse(note)
    known: dict[tuple[str, bytes], list[Verifier]] = {}
    for verifier in verifiers:
        known.setdefault((verifier.name, verifier.key_id), []).append(verifier)
    verified: dict[tuple[str, bytes], Signature] = {}
    unverified: dict[Signature, None] = {}
    for signature in signatures:
        who = (signature.name, signature.key_id)
        if who not in known:
            unverified[signature] = None
        elif who not in verified:
            _verify(text, signature, known[who])
            verified[who] = signature
    if not verified:
        raise VerificationFailedError(reason="no-known-signature")
    return Note(text, tuple(verified.values()), tuple(unverified))


def open_checkpoint(note: str | bytes, verifiers: Iterable[Verifier], *, origin: str) -> Checkpoint:
    """Open a checkpoint that the log itself has signed.

    Args:
        note: The whole note.
        verifiers: The keys that are trusted, the log's own among them.
        origin: The log that is expected; its key bears the same name.

    Raises:
        MalformedNoteError: When it is no checkpoint.
        VerificationFailedError: When a signature does not verify, the log has not
            signed, or the checkpoint is another log's.
    """
    opened = open_note(note, verifiers)
    checkpoint = Checkpoint.from_text(opened.text)
    if checkpoint.origin != origin:
        raise VerificationFailedError(
            reason="origin-differs", expected=origin, actual=checkpoint.origin
        )
    if all(signature.name != origin for signature in opened.signatures):
        raise VerificationFailedError(reason="log-has-not-signed", expected=origin)
    return checkpoint


def utf8_text(text: str | bytes) -> str:
    """Return text that UTF-8 can hold.

    Raises:
        MalformedNoteError: When it cannot.
    """
    try:
        return text.decode() if isinstance(text, bytes) else text.encode().decode()
    except UnicodeError as error:
        raise MalformedNoteError(reason="text-is-not-utf-8") from error


def _parse(note: str | bytes) -> tuple[str, list[Signature]]:
    """Part a note into its text and its signature lines."""
    whole = utf8_text(note)
    if _CONTROL.search(whole):
        raise MalformedNoteError(reason="note-has-control-characters")
    text, blank, lines = whole.rpartition("\n\n")
    if not blank or not lines.endswith("\n"):
        raise MalformedNoteError(reason="note-has-no-signatures")
    signatures = lines[:-1].split("\n")
    if len(signatures) > MOST_SIGNATURES:
        raise MalformedNoteError(reason="note-has-too-many-signatures")
    return f"{text}\n", [_signature_on(line) for line in signatures]


def _signature_on(line: str) -> Signature:
    name, _, text = line.removeprefix(_DASH).partition(" ")
    if not line.startswith(_DASH) or not is_key_name(name):
        raise MalformedNoteError(reason="signature-line")
    data = decode_base64(text)
    if len(data) <= KEY_ID_BYTES:
        raise MalformedNoteError(reason="signature-line")
    return Signature(name, data[:KEY_ID_BYTES], data[KEY_ID_BYTES:])


def _verify(text: str, signature: Signature, candidates: list[Verifier]) -> None:
    key = f"{signature.name}+{signature.key_id.hex()}"
    if len(candidates) > 1:
        raise VerificationFailedError(reason="key-is-ambiguous", key=key)
    if not candidates[0].verify(text.encode(), signature.signature):
        raise VerificationFailedError(reason="signature-does-not-verify", key=key)

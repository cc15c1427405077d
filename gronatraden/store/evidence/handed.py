"""A file that somebody hands in: opened without trust, and read once.

Rules:

- It is a regular file: no link, folder, device or pipe is followed or waited for.
- It holds something, and no more than is allowed.
- It is the same file when it has been read as when reading began.

Where it lay is forgotten; what it was called says what kind it should be.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from errno import EACCES, ELOOP, ENXIO, EPERM
from hashlib import sha256
from stat import S_ISREG
from typing import TYPE_CHECKING, BinaryIO

from gronatraden.errors import EvidenceRefusedError
from gronatraden.history import EvidenceFile
from gronatraden.store.evidence.media import media_type_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PIECE = 1_048_576
_MEGABYTE = 1_000_000
_REASONS = {
    ELOOP: "link",
    EACCES: "unreadable",
    EPERM: "unreadable",
    ENXIO: "no-file",
}


def take(file: Path, draft: BinaryIO, *, limit: int) -> EvidenceFile:
    """Copy what a file holds into a draft, and return what it is.

    Args:
        file: Where it lies.
        draft: Empty; written, and read again to see what it holds.
        limit: The most bytes it may have.

    Raises:
        EvidenceRefusedError: When it is no such file as is taken.
    """
    name = shown(file)
    with _opened(file) as (source, before):
        if not before.st_size:
            raise EvidenceRefusedError(reason="empty", file=name)
        if before.st_size > limit:
            size, most = -(-before.st_size // _MEGABYTE), limit // _MEGABYTE
            raise EvidenceRefusedError(reason="too-large", file=name, size=size, limit=most)
        hashed, size = _copy(source, draft, name, expected=before.st_size)
        if size != before.st_size or _marks(os.fstat(source)) != _marks(before):
            raise EvidenceRefusedError(reason="changed", file=name)
    media_type = media_type_of(name, draft)
    return EvidenceFile(media_type=media_type, size=size, sha256=hashed)


def shown(file: Path) -> str:
    """Return a file's name as it can be printed, whatever bytes it is made of."""
    return os.fsencode(file.name).decode(errors="backslashreplace")


@contextmanager
def _opened(file: Path) -> Iterator[tuple[int, os.stat_result]]:
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC
    try:
        source = os.open(file, flags)
    except (OSError, ValueError) as error:
        reason = _REASONS.get(getattr(error, "errno", None) or 0, "missing")
        raise EvidenceRefusedError(reason=reason, file=shown(file)) from error
    try:
        found = os.fstat(source)
        if not S_ISREG(found.st_mode):
            raise EvidenceRefusedError(reason="no-file", file=shown(file))
        yield source, found
    finally:
        os.close(source)


def _copy(source: int, draft: BinaryIO, name: str, *, expected: int) -> tuple[str, int]:
    """Copy to the end, or just beyond where it should be; return hash and size."""
    hashed, size = sha256(), 0
    while size <= expected and (piece := _read(source, name)):
        hashed.update(piece)
        size += len(piece)
        draft.write(piece)
    return hashed.hexdigest(), size


def _read(source: int, name: str) -> bytes:
    try:
        return os.read(source, _PIECE)
    except OSError as error:
        raise EvidenceRefusedError(reason="unreadable", file=name) from error


def _marks(found: os.stat_result) -> tuple[int, int]:
    return found.st_size, found.st_mtime_ns

"""Evidence is listed, and its files are taken out as they were handed in."""

from __future__ import annotations

import os
from errno import EACCES, EEXIST, EISDIR, ENOENT, ENOTDIR, EPERM, EROFS
from hashlib import sha256
from typing import TYPE_CHECKING, BinaryIO

from gronatraden.errors import ExportError, UsageError, VerificationFailedError
from gronatraden.services._desk import find_project
from gronatraden.services.evidence._linking import find_evidence
from gronatraden.store.evidence.rows import evidence_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gronatraden.history import Evidence
    from gronatraden.services._parts import Parts

_OWNER_ONLY = 0o600
_REASONS = {
    EEXIST: "exists",
    EISDIR: "is-a-folder",
    ENOENT: "no-folder",
    ENOTDIR: "no-folder",
    EACCES: "not-permitted",
    EPERM: "not-permitted",
    EROFS: "not-permitted",
}


def list_evidence(parts: Parts, *, project: str) -> tuple[Evidence, ...]:
    """Return a project's evidence in the order added; its files are not looked at.

    Raises:
        UnknownNameError: When there is no such project.
    """
    with parts.read() as r:
        find_project(r, project)
        return evidence_of(r, project)


def save_evidence(parts: Parts, *, project: str, number: int, to: Path) -> Evidence:
    """Write the file of a piece of evidence where nothing is yet, exactly as handed in.

    Raises:
        UnknownNameError: When there is no such project, or no such evidence in it.
        UsageError: When the evidence is a note without a file.
        ExportError: When there is something already, or it cannot be written there.
        EvidenceUnavailableError: When the file cannot be read.
        VerificationFailedError: When the file is no longer what was handed in.
    """
    with parts.read() as r:
        find_project(r, project)
        found = find_evidence(r, project, number)
    if found.file is None:
        raise UsageError(reason="evidence-has-no-file", number=number)
    target = _target(to)
    try:
        with os.fdopen(target, "wb") as opened:
            hashed = _copy(parts.vault.read(found.file), opened, to)
        _refuse_another(found, hashed)
    except BaseException:
        to.unlink(missing_ok=True)
        raise
    return found


def _target(to: Path) -> int:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        return os.open(to, flags, _OWNER_ONLY)
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, "not-written")
        raise ExportError(file=str(to), reason=reason) from error


def _copy(pieces: Iterator[bytes], opened: BinaryIO, to: Path) -> str:
    """Write all pieces; return the hash of what was written."""
    hashed = sha256()
    for piece in pieces:
        hashed.update(piece)
        try:
            opened.write(piece)
            opened.flush()
        except OSError as error:
            raise ExportError(file=str(to), reason="not-written") from error
    return hashed.hexdigest()


def _refuse_another(found: Evidence, hashed: str) -> None:
    if found.file is None or found.file.sha256 != hashed:
        raise VerificationFailedError(reason="evidence-differs", evidence=found.id)

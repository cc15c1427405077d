"""Where evidence files are kept: ``ab/cdef…``, named by the hash of what they hold.

Rules:

- A file is whole and durable before any row speaks of it: it is drafted, synced, given
  its name, and its folders synced. A crash in between leaves a stray that no row knows.
- The same file is kept once; where it was damaged or lost, handing it in again mends it.
- Strays are swept while nobody is keeping anything: keeping holds a shared lock until
  its row is committed, sweeping holds the lock alone.
- A folder belongs to one log and says which; another log's is neither filled nor swept.
- Only the owner may read: files are 0600, folders 0700.

Whether what is kept is what the record says is told by ``state_of`` and never mended.
"""

from __future__ import annotations

import fcntl
import os
import re
from contextlib import contextmanager
from errno import (
    EACCES,
    EDQUOT,
    EFBIG,
    EINVAL,
    ELOOP,
    ENOENT,
    ENOSPC,
    ENOTDIR,
    ENXIO,
    EPERM,
    EROFS,
)
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG
from tempfile import NamedTemporaryFile, TemporaryFile
from typing import TYPE_CHECKING, BinaryIO, Literal, cast

from gronatraden.errors import EvidenceUnavailableError
from gronatraden.store.evidence.handed import take

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from gronatraden.history import EvidenceFile

State = Literal["held", "missing", "changed", "unreadable"]
"""Whether a file is there as it was handed in."""

_OWNER_ONLY = 0o700
_PIECE = 1_048_576
_SHARD = 2
_LOCK, _LOG, _DRAFT = ".lock", ".log", ".draft-"
_KEPT = re.compile(r"[0-9a-f]{62}")
_SHARDS = re.compile(r"[0-9a-f]{2}")
_STATES: dict[int, State] = {
    ENOENT: "missing",
    ENOTDIR: "missing",
    ELOOP: "changed",
    EINVAL: "changed",
    ENXIO: "changed",
}
_REASONS = {
    EACCES: "read-only",
    EPERM: "read-only",
    EROFS: "read-only",
    ENOENT: "no-folder",
    ENOSPC: "full",
    EDQUOT: "full",
    EFBIG: "full",
}


class Vault:
    """One folder of evidence files. Holds no state of its own; made when first written to."""

    def __init__(self, folder: Path, *, limit: int) -> None:
        self.folder = folder
        self._limit = limit

    def examine(self, file: Path) -> EvidenceFile:
        """Return what a file is, and keep nothing.

        Raises:
            EvidenceRefusedError: When it is no such file as is taken.
            EvidenceUnavailableError: When there is no room to read it.
        """
        with self._refusals(), TemporaryFile() as draft:
            return take(file, cast("BinaryIO", draft), limit=self._limit)

    @contextmanager
    def keeping(self, file: Path, *, log: str) -> Iterator[EvidenceFile]:
        """Keep a file, durably; it is safe from sweeping until the block is left.

        Args:
            file: Where it lies.
            log: Public key of the log that will speak of it.

        Raises:
            EvidenceRefusedError: When it is no such file as is taken.
            EvidenceUnavailableError: When it cannot be kept.
        """
        with self._refusals():
            self._make(log)
        with self._locked(fcntl.LOCK_SH):
            with self._refusals():
                kept = self._keep(file)
            yield kept

    def state_of(self, file: EvidenceFile) -> State:
        """Say whether a file is there as it was handed in."""
        try:
            with self._open(file) as opened:
                same = os.fstat(opened.fileno()).st_size == file.size
                return "held" if same and _hash(opened) == file.sha256 else "changed"
        except OSError as error:
            return _STATES.get(error.errno or 0, "unreadable")

    def read(self, file: EvidenceFile) -> Iterator[bytes]:
        """Yield what a file holds, a piece at a time; whoever reads it compares the hash.

        Raises:
            EvidenceUnavailableError: When it cannot be read.
        """
        with self._refusals(), self._open(file) as opened:
            while piece := opened.read(_PIECE):
                yield piece

    def strays(self, known: AbstractSet[str]) -> tuple[Path, ...]:
        """Return the files that no row speaks of, drafts of keepers that died included.

        While somebody keeps a file, it is not in ``known`` yet: only ``sweep`` is certain.

        Raises:
            EvidenceUnavailableError: When the folder cannot be read.
        """
        with self._refusals():
            return tuple(sorted(self._strays(known))) if self.folder.is_dir() else ()

    @contextmanager
    def sweeping(self, *, log: str) -> Iterator[None]:
        """Keep everybody from keeping files inside the block.

        Args:
            log: Public key of the log that sweeps.

        Raises:
            EvidenceUnavailableError: When the folder is another log's or cannot be locked.
        """
        with self._refusals():
            self._make(log)
        with self._locked(fcntl.LOCK_EX):
            yield

    def remove(self, stray: Path) -> None:
        """Remove a stray, inside ``sweeping``.

        Raises:
            EvidenceUnavailableError: When it cannot be removed.
        """
        with self._refusals():
            stray.unlink()

    def _keep(self, file: Path) -> EvidenceFile:
        with NamedTemporaryFile(dir=self.folder, prefix=_DRAFT, delete=False) as draft:
            try:
                kept = take(file, cast("BinaryIO", draft), limit=self._limit)
                draft.flush()
                os.fsync(draft.fileno())
                if self.state_of(kept) != "held":
                    self._name(Path(draft.name), kept.sha256)
            finally:
                Path(draft.name).unlink(missing_ok=True)
        return kept

    def _name(self, draft: Path, sha: str) -> None:
        place = self._path(sha)
        if not place.parent.is_dir():
            place.parent.mkdir(mode=_OWNER_ONLY, exist_ok=True)
            _sync(self.folder)
        draft.rename(place)
        _sync(place.parent)

    def _make(self, log: str) -> None:
        """Make the folder where there is none, and see that it is this log's."""
        if not self.folder.is_dir():
            self.folder.mkdir(mode=_OWNER_ONLY, parents=True, exist_ok=True)
            _sync(self.folder.parent)
        said = self.folder / _LOG
        if not said.exists():
            with self._locked(fcntl.LOCK_EX):
                self._say(said, f"{log}\n")
        if said.read_text("utf-8", "replace").strip() != log:
            raise EvidenceUnavailableError(reason="other-log", folder=str(self.folder))

    def _say(self, file: Path, text: str) -> None:
        """Write a text that stands there whole or not at all, and that no one has written yet."""
        if file.exists():
            return
        with NamedTemporaryFile("w", dir=self.folder, prefix=_DRAFT, delete=False) as draft:
            draft.write(text)
            draft.flush()
            os.fsync(draft.fileno())
        Path(draft.name).rename(file)
        _sync(self.folder)

    def _strays(self, known: AbstractSet[str]) -> Iterator[Path]:
        yield from self.folder.glob(f"{_DRAFT}*")
        for shard in self.folder.iterdir():
            if _SHARDS.fullmatch(shard.name) and shard.is_dir() and not shard.is_symlink():
                for file in shard.iterdir():
                    if _KEPT.fullmatch(file.name) and shard.name + file.name not in known:
                        yield file

    def _path(self, sha: str) -> Path:
        return self.folder / sha[:_SHARD] / sha[_SHARD:]

    def _open(self, file: EvidenceFile) -> BinaryIO:
        flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
        number = os.open(self._path(file.sha256), flags)
        if not S_ISREG(os.fstat(number).st_mode):
            os.close(number)
            raise OSError(EINVAL, "no regular file")
        return os.fdopen(number, "rb")

    @contextmanager
    def _locked(self, how: int) -> Iterator[None]:
        with self._refusals():
            flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
            lock = os.open(self.folder / _LOCK, flags, 0o600)
        try:
            fcntl.flock(lock, how)
            yield
        finally:
            os.close(lock)

    @contextmanager
    def _refusals(self) -> Iterator[None]:
        """Turn what the file system refuses inside the block into an error of our own."""
        try:
            yield
        except OSError as error:
            reason = _REASONS.get(error.errno or 0, "io")
            raise EvidenceUnavailableError(reason=reason, folder=str(self.folder)) from error


def _hash(opened: BinaryIO) -> str:
    hashed = sha256()
    while piece := opened.read(_PIECE):
        hashed.update(piece)
    return hashed.hexdigest()


def _sync(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(number)
    finally:
        os.close(number)

"""One writer at a time, in fair order, by an advisory lock on a file.

SQLite alone lets writers starve: whoever asks again first gets in. The kernel wakes
those who wait for a file lock in the order they came, and a writer that dies has let
go. The lock needs a local disk, as SQLite's own write-ahead log does.
Source: flock(2).
"""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from errno import EACCES, EDQUOT, EFBIG, ENOENT, ENOSPC, EPERM, EROFS
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING

from gronatraden.errors import UnavailableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_REASONS = {
    EACCES: "read-only",
    EPERM: "read-only",
    EROFS: "read-only",
    ENOENT: "no-directory",
    ENOSPC: "full",
    EDQUOT: "full",
    EFBIG: "full",
}


@contextmanager
def one_at_a_time(database: Path, *, patience: float) -> Iterator[None]:
    """Hold the right to write to a database file.

    Args:
        database: The database's file; the lock lies beside it, named ``.lock`` at the end.
        patience: Seconds to wait for the writers ahead.

    Raises:
        UnavailableError: When the wait is over, or the lock file cannot be written.
    """
    with files_of(database):
        lock = os.open(f"{database}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        _wait(lock, database, patience)
    try:
        yield
    finally:
        os.close(lock)


@contextmanager
def files_of(database: Path) -> Iterator[None]:
    """Turn what the file system refuses inside the block into UnavailableError."""
    try:
        yield
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, "io")
        raise UnavailableError(reason=reason, database=str(database)) from error


def _wait(lock: int, database: Path, patience: float) -> None:
    """Queue for the lock in a thread of its own, since the kernel's queue has no time limit.

    Whoever loses patience leaves the descriptor to the thread, which closes it in turn.
    """
    queue = _Queue(lock)
    Thread(target=queue.stand, daemon=True).start()
    try:
        reached = queue.reached.wait(patience)
    finally:
        left = queue.leave()
    if left or not reached:
        raise UnavailableError(reason="locked", database=str(database))


class _Queue:
    """One writer's place in the queue."""

    def __init__(self, lock: int) -> None:
        self.reached = Event()
        self._lock = lock
        self._left = False
        self._turn = Lock()

    def stand(self) -> None:
        """Wait for the lock; close it at once where nobody waits any longer."""
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        with self._turn:
            if self._left:
                os.close(self._lock)
            self.reached.set()

    def leave(self) -> bool:
        """Stop waiting; say whether that was before the lock was reached."""
        with self._turn:
            self._left = not self.reached.is_set()
            return self._left

"""What a database promises: that what is saved survives, and which revision it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import column, func, select, text

from gronatraden.store.migrations.revisions import revision_of

if TYPE_CHECKING:
    from gronatraden.store.reader import Reader

_SYNCHRONOUS = ("off", "normal", "full", "extra")
_DURABLE = {"full", "extra", "on", "remote_apply", "remote_write", "local"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How a database stands, as it says itself."""

    dialect: str
    """``sqlite`` or ``postgresql``."""
    revision: str
    synchronous: str
    """How a commit waits for the disk, in the database's own word."""
    journal: str
    """SQLite's journal mode; empty elsewhere."""

    @property
    def durable(self) -> bool:
        """Whether what is saved survives a power cut, and readers do not stop writers."""
        return self.synchronous in _DURABLE and self.journal in {"", "wal"}


def health(r: Reader) -> Health:
    """Return how a database stands.

    Raises:
        UnavailableError: When it cannot be read.
    """
    if r.dialect != "sqlite":
        said = str(r.scalar(select(func.current_setting("synchronous_commit"))))
        return Health(dialect=r.dialect, revision=revision_of(r), synchronous=said, journal="")
    return Health(
        dialect=r.dialect,
        revision=revision_of(r),
        synchronous=_SYNCHRONOUS[int(_pragma(r, "synchronous"))],
        journal=_pragma(r, "journal_mode").lower(),
    )


def _pragma(r: Reader, name: str) -> str:
    return str(r.scalar(select(column(name)).select_from(text(f"pragma_{name}"))))

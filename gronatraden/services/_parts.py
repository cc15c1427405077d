"""What an act works with: store, vault, moment, the signer and a source of randomness."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gronatraden.audit.event import utc_text
from gronatraden.moment import Moment, day_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from datetime import date, datetime

    from gronatraden.audit.key import Signer
    from gronatraden.store.derived.writing import Derivation
    from gronatraden.store.engine import Store
    from gronatraden.store.evidence.vault import Vault
    from gronatraden.store.reader import Reader
    from gronatraden.store.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """Plugged together by ``wiring``; an act never looks for anything else."""

    store: Store
    vault: Vault
    """Where evidence files are kept."""
    signer: Callable[[], Signer]
    """Reads the log's key when something is written, and not before."""
    at: datetime
    """The moment of the act."""
    random: Callable[[int], bytes]
    """Random bytes for pseudonyms."""
    dry_run: bool = False
    """Whether to do everything but commit."""

    @property
    def today(self) -> date:
        """The Swedish day of the act."""
        return day_of(self.at)

    @property
    def moment(self) -> Moment:
        """A fresh moment that rules may ask."""
        return Moment(self.at)

    def read(self) -> AbstractContextManager[Reader]:
        """Open a consistent view of the record."""
        return self.store.read()

    def write(self) -> AbstractContextManager[Transaction]:
        """Open a write: everything in it is committed together or not at all."""
        return self.store.write(self.signer(), dry_run=self.dry_run)

    def derive(self) -> AbstractContextManager[Derivation]:
        """Open a write of what can be made again from the record; it leaves no trace in the log."""
        return self.store.derive(dry_run=self.dry_run)


def stamp(at: datetime) -> str:
    """Return a moment as the record writes it: UTC, whatever zone it was stated in."""
    return utc_text(at)

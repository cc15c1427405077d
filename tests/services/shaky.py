"""A database whose process dies at a write: just before it is durable, or just after."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from gronatraden.audit.key import Signer
    from gronatraden.store.derived.writing import Derivation
    from gronatraden.store.engine import Store
    from gronatraden.store.reader import Reader
    from gronatraden.store.transaction import Transaction

When = Literal["before", "after"]


class PowerCutError(Exception):
    """The lights went out."""


class ShakyStore:
    """A real store that fails at the end of every write, or of derived rows after some."""

    def __init__(self, store: Store, when: When, *, left: int = 0) -> None:
        self._store = store
        self._when = when
        self.left = left

    def read(self) -> AbstractContextManager[Reader]:
        """Read as ever."""
        return self._store.read()

    @contextmanager
    def derive(self, *, dry_run: bool = False) -> Iterator[Derivation]:
        """Open a write of derived rows that nobody lives to see the end of."""
        self.left -= 1
        with self._store.derive(dry_run=dry_run) as d:
            yield d
            if self.left < 0 and self._when == "before":
                raise PowerCutError
        if self.left < 0:
            raise PowerCutError

    @contextmanager
    def write(self, signer: Signer, *, dry_run: bool = False) -> Iterator[Transaction]:
        """Open a write that nobody lives to see the end of."""
        with self._store.write(signer, dry_run=dry_run) as t:
            yield t
            if self._when == "before":
                raise PowerCutError
        raise PowerCutError

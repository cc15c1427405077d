"""A database whose process dies at a write: just before it is durable, or just after."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

from gronatraden.store.engine import Store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.audit.key import Signer
    from gronatraden.store.transaction import Transaction

When = Literal["before", "after"]


class PowerCutError(Exception):
    """The lights went out."""


class ShakyStore(Store):
    """A real store that fails at the end of every write."""

    when: When = "before"

    @contextmanager
    def write(self, signer: Signer, *, dry_run: bool = False) -> Iterator[Transaction]:
        """Open a write that nobody lives to see the end of."""
        with Store.write(self, signer, dry_run=dry_run) as t:
            yield t
            if self.when == "before":
                raise PowerCutError
        raise PowerCutError

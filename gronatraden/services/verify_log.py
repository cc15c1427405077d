"""The log is verified: the whole record against it, and it against what was signed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.store.verify import verify

if TYPE_CHECKING:
    from gronatraden.audit.key import Verifier
    from gronatraden.services._parts import Parts
    from gronatraden.store.verify import Verification


def verify_log(
    parts: Parts, *, outside: str | None = None, verifier: Verifier | None = None
) -> Verification:
    """Return what was found; a tampered record is a result here and never an error.

    Args:
        parts: What the act works with.
        outside: A signed checkpoint that was kept outside the database.
        verifier: The log's public key as it was kept outside; the database's own where
            nothing is said, which proves less.
    """
    return verify(parts.store, outside=outside, verifier=verifier)

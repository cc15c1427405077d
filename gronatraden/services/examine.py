"""The record is examined: does the database keep what it is given, and is there a rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gronatraden.store import log, policies
from gronatraden.store.health import health

if TYPE_CHECKING:
    from datetime import datetime

    from gronatraden.services._parts import Parts
    from gronatraden.store.health import Health


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """What the record says of itself."""

    health: Health
    events: int
    latest: datetime
    """The latest moment of any event."""
    verifier: str
    """The log's public key."""
    clock: str
    """``wall`` or ``simulated``."""
    policies: int
    lifecycles: int


def examine(parts: Parts) -> Examined:
    """Return how the record stands; nothing is changed.

    Raises:
        UnavailableError: When the database cannot be read.
        VerificationFailedError: When the log's head is no head.
    """
    with parts.read() as r:
        head = log.head(r)
        return Examined(
            health=health(r),
            events=head.size,
            latest=head.at,
            verifier=head.vkey,
            clock=head.clock,
            policies=len(policies.policies(r)),
            lifecycles=len(policies.lifecycles(r)),
        )

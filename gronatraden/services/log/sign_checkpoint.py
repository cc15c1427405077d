"""The log's signed checkpoint is kept, so that it can be given to somebody outside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gronatraden.project import Act
from gronatraden.services._desk import permit
from gronatraden.store import log

if TYPE_CHECKING:
    from gronatraden.services._parts import Parts


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckpointSigned:
    """A statement of how far the log has come, signed with its key."""

    note: str
    """C2SP note with size, root and signature."""
    verifier: str
    """The public key that tells whether the note is the log's own."""
    size: int
    """Number of events."""
    root: bytes
    """32 bytes."""


def sign_checkpoint(parts: Parts, *, by: str) -> CheckpointSigned:
    """Keep the checkpoint of the log as it stands, and return it.

    Raises:
        NotPermittedError: When the actor may not sign for the log.
        LogKeyError: When the log's key is missing or another log's.
    """
    with parts.write() as t:
        actor = permit(parts, t, by, Act.SIGN_CHECKPOINT, None)
        t.record("checkpoint.signed", stream="log", actor=actor.id, at=parts.at)
        t.checkpoint()
    return newest_checkpoint(parts)


def newest_checkpoint(parts: Parts) -> CheckpointSigned:
    """Return the checkpoint that the log carries at its head; nothing is written."""
    with parts.read() as r:
        head = log.head(r)
        return CheckpointSigned(
            note=head.note, verifier=head.vkey, size=head.size, root=head.frontier.root()
        )

"""The log is read by people: what was done, by whom, when."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gronatraden.services._desk import find_project
from gronatraden.store import log

if TYPE_CHECKING:
    from gronatraden.audit.event import Event
    from gronatraden.services._parts import Parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One event with its place in the log."""

    seq: int
    """Counts from 0."""
    event: Event


def read_log(
    parts: Parts, *, project: str | None = None, limit: int | None = None
) -> tuple[Entry, ...]:
    """Return events, oldest first: a project's, or all.

    Args:
        parts: What the act works with.
        project: Whose; everybody's where nothing is said.
        limit: How many of the newest; all where nothing is said.

    Raises:
        UnknownNameError: When there is no such project.
        MalformedLeafError: When a stored leaf is no event.
    """
    with parts.read() as r:
        if project is not None:
            find_project(r, project)
        stream = None if project is None else f"project/{project}"
        found = deque(log.events(r, stream=stream), maxlen=limit)
    return tuple(Entry(seq=seq, event=event) for seq, event in found)

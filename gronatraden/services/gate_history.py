"""What has happened at a project's gates: verdicts asked on, words said, decisions taken."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gronatraden.services._desk import find_project
from gronatraden.services.deciding.motions import moved_condition
from gronatraden.store import gates

if TYPE_CHECKING:
    from gronatraden.gates.decision import Decision, Request, Word
    from gronatraden.gates.verdict import Verdict
    from gronatraden.history import Condition, Point
    from gronatraden.services._parts import Parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One request for a decision, and all that came of it."""

    request: Request
    verdict: Verdict
    words: tuple[Word, ...]
    """In the order said."""
    decision: Decision | None
    """None while it waits, or where another request took its place."""
    conditions: tuple[Condition, ...]
    points: tuple[Point, ...] = ()
    """What it was referred back with, in the order set."""
    about: str = ""
    """What the condition says that was asked to be given more time; empty otherwise."""


def gate_history(parts: Parts, *, project: str) -> tuple[Asked, ...]:
    """Return a project's requests in the order made.

    Raises:
        UnknownNameError: When there is no such project.
    """
    with parts.read() as r:
        find_project(r, project)
        decided = {d.request: d for d in gates.decisions(r, project)}
        conditions, points = gates.conditions(r, project), gates.points(r, project)
        return tuple(
            Asked(
                request=request,
                verdict=verdict,
                words=gates.words(r, request.id),
                decision=decided.get(request.id),
                conditions=tuple(c for c in conditions if c.id.startswith(f"{request.id}/")),
                points=tuple(p for p in points if p.id.startswith(f"{request.id}/")),
                about=moved_condition(r, request),
            )
            for request in gates.requests(r, project)
            if (verdict := gates.verdict_by_id(r, request.verdict)) is not None
        )

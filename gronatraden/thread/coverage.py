"""How much of the thread holds: the share of the project whose line is unbroken.

A line is followed from a challenge, an activity, an effect or an indicator, forward
through what it leads to. It is *measured* where it comes to an indicator, *read* where
it comes to a reading, and *whole* where it comes to a reading and on to a lesson: a
learning question that was answered. An open question is a plan, not yet a lesson.

An effect in the long run is seen after the project. It is counted where an indicator
measures it; where none does, nothing is asked of it yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gronatraden.thread.line import arrows_of
from gronatraden.tools.change_logic import ChangeLogic
from gronatraden.tools.change_logic.links import reach
from gronatraden.tools.learning_cycle import LearningCycle

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gronatraden.context import Context
    from gronatraden.diagram import Arrow

_WHOLE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many of one kind have a line that holds, and how far."""

    kind: str
    """``challenges``, ``activities``, ``effects`` or ``indicators``; empty for all together."""
    count: int
    measured: int
    """Lines that come to an indicator."""
    read: int
    """Lines that come to a reading."""
    whole: int
    """Lines that come to a reading and a lesson."""

    @property
    def percent(self) -> int:
        """Whole lines in whole per cent, rounded down; 0 where there is nothing to follow."""
        return _WHOLE * self.whole // self.count if self.count else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How much of the thread holds (täckning)."""

    kinds: tuple[Share, ...]
    """In the order of the thread."""
    together: Share


def coverage(context: Context) -> Coverage:
    """Return how much of the thread holds as things stand."""
    logic = context.read(ChangeLogic)
    effects = {f"effect:{effect.id}" for effect in logic.effects}
    back = _backwards(arrow for arrow in arrows_of(context) if _is_there(arrow, effects))
    measured = reach((f"indicator:{i.id}" for i in logic.indicators), back)
    read = reach((box for box in back if box.startswith("reading:")), back)
    learnt = reach(_learnt(context.read(LearningCycle)), back)
    kinds = tuple(
        Share(
            kind=kind,
            count=len(boxes),
            measured=len(boxes & measured),
            read=len(boxes & read),
            whole=len(boxes & read & learnt),
        )
        for kind, boxes in _followed(logic).items()
    )
    return Coverage(kinds=kinds, together=_together(kinds))


def _is_there(arrow: Arrow, effects: set[str]) -> bool:
    """Say whether the effects that an arrow touches exist."""
    ends = (end for end in (arrow.source, arrow.target) if end.startswith("effect:"))
    return effects.issuperset(ends)


def _followed(logic: ChangeLogic) -> dict[str, set[str]]:
    aimed = {indicator.effect for indicator in logic.indicators}
    near = (*logic.short_term_effects, *logic.medium_term_effects)
    effects = (*near, *(e for e in logic.long_term_effects if e.id in aimed))
    return {
        "challenges": {f"challenge:{c.id}" for c in logic.challenges},
        "activities": {f"activity:{a.id}" for a in logic.activities},
        "effects": {f"effect:{e.id}" for e in effects},
        "indicators": {f"indicator:{i.id}" for i in logic.indicators},
    }


def _learnt(cycle: LearningCycle) -> set[str]:
    """Return the questions that something was found out about."""
    return {f"lesson:{f.question}" for f in cycle.findings if f.finished and f.question}


def _backwards(arrows: Iterable[Arrow]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for arrow in arrows:
        found.setdefault(arrow.target, []).append(arrow.source)
    return found


def _together(kinds: Iterable[Share]) -> Share:
    rows = tuple(kinds)
    return Share(
        kind="",
        count=sum(row.count for row in rows),
        measured=sum(row.measured for row in rows),
        read=sum(row.read for row in rows),
        whole=sum(row.whole for row in rows),
    )

"""A gate under two sets of policies: what then closes it, and what no longer does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gronatraden.gates.evaluate import evaluate
from gronatraden.gates.verdict import closes
from gronatraden.services._desk import case_for, context_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from gronatraden.context import Context
    from gronatraden.gates.verdict import Verdict
    from gronatraden.phases import NextGate
    from gronatraden.services._dossier import Dossier
    from gronatraden.services._parts import Parts
    from gronatraden.store.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """How a gate stands, and how it would."""

    gate: str
    occurrence: int | None
    ready: bool
    would_be_ready: bool
    closing: tuple[str, ...]
    """Requirements that would close it and do not."""
    opening: tuple[str, ...]
    """Requirements that close it and no longer would."""

    @property
    def turns(self) -> bool:
        """Whether the gate would open or close."""
        return self.ready is not self.would_be_ready

    @property
    def touched(self) -> bool:
        """Whether it would stand otherwise, or for other reasons."""
        return self.turns or bool(self.closing or self.opening)


def judge_swiftly(
    parts: Parts,
    r: Reader,
    dossier: Dossier,
    gate: NextGate,
    *,
    then: Callable[[Context], Context] = lambda context: context,
) -> Verdict:
    """Return the verdict on a gate, for what is never recorded.

    Args:
        parts: What the act works with.
        r: The record.
        dossier: The project.
        gate: Which one.
        then: Makes what the rules see into what they saw at another time.
    """
    context = then(context_for(parts, r, dossier, gate))
    return evaluate(case_for(r, dossier, gate), context, "sweep")


def turn_of(before: Verdict, after: Verdict) -> Turn:
    """Return how a gate turns from one verdict to another."""
    closed = {x.id for x in before.requirements if closes(x)}
    would = {x.id for x in after.requirements if closes(x)}
    return Turn(
        gate=before.gate,
        occurrence=before.occurrence,
        ready=before.ready,
        would_be_ready=after.ready,
        closing=tuple(sorted(would - closed)),
        opening=tuple(sorted(closed - would)),
    )

"""The decision (beslut): named people say one thing about one verdict.

- Deciders are frozen when the decision is requested: the panel.
- A decision stands when words for one outcome fill every row of the policy's rule; how
  they are counted stands in ``tally``.
- Who submitted a document that the verdict rests on, or requested the decision, has
  no word: four eyes.
- A closed gate cannot be opened by a decision; it can be referred back, held or stopped.
- A verdict that no longer describes the project cannot be decided on.
- A passed gate is re-opened, and a condition given more time, by those who open the gate:
  a motion, on which they say that or turn it down.
- Who keeps people and roles (admin) is on no panel and has no word.

Who may act on a programme's people and policies is left to ``project.MAY``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from gronatraden.documents import Line, Prose, content
from gronatraden.gates.tally import Seat, strictest
from gronatraden.history import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gronatraden.policy import Deciders, Policy


@content
class ConditionAsked:
    """A condition as a decider states it."""

    text: Prose
    owner: Line
    """Role that owns it."""
    due_on: date


@content
class PointAsked:
    """Something to mend, as a decider states it."""

    place: Line = ""
    """A requirement or a field; empty where it is about neither."""
    text: Prose


@dataclass(frozen=True, slots=True, kw_only=True)
class Motion:
    """What is asked about a gate that was passed (yrkande)."""

    asks: Outcome
    """``reopen`` or ``extend``; it is decided by this, or turned down by ``refer_back``."""
    reason: str
    condition: str | None = None
    """Id of the condition that is to be given more time."""
    due_on: date | None = None
    """Until when."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """That a decision on a verdict is asked for (begäran)."""

    id: str
    project: str
    gate: str
    occurrence: int | None
    verdict: str
    """Id of the recorded verdict."""
    panel: tuple[Seat, ...]
    requested_by: str
    requested_at: datetime
    motion: Motion | None = None
    """What is asked where it is not to open the gate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What one person says (yttrande)."""

    person: str
    outcome: Outcome
    reason: str
    conditions: tuple[ConditionAsked, ...] = ()
    hold_until: date | None = None
    points: tuple[PointAsked, ...] = ()
    said_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What was decided, and by whom."""

    id: str
    request: str
    project: str
    gate: str
    occurrence: int | None
    outcome: Outcome
    reason: str
    hold_until: date | None
    registry_number: str
    deciders: tuple[str, ...]
    decided_at: datetime


def rule_for(
    policies: Sequence[Policy], gate: str, outcome: Outcome, *, quorum: int = 0
) -> dict[str, int]:
    """Return how many people in each role an outcome needs, the strictest policy counting.

    Args:
        policies: All that the project is pinned to.
        gate: Name of the gate.
        outcome: What is said; referring back and holding may take fewer people.
        quorum: How many must take part for the steering group's own decisions to stand.
            Where a policy asks for fewer in all, more of the group are needed.
    """
    returns = outcome in {Outcome.REFER_BACK, Outcome.HOLD}
    return strictest(rows_for(policies, gate, outcome), quorum=0 if returns else quorum)


def rows_for(policies: Sequence[Policy], gate: str, outcome: Outcome) -> tuple[Deciders, ...]:
    """Return every row that policies state of who decides an outcome at a gate."""
    returns = outcome in {Outcome.REFER_BACK, Outcome.HOLD}
    found = [policy.gates[gate] for policy in policies if gate in policy.gates]
    return tuple(row for f in found for row in (returns and f.returned_by) or f.decided_by)

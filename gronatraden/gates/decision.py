"""The decision (beslut): named people say one thing about one verdict.

- Deciders are frozen when the decision is requested: the panel.
- A decision stands when words for one outcome fill every row of the policy's rule; how
  they are counted stands in ``tally``.
- Who submitted a document that the verdict rests on, or requested the decision, has
  no word: four eyes.
- A closed gate cannot be opened by a decision; it can be referred back, held or stopped.
- A verdict that no longer describes the project cannot be decided on.

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

    from gronatraden.policy import Policy


@content
class ConditionAsked:
    """A condition as a decider states it."""

    text: Prose
    owner: Line
    """Role that owns it."""
    due_on: date


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What one person says (yttrande)."""

    person: str
    outcome: Outcome
    reason: str
    conditions: tuple[ConditionAsked, ...] = ()
    hold_until: date | None = None
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
    found = [(policy.level, policy.gates[gate]) for policy in policies if gate in policy.gates]
    rows = [
        row
        for level, rules in found
        for row in (
            (rules.returned_by or (rules.decided_by if level == "method" else ()))
            if returns
            else rules.decided_by
        )
    ]
    return strictest(rows, quorum=0 if returns else quorum)

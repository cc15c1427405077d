"""A change (ändring): what was decided on is decided anew, by those whom the policy names.

- The policy says who decides, and which changes are small enough for fewer. A change
  is measured against what a gate last opened on, with every change since.
- Where several policies speak, a change is small only to those that call it so, and the
  strictest row of each role counts. Where none does, those who decide the start decide.
- The rule and the panel are frozen when the change is requested; words are counted as
  at gates (``tally``).
- Who requested it, or submitted a document that it alters, has no word: four eyes.
- A change that was requested on other terms than those that now hold is old: it can be
  rejected and not approved.

Whether the documents say what was decided is left to ``thread.changes``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from gronatraden.gates.tally import strictest
from gronatraden.history import ChangeKind, Target
from gronatraden.project import FACTS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from gronatraden.gates.tally import Seat
    from gronatraden.history import Change, ChangeOutcome, Terms
    from gronatraden.policy import Deciders, Policy, SmallChanges

TOUCHES: dict[ChangeKind, tuple[str, ...]] = {
    ChangeKind.TIME: (FACTS, "change_logic"),
    ChangeKind.BUDGET: (FACTS, "change_logic"),
    ChangeKind.GOALS: ("change_logic", "equality_mainstreaming", "learning_cycle"),
    ChangeKind.PARTNERS: (FACTS, "stakeholder_analysis", "collaboration_ladder"),
    ChangeKind.OTHER: (),
}
"""The documents to look over when a change of a kind is approved.

Source: METHOD §1.1 (activities, money and indicators stand in the change logic), §1.2 and
§1.3 (the actors), §1.4 and §1.6 (what is asked and promised about the goals).
"""
_SAID = frozenset({"fields", "other"})
"""What of a change is decided as it is said, whatever was agreed before."""
_FACTS = frozenset({"starts_on", "ends_on", "total_budget_sek", "partners"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRequest:
    """A change with those who were asked to decide it (begäran om ändring)."""

    change: Change
    project: str
    rule: dict[str, int]
    """How many of each role an approval or a rejection takes, in the policy's order."""
    panel: tuple[Seat, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeWord:
    """What one person says of a change (yttrande)."""

    person: str
    outcome: ChangeOutcome
    reason: str
    said_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeDecision:
    """What was decided on a change, and by whom."""

    id: str
    change: str
    number: int
    """Its place among the project's decisions on changes, from 1."""
    outcome: ChangeOutcome
    reason: str
    registry_number: str
    deciders: tuple[str, ...]
    decided_at: datetime


def rule_for_change(
    policies: Sequence[Policy], start: str, base: Terms, after: Terms, *, quorum: int = 0
) -> dict[str, int]:
    """Return how many people in each role it takes to decide a change.

    Args:
        policies: All that the project is pinned to.
        start: Name of the gate whose deciders decide where no policy says who.
        base: The terms that a gate last opened on.
        after: What the change alters, as it will be.
        quorum: How many must take part for the steering group's own decisions to stand.
    """
    rows: list[Deciders] = []
    unsaid = True
    for changes in (policy.changes for policy in policies if policy.changes is not None):
        fewer = changes.small if changes.small and is_small(changes.small, base, after) else None
        found = fewer.decided_by if fewer else changes.decided_by
        rows += found or _deciders(policies, start)
        unsaid = False
    return strictest(_deciders(policies, start) if unsaid else rows, quorum=quorum)


def _deciders(policies: Sequence[Policy], gate: str) -> list[Deciders]:
    return [row for p in policies if gate in p.gates for row in p.gates[gate].decided_by]


def is_small(small: SmallChanges, base: Terms, after: Terms) -> bool:
    """Say whether a change is small to a policy: of kinds that it names, within its limits.

    What was not stated before, or cannot be measured, is within no limit.
    """
    if not set(after.kinds) <= set(small.kinds):
        return False
    was = base.stated
    for name, value in after.stated.items():
        before = was.get(name)
        if isinstance(value, date) and not _days_within(small.days, before, value):
            return False
        if isinstance(value, int) and not _share_within(small.budget_percent, before, value):
            return False
        if isinstance(value, Target) and not _target_within(small, before, value):
            return False
        if name.startswith("effects") and small.target_percent is not None:
            return False
    return True


def _target_within(small: SmallChanges, before: object, value: Target) -> bool:
    was = before if isinstance(before, Target) else Target(indicator="", value=None, by=None)
    if not _share_within(small.target_percent, was.value, value.value):
        return False
    return was.by == value.by or _days_within(small.days, was.by, value.by)


def _days_within(days: int | None, before: object, value: date | None) -> bool:
    if days is None:
        return True
    if not isinstance(before, date) or value is None:
        return False
    return abs((value - before).days) <= days


def _share_within(percent: int | None, before: object, value: Decimal | int | None) -> bool:
    if percent is None:
        return True
    if not isinstance(before, Decimal | int) or value is None:
        return False
    return abs(Decimal(value) - before) * 100 <= percent * abs(Decimal(before))


def outdated(change: Change, agreed: Terms) -> tuple[str, ...]:
    """Return what of a change's ground is no longer as it was when it was requested, by name."""
    before, now = change.before.stated, agreed.stated
    names = (name for name in change.after.stated if name.partition("[")[0] not in _SAID)
    return tuple(name for name in names if before.get(name) != now.get(name))


def stated_by(tool: str, after: Terms) -> tuple[str, ...]:
    """Return what of a change stands in a document, by name; what is in prose stands in none."""
    inside = {"targets", "effects"} if tool == "change_logic" else _FACTS if tool == FACTS else ()
    return tuple(name for name in after.stated if name.partition("[")[0] in inside)


def documents_of(change: Change) -> frozenset[str] | None:
    """Return the documents that state what a change alters; None where any may."""
    if change.after.other:
        return None
    stated = (tool for tool in (FACTS, "change_logic") if stated_by(tool, change.after))
    return frozenset((*stated, *_rooms(change)))


def touched(change: Change) -> tuple[str, ...]:
    """Return the documents to look over when a change is approved, in the order of its kinds."""
    of_kinds = (tool for kind in change.after.kinds for tool in TOUCHES[kind])
    return tuple(dict.fromkeys((*of_kinds, *_rooms(change))))


def _rooms(change: Change) -> tuple[str, ...]:
    """Return the documents that the fields which a change decides by place are in."""
    return tuple(place.partition(".")[0] for place, _ in change.after.fields)

"""The rule about what came of it: results against targets (G4-results)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.findings import Finding
from gronatraden.moment import months_after
from gronatraden.thread.readings import latest
from gronatraden.tools.change_logic import ChangeLogic

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gronatraden.context import Context
    from gronatraden.history import Reading
    from gronatraden.tools.change_logic.content import Indicator

_WHO = ("project_manager", "learning_owner")


def results_are_compared_with_targets(context: Context, *, months: int = 3) -> Iterator[Finding]:
    """Every indicator has a final reading, and a missed target says why.

    A reading is final when it was made at most so many months before the target's day or
    the project's last, whichever comes first, or later than that. Where that day lies
    ahead, since a project may close early, it is final when it is at most so many months old.

    Rule: G4-results. Basis: the lifecycle matrix, G4: outcomes against targets, deviations
    explained; ESF-rådet: the final report compares expected and actual.
    """
    found = latest(context)
    for indicator in context.read(ChangeLogic).indicators:
        where = f"readings[{indicator.id}]"
        name = indicator.title or indicator.id
        reading = found.get(indicator.id)
        due = _due(indicator, context)
        if due is None:
            continue  # a project without dates is another rule's concern
        if reading is None or not _is_final(reading, due, context, months):
            facts = {"indicator": name, "due": due.isoformat()}
            yield Finding("indicator-has-no-final-reading", where, facts, _WHO)
        elif is_missed(indicator, reading) and not reading.is_explained:
            facts = {
                "indicator": name,
                "value": f"{reading.value:f}",
                "target": f"{indicator.target:f}",
            }
            yield Finding("missed-target-is-not-explained", where, facts, _WHO)


def is_missed(indicator: Indicator, reading: Reading) -> bool:
    """Say whether a reading from the target's day or later fell short of the target."""
    if indicator.target is None or indicator.target_on is None:
        return False
    if reading.measured_on < indicator.target_on:
        return False
    if indicator.direction == "increase":
        return reading.value < indicator.target
    if indicator.direction == "decrease":
        return reading.value > indicator.target
    return indicator.direction == "maintain" and reading.value != indicator.target


def _due(indicator: Indicator, context: Context) -> date | None:
    days = [day for day in (indicator.target_on, context.facts.ends_on) if day is not None]
    return min(days, default=None)


def _is_final(reading: Reading, due: date, context: Context, months: int) -> bool:
    if months_after(reading.measured_on, months) >= due:
        return True
    if context.moment.has_come(due):
        return False
    return not context.moment.is_older_than(reading.measured_on, months=months)

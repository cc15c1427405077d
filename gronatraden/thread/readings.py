"""Rules about what is read while the work goes on.

- G3-readings every indicator is read, and lately enough
- G3-split people are read as women and men
- G3-deviations a value off its path is explained

Readings are added and never changed, so the latest of each indicator is what is
judged. Whether a target was met is left to ``results``.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from gronatraden.findings import Finding
from gronatraden.tools.change_logic import ChangeLogic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.context import Context
    from gronatraden.findings import Fact
    from gronatraden.history import Reading
    from gronatraden.tools.change_logic.content import Indicator

_WHO = ("project_manager", "learning_owner")


def latest(context: Context) -> dict[str, Reading]:
    """Return the latest reading of each indicator, by id; of one day's, the last recorded."""
    return {r.indicator: r for r in sorted(context.readings, key=lambda r: r.measured_on)}


def measured(context: Context) -> Iterator[tuple[Indicator, Reading]]:
    """Yield every indicator that has been read, with its latest reading."""
    found = latest(context)
    for indicator in context.read(ChangeLogic).indicators:
        if indicator.id in found:
            yield indicator, found[indicator.id]


def indicators_are_read(context: Context, *, months: int = 6) -> Iterator[Finding]:
    """Every indicator has a reading, and its latest is at most so many months old.

    Rule: G3-readings. Basis: the lifecycle matrix, G3: indicators are updated; Interreg ÖKS
    reports results every six months.
    """
    found = latest(context)
    for indicator in context.read(ChangeLogic).indicators:
        where = f"readings[{indicator.id}]"
        name = indicator.title or indicator.id
        reading = found.get(indicator.id)
        if reading is None:
            yield Finding("indicator-is-not-read", where, {"indicator": name}, _WHO)
        elif context.moment.is_older_than(reading.measured_on, months=months):
            on = reading.measured_on.isoformat()
            facts: dict[str, Fact] = {"indicator": name, "on": on, "months": months}
            yield Finding("reading-is-old", where, facts, _WHO)


def people_are_read_by_sex(context: Context) -> Iterator[Finding]:
    """The latest reading of everything that counts people says women and men, and adds up.

    Rule: G3-split. Basis: ESF-rådet's standard: statistics on people are split by sex; the
    parts and the whole agree.
    """
    for indicator, reading in measured(context):
        where = f"readings[{indicator.id}]"
        name = indicator.title or indicator.id
        if not indicator.counts_people:
            continue
        if reading.women is None or reading.men is None:
            yield Finding("reading-is-not-split-by-sex", where, {"indicator": name}, _WHO)
        elif reading.women + reading.men + (reading.other or 0) != reading.value:
            parts = reading.women + reading.men + (reading.other or 0)
            value = f"{reading.value:f}"
            facts: dict[str, Fact] = {"indicator": name, "parts": parts, "value": value}
            yield Finding("reading-does-not-add-up", where, facts, _WHO)


def deviations_are_explained(context: Context, *, per_cent: int = 20) -> Iterator[Finding]:
    """A value off the straight path from baseline to target says why.

    The path runs from the baseline on its day to the target on its. Off the path is more
    than ``per_cent`` of the way between them, in either direction; where the target is to
    hold the baseline, per cent of the baseline. From the target's day on, the result is
    what counts.

    Rule: G3-deviations. Basis: the lifecycle matrix, G3; ESF-rådet: deviations are reported
    at once.
    """
    for indicator, reading in measured(context):
        planned = expected(indicator, reading)
        if planned is None or reading.is_explained:
            continue
        baseline, target = indicator.baseline or Decimal(0), indicator.target or Decimal(0)
        allowed = abs((target - baseline) or baseline) * per_cent / 100
        if abs(reading.value - planned) > allowed:
            facts = {
                "indicator": indicator.title or indicator.id,
                "value": f"{reading.value:f}",
                "planned": f"{planned.quantize(Decimal('0.1')).normalize():f}",
            }
            yield Finding("deviation-is-not-explained", f"readings[{indicator.id}]", facts, _WHO)


def expected(indicator: Indicator, reading: Reading) -> Decimal | None:
    """Return the value that the straight path asks for on a reading's day.

    None where the path is not stated in full, or where the target's day has come.
    """
    if indicator.baseline is None or indicator.target is None:
        return None
    if indicator.baseline_on is None or indicator.target_on is None:
        return None
    whole = (indicator.target_on - indicator.baseline_on).days
    if whole <= 0 or reading.measured_on >= indicator.target_on:
        return None
    gone = max(0, (reading.measured_on - indicator.baseline_on).days)
    return indicator.baseline + (indicator.target - indicator.baseline) * gone / whole

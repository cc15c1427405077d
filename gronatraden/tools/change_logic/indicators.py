"""Rules about how change is measured.

- FL-10 every nearer effect has a complete indicator
- FL-11 targets say a change within the horizon
- FL-12 people are counted by sex
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from gronatraden.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.context import Context
    from gronatraden.tools.change_logic.content import ChangeLogic, Indicator

NEEDED = (
    "title",
    "definition",
    "unit",
    "baseline",
    "baseline_on",
    "target",
    "target_on",
    "data_source",
    "method",
    "frequency",
    "responsible",
)
"""What an indicator reference sheet must say."""


def effects_are_measured(logic: ChangeLogic, context: Context) -> Iterator[Finding]:
    """Every short- and medium-term effect has an indicator, and every indicator is complete.

    An indicator also names an effect that exists; those of long-term effects are free to have.

    Rule: FL-10. Basis: USAID indicator reference sheet; Region Kronoberg's SMART, "mätbart".
    """
    del context
    measured = {i.effect for i in logic.indicators}
    far = {e.id for e in logic.long_term_effects}
    known = {e.id for e in logic.effects}
    for where, effect in logic.placed:
        if effect.id not in measured and effect.id not in far:
            yield Finding("effect-is-not-measured", where, {"effect": effect.statement})
    for indicator in logic.indicators:
        where = f"change_logic.indicators[{indicator.id}]"
        name = indicator.title or indicator.id
        missing = tuple(name for name in NEEDED if getattr(indicator, name) in {None, ""})
        if missing:
            yield Finding("indicator-is-incomplete", where, {"indicator": name, "missing": missing})
        if indicator.effect not in known:
            yield Finding("indicator-has-no-effect", f"{where}.effect", {"indicator": name})


def targets_say_a_change(
    logic: ChangeLogic, context: Context, *, follow_up_years: int = 5
) -> Iterator[Finding]:
    """Targets differ from baselines in the stated direction and fall within the horizon.

    Rule: FL-11. Basis: SMART; effects are read at most so many years after the project.
    """
    for indicator in logic.indicators:
        where = f"change_logic.indicators[{indicator.id}]"
        facts = {"indicator": indicator.title or indicator.id}
        if not indicator.direction:
            yield Finding("indicator-has-no-direction", f"{where}.direction", facts)
        elif not _moves(indicator):
            yield Finding("target-is-no-change", f"{where}.target", facts)
        end = context.facts.ends_on
        if indicator.target_on and end:
            last = date(end.year + follow_up_years, 12, 31)
            if indicator.target_on > last:
                yield Finding("target-is-beyond-the-horizon", f"{where}.target_on", facts)


def _moves(indicator: Indicator) -> bool:
    before, after = indicator.baseline, indicator.target
    if before is None or after is None:
        return True  # a missing value is FL-10's concern
    if indicator.direction == "increase":
        return after > before
    if indicator.direction == "decrease":
        return after < before
    return after == before


def people_are_counted_by_sex(logic: ChangeLogic, context: Context) -> Iterator[Finding]:
    """Every indicator that counts people is split into women and men.

    Rule: FL-12. Basis: ESF-rådet's standard; Gröna tråden, overview page.
    """
    del context
    for indicator in logic.indicators:
        if indicator.counts_people and "sex" not in indicator.split_by:
            where = f"change_logic.indicators[{indicator.id}].split_by"
            yield Finding(
                "people-are-not-split-by-sex", where, {"indicator": indicator.title or indicator.id}
            )

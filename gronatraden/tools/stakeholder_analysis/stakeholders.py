"""Rules about each stakeholder on the list.

- IA-01 every stakeholder has a motive
- IA-02 stakeholders are affected or can affect, and the list holds both
- IA-05 expectations are known, not only assumed
- IA-06 priorities are set and acted upon
- IA-07 those who are affected but weak are involved

Who is missing from the list is left to ``coverage``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.context import Context
    from gronatraden.tools.stakeholder_analysis.content import (
        Action,
        Stakeholder,
        StakeholderAnalysis,
    )


def _where(stakeholder: Stakeholder) -> str:
    return f"stakeholder_analysis.stakeholders[{stakeholder.id}]"


def _named(stakeholder: Stakeholder) -> dict[str, str]:
    return {"stakeholder": stakeholder.name or stakeholder.id}


def every_stakeholder_has_a_motive(
    analysis: StakeholderAnalysis, context: Context
) -> Iterator[Finding]:
    """Every stakeholder says why it is one.

    Rule: IA-01. Basis: Region Kronoberg, "Intressentanalys", step 2.
    """
    del context
    for stakeholder in analysis.stakeholders:
        if not stakeholder.motive:
            where = f"{_where(stakeholder)}.motive"
            yield Finding("stakeholder-has-no-motive", where, _named(stakeholder))


def both_sides_are_heard(analysis: StakeholderAnalysis, context: Context) -> Iterator[Finding]:
    """Every stakeholder is affected or can or wants to affect, and the list holds both kinds.

    Rule: IA-02. Basis: Region Kronoberg, "Intressentanalys": a stakeholder is affected by
    the challenge or the result, or can or wants to influence it.
    """
    del context
    for stakeholder in analysis.stakeholders:
        if not (stakeholder.affected_by or _influences(stakeholder)):
            yield Finding("stakeholder-has-no-side", _where(stakeholder), _named(stakeholder))
    if not any(s.affected_by for s in analysis.stakeholders):
        yield Finding("nobody-is-affected", "stakeholder_analysis.stakeholders")
    if not any(_influences(s) for s in analysis.stakeholders):
        yield Finding("nobody-can-affect", "stakeholder_analysis.stakeholders")


def _influences(stakeholder: Stakeholder) -> bool:
    return bool(stakeholder.can_affect or stakeholder.wants_to_affect)


def expectations_are_known(analysis: StakeholderAnalysis, context: Context) -> Iterator[Finding]:
    """Every stakeholder's expectations are written, and a prioritised one has been asked.

    Rule: IA-05. Basis: Region Kronoberg, "Intressentanalys", step 3: complement the
    brainstorm with interviews and surveys.
    """
    del context
    for stakeholder in analysis.stakeholders:
        where, facts = _where(stakeholder), _named(stakeholder)
        if not stakeholder.expectations:
            yield Finding("expectations-are-not-written", f"{where}.expectations", facts)
        elif stakeholder.priority == "high" and stakeholder.expectations_known_by in {
            "",
            "assumed",
        }:
            where = f"{where}.expectations_known_by"
            yield Finding("expectations-are-only-assumed", where, facts)


def priorities_are_acted_upon(analysis: StakeholderAnalysis, context: Context) -> Iterator[Finding]:
    """Every stakeholder has a priority, and a high one has an action with owner and date.

    Rule: IA-06. Basis: Region Kronoberg, "Intressentanalys", steps 4 and 5.
    """
    del context
    for stakeholder in analysis.stakeholders:
        where, facts = _where(stakeholder), _named(stakeholder)
        if not stakeholder.priority:
            yield Finding("priority-is-not-set", f"{where}.priority", facts)
        elif stakeholder.priority == "high" and not any(map(_is_planned, stakeholder.actions)):
            yield Finding("priority-has-no-action", f"{where}.actions", facts)


def _is_planned(action: Action) -> bool:
    return bool(action.what and action.owner and action.due_on)


def the_weak_are_involved(
    analysis: StakeholderAnalysis, context: Context, *, weak: int = 2, concerned: int = 4
) -> Iterator[Finding]:
    """Those who are much affected and have little power take part in an action.

    A stakeholder is much affected when it says how and the matter concerns it at least
    ``concerned``; without an assessed relevance it counts as much affected, and without
    an assessed power it cannot be told apart from the weak.

    Args:
        analysis: Any version of the analysis, complete or not.
        context: Not read.
        weak: Highest power, 1 to 5, that counts as little.
        concerned: Lowest relevance, 1 to 5, that counts as much.

    Yields:
        One finding for each such stakeholder.

    Rule: IA-07. Basis: Region Kronoberg, "Intressentanalys": power and relevance differ.
    """
    del context
    for stakeholder in analysis.stakeholders:
        much = stakeholder.relevance >= concerned or not stakeholder.relevance
        if not (stakeholder.affected_by and much):
            continue
        where, facts = _where(stakeholder), _named(stakeholder)
        if not stakeholder.power:
            yield Finding("power-is-not-assessed", f"{where}.power", facts)
        elif stakeholder.power <= weak and not _takes_part(stakeholder):
            yield Finding("weak-stakeholder-is-not-involved", f"{where}.actions", facts)


def _takes_part(stakeholder: Stakeholder) -> bool:
    return any(action.involvement and action.what for action in stakeholder.actions)

"""Rules about what the six boxes say, one by one.

- FL-01 no box is empty
- FL-04 activities have resources, owners and money
- FL-13 goals are accepted by those who shall reach them
- FL-14 goals say a change, not an activity
- FL-15 the strategy is served
- FL-16 it is said what happens otherwise
- FL-17 an evaluation is planned and budgeted
- F-perspective activities serve a horizontal perspective
- G0-questions challenges are evidenced and called for

How the boxes hang together is left to ``links``, how they are measured to ``indicators``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.context import Context
    from gronatraden.tools.change_logic.content import (
        Activity,
        Challenge,
        ChangeLogic,
        Effect,
        Resource,
    )

BOXES = (
    "challenges",
    "resources",
    "activities",
    "short_term_effects",
    "medium_term_effects",
    "long_term_effects",
)
"""The six boxes in the method's order."""

ACTIVITY_WORDS = (
    "genomföra",
    "anordna",
    "arrangera",
    "hålla ",
    "erbjuda",
    "ta fram",
    "utbilda",
    "inspirera",
    "seminari",
    "organise ",
    "carry out",
    "arrange ",
    "hold ",
)
"""Openings that betray an activity dressed up as a goal."""


def no_box_is_empty(
    logic: ChangeLogic, context: Context, *, at_least: int = 1
) -> Iterator[Finding]:
    """Every one of the six boxes holds at least so many items that say something.

    Rule: FL-01. Basis: Region Kronoberg, "Förändringslogik": six boxes, each with its question.
    """
    del context
    for box in BOXES:
        said = sum(map(_says_something, getattr(logic, box)))
        if said < at_least:
            yield Finding("box-is-empty", f"change_logic.{box}", {"box": box, "at_least": at_least})


def _says_something(item: Challenge | Resource | Activity | Effect) -> bool:
    return bool(getattr(item, "statement", "") or getattr(item, "title", ""))


def every_activity_is_resourced(logic: ChangeLogic, context: Context) -> Iterator[Finding]:
    """Every activity has a resource and an owner role, and the money suffices.

    Where no resource is written, only FL-01 asks for one.

    Rule: FL-04. Basis: Region Kronoberg, "Förändringslogik", box 2: which staff and money.
    """
    del context
    known = {r.id for r in logic.resources}
    for activity in logic.activities:
        where = f"change_logic.activities[{activity.id}]"
        if known and not known.intersection(activity.resources):
            yield Finding(
                "activity-has-no-resource", f"{where}.resources", {"activity": activity.title}
            )
        if not activity.owner:
            yield Finding("activity-has-no-owner", f"{where}.owner", {"activity": activity.title})
    planned = sum(a.budget_sek or 0 for a in logic.activities)
    available = sum(r.amount_sek or 0 for r in logic.resources)
    if known and planned > available:
        sums = {"planned": planned, "available": available}
        yield Finding("activities-cost-more-than-resources", "change_logic.resources", sums)


def goals_are_accepted(logic: ChangeLogic, context: Context) -> Iterator[Finding]:
    """Every effect is accepted, on a day that has come, by those who shall reach it.

    Rule: FL-13. Basis: Region Kronoberg's SMART, A as in "accepterat".
    """
    moment = context.moment
    for where, effect in logic.placed:
        if not any(a.by and a.on and moment.has_come(a.on) for a in effect.accepted):
            facts = {"effect": effect.statement}
            yield Finding("goal-is-not-accepted", f"{where}.accepted", facts)


def goals_say_a_change(logic: ChangeLogic, context: Context) -> Iterator[Finding]:
    """No effect is phrased as an activity.

    Rule: FL-14. Basis: result orientation: a goal says what is different afterwards.
    """
    del context
    for where, effect in logic.placed:
        if effect.statement.casefold().lstrip().startswith(ACTIVITY_WORDS):
            facts = {"effect": effect.statement}
            yield Finding("goal-is-an-activity", f"{where}.statement", facts)


def the_strategy_is_served(logic: ChangeLogic, context: Context) -> Iterator[Finding]:
    """At least one goal of the regional development strategy is named.

    Rule: FL-15. Basis: "Lärandecykel", step Beslut: decisions are grounded in the RUS' goals.
    """
    del context
    if not any(link.goal for link in logic.strategy_links):
        yield Finding("no-strategy-goal", "change_logic.strategy_links")


def the_alternative_is_stated(logic: ChangeLogic, context: Context) -> Iterator[Finding]:
    """Every challenge says what happens if nothing is done.

    Rule: FL-16. Basis: Region Kalmar's project guide, control questions.
    """
    del context
    for challenge in logic.challenges:
        if not challenge.if_not_done:
            where = f"change_logic.challenges[{challenge.id}].if_not_done"
            yield Finding("alternative-is-not-stated", where, {"challenge": challenge.statement})


def activities_serve_a_perspective(
    logic: ChangeLogic, context: Context, *, perspectives: int = 1
) -> Iterator[Finding]:
    """Activities serve at least so many of environment, equality and equal opportunities.

    Rule: F-perspective. Basis: METHOD, ten facts, 7: above 500 000 kronor Region Kalmar asks for
    activities of that kind (handledning horisontella perspektiv).
    """
    del context
    served = {perspective for activity in logic.activities for perspective in activity.serves}
    if len(served) < perspectives:
        facts = {"needed": perspectives, "present": len(served)}
        yield Finding("perspective-has-no-activity", "change_logic.activities", facts)


def every_challenge_is_called_for(logic: ChangeLogic, context: Context) -> Iterator[Finding]:
    """Every challenge says what shows that it is real, and who asks for something to be done.

    Rule: G0-questions. Basis: Region Kalmar's project guide, control questions: why it is
    needed and who asks for it; what happens otherwise is FL-16's.
    """
    del context
    for challenge in logic.challenges:
        where = f"change_logic.challenges[{challenge.id}]"
        facts = {"challenge": challenge.statement}
        if not challenge.evidence:
            yield Finding("challenge-is-not-shown", f"{where}.evidence", facts)
        if not challenge.asked_for_by:
            yield Finding("challenge-is-not-asked-for", f"{where}.asked_for_by", facts)


def evaluation_is_planned_and_budgeted(logic: ChangeLogic, context: Context) -> Iterator[Finding]:
    """The evaluation has a plan and money of its own.

    Rule: FL-17. Basis: Tillväxtverket, ERUF 2021–2027: evaluation from 12 MSEK total budget.
    The policy says which funds and budgets it applies to.
    """
    del context
    if not logic.evaluation.plan:
        yield Finding("evaluation-is-not-planned", "change_logic.evaluation.plan")
    if not logic.evaluation.budget_sek:
        yield Finding("evaluation-has-no-budget", "change_logic.evaluation.budget_sek")

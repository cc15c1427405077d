"""The room's furniture in one place: content, checks and drawing."""

from __future__ import annotations

from gronatraden.tools._tool import Check, Tool
from gronatraden.tools.change_logic import boxes, indicators, links
from gronatraden.tools.change_logic.content import ChangeLogic
from gronatraden.tools.change_logic.drawing import draw

TOOL = Tool(
    name="change_logic",
    schema=1,
    content=ChangeLogic,
    checks=(
        Check(
            "FL-01",
            boxes.no_box_is_empty,
            asks=(
                "challenges.statement",
                "resources.title",
                "activities.title",
                "short_term_effects.statement",
                "medium_term_effects.statement",
                "long_term_effects.statement",
            ),
            stricter={"at_least": "more"},
        ),
        Check(
            "FL-02",
            links.every_effect_follows_from_an_activity,
            asks=(
                "links.cause",
                "links.effect",
            ),
        ),
        Check(
            "FL-03",
            links.every_activity_leads_somewhere,
            asks=(
                "links.cause",
                "links.effect",
            ),
        ),
        Check(
            "FL-04",
            boxes.every_activity_is_resourced,
            asks=(
                "resources.amount_sek",
                "activities.owner",
                "activities.resources",
            ),
        ),
        Check("FL-05", links.challenges_and_effects_meet, asks=("long_term_effects.answers",)),
        Check("FL-06", links.no_link_turns_back),
        Check("FL-07", links.no_step_is_skipped),
        Check(
            "FL-08",
            links.time_runs_forward,
            asks=(
                "activities.ends_on",
                "short_term_effects.by",
                "medium_term_effects.by",
                "long_term_effects.by",
            ),
        ),
        Check(
            "FL-09",
            links.every_link_states_its_assumption,
            asks=(
                "links.assumption",
                "links.evidence",
            ),
            stricter={"risky": "less"},
        ),
        Check(
            "FL-10",
            indicators.effects_are_measured,
            asks=(
                "indicators.title",
                "indicators.effect",
                "indicators.definition",
                "indicators.unit",
                "indicators.baseline",
                "indicators.baseline_on",
                "indicators.target",
                "indicators.target_on",
                "indicators.data_source",
                "indicators.method",
                "indicators.frequency",
                "indicators.responsible",
            ),
        ),
        Check(
            "FL-11",
            indicators.targets_say_a_change,
            asks=("indicators.direction",),
            stricter={"follow_up_years": "less"},
        ),
        Check("FL-12", indicators.people_are_counted_by_sex, asks=("indicators[0].split_by",)),
        Check(
            "FL-13",
            boxes.goals_are_accepted,
            asks=(
                "short_term_effects.accepted.by",
                "short_term_effects.accepted.on",
                "medium_term_effects.accepted.by",
                "medium_term_effects.accepted.on",
                "long_term_effects.accepted.by",
                "long_term_effects.accepted.on",
            ),
        ),
        Check("FL-14", boxes.goals_say_a_change),
        Check("FL-15", boxes.the_strategy_is_served, asks=("strategy_links.goal",)),
        Check("FL-16", boxes.the_alternative_is_stated, asks=("challenges.if_not_done",)),
        Check(
            "FL-17",
            boxes.evaluation_is_planned_and_budgeted,
            asks=(
                "evaluation.plan",
                "evaluation.budget_sek",
            ),
        ),
        Check(
            "F-perspective",
            boxes.activities_serve_a_perspective,
            asks=("activities[1].serves",),
            stricter={"perspectives": "more"},
        ),
        Check(
            "G0-questions",
            boxes.every_challenge_is_called_for,
            asks=(
                "challenges.evidence",
                "challenges.asked_for_by",
            ),
        ),
    ),
    draw=draw,
)

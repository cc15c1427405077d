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
        Check("FL-01", boxes.no_box_is_empty),
        Check("FL-02", links.every_effect_follows_from_an_activity),
        Check("FL-03", links.every_activity_leads_somewhere),
        Check("FL-04", boxes.every_activity_is_resourced),
        Check("FL-05", links.challenges_and_effects_meet),
        Check("FL-06", links.no_link_turns_back),
        Check("FL-07", links.no_step_is_skipped),
        Check("FL-08", links.time_runs_forward),
        Check("FL-09", links.every_link_states_its_assumption),
        Check("FL-10", indicators.effects_are_measured),
        Check("FL-11", indicators.targets_say_a_change),
        Check("FL-12", indicators.people_are_counted_by_sex),
        Check("FL-13", boxes.goals_are_accepted),
        Check("FL-14", boxes.goals_say_a_change),
        Check("FL-15", boxes.the_strategy_is_served),
        Check("FL-16", boxes.the_alternative_is_stated),
        Check("FL-17", boxes.evaluation_is_planned_and_budgeted),
        Check("G0-questions", boxes.every_challenge_is_called_for),
    ),
    draw=draw,
)

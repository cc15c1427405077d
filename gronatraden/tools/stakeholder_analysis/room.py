"""The room's furniture in one place: content, checks and drawing."""

from __future__ import annotations

from gronatraden.tools._tool import Check, Tool
from gronatraden.tools.stakeholder_analysis import coverage, stakeholders
from gronatraden.tools.stakeholder_analysis.content import StakeholderAnalysis
from gronatraden.tools.stakeholder_analysis.drawing import draw

TOOL = Tool(
    name="stakeholder_analysis",
    schema=1,
    content=StakeholderAnalysis,
    checks=(
        Check("IA-01", stakeholders.every_stakeholder_has_a_motive, asks=("stakeholders.motive",)),
        Check(
            "IA-02",
            stakeholders.both_sides_are_heard,
            asks=(
                "stakeholders[1].affected_by",
                "stakeholders[1].can_affect",
            ),
        ),
        Check(
            "IA-03",
            coverage.sectors_and_levels_are_covered,
            asks=(
                "stakeholders[4].sector",
                "stakeholders[2].level",
            ),
            stricter={"levels": "more"},
        ),
        Check(
            "IA-04",
            coverage.the_target_group_is_people,
            asks=(
                "stakeholders[1].kind",
                "stakeholders[1].persons",
            ),
        ),
        Check(
            "IA-05",
            stakeholders.expectations_are_known,
            asks=(
                "stakeholders.expectations",
                "stakeholders[0].expectations_known_by",
            ),
        ),
        Check(
            "IA-06",
            stakeholders.priorities_are_acted_upon,
            asks=(
                "stakeholders.priority",
                "stakeholders.actions.what",
                "stakeholders.actions.owner",
                "stakeholders.actions.due_on",
            ),
        ),
        Check(
            "IA-07",
            stakeholders.the_weak_are_involved,
            asks=(
                "stakeholders[1].power",
                "stakeholders.actions.what",
                "stakeholders.actions[0].involvement",
            ),
            stricter={"weak": "more", "concerned": "less"},
        ),
        Check(
            "IA-08",
            coverage.the_list_is_read_for_equality,
            asks=(
                "equality_pass.done_on",
                "equality_pass.conclusion",
            ),
        ),
        Check(
            "IA-09",
            coverage.the_list_is_reviewed,
            asks=("reviewed_on",),
            stricter={"months": "less"},
        ),
        Check("IA-11", coverage.the_steering_is_on_the_list, asks=("stakeholders[2].part",)),
    ),
    draw=draw,
)

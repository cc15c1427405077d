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
        Check("IA-01", stakeholders.every_stakeholder_has_a_motive),
        Check("IA-02", stakeholders.both_sides_are_heard),
        Check("IA-03", coverage.sectors_and_levels_are_covered),
        Check("IA-04", coverage.the_target_group_is_people),
        Check("IA-05", stakeholders.expectations_are_known),
        Check("IA-06", stakeholders.priorities_are_acted_upon),
        Check("IA-07", stakeholders.the_weak_are_involved),
        Check("IA-08", coverage.the_list_is_read_for_equality),
        Check("IA-09", coverage.the_list_is_reviewed),
        Check("IA-11", coverage.the_steering_is_on_the_list),
    ),
    draw=draw,
)

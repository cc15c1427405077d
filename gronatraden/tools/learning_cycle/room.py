"""The room's furniture in one place: content, checks and drawing."""

from __future__ import annotations

from gronatraden.tools._tool import Check, Tool
from gronatraden.tools.learning_cycle import rules
from gronatraden.tools.learning_cycle.content import LearningCycle
from gronatraden.tools.learning_cycle.drawing import draw

TOOL = Tool(
    name="learning_cycle",
    schema=1,
    content=LearningCycle,
    checks=(
        Check("LC-02", rules.questions_are_planned),
        Check("LC-03", rules.every_finding_changes_something),
        Check("LC-04", rules.every_finding_reaches_its_recipient),
        Check("LC-05", rules.decisions_are_open_about_effects),
        Check("LC-06", rules.reviews_are_planned_and_held),
        Check("LC-07", rules.knowledge_outlives_the_project),
        Check("LC-08", rules.findings_can_be_used_again),
    ),
    draw=draw,
)

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
        Check(
            "LC-02",
            rules.questions_are_planned,
            asks=(
                "questions.question",
                "questions.owner",
                "questions.due_on",
                "questions.recipient",
            ),
            stricter={"at_least": "more"},
        ),
        Check("LC-03", rules.every_finding_changes_something, asks=("findings.change",)),
        Check(
            "LC-04",
            rules.every_finding_reaches_its_recipient,
            asks=(
                "findings.communicated_on",
                "findings.communicated_to",
            ),
        ),
        Check(
            "LC-05",
            rules.decisions_are_open_about_effects,
            asks=(
                "decisions.decided_on",
                "decisions.rests_on_goal",
                "decisions.effect_on_society",
                "decisions.effect_on_economy",
                "decisions.effect_on_environment",
            ),
            stricter={"at_least": "more"},
        ),
        Check(
            "LC-06",
            rules.reviews_are_planned_and_held,
            asks=(
                "cadence_months",
                "next_review_on",
            ),
        ),
        Check(
            "F-cadence",
            rules.reviews_come_often_enough,
            stricter={"months": "less"},
        ),
        Check(
            "LC-07",
            rules.knowledge_outlives_the_project,
            asks=(
                "findings.finding",
                "final_report.status",
                "final_report.uses_findings",
                "handover.receiver",
            ),
            stricter={"stage": "more"},
        ),
        Check(
            "LC-08",
            rules.findings_can_be_used_again,
            asks=(
                "findings.tags",
                "findings.reusable",
            ),
        ),
    ),
    draw=draw,
)

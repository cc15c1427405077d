"""The room's furniture in one place: content, checks and drawing."""

from __future__ import annotations

from gronatraden.tools import Check, Tool
from sustainability_assurance import first_part, second_part
from sustainability_assurance.content import SustainabilityAssurance
from sustainability_assurance.drawing import draw

TOOL = Tool(
    name="sustainability_assurance",
    schema=1,
    content=SustainabilityAssurance,
    checks=(
        Check(
            "HS-01",
            first_part.the_contribution_is_said,
            asks=("contributions.goal", "contributions.contribution"),
        ),
        Check(
            "HS-02",
            first_part.every_area_is_judged,
            asks=("area_influences.area", "area_influences.influence", "area_influences.because"),
        ),
        Check(
            "HS-03",
            first_part.relevance_is_compared,
            asks=("compared.others", "compared.judgement"),
        ),
        Check(
            "HS-04",
            first_part.goal_conflicts_have_a_position,
            asks=("goal_conflicts.conflict", "goal_conflicts.position"),
        ),
        Check(
            "HS-05",
            first_part.the_stop_says_go_on,
            asks=("stop.outcome", "stop.because", "stop.stopped_on"),
        ),
        Check(
            "HS-06",
            second_part.influence_is_seen_from_every_perspective,
            asks=("influences.perspective", "influences.influence", "influences.because"),
        ),
        Check(
            "HS-07",
            second_part.the_assessment_is_made,
            asks=(
                "overall.assessment",
                "overall.expected_effect",
                "overall.implementation",
                "overall.assessed_on",
            ),
        ),
    ),
    draw=draw,
)

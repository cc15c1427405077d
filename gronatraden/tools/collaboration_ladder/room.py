"""The room's furniture in one place: content, checks and drawing."""

from __future__ import annotations

from gronatraden.tools._tool import Check, Tool
from gronatraden.tools.collaboration_ladder import rules
from gronatraden.tools.collaboration_ladder.content import CollaborationLadder
from gronatraden.tools.collaboration_ladder.drawing import draw

TOOL = Tool(
    name="collaboration_ladder",
    schema=1,
    content=CollaborationLadder,
    checks=(
        Check(
            "ST-01",
            rules.every_rung_is_answered,
            asks=(
                "constellations.rung",
                "constellations.answers.rung",
                "constellations.answers.answer",
                "constellations.answers.evidence",
            ),
        ),
        Check(
            "ST-02",
            rules.joint_rungs_are_joint,
            asks=("constellations.actors.organisation",),
            stricter={"organisations": "more", "sectors": "more", "levels": "more"},
        ),
        Check(
            "ST-03",
            rules.the_shared_view_is_shared,
            asks=(
                "constellations[0].shared_problem",
                "constellations.actors.confirmed_on",
            ),
        ),
        Check(
            "ST-04",
            rules.cooperation_is_divided,
            asks=(
                "constellations.actors.task",
                "constellations.actors.contributes",
            ),
        ),
        Check(
            "ST-05",
            rules.targets_are_motivated,
            asks=(
                "constellations.target_rung",
                "constellations.target_because",
                "constellations[0].target_on",
                "constellations[0].next_step.action",
                "constellations[0].next_step.owner",
                "constellations[0].next_step.due_on",
            ),
        ),
        Check("ST-06", rules.falls_are_explained),
    ),
    draw=draw,
)

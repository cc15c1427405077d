"""The room's furniture in one place: content, checks and drawing."""

from __future__ import annotations

from gronatraden.tools._tool import Check, Tool
from gronatraden.tools.competent_leadership import rules
from gronatraden.tools.competent_leadership.content import CompetentLeadership
from gronatraden.tools.competent_leadership.drawing import draw

TOOL = Tool(
    name="competent_leadership",
    schema=1,
    content=CompetentLeadership,
    checks=(
        Check("KL-01", rules.required_roles_are_filled, asks=("roles.role",)),
        Check(
            "KL-02",
            rules.gaps_are_being_closed,
            asks=(
                "roles.competences.area",
                "roles.competences.present",
                "roles.development.activity",
                "roles.development.due_on",
            ),
            stricter={"gap": "less"},
        ),
        Check(
            "KL-05",
            rules.representation_is_shown,
            asks=(
                "steering_group.women",
                "steering_group.men",
            ),
        ),
        Check(
            "KL-F1",
            rules.foresight_is_practised,
            asks=(
                "foresight.scenarios.society",
                "foresight.scenarios.preparation",
            ),
            stricter={"at_least": "more"},
        ),
    ),
    draw=draw,
)

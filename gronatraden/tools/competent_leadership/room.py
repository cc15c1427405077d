"""The room's furniture in one place: content, checks and drawing."""

from __future__ import annotations

from gronatraden.tools._tool import Check, Tool
from gronatraden.tools.competent_leadership import checks
from gronatraden.tools.competent_leadership.content import CompetentLeadership
from gronatraden.tools.competent_leadership.drawing import draw

TOOL = Tool(
    name="competent_leadership",
    schema=1,
    content=CompetentLeadership,
    checks=(
        Check("KL-01", checks.required_roles_are_filled),
        Check("KL-02", checks.gaps_are_being_closed),
        Check("KL-05", checks.representation_is_shown),
        Check("KL-F1", checks.foresight_is_practised),
    ),
    draw=draw,
)

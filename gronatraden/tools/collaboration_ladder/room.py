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
        Check("ST-01", rules.every_rung_is_answered),
        Check("ST-02", rules.joint_rungs_are_joint),
        Check("ST-03", rules.the_shared_view_is_shared),
        Check("ST-04", rules.cooperation_is_divided),
        Check("ST-05", rules.targets_are_motivated),
        Check("ST-06", rules.falls_are_explained),
    ),
    draw=draw,
)

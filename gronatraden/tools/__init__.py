"""The method's tools (metodverktyg), one room each."""

from gronatraden.tools._tool import Check, Export, Tool
from gronatraden.tools.change_logic import TOOL as CHANGE_LOGIC
from gronatraden.tools.collaboration_ladder import TOOL as COLLABORATION_LADDER
from gronatraden.tools.competent_leadership import TOOL as COMPETENT_LEADERSHIP
from gronatraden.tools.equality_mainstreaming import TOOL as EQUALITY_MAINSTREAMING
from gronatraden.tools.learning_cycle import TOOL as LEARNING_CYCLE
from gronatraden.tools.stakeholder_analysis import TOOL as STAKEHOLDER_ANALYSIS

TOOLS: tuple[Tool, ...] = (
    CHANGE_LOGIC,
    STAKEHOLDER_ANALYSIS,
    COLLABORATION_LADDER,
    LEARNING_CYCLE,
    COMPETENT_LEADERSHIP,
    EQUALITY_MAINSTREAMING,
)
"""The method's own, in the order it presents them; what there is besides is ``plugged``."""

__all__ = ["TOOLS", "Check", "Export", "Tool"]

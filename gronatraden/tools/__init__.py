"""The method's tools (metodverktyg), one room each."""

from gronatraden.tools._tool import Check, Tool
from gronatraden.tools.change_logic import TOOL as CHANGE_LOGIC

TOOLS: tuple[Tool, ...] = (CHANGE_LOGIC,)
"""In the order the method presents them."""

__all__ = ["TOOLS", "Check", "Tool"]

"""Stakeholder analysis (intressentanalys): who is affected, and who can affect the work.

Five steps: list everyone, say why each is there, find out what each expects, set
priorities, plan how each is met. Done before the start and again as the work goes on.
Content, rules by concern, and drawing each have a file.

Source: Region Kronoberg, Gröna tråden, "Intressentanalys".
"""

from gronatraden.tools.stakeholder_analysis.content import StakeholderAnalysis
from gronatraden.tools.stakeholder_analysis.room import TOOL

__all__ = ["TOOL", "StakeholderAnalysis"]

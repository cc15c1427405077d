"""Learning cycle (lärandecykel): what we want to know, what we learn, what we do with it.

Without a plan for how knowledge is managed there is no value in following up. The
tool turns in four steps: plan, introduce and apply, evaluate and report, analyse and
improve. Content, rules and drawing each have a file.

Source: Region Kronoberg, Gröna tråden, "Lärandecykel".
"""

from gronatraden.tools.learning_cycle.content import LearningCycle
from gronatraden.tools.learning_cycle.room import TOOL

__all__ = ["TOOL", "LearningCycle"]

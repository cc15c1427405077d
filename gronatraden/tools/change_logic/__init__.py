"""Change logic (förändringslogik): from a challenge to the change it needs.

The tool answers six questions: why, with what, doing what, and what follows in the
short, the middle and the long run. It is a graph, not a list: the links between the
boxes are what is tested. Content, rules by concern, and drawing each have a file.

Source: Region Kronoberg, Gröna tråden, "Förändringslogik".
"""

from gronatraden.tools.change_logic.content import ChangeLogic
from gronatraden.tools.change_logic.room import TOOL

__all__ = ["TOOL", "ChangeLogic"]

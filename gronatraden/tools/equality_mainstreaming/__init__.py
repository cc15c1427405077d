"""Equality mainstreaming (jämställdhets- och mångfaldsintegrering): development for everyone.

The human being is in the centre. The four R make differences between girls, boys,
women and men visible (representation, resources), explain them (realia) and do
something about them; and at every gate it is asked what is best for the child.
Content, rules by concern, counting and drawing each have a file.

Source: Region Kronoberg, Gröna tråden, "Jämställdhets- och mångfaldsintegrering".
"""

from gronatraden.tools.equality_mainstreaming.content import EqualityMainstreaming
from gronatraden.tools.equality_mainstreaming.counting import suppress
from gronatraden.tools.equality_mainstreaming.room import TOOL

__all__ = ["TOOL", "EqualityMainstreaming", "suppress"]

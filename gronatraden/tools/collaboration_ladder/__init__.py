"""Collaboration ladder (samhandlingstrappan): how far actors have come in acting jointly.

Four rungs, each with its question, each holding the ones below. The ladder says where
a constellation of actors stands, where it is going, and what bears the claim. The top
is never required. Content, rules and drawing each have a file.

Source: Region Kronoberg, Gröna tråden, "Samverkanstrappan".
"""

from gronatraden.tools.collaboration_ladder.content import CollaborationLadder
from gronatraden.tools.collaboration_ladder.room import TOOL

__all__ = ["TOOL", "CollaborationLadder"]

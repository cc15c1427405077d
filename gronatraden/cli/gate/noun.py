"""The noun that each file of this folder adds verbs to."""

from __future__ import annotations

from gronatraden.cli.spoken import Noun

NOUN = Noun("gate")

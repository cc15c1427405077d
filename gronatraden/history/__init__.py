"""What has happened to a project: readings, decisions, changes, conditions, lessons, waivers.

These are the values that rules read. They are recorded once and never changed; what
comes later is a new value.
"""

from __future__ import annotations

from gronatraden.history.changes import Change, ChangeKind, ChangeOutcome, Target, Terms, approved
from gronatraden.history.evidence import (
    Evidence,
    EvidenceAbout,
    EvidenceFile,
    EvidenceKind,
    EvidenceLink,
)
from gronatraden.history.gates import Condition, DecisionTaken, Notice, Outcome, Point, Waiver
from gronatraden.history.readings import OfferedLesson, Reading

__all__ = [
    "Change",
    "ChangeKind",
    "ChangeOutcome",
    "Condition",
    "DecisionTaken",
    "Evidence",
    "EvidenceAbout",
    "EvidenceFile",
    "EvidenceKind",
    "EvidenceLink",
    "Notice",
    "OfferedLesson",
    "Outcome",
    "Point",
    "Reading",
    "Target",
    "Terms",
    "Waiver",
    "approved",
]

"""What a stakeholder analysis holds: who matters, why, and how each is handled."""

from __future__ import annotations

from datetime import date
from typing import Literal

from gronatraden.documents import Item, Line, NotApplicable, Prose, Score, content
from gronatraden.tools._actors import Level, Rung, Sector


@content
class Action(Item):
    """Something that is done with or for a stakeholder (åtgärd)."""

    what: Line = ""
    owner: Line = ""
    """Role that does it; never a person's name."""
    due_on: date | None = None
    involvement: bool = False
    """True when the stakeholder takes part in shaping the work, not only hears of it."""


@content
class Stakeholder(Item):
    """Someone who is affected, or who can or wants to influence (intressent)."""

    name: Line = ""
    """Role, organisation, function or group; never a person's name."""
    kind: Literal["", "person_role", "organisation", "function", "target_group"] = ""
    persons: bool = False
    """True for a target group of people: residents, employees, pupils."""
    part: Literal["", "project_owner", "steering_group", "partner", "funder"] = ""
    """Its part in the project itself, where it has one."""
    sector: Sector = ""
    level: Level = ""
    motive: Prose = ""
    """Why it is a stakeholder: owns the issue, is the target group, holds a key."""
    affected_by: Prose = ""
    """How the challenge or the result affects it."""
    can_affect: Prose = ""
    wants_to_affect: Prose = ""
    expectations: Prose = ""
    expectations_known_by: Literal["", "assumed", "interview", "survey", "meeting"] = ""
    power: Score = 0
    interest: Score = 0
    relevance: Score = 0
    """How much the matter concerns it, 1 to 5."""
    contribution: Prose = ""
    priority: Literal["", "low", "medium", "high"] = ""
    strategy: Prose = ""
    """How it is met: kept informed, kept satisfied, involved, worked with."""
    actions: tuple[Action, ...] = ()
    current_rung: Rung = ""
    target_rung: Rung = ""


@content
class AbsentSector:
    """A sector that has no stakeholder, and why."""

    sector: Sector
    because: Prose = ""


@content
class EqualityPass:
    """One reading of the list for who is missing: women, men, girls, boys, other groups."""

    done_on: date | None = None
    conclusion: Prose = ""
    """What the reading led to; also when nobody was missing."""


@content
class StakeholderAnalysis:
    """Everyone who matters, in the order the project lists them."""

    stakeholders: tuple[Stakeholder, ...] = ()
    absent_sectors: tuple[AbsentSector, ...] = ()
    equality_pass: EqualityPass = EqualityPass()
    reviewed_on: date | None = None
    """Day the whole list was last gone through."""
    not_applicable: tuple[NotApplicable, ...] = ()

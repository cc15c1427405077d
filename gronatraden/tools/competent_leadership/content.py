"""What competent leadership holds: roles, their competence, the steering group, foresight."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from gronatraden.documents import Item, Limit, Line, NotApplicable, Prose, Score, Sek, content

RoleCode = Literal[
    "",
    "project_owner",
    "steering_chair",
    "project_manager",
    "finance",
    "learning_owner",
    "equality_competence",
    "steering_member",
    "other",
]
"""What a role in the project is for; ``title`` says it in the project's own words."""

Area = Literal[
    "",
    "challenge_knowledge",
    "process_leadership",
    "collaboration_across_sectors",
    "learning_and_evaluation",
    "gender_and_diversity",
    "funding_rules_and_procurement",
    "archive_and_gdpr",
]
"""What there is to be competent in."""

Headcount = Annotated[int, Limit(ge=0, le=1_000)]
"""A number of people in a group."""


@content
class SelfAssessment:
    """How the role's holder judges one side of their leadership, with an example."""

    score: Score = 0
    example: Prose = ""


@content
class Competence:
    """What a role needs in one area, and what is there, each 1 to 5."""

    area: Area
    needed: Score = 0
    present: Score = 0

    @property
    def gap(self) -> int:
        """How much is missing; 0 where enough is there, or where either is not assessed."""
        return max(0, self.needed - self.present) if self.needed and self.present else 0


@content
class Development:
    """Something that is done to build competence, and by when."""

    activity: Line
    area: Area = ""
    """The area it builds; empty where it develops the role as a whole."""
    due_on: date | None = None
    evidence: Line = ""
    """What shows that it was done."""


@content
class LeadershipRole(Item):
    """A role in the project, filled or vacant; its holder is never named (roll)."""

    role: RoleCode = ""
    title: Line = ""
    vacant: bool = False
    external_budget_sek: Sek | None = None
    """Money set aside for competence from outside, where the role is not filled inside."""
    mandate: Prose = ""
    """What the role may decide."""
    will: SelfAssessment = SelfAssessment()
    """To want to lead jointly (vilja)."""
    ability: SelfAssessment = SelfAssessment()
    """To have the means and the time to do so (kunna)."""
    competence: SelfAssessment = SelfAssessment()
    """To know how (kompetens)."""
    competences: tuple[Competence, ...] = ()
    development: tuple[Development, ...] = ()


@content
class SteeringGroup:
    """The group that decides, what it may decide and who it consists of (styrgrupp)."""

    mandate: Prose = ""
    quorum: Headcount = 0
    """How many must take part for a decision to stand; 0 is not settled."""
    meets_at_every_gate: bool = False
    women: Headcount | None = None
    men: Headcount | None = None
    other: Headcount | None = None
    """Other or unknown."""


@content
class Scenario(Item):
    """One way society may look in the longer run, and what is prepared for it."""

    title: Line = ""
    society: Prose = ""
    """How society may look."""
    preparation: Prose = ""
    """What we prepare."""


@content
class Foresight:
    """Readiness for how society may look in the longer run (framsyn)."""

    scenarios: tuple[Scenario, ...] = ()


@content
class CompetentLeadership:
    """To will, be able and have the competence to lead jointly towards common goals."""

    roles: tuple[LeadershipRole, ...] = ()
    steering_group: SteeringGroup = SteeringGroup()
    foresight: Foresight = Foresight()
    not_applicable: tuple[NotApplicable, ...] = ()

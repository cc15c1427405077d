"""A complete competent leadership of the example project, and its parts."""

from __future__ import annotations

from datetime import date

from gronatraden.tools.competent_leadership import CompetentLeadership
from gronatraden.tools.competent_leadership.content import (
    Competence,
    Development,
    Foresight,
    LeadershipRole,
    RoleCode,
    Scenario,
    SelfAssessment,
    SteeringGroup,
)
from tests.builders.changes import changed

MANAGER = LeadershipRole(
    id="project-manager",
    role="project_manager",
    title="Projektledare",
    mandate="Leder arbetet och beslutar inom budget.",
    will=SelfAssessment(score=5, example="Har sökt uppdraget."),
    ability=SelfAssessment(score=4, example="Arbetar heltid i projektet."),
    competence=SelfAssessment(score=4, example="Har lett två samverkansprojekt."),
    competences=(
        Competence(area="process_leadership", needed=5, present=5),
        Competence(area="gender_and_diversity", needed=4, present=2),
    ),
    development=(
        Development(
            activity="Utbildning i 4R-metoden",
            area="gender_and_diversity",
            due_on=date(2025, 3, 31),
            evidence="Intyg",
        ),
    ),
)
SCENARIO = Scenario(
    id="work-from-anywhere",
    title="Arbete var som helst",
    society="Digitaliseringen gör att hälften av arbetsresorna försvinner till 2035.",
    preparation="Vi riktar oss även till dem som cyklar till gemensamma arbetsplatser nära hemmet.",
)


def a_role(role: RoleCode, title: str) -> LeadershipRole:
    """Return a filled role with a mandate and competence to spare."""
    return LeadershipRole(
        id=role.replace("_", "-"),
        role=role,
        title=title,
        mandate="Beslutar inom sitt ansvar.",
        competences=(Competence(area="challenge_knowledge", needed=3, present=4),),
    )


LEADERSHIP = CompetentLeadership(
    roles=(
        a_role("project_owner", "Projektägare"),
        a_role("steering_chair", "Styrgruppens ordförande"),
        MANAGER,
        a_role("finance", "Projektekonom"),
        a_role("learning_owner", "Lärandeansvarig"),
        a_role("equality_competence", "Jämställdhetsstrateg"),
    ),
    steering_group=SteeringGroup(
        mandate="Beslutar vid varje grind om projektet ska gå vidare.",
        quorum=3,
        meets_at_every_gate=True,
        women=3,
        men=2,
        other=0,
    ),
    foresight=Foresight(scenarios=(SCENARIO,)),
)


def a_competent_leadership(**changes: object) -> CompetentLeadership:
    """Return a leadership that satisfies every check, but for the changes."""
    return changed(LEADERSHIP, changes)

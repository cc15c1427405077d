"""A complete sustainability assurance of the example project."""

from __future__ import annotations

from datetime import date

from sustainability_assurance.content import (
    AreaInfluence,
    AssuranceAssessment,
    AssuranceStop,
    ComparedRelevance,
    GoalConflict,
    SeenInfluence,
    SustainabilityAssurance,
    TargetContribution,
)

from tests.builders.changes import changed

ASSURANCE = SustainabilityAssurance(
    contributions=(
        TargetContribution(
            id="lower-emissions",
            goal="Minskade utsläpp av växthusgaser",
            contribution="Färre bilresor till arbetet.",
        ),
    ),
    area_influences=(
        AreaInfluence(
            id="transport", area="Transporter", influence="positive", because="Fler cyklar."
        ),
        AreaInfluence(
            id="buses", area="Kollektivtrafik", influence="negative", because="Färre åker buss."
        ),
    ),
    compared=ComparedRelevance(others="Tätare bussar", judgement="Når dem som bor nära."),
    goal_conflicts=(
        GoalConflict(id="bike-and-bus", conflict="Cykel mot buss", position="Följs varje kvartal."),
    ),
    stop=AssuranceStop(outcome="go_on", because="Nyttan är störst.", stopped_on=date(2024, 11, 15)),
    influences=(
        SeenInfluence(
            id="health", perspective="individual", influence="positive", because="Vardagsmotion."
        ),
        SeenInfluence(
            id="country", perspective="geography", influence="negative", because="Långa vägar."
        ),
        SeenInfluence(id="air", perspective="society", influence="positive", because="Ren luft."),
    ),
    overall=AssuranceAssessment(
        assessment="Mer nytta än skada.",
        expected_effect="Mäts två år efter slutet.",
        implementation="Cyklar lånas och lagas.",
        assessed_on=date(2024, 11, 20),
    ),
)


def an_assurance(**changes: object) -> SustainabilityAssurance:
    """Return an assurance that satisfies every check, but for the changes."""
    return changed(ASSURANCE, changes)

"""The example project's ladder: four actors who already cooperate on commuting."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from gronatraden.tools.collaboration_ladder.content import (
    Actor,
    CollaborationLadder,
    Constellation,
    NextStep,
    RungAnswer,
)
from tests.builders.changes import changed

ACTORS = (
    Actor(
        stakeholder="region",
        organisation="Region Kronoberg",
        sector="public",
        level="regional",
        task="Leder projektet och lånar ut elcyklar.",
        contributes="Två tjänster och 7 miljoner kronor.",
        confirmed_on=date(2024, 9, 12),
    ),
    Actor(
        stakeholder="municipality",
        organisation="Växjö kommun",
        sector="public",
        level="local",
        task="Sköter cykelvägarna och bjuder in sina arbetsplatser.",
        contributes="En trafikplanerare på halvtid.",
        confirmed_on=date(2024, 9, 12),
    ),
    Actor(
        stakeholder="company",
        organisation="Företag på Västra industriområdet",
        sector="private",
        level="local",
        task="Ordnar parkering och dusch.",
        contributes="Omklädningsrum och arbetstid.",
        confirmed_on=date(2024, 9, 26),
    ),
    Actor(
        stakeholder="cycling-club",
        organisation="Cykelfrämjandet i Växjö",
        sector="civil_society",
        level="local",
        task="Håller cykelkurser.",
        contributes="Tolv ideella ledare.",
        confirmed_on=date(2024, 9, 26),
    ),
)

ANSWERS = (
    RungAnswer(
        rung="dialogue",
        answer="Arbetsgivare, väghållare och cyklister vill ha färre bilar vid arbetsplatserna.",
        evidence="minnesanteckningar 14 mars och 22 maj 2024",
    ),
    RungAnswer(
        rung="shared_view",
        answer="Det ska gå att pröva cykeln utan att köpa den, och vägen ska vara trygg.",
        evidence="gemensam problembild, bilaga 2 till avsiktsförklaringen",
    ),
    RungAnswer(
        rung="cooperation",
        answer="De som äger vägarna, cyklarna, arbetsplatserna och kunskapen behövs.",
        evidence="avsiktsförklaring, diarienummer 24RK1240",
    ),
)

COMMUTE = Constellation(
    id="commute",
    title="Resan till jobbet",
    challenge="car-dominates",
    rung="cooperation",
    target_rung="collaboration",
    target_on=date(2026, 6, 30),
    target_because="Vanan bryts bara om väg, cykel och arbetsplats ändras samtidigt.",
    actors=ACTORS,
    answers=ANSWERS,
    shared_problem="Bilen är förstahandsvalet därför att ingen annan väg till jobbet är ordnad.",
    next_step=NextStep(
        action="Skriv fram en ansvarsfördelning för vinterväghållning och cykelpool",
        owner="projektledare",
        due_on=date(2025, 9, 30),
    ),
)


AT_THE_TOP = replace(
    COMMUTE,
    rung="collaboration",
    answers=(
        *ANSWERS,
        RungAnswer(
            rung="collaboration",
            answer="Kommunen röjer, regionen lånar ut, företagen ordnar dusch.",
            evidence="ansvarsfördelning, diarienummer 24RK1291",
        ),
    ),
    joint_follow_up="Alla fyra går igenom indikatorerna varje kvartal.",
    responsibility_signed_on=date(2024, 11, 1),
)
"""The same actors where they want to be."""


def a_constellation(**changes: object) -> Constellation:
    """Return the example project's constellation with the given fields changed."""
    return changed(COMMUTE, changes)


def a_collaboration_ladder(**changes: object) -> CollaborationLadder:
    """Return the example project's ladder with the given fields changed."""
    return changed(CollaborationLadder(constellations=(COMMUTE,)), changes)

"""The example project's stakeholder analysis: eight stakeholders in four sectors."""

from __future__ import annotations

from datetime import date

from gronatraden.tools.stakeholder_analysis.content import (
    Action,
    EqualityPass,
    Stakeholder,
    StakeholderAnalysis,
)
from tests.builders.changes import changed

REGION = Stakeholder(
    id="region",
    name="Region Kronoberg",
    kind="organisation",
    part="project_owner",
    sector="public",
    level="regional",
    motive="Äger frågan om länets utveckling och är projektägare.",
    can_affect="Beslutar om projektets inriktning och om den regionala transportplanen.",
    expectations="Att länets utsläppsmål kommer närmare.",
    expectations_known_by="meeting",
    power=5,
    interest=5,
    relevance=4,
    contribution="Projektledning och medfinansiering.",
    priority="high",
    strategy="Arbeta tillsammans.",
    actions=(
        Action(
            id="monthly-report",
            what="Avstämning varje månad",
            owner="projektledare",
            due_on=date(2025, 1, 31),
        ),
    ),
    current_rung="cooperation",
    target_rung="collaboration",
)

STEERING_GROUP = Stakeholder(
    id="steering-group",
    name="Projektets styrgrupp",
    kind="function",
    part="steering_group",
    sector="public",
    level="regional",
    motive="Fattar besluten vid grindarna.",
    can_affect="Prioriterar, godkänner och stoppar.",
    expectations="Tydliga underlag i god tid.",
    expectations_known_by="meeting",
    power=5,
    interest=4,
    relevance=3,
    contribution="Mandat och riktning.",
    priority="high",
    strategy="Arbeta tillsammans.",
    actions=(
        Action(
            id="start-meeting",
            what="Startmöte om mandat och mötesordning",
            owner="styrgruppens ordförande",
            due_on=date(2025, 1, 20),
            involvement=True,
        ),
    ),
)

MUNICIPALITY = Stakeholder(
    id="municipality",
    name="Växjö kommun",
    kind="organisation",
    part="partner",
    sector="public",
    level="local",
    motive="Väghållare och länets största arbetsgivare.",
    affected_by="Får fler cyklister på sina vägar och färre bilar på sina parkeringar.",
    can_affect="Bestämmer över cykelvägar och vinterväghållning.",
    wants_to_affect="Vill styra kampanjen till de egna arbetsplatserna.",
    expectations="Underlag för cykelplanen.",
    expectations_known_by="interview",
    power=4,
    interest=4,
    relevance=4,
    contribution="Arbetsplatser, cykelvägar och kommunikation.",
    priority="high",
    strategy="Arbeta tillsammans.",
    actions=(
        Action(
            id="agree-on-winter-roads",
            what="Kom överens om vinterväghållning på tre sträckor",
            owner="projektledare",
            due_on=date(2025, 9, 30),
            involvement=True,
        ),
    ),
    current_rung="cooperation",
    target_rung="collaboration",
)

COMPANY = Stakeholder(
    id="company",
    name="Företag på Västra industriområdet",
    kind="organisation",
    sector="private",
    level="local",
    motive="Arbetsgivare för många som pendlar med bil.",
    affected_by="Behöver färre parkeringsplatser och får friskare personal.",
    can_affect="Kan ordna dusch, parkering och förmånscykel.",
    expectations="Lite administration.",
    expectations_known_by="survey",
    power=3,
    interest=3,
    relevance=4,
    contribution="Arbetstid och omklädningsrum.",
    priority="medium",
    strategy="Hålla nöjd.",
    current_rung="cooperation",
    target_rung="cooperation",
)

UNIVERSITY = Stakeholder(
    id="university",
    name="Linnéuniversitetet",
    kind="organisation",
    sector="academia",
    level="national",
    motive="Forskar om resvanor och om varför de ändras.",
    can_affect="Kan pröva vad som får människor att fortsätta cykla.",
    expectations="Tillgång till avidentifierade resultat.",
    expectations_known_by="meeting",
    power=2,
    interest=4,
    relevance=2,
    contribution="Metodstöd till enkäten.",
    priority="medium",
    strategy="Hålla informerad.",
)

CYCLING_CLUB = Stakeholder(
    id="cycling-club",
    name="Cykelfrämjandet i Växjö",
    kind="organisation",
    sector="civil_society",
    level="local",
    motive="Företräder dem som redan cyklar.",
    wants_to_affect="Vill ha säkrare korsningar och fler cykelställ.",
    affected_by="Får fler medlemmar och mer att göra.",
    expectations="Att bli hörd innan beslut.",
    expectations_known_by="interview",
    power=2,
    interest=5,
    relevance=4,
    contribution="Cykelkurser och kunskap om vägarna.",
    priority="medium",
    strategy="Involvera.",
    actions=(
        Action(
            id="ride-together",
            what="Gemensam inventering av tre stråk",
            owner="kommunikatör",
            due_on=date(2025, 5, 15),
            involvement=True,
        ),
    ),
    current_rung="cooperation",
    target_rung="cooperation",
)

EMPLOYEES = Stakeholder(
    id="employees",
    name="Anställda som pendlar med bil",
    kind="target_group",
    persons=True,
    level="local",
    motive="Målgrupp: det är deras resor som ska ändras.",
    affected_by="Får andra sätt att ta sig till arbetet.",
    can_affect="Väljer själva hur de reser.",
    expectations="Att det ska vara enkelt, tryggt och frivilligt.",
    expectations_known_by="survey",
    power=2,
    interest=3,
    relevance=5,
    contribution="Erfarenhet av varför bilen vinner.",
    priority="high",
    strategy="Involvera.",
    actions=(
        Action(
            id="focus-groups",
            what="Fokusgrupper med kvinnor och män i skiftarbete",
            owner="jämställdhetsstrateg",
            due_on=date(2025, 3, 31),
            involvement=True,
        ),
    ),
)

RESIDENTS = Stakeholder(
    id="residents",
    name="Invånare i Kronobergs län",
    kind="target_group",
    persons=True,
    level="regional",
    motive="Målgrupp: får renare luft och tryggare vägar.",
    affected_by="Påverkas av trafik, buller och utsläpp, också barn på väg till skolan.",
    expectations="Tryggare skolvägar.",
    expectations_known_by="survey",
    power=1,
    interest=2,
    relevance=4,
    contribution="Kunskap om vardagens resor.",
    priority="low",
    strategy="Involvera.",
    actions=(
        Action(
            id="hear-pupils",
            what="Samtal med elever i två skolor om deras skolväg",
            owner="kommunikatör",
            due_on=date(2025, 4, 30),
            involvement=True,
        ),
    ),
)


def a_stakeholder(**changes: object) -> Stakeholder:
    """Return a stakeholder that says nothing but its id, with the given fields changed."""
    return changed(Stakeholder(id="somebody"), changes)


def a_stakeholder_analysis(**changes: object) -> StakeholderAnalysis:
    """Return the example project's stakeholder analysis with the given fields changed."""
    whole = StakeholderAnalysis(
        stakeholders=(
            REGION,
            STEERING_GROUP,
            MUNICIPALITY,
            COMPANY,
            UNIVERSITY,
            CYCLING_CLUB,
            EMPLOYEES,
            RESIDENTS,
        ),
        equality_pass=EqualityPass(
            done_on=date(2024, 11, 14),
            conclusion="Båda grupperna nås genom fokusgrupper och samtal i skolor.",
        ),
        reviewed_on=date(2024, 11, 20),
    )
    return changed(whole, changes)

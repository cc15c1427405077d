"""The example project's change logic: from car dominance to lower emissions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from gronatraden.tools.change_logic.content import (
    Acceptance,
    Activity,
    Challenge,
    ChangeLogic,
    Effect,
    Evaluation,
    Indicator,
    Link,
    Resource,
    StrategyLink,
)
from tests.builders.changes import changed

CAR_DOMINATES = Challenge(
    id="car-dominates",
    statement="Bilen dominerar arbetsresorna i ett glest befolkat län.",
    evidence="Resvaneundersökning 2023: 68 procent av arbetsresorna görs med bil.",
    asked_for_by="länets kommuner",
    if_not_done="Utsläppen ligger kvar, och den som saknar bil får fortsatt svårt att nå jobb.",
)

RESOURCES = (
    Resource(
        id="staff",
        title="Två heltidstjänster",
        staff_percent=200,
        amount_sek=4_000_000,
    ),
    Resource(id="money", title="Projektmedel", amount_sek=9_000_000),
)

ACTIVITIES = (
    Activity(
        id="bike-campaign",
        title="Prova på-kampanj med elcykel på arbetsplatser",
        owner="projektledare",
        starts_on=date(2025, 3, 1),
        ends_on=date(2025, 12, 31),
        resources=("staff", "money"),
        budget_sek=8_000_000,
        output="Trettio arbetsplatser har lånat ut elcyklar.",
    ),
    Activity(
        id="equal-outreach",
        title="Uppsökande arbete på kvinnodominerade arbetsplatser",
        owner="jämställdhetsstrateg",
        starts_on=date(2025, 2, 1),
        ends_on=date(2025, 11, 30),
        resources=("staff",),
        budget_sek=2_000_000,
        output="Tolv arbetsplatser i vård och skola är besökta.",
        serves=("equality", "environment"),
    ),
    Activity(
        id="evaluate",
        title="Följeforskning",
        owner="utvärderingsansvarig",
        starts_on=date(2025, 2, 1),
        ends_on=date(2026, 3, 31),
        resources=("money",),
        budget_sek=650_000,
        output="Två delrapporter.",
    ),
)

STAFF_TRY_BIKES = Effect(
    id="staff-try-bikes",
    statement="Fler anställda har prövat att cykla till arbetet.",
    target_group="employees",
    by=date(2026, 6, 30),
    answers=("car-dominates",),
    accepted=(Acceptance(by="deltagande arbetsplatser", on=date(2024, 10, 10)),),
)

FEWER_CAR_TRIPS = Effect(
    id="fewer-car-trips",
    statement="Färre resor till arbetet görs med bil.",
    target_group="employees",
    by=date(2026, 12, 31),
    answers=("car-dominates",),
    accepted=(Acceptance(by="länets kommuner", on=date(2024, 10, 24)),),
)

LOWER_CO2 = Effect(
    id="lower-co2",
    statement="Lägre koldioxidutsläpp från länets arbetsresor.",
    target_group="residents",
    by=date(2030, 12, 31),
    answers=("car-dominates",),
    accepted=(Acceptance(by="styrgruppen", on=date(2024, 11, 5)),),
)

LINKS = (
    Link(
        cause="bike-campaign",
        effect="staff-try-bikes",
        mechanism="Den som får låna en elcykel vågar pröva.",
        assumption="Att pröva gratis räcker för att bryta vanan.",
        evidence="weak",
        risk=4,
    ),
    Link(
        cause="equal-outreach",
        effect="staff-try-bikes",
        mechanism="Besök på plats når dem som inte läser kampanjer.",
        assumption="Skiftarbetande kan delta på arbetstid.",
        evidence="weak",
        risk=3,
    ),
    Link(
        cause="evaluate",
        effect="staff-try-bikes",
        mechanism="Delrapporter styr om kampanjen under tiden.",
        assumption="Styrgruppen tar ställning till delrapporterna.",
        evidence="strong",
        risk=2,
    ),
    Link(
        cause="staff-try-bikes",
        effect="fewer-car-trips",
        mechanism="En del av dem som prövat fortsätter.",
        assumption="Arbetsgivaren ordnar säker parkering och dusch.",
        evidence="weak",
        risk=3,
    ),
    Link(
        cause="fewer-car-trips",
        effect="lower-co2",
        mechanism="Färre fossila kilometer.",
        assumption="Resorna ersätts inte av andra bilresor.",
        evidence="strong",
        risk=2,
    ),
)

INDICATORS = (
    Indicator(
        id="bike-users",
        title="Anställda som cyklar till arbetet minst en gång i veckan",
        effect="staff-try-bikes",
        definition="Antal svarande som uppger minst en cykelresa till arbetet en vanlig vecka.",
        unit="personer",
        baseline=Decimal(1200),
        baseline_on=date(2024, 9, 30),
        target=Decimal(2000),
        target_on=date(2026, 6, 30),
        direction="increase",
        data_source="enkät till deltagande arbetsplatser",
        method="webbenkät till alla anställda, med två påminnelser",
        frequency="varje halvår",
        responsible="lärandeansvarig",
        counts_people=True,
        split_by=("sex", "age"),
    ),
    Indicator(
        id="car-trips",
        title="Arbetsresor med bil per dag",
        effect="fewer-car-trips",
        definition="Antal enkelresor mellan bostad och arbete med bil en vanlig vardag.",
        unit="resor per dag",
        baseline=Decimal(20_400),
        baseline_on=date(2024, 9, 30),
        target=Decimal(18_500),
        target_on=date(2026, 12, 31),
        direction="decrease",
        data_source="länets resvaneundersökning",
        method="resdagbok, ett slumpmässigt urval av arbetande i länet",
        frequency="varje år",
        responsible="projektledare",
    ),
)


def a_change_logic(**changes: object) -> ChangeLogic:
    """Return the example project's change logic with the given fields changed."""
    whole = ChangeLogic(
        challenges=(CAR_DOMINATES,),
        strategy_links=(
            StrategyLink(
                id="green-kronoberg",
                strategy="Gröna Kronoberg 2025",
                goal="Minskade utsläpp av växthusgaser",
            ),
        ),
        resources=RESOURCES,
        activities=ACTIVITIES,
        short_term_effects=(STAFF_TRY_BIKES,),
        medium_term_effects=(FEWER_CAR_TRIPS,),
        long_term_effects=(LOWER_CO2,),
        links=LINKS,
        indicators=INDICATORS,
        external_factors=("bränslepriset", "kommunernas vinterväghållning"),
        evaluation=Evaluation(
            plan="Extern följeforskning med två delrapporter och en slutrapport.",
            kind="external",
            budget_sek=650_000,
        ),
    )
    return changed(whole, changes)

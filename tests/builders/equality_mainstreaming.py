"""A complete equality mainstreaming of the example project, and its parts."""

from __future__ import annotations

from datetime import date

from gronatraden.tools.equality_mainstreaming import EqualityMainstreaming
from gronatraden.tools.equality_mainstreaming.content import (
    Children,
    EqualityGoal,
    Explanation,
    Ground,
    Measure,
    Realia,
    ResourceRow,
    Row,
)
from tests.builders.changes import changed

ROW = Row(
    id="commuters-by-bike",
    what="Anställda som cyklar till arbetet",
    unit="personer",
    responsible="project_manager",
    women=60,
    men=120,
    other=0,
    n=180,
    data_source="Region Kronoberg, resvaneundersökning 2024",
    measured_on=date(2024, 9, 15),
)
RESOURCE_ROW = ResourceRow(
    id="bike-parking",
    what="Låsbara cykelplatser vid arbetsplatserna",
    unit="platser",
    responsible="project_manager",
    women=45,
    men=50,
    other=5,
    n=100,
    data_source="Region Kronoberg, fastighetsavdelningen",
    measured_on=date(2024, 10, 1),
    dimension="space",
)
EXPLANATION = Explanation(
    id="women-travel-in-several-steps",
    row="commuters-by-bike",
    explanation="Fler kvinnor hämtar och lämnar barn på vägen och börjar före första bussen.",
)
MEASURE = Measure(
    id="outreach-to-women",
    what="Uppsökande arbete på kvinnodominerade arbetsplatser, med lådcyklar att låna",
    answers="women-travel-in-several-steps",
    owner="equality_competence",
    due_on=date(2025, 11, 30),
    activity="equal-outreach",
)
CHILDREN = Children(
    affected="yes",
    which="Barn som skjutsas till förskola på väg till föräldrarnas arbete.",
    how_heard="Samtal med elevrådet på två skolor nära arbetsplatserna.",
    what_is_best="Tryggare vägar till skolan när färre bilar stannar vid grinden.",
)
GROUNDS = (
    Ground(ground="sex", because="Se R1 och R2."),
    Ground(ground="transgender_identity", because="Omklädning sker i enskilda rum."),
    Ground(ground="ethnicity", because="Inbjudan finns på flera språk."),
    Ground(ground="religion_or_belief", because="Påverkas inte; tider väljs fritt."),
    Ground(ground="disability", because="Lådcyklar och trehjulingar ingår."),
    Ground(ground="sexual_orientation", because="Påverkas inte."),
    Ground(ground="age", because="Elcykel gör längre resor möjliga för äldre."),
)
EQUALITY = EqualityMainstreaming(
    representation=(ROW,),
    resources=(RESOURCE_ROW,),
    realia=Realia(
        analysis="Arbetsplatsernas läge och arbetstiderna avgör vem som kan cykla.",
        explanations=(EXPLANATION,),
    ),
    measures=(MEASURE,),
    goals=(
        EqualityGoal(
            id="equal-use",
            goal="Kvinnor och män använder cyklarna i lika hög grad.",
            indicator="bike-users",
        ),
    ),
    grounds=GROUNDS,
    accessibility="Cyklar och bokning går att använda av personer med funktionsnedsättning.",
    non_discrimination="Deltagare väljs genom lottning bland alla anmälda.",
    required_when_procuring="Följeforskaren ska ha utvärderat jämställdhet i två projekt.",
    evaluated_by_others="Följeforskaren prövar målet om lika användning varje år.",
    children=CHILDREN,
)


def a_row(**changes: object) -> Row:
    """Return a row of R1 that adds up, but for the changes."""
    return changed(ROW, changes)


def a_resource_row(**changes: object) -> ResourceRow:
    """Return an even row of R2 that adds up, but for the changes."""
    return changed(RESOURCE_ROW, changes)


def an_equality_mainstreaming(**changes: object) -> EqualityMainstreaming:
    """Return an equality mainstreaming that satisfies every check, but for the changes."""
    return changed(EQUALITY, changes)

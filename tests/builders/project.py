"""The facts of the example project ``cykla``: two years, two funds, thirteen million kronor."""

from __future__ import annotations

from datetime import date

from gronatraden.project import Archive, Funding, ProjectFacts
from tests.builders.changes import changed

CYKLA = ProjectFacts(
    title="Cykla till jobbet",
    summary="Fler tar sig till arbetet med cykel, och färre med bil.",
    owner="Region Kronoberg",
    partners=("Energikontor Sydost",),
    cooperating=("länets åtta kommuner",),
    area="Småland och Öarna",
    total_budget_sek=13_000_000,
    funding=(
        Funding(
            id="eruf",
            fund="eruf",
            period="2021-2027",
            amount_sek=7_000_000,
            decided_on=date(2024, 10, 15),
        ),
        Funding(
            id="regional",
            fund="regional_1_1",
            amount_sek=6_000_000,
            decided_on=date(2024, 10, 22),
        ),
    ),
    starts_on=date(2025, 1, 1),
    ends_on=date(2026, 12, 31),
    beyond_ordinary="Elcyklar att låna på arbetsplatser är nytt i länet och prövas i två år.",
    archive=Archive(place="Region Kronobergs e-arkiv", registry_number="24RK1234"),
)


def some_facts(**changes: object) -> ProjectFacts:
    """Return the example project's facts with the given fields changed."""
    return changed(CYKLA, changes)

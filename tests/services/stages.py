"""How far ``cykla`` may have come when a test begins; each stage goes on from another."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from gronatraden.gates.decision import ConditionAsked
from gronatraden.history import Outcome
from gronatraden.project import Role
from gronatraden.services.deciding.activate_policy import activate_policy
from gronatraden.services.open_project import open_project
from gronatraden.services.publish import publish
from gronatraden.services.show_document import list_documents
from gronatraden.tools.learning_cycle.content import Review
from tests.builders import (
    a_change_logic,
    a_collaboration_ladder,
    a_competent_leadership,
    a_learning_cycle,
    a_stakeholder_analysis,
    an_equality_mainstreaming,
    some_facts,
)
from tests.builders.history import a_reading
from tests.builders.project import CYKLA
from tests.services.small import LIFECYCLE, POLICY

if TYPE_CHECKING:
    from collections.abc import Callable

    from gronatraden.project import ProjectFacts
    from tests.services.simulator import ProjectSimulator

ROLES = {
    "ebba": Role.PROJECT_OWNER,
    "alva": Role.PROJECT_MANAGER,
    "bo": Role.STEERING_GROUP,
    "bea": Role.STEERING_GROUP,
    "disa": Role.STEERING_CHAIR,
}
"""What the cast holds in a project: Alva leads, Bo and Bea sit, Disa chairs."""
HALFWAY = (
    a_reading(
        "bike-users", measured_on=date(2025, 6, 1), value=Decimal(1500), women=740, men=755, other=5
    ),
    a_reading("car-trips", measured_on=date(2025, 6, 1), value=Decimal(19_900)),
)
AT_LAST = (a_reading("car-trips"), a_reading("bike-users"))


def fill(life: ProjectSimulator) -> None:
    """Hand in everything the start asks for."""
    life.moves_to(date(2024, 12, 1)).submit(
        some_facts(),
        a_change_logic(),
        a_stakeholder_analysis(),
        a_collaboration_ladder(),
        a_learning_cycle(),
        a_competent_leadership(),
        an_equality_mainstreaming(),
    )


def start(life: ProjectSimulator) -> None:
    """Pass the start."""
    life.moves_to(date(2024, 12, 10)).passes("start")


def measure(life: ProjectSimulator) -> None:
    """Have everything ready for the first checkpoint."""
    life.moves_to(date(2025, 6, 3)).read(*HALFWAY)
    life.submit(a_stakeholder_analysis(reviewed_on=date(2025, 6, 2)))


def review(life: ProjectSimulator) -> None:
    """Pass the first checkpoint."""
    life.passes("checkpoint")


def measure_at_last(life: ProjectSimulator) -> None:
    """Have everything ready for the close."""
    life.moves_to(date(2027, 1, 25)).read(*AT_LAST)


def close(life: ProjectSimulator) -> None:
    """Pass the close."""
    life.passes("close")


def wind_up(life: ProjectSimulator) -> None:
    """Have everything ready for the finish but the lessons, which the flow logs."""
    life.moves_to(date(2027, 3, 15)).submit(
        a_learning_cycle(
            reviews=(Review(reviewed_on=date(2026, 12, 1), notes="Erbjudandet behålls."),),
            next_review_on=date(2027, 5, 31),
        ),
        a_stakeholder_analysis(reviewed_on=date(2027, 2, 10)),
    )
    seal = list_documents(life.parts, project=life.project).package_sha256
    life.submit(paid_facts(seal))


def finish(life: ProjectSimulator) -> None:
    """Log what was learnt and pass the finish."""
    life.run("follow_up")
    life.decide("finish")


def stop(life: ProjectSimulator) -> None:
    """Stop the running project."""
    life.request("checkpoint")
    life.decide("checkpoint", Outcome.STOP, reason="Underlaget räcker inte.")


def open_small(life: ProjectSimulator) -> None:
    """Open ``ro``, under rules that fit on a page."""
    for written in (LIFECYCLE, POLICY):
        now = publish(life.parts, written=written, by="olle")
        activate_policy(life.parts, name=now.name, version=now.version, by="siri")
    life.project = "ro"
    open_project(
        life.parts,
        programme="kronoberg",
        project="ro",
        title="Ro till jobbet",
        lifecycle="small",
        by="olle",
    )
    for handle, role in ROLES.items():
        life.grant(handle, role)


def fill_small(life: ProjectSimulator) -> None:
    """Hand in all that the small rules ask for."""
    life.project = "ro"
    life.submit(a_change_logic())


def start_small(life: ProjectSimulator) -> None:
    """Pass the start of the small project, its facts stated."""
    life.project = "ro"
    life.submit(some_facts(), by="ebba")
    life.passes("start")


def review_small(life: ProjectSimulator) -> None:
    """Pass its first checkpoint, on a condition."""
    life.project = "ro"
    due = life.parts.today + timedelta(days=40)
    promise = ConditionAsked(text="Ploga.", owner="project_manager", due_on=due)
    life.request("checkpoint")
    life.decide("checkpoint", Outcome.GO_WITH_CONDITIONS, conditions=(promise,))


def paid_facts(seal: str = "") -> ProjectFacts:
    """Return the project's facts when all is paid, with the seal on its package."""
    paid = tuple(replace(f, last_payment_on=date(2027, 2, 26)) for f in CYKLA.funding)
    return some_facts(funding=paid, archive=replace(CYKLA.archive, package_sha256=seal))


STAGES: dict[str, tuple[str, Callable[[ProjectSimulator], None]]] = {
    "filled": ("opened", fill),
    "started": ("filled", start),
    "measured": ("started", measure),
    "reviewed": ("measured", review),
    "measured-at-last": ("reviewed", measure_at_last),
    "closed": ("measured-at-last", close),
    "wound-up": ("closed", wind_up),
    "finished": ("wound-up", finish),
    "stopped": ("measured", stop),
    "small": ("opened", open_small),
    "small-filled": ("small", fill_small),
    "small-started": ("small-filled", start_small),
    "small-reviewed": ("small-started", review_small),
}
"""Stage to the one before and what happens in between."""

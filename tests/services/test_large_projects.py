"""A project of any size, in any letters, is taken, judged and told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.services.reports.report_project import report_project
from gronatraden.tools.change_logic.content import Activity, ChangeLogic, Effect, Link
from gronatraden.tools.stakeholder_analysis.content import Stakeholder, StakeholderAnalysis

if TYPE_CHECKING:
    from tests.services.simulator import ProjectSimulator

NAME = "Intressent {} åäö 🚲 שלום"


def two_thousand() -> StakeholderAnalysis:
    """Return an analysis with two thousand stakeholders, each with a reason to be there."""
    return StakeholderAnalysis(
        stakeholders=tuple(
            Stakeholder(id=f"s-{n}", name=NAME.format(n), motive="Berörs av förändringen.")
            for n in range(2000)
        )
    )


def five_hundred_boxes() -> ChangeLogic:
    """Return two hundred activities that each lead to an effect, in three horizons."""
    effects = {
        horizon: tuple(Effect(id=f"{horizon}-{n}", statement=f"Effekt {n}") for n in range(100))
        for horizon in ("near", "mid", "far")
    }
    first = [Link(cause=f"a-{n}", effect=f"near-{n % 100}") for n in range(200)]
    second = [Link(cause=f"near-{n}", effect=f"mid-{n}") for n in range(100)]
    third = [Link(cause=f"mid-{n}", effect=f"far-{n}") for n in range(100)]
    return ChangeLogic(
        activities=tuple(Activity(id=f"a-{n}", title=f"Aktivitet {n}") for n in range(200)),
        short_term_effects=effects["near"],
        medium_term_effects=effects["mid"],
        long_term_effects=effects["far"],
        links=(*first, *second, *third),
    )


def test_two_thousand_stakeholders_are_judged(opened: ProjectSimulator) -> None:
    done = opened.submit(two_thousand())

    assert sum(f.code == "priority-is-not-set" for _, f in done.findings) == 2000


def test_five_hundred_boxes_hang_together(opened: ProjectSimulator) -> None:
    done = opened.submit(five_hundred_boxes())

    assert not [f for _, f in done.findings if f.code == "effect-has-no-activity"]


def test_a_large_project_is_told(opened: ProjectSimulator) -> None:
    opened.submit(two_thousand())
    opened.submit(five_hundred_boxes())

    told = report_project(opened.parts, project="cykla")

    assert NAME.format(1999) in str(told)

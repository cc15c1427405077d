from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.services.explain_gate import explain_gate
from tests.builders.manuscripts import written
from tests.services.simulator import put_in_force
from tests.services.test_change_lifecycle import classed, large
from tests.services.test_classes import CLASSES, LARGE

if TYPE_CHECKING:
    from gronatraden.gates.explain import Alternative
    from tests.services.simulator import ProjectSimulator

ALL_FULL = {**CLASSES, "order": [LARGE]}


def offered(life: ProjectSimulator, project: str = "segla") -> set[Alternative]:
    """Return the other classes that the way to the start offers."""
    way = explain_gate(life.parts, project=project, gate="start").explanation
    every = (one for action in way.actions for one in action.alternatives)
    return {one for one in every if one.way == "other_class"}


def test_a_small_project_on_the_full_way_is_offered_its_class(opened: ProjectSimulator) -> None:
    put_in_force(opened.parts, written(CLASSES))
    classed(opened, budget_sek=500_000, lifecycle="full")

    (way,) = offered(opened)

    assert (way.lifecycle, way.version, way.lighter) == ("simple", 1, False)
    assert way.who == ("programme_office",)


def test_a_large_project_is_offered_the_lighter_way_for_a_reason(opened: ProjectSimulator) -> None:
    (way,) = offered(large(opened))

    assert (way.lifecycle, way.lighter) == ("simple", True)


def test_what_the_other_way_asks_for_too_is_not_spared(opened: ProjectSimulator) -> None:
    way = explain_gate(large(opened).parts, project="segla", gate="start").explanation

    logic = next(a for a in way.actions if a.where == "change_logic")

    assert "other_class" not in [one.way for one in logic.alternatives]


def test_a_heavier_way_is_never_offered(opened: ProjectSimulator) -> None:
    put_in_force(opened.parts, written(CLASSES))

    assert offered(classed(opened, budget_sek=500_000)) == set()


def test_a_project_in_no_class_is_offered_none(opened: ProjectSimulator) -> None:
    assert offered(opened, "cykla") == set()


def test_a_lifecycle_of_no_class_is_not_offered(opened: ProjectSimulator) -> None:
    put_in_force(opened.parts, written(ALL_FULL))

    assert offered(classed(opened, budget_sek=1)) == set()


def test_a_class_that_cannot_be_told_offers_no_way(opened: ProjectSimulator) -> None:
    put_in_force(opened.parts, written(CLASSES))

    assert offered(classed(opened, budget_sek=None)) == set()


def test_nothing_is_offered_that_would_take_force(opened: ProjectSimulator) -> None:
    life = large(opened)
    way = explain_gate(life.parts, project="segla", gate="close").explanation

    every = [one.way for action in way.actions for one in action.alternatives]

    assert "other_class" not in every

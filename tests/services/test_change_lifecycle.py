from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gronatraden.errors import ConflictError, PassedGateError, PolicyError
from gronatraden.project import Role
from gronatraden.services.migration._pins import Scope, Undone
from gronatraden.services.migration.migrate import migrate
from gronatraden.services.reports.report_project import report_project
from gronatraden.services.show_project import show_project
from tests.builders import some_facts
from tests.builders.manuscripts import written
from tests.services.migrating import FULL, carried_out, moved_to, newest, planned
from tests.services.simulator import ProjectSimulator, put_in_force, saying
from tests.services.test_classes import CLASSES, OWN
from tests.services.test_open_project import begin
from tests.services.test_overlays import logged

if TYPE_CHECKING:
    from collections.abc import Callable

    from gronatraden.services.migration._pins import Wanted
    from gronatraden.services.migration.plan_migration import Plan

SIMPLE = "gronatraden-simple"
OVERLAY = {
    "policy": "eruf-too",
    "version": 1,
    "level": "funder",
    "title": {"sv": "Fonden", "en": "The fund"},
    "source": "Prov",
    "applies_to": {"funds": ["own"]},
    "gates": {
        "start": {
            "requires": [
                {
                    "id": "start.fund-asks",
                    "check": "gates.the_facts_are_stated",
                    "because": {
                        "sv": "Fonden vill veta vad det är.",
                        "en": "The fund wants to know.",
                    },
                }
            ]
        }
    },
}


@pytest.fixture
def small(opened: ProjectSimulator) -> ProjectSimulator:
    """Return a house with classes, and a small project in it that takes the simple way."""
    put_in_force(opened.parts, written(CLASSES))
    return classed(opened, budget_sek=500_000)


def classed(
    life: ProjectSimulator, *, budget_sek: int | None, lifecycle: str = ""
) -> ProjectSimulator:
    """Open a project of that budget and go on with it."""
    begin(life, lifecycle=lifecycle, budget_sek=budget_sek)
    life.project = "segla"
    life.grant("alva", Role.PROJECT_MANAGER)
    return life


def large(life: ProjectSimulator) -> ProjectSimulator:
    """Open a large project in a house with classes, and go on with it."""
    put_in_force(life.parts, written(CLASSES))
    return classed(life, budget_sek=500_001)


def to(lifecycle: str, project: str = "segla", version: int = 1) -> Wanted:
    """Return that a project is to take another way."""
    return moved_to(version, project, name=lifecycle)


def lighter(life: ProjectSimulator, because: str, by: str = "olle") -> Plan:
    """Move a project to the simple way, for a reason."""
    plan, wanted = planned(life, to("simple")).sha256, to("simple")
    return migrate(
        life.parts, wanted=wanted, plan=plan, reason="Prov.", lighter_because=because, by=by
    )


def way_of(life: ProjectSimulator, project: str = "segla") -> tuple[str, dict[str, int]]:
    """Return the lifecycle and the policies that a project follows."""
    found = show_project(life.parts, project=project).project
    return found.lifecycle, dict(found.policies)


def test_a_project_that_outgrew_its_class_takes_the_full_way(small: ProjectSimulator) -> None:
    small.submit(some_facts(total_budget_sek=500_001, funding=OWN))

    carried_out(small, to("full"))

    assert way_of(small) == ("full", {FULL: newest(small)})
    assert show_project(small.parts, project="segla").misfits == ()


def test_a_way_within_the_class_takes_no_reason_of_its_own(opened: ProjectSimulator) -> None:
    put_in_force(opened.parts, written(CLASSES))
    classed(opened, budget_sek=500_000, lifecycle="full")

    carried_out(opened, to("simple"))

    assert way_of(opened)[0] == "simple"


def test_a_lighter_way_than_the_class_takes_a_reason(opened: ProjectSimulator) -> None:
    life = large(opened)

    said = {"reason": "migration-is-lighter", "projects": ["segla"], "lifecycles": ["simple"]}
    with pytest.raises(PolicyError, check=saying(**said)):
        carried_out(life, to("simple"))


def test_a_lighter_way_is_told_and_logged_with_its_reason(opened: ProjectSimulator) -> None:
    life = large(opened)

    lighter(life, "En förstudie.")

    seen = show_project(life.parts, project="segla")
    assert seen.classed is not None
    assert (seen.classed.lighter_because, seen.misfits) == ("En förstudie.", ())
    assert logged(life, "project.lightened") == [{"class": "large", "lifecycle": "simple"}]


def test_a_move_within_the_lighter_way_keeps_its_reason(opened: ProjectSimulator) -> None:
    life = large(opened)
    lighter(life, "En förstudie.")
    put_in_force(life.parts, written(OVERLAY, name="fund.yaml"))

    carried_out(life, moved_to(1, "segla", name="eruf-too"))

    seen = show_project(life.parts, project="segla")
    assert seen.classed is not None
    assert (seen.classed.lighter_because, "eruf-too" in way_of(life)[1]) == ("En förstudie.", True)


def test_a_plan_tells_which_way_would_be_lighter(opened: ProjectSimulator) -> None:
    life = large(opened)

    (mine,) = planned(life, to("simple")).projects

    assert (mine.lifecycle_before, mine.lifecycle, mine.lighter) == ("full", "simple", True)


def test_overlays_that_fit_go_along(opened: ProjectSimulator) -> None:
    put_in_force(opened.parts, written(OVERLAY, name="fund.yaml"))
    carried_out(opened, moved_to(1, "cykla", name="eruf-too"))

    carried_out(opened, to("simple", "cykla"))

    assert way_of(opened, "cykla") == ("simple", {SIMPLE: newest(opened, SIMPLE), "eruf-too": 1})


def test_overlays_of_the_old_way_stay_behind(opened: ProjectSimulator) -> None:
    put_in_force(opened.parts, written({**OVERLAY, "lifecycle": "full"}, name="fund.yaml"))
    carried_out(opened, moved_to(1, "cykla", name="eruf-too"))

    carried_out(opened, to("simple", "cykla"))

    assert way_of(opened, "cykla") == ("simple", {SIMPLE: newest(opened, SIMPLE)})


def test_the_other_way_is_undone(opened: ProjectSimulator) -> None:
    before = way_of(opened, "cykla")
    done = carried_out(opened, to("simple", "cykla"))

    carried_out(opened, Undone(plan=done.sha256))

    assert way_of(opened, "cykla") == before


def test_back_to_a_lighter_way_takes_a_reason_again(small: ProjectSimulator) -> None:
    small.submit(some_facts(total_budget_sek=500_001, funding=OWN))
    done = carried_out(small, to("full"))

    with pytest.raises(PolicyError, check=saying(reason="migration-is-lighter")):
        carried_out(small, Undone(plan=done.sha256))


def test_a_passed_gate_that_asks_otherwise_takes_force(filled: ProjectSimulator) -> None:
    filled.passes("start")

    with pytest.raises(PassedGateError, check=saying(gates=["start"], projects=["cykla"])):
        carried_out(filled, to("simple", "cykla"))


def test_by_force_a_project_goes_on_from_its_phase(filled: ProjectSimulator) -> None:
    filled.passes("start")

    carried_out(filled, to("simple", "cykla"), force=True)

    standing = show_project(filled.parts, project="cykla").standing
    assert (standing.phase, [n.gate for n in standing.next]) == ("during", ["close"])


def test_a_passed_gate_that_the_other_way_lacks_holds_a_project_back(
    live: Callable[[str], ProjectSimulator],
) -> None:
    reviewed = live("reviewed")

    with pytest.raises(ConflictError, check=saying(what="project-would-stand-elsewhere")):
        carried_out(reviewed, to("simple", "cykla"), force=True)


def test_only_projects_that_are_named_take_another_way(filled: ProjectSimulator) -> None:
    everyone = moved_to(1, name="simple")

    plan = planned(filled, everyone)

    assert (everyone.scope, plan.projects) == (Scope(), ())


def test_the_report_tells_the_class_and_what_the_project_has_outgrown(
    small: ProjectSimulator,
) -> None:
    small.submit(some_facts(total_budget_sek=500_001, funding=OWN))

    view = report_project(small.parts, project="segla")

    assert view.classed is not None
    assert view.classed.now is not None
    assert view.classed.now.id == "large"
    assert [found.code for found in view.misfits] == ["project-has-outgrown-its-class"]

from __future__ import annotations

import pytest

from gronatraden.errors import ManuscriptError, NotPermittedError, PolicyError
from gronatraden.project import Funding, Role
from gronatraden.services.grant_role import grant_role
from gronatraden.services.open_project import foresee
from gronatraden.services.publish import publish
from gronatraden.services.show_project import show_project
from tests.builders import some_facts
from tests.builders.manuscripts import written
from tests.services.simulator import PROGRAMME, ProjectSimulator, put_in_force, saying
from tests.services.test_open_project import begin, bring, folder
from tests.services.test_overlays import logged

WHY = {"sv": "Ett litet projekt går en kort väg.", "en": "A small project takes a short way."}
SMALL = {
    "id": "small",
    "title": {"sv": "Litet", "en": "Small"},
    "lifecycle": "simple",
    "budget_up_to_sek": 500_000,
    "because": WHY,
}
LARGE = {
    "id": "large",
    "title": {"sv": "Stort", "en": "Large"},
    "lifecycle": "full",
    "because": WHY,
}
CLASSES = {"classes": "mine", "version": 1, "source": "Prov", "order": [SMALL, LARGE]}
OWN = (Funding(id="own", fund="own"),)


@pytest.fixture
def classed(opened: ProjectSimulator) -> ProjectSimulator:
    """Return a house where it is said what a small project is."""
    put_in_force(opened.parts, written(CLASSES))
    return opened


def lifecycle_of(life: ProjectSimulator, project: str) -> str:
    """Return the lifecycle that a project goes through."""
    return show_project(life.parts, project=project).project.lifecycle


@pytest.mark.parametrize(
    ("budget", "lifecycle"), [(500_000, "simple"), (500_001, "full"), (None, "full")]
)
def test_the_class_chooses_the_lifecycle(
    classed: ProjectSimulator, budget: int | None, lifecycle: str
) -> None:
    begin(classed, lifecycle="", budget_sek=budget)

    assert lifecycle_of(classed, "segla") == lifecycle


def test_without_classes_a_project_takes_the_full_way(opened: ProjectSimulator) -> None:
    begin(opened, lifecycle="", budget_sek=1)

    seen = show_project(opened.parts, project="segla")
    assert (seen.project.lifecycle, seen.classed) == ("full", None)


def test_a_project_sees_its_class_and_the_minutes(classed: ProjectSimulator) -> None:
    seen, minutes = foresee(classed.parts, lifecycle="simple", budget_sek=500_000)

    assert seen is not None
    assert seen.now is not None
    assert (seen.now.id, seen.now.because.sv) == ("small", WHY["sv"])
    assert minutes is not None
    assert 0 < minutes < 60


def test_a_lighter_way_is_refused_without_a_reason(classed: ProjectSimulator) -> None:
    said = {"reason": "lifecycle-is-lighter", "project_class": "large", "lifecycle": "full"}

    with pytest.raises(PolicyError, check=saying(**said)):
        begin(classed, lifecycle="simple", budget_sek=500_001)


def test_a_heavier_way_is_anyones_to_choose(classed: ProjectSimulator) -> None:
    begin(classed, lifecycle="full", budget_sek=1)

    assert lifecycle_of(classed, "segla") == "full"


def test_the_office_may_let_a_project_take_a_lighter_way(classed: ProjectSimulator) -> None:
    begin(classed, lifecycle="simple", budget_sek=500_001, lighter_because="En förstudie.")

    seen = show_project(classed.parts, project="segla")
    assert seen.classed is not None
    assert (seen.classed.lighter_because, seen.misfits) == ("En förstudie.", ())
    assert logged(classed, "project.lightened") == [{"class": "large", "lifecycle": "simple"}]


def test_a_project_manager_may_not(classed: ProjectSimulator) -> None:
    grant_role(
        classed.parts,
        person="bo",
        role=Role.PROJECT_MANAGER,
        programme=PROGRAMME,
        project=None,
        by="ida",
    )

    with pytest.raises(NotPermittedError):
        begin(
            classed, by="bo", lifecycle="simple", budget_sek=500_001, lighter_because="Så är det."
        )


def test_a_folder_is_classed_by_its_facts(classed: ProjectSimulator) -> None:
    unstated = folder(some_facts(total_budget_sek=20_000, funding=OWN))

    done = bring(classed, *unstated)

    assert done.project.lifecycle == "simple"
    assert done.classed is not None
    assert done.classed.now is not None


def test_a_project_that_grows_is_told(classed: ProjectSimulator) -> None:
    begin(classed, lifecycle="", budget_sek=500_000)
    classed.project = "segla"
    classed.grant("alva", Role.PROJECT_MANAGER)

    classed.submit(some_facts(total_budget_sek=500_001, funding=OWN))

    (found,) = show_project(classed.parts, project="segla").misfits
    assert found.code == "project-has-outgrown-its-class"
    assert found.facts == {"class": "large", "lifecycle": "full", "now": "simple"}


def test_classes_that_leave_some_out_are_refused(opened: ProjectSimulator) -> None:
    with pytest.raises(ManuscriptError) as caught:
        publish(opened.parts, written=written({**CLASSES, "order": [SMALL]}), by="olle")

    assert [problem.code for problem in caught.value.problems] == ["last-class-leaves-some-out"]


def test_published_classes_never_change(classed: ProjectSimulator) -> None:
    before = classed.recorded()

    again = publish(classed.parts, written=written(CLASSES), by="olle")

    assert (again.unchanged, classed.recorded()) == (True, before)


def test_classes_that_wait_for_another_class_nobody(opened: ProjectSimulator) -> None:
    publish(opened.parts, written=written(CLASSES), by="olle")

    begin(opened, lifecycle="", budget_sek=1)

    assert lifecycle_of(opened, "segla") == "full"

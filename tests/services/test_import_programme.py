from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gronatraden.errors import ConflictError, NoActorError, UnknownNameError
from gronatraden.project import Role
from gronatraden.services.folders.import_programme import Brought, FolderFound, import_programme
from gronatraden.services.grant_role import grant_role
from gronatraden.services.log_lesson import list_lessons
from tests.builders import a_change_logic, some_facts
from tests.builders.folders import a_folder, found
from tests.builders.manuscripts import written
from tests.services.simulator import PROGRAMME, saying

if TYPE_CHECKING:
    from gronatraden.services.folders.import_project import OnExisting
    from tests.services.simulator import ProjectSimulator

SEGLA = found("a", *a_folder(some_facts(), a_change_logic()))
SIMMA = found("b", *a_folder(some_facts(), project="simma"))
BROKEN = found("c", written({"tool": "project"}))


def bring(
    life: ProjectSimulator,
    *folders: FolderFound,
    on_existing: OnExisting = "stop",
    by: str = "olle",
    programme: str = PROGRAMME,
) -> tuple[Brought, ...]:
    """Import the projects of a programme."""
    return import_programme(
        life.parts, programme=programme, folders=folders, by=by, on_existing=on_existing
    )


def outcomes(brought: tuple[Brought, ...]) -> dict[str, str]:
    """Return what became of each folder, by its name."""
    return {one.name: one.outcome for one in brought}


def lead(life: ProjectSimulator, person: str) -> None:
    """Let a person lead every project of the programme."""
    grant_role(
        life.parts,
        person=person,
        role=Role.PROJECT_MANAGER,
        programme=PROGRAMME,
        project=None,
        by="ida",
    )


def test_a_programme_comes_in_in_one_go(opened: ProjectSimulator) -> None:
    assert outcomes(bring(opened, SEGLA, SIMMA)) == {"a": "changed", "b": "changed"}


def test_one_broken_folder_stops_no_other(opened: ProjectSimulator) -> None:
    brought = bring(opened, BROKEN, SEGLA)

    assert outcomes(brought) == {"c": "failed", "a": "changed"}


def test_a_refused_project_leaves_nothing_behind(opened: ProjectSimulator) -> None:
    lost = found("d", *a_folder(some_facts(), project="x", readings={"readings": [{}]}))
    before = opened.recorded()

    (one,) = bring(opened, lost)

    assert (one.outcome, opened.recorded()) == ("failed", before)


def test_the_second_time_nothing_is_imported(opened: ProjectSimulator) -> None:
    bring(opened, SEGLA)
    before = opened.recorded()

    with pytest.raises(ConflictError, check=saying(what="projects-exist", names=["segla"])):
        bring(opened, SEGLA, SIMMA)

    assert opened.recorded() == before


def test_what_is_there_can_be_skipped(opened: ProjectSimulator) -> None:
    bring(opened, SEGLA)

    brought = bring(opened, SEGLA, SIMMA, on_existing="skip")

    assert outcomes(brought) == {"a": "skipped", "b": "changed"}


def test_what_is_new_can_be_handed_in(opened: ProjectSimulator) -> None:
    lead(opened, "alva")
    bring(opened, SEGLA, SIMMA)
    newer = found("b", *a_folder(some_facts(), a_change_logic(), project="simma"))

    brought = bring(opened, SEGLA, newer, on_existing="update", by="alva")

    assert outcomes(brought) == {"a": "pass", "b": "changed"}


def test_the_same_again_changes_nothing(opened: ProjectSimulator) -> None:
    bring(opened, SEGLA, SIMMA)
    before = opened.recorded()

    brought = bring(opened, SEGLA, SIMMA, on_existing="update")

    assert (outcomes(brought), opened.recorded()) == ({"a": "pass", "b": "pass"}, before)


def test_two_folders_of_one_project_both_fail(opened: ProjectSimulator) -> None:
    twin = found("z", *SEGLA.written)

    assert outcomes(bring(opened, SEGLA, twin)) == {"a": "failed", "z": "failed"}


def test_a_lesson_is_logged_before_it_is_answered(opened: ProjectSimulator) -> None:
    lesson = {"id": "simma/prova-pa", "finding": "Den som fick prova fortsatte."}
    answer = {"answer": "applied", "because": "Vi lånar ut.", "lesson": lesson}
    eager = found("a", *a_folder(some_facts(), answers={"answers": [answer]}))
    wise = found("b", *a_folder(some_facts(), project="simma", lessons={"lessons": [lesson]}))

    bring(opened, eager, wise)

    assert [x.id for x in list_lessons(opened.parts, project="simma")] == ["simma/prova-pa"]


def test_two_projects_may_answer_each_other(opened: ProjectSimulator) -> None:
    def folder(name: str, project: str, other: str) -> FolderFound:
        lesson = {"id": f"{other}/l", "finding": "Något."}
        answer = {"answer": "applied", "because": "Ja.", "lesson": lesson}
        return found(name, *a_folder(some_facts(), project=project, answers={"answers": [answer]}))

    brought = bring(opened, folder("a", "segla", "simma"), folder("b", "simma", "segla"))

    assert outcomes(brought) == {"a": "changed", "b": "changed"}


@pytest.mark.parametrize(
    ("by", "programme", "error"),
    [
        ("", PROGRAMME, NoActorError),
        ("nobody", PROGRAMME, UnknownNameError),
        ("olle", "smaland", UnknownNameError),
    ],
)
def test_who_and_where_is_asked_once(
    opened: ProjectSimulator, by: str, programme: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        bring(opened, SEGLA, by=by, programme=programme)

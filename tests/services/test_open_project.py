from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from gronatraden.errors import (
    ConflictError,
    NotPermittedError,
    PolicyError,
    UnknownNameError,
    UsageError,
    WrongProjectError,
)
from gronatraden.project import Role
from gronatraden.services.folders.import_project import Imported, import_project
from gronatraden.services.open_programme import open_programme
from gronatraden.services.open_project import open_project
from gronatraden.services.show_project import list_projects, show_project
from tests.builders import (
    a_change_logic,
    a_collaboration_ladder,
    a_learning_cycle,
    some_facts,
)
from tests.builders.manuscripts import a_manuscript, written
from tests.services.simulator import PROGRAMME, ProjectSimulator, put_in_force, saying
from tests.services.test_publish import MINE, a_policy

if TYPE_CHECKING:
    from gronatraden.manuscript import Manuscript
    from gronatraden.project import Project
    from tests.services.conftest import Live


def folder(*contents: object, project: str = "segla") -> list[Manuscript]:
    """Return the files of a project's folder."""
    whole = contents or (a_change_logic(), some_facts(), a_learning_cycle())
    return [a_manuscript(content, project=project) for content in whole]


def bring(
    life: ProjectSimulator, *files: Manuscript, programme: str = PROGRAMME, by: str = "olle"
) -> Imported:
    """Import a project from its files."""
    return import_project(life.parts, programme=programme, written=files or folder(), by=by)


def begin(
    life: ProjectSimulator,
    project: str = "segla",
    by: str = "olle",
    **say: Any,  # noqa: ANN401 - what may be said
) -> Project:
    """Open a project with nothing but its title."""
    asked = {"programme": PROGRAMME, "title": "Segla", "lifecycle": "full", **say}
    return open_project(life.parts, project=project, by=by, **asked)


def test_a_project_is_pinned_to_the_rules_of_the_day(opened: ProjectSimulator) -> None:
    before = begin(opened)

    put_in_force(opened.parts, a_policy(MINE.replace("mine", "another")))
    after = begin(opened, "simma")

    assert show_project(opened.parts, project="segla").project == before
    assert before.policies == (("gronatraden-full", 3),)
    assert after.policies == (("another", 1), ("gronatraden-full", 3))


def test_a_policy_holds_from_its_day(opened: ProjectSimulator) -> None:
    later = MINE.replace("version: 1\n", 'version: 1\nvalid_from: "2024-09-03"\n')
    put_in_force(opened.parts, a_policy(later))

    early, late = begin(opened), begin(opened.days_pass(2), "simma")

    assert [("mine", 1) in p.policies for p in (early, late)] == [False, True]


def test_a_new_version_is_for_new_projects(opened: ProjectSimulator) -> None:
    put_in_force(opened.parts, a_policy())
    first = begin(opened)

    put_in_force(opened.parts, a_policy(MINE.replace("version: 1", "version: 2")))

    assert [dict(p.policies)["mine"] for p in (first, begin(opened, "simma"))] == [1, 2]


def test_a_project_is_opened_once(opened: ProjectSimulator) -> None:
    with pytest.raises(ConflictError, check=saying(what="project-exists")):
        begin(opened, "cykla")


def test_a_project_needs_a_name_that_can_be_said(opened: ProjectSimulator) -> None:
    with pytest.raises(UsageError, check=saying(reason="not-an-id")):
        begin(opened, "Segla mer!")


def test_a_lifecycle_without_policy_opens_nothing(opened: ProjectSimulator) -> None:
    short = written(
        {
            "lifecycle": "short",
            "version": 1,
            "phases": [{"phase": "during", "gates": [{"gate": "close"}]}],
        }
    )
    put_in_force(opened.parts, short)

    with pytest.raises(PolicyError, check=saying(reason="no-policy-for-lifecycle")):
        begin(opened, lifecycle="short")


@pytest.mark.parametrize(
    ("asked", "kind"),
    [({"programme": "kronobergg"}, "programme"), ({"lifecycle": "fulll"}, "lifecycle")],
)
def test_a_project_opens_under_what_is_there(
    opened: ProjectSimulator, asked: dict[str, str], kind: str
) -> None:
    with pytest.raises(UnknownNameError, check=saying(kind=kind)):
        begin(opened, **asked)


@pytest.mark.parametrize("by", ["cleo", "alva", "bo"])
def test_not_everyone_opens_projects(opened: ProjectSimulator, by: str) -> None:
    with pytest.raises(NotPermittedError, check=saying(act="open_project")):
        begin(opened, by=by)


def test_a_folder_becomes_a_project(opened: ProjectSimulator) -> None:
    done = bring(opened)

    assert done.opened
    assert [v.tool for v in done.submitted] == ["project", "change_logic", "learning_cycle"]


def test_the_same_folder_again_records_nothing(opened: ProjectSimulator) -> None:
    bring(opened)
    opened.project = "segla"
    opened.grant("alva", Role.PROJECT_MANAGER)
    before = opened.recorded()

    again = bring(opened, by="alva")

    assert (again.opened, again.submitted) == (False, ())
    assert (len(again.unchanged), opened.recorded()) == (3, before)


def test_a_folder_is_taken_whole_or_not_at_all(opened: ProjectSimulator) -> None:
    before = opened.recorded()

    with pytest.raises(ConflictError, check=saying(what="document-moved-on")):
        bring(
            opened, *folder(), a_manuscript(a_collaboration_ladder(), project="segla", based_on=7)
        )

    assert opened.recorded() == before


def test_a_folder_needs_its_facts(opened: ProjectSimulator) -> None:
    with pytest.raises(UsageError, check=saying(reason="no-project-facts")):
        bring(opened, *folder(a_change_logic()))


def test_an_empty_folder_opens_nothing(opened: ProjectSimulator) -> None:
    with pytest.raises(UsageError, check=saying(reason="no-project-facts")):
        import_project(opened.parts, programme=PROGRAMME, written=[], by="olle")


def test_a_folder_is_about_one_project(opened: ProjectSimulator) -> None:
    stray = a_manuscript(a_learning_cycle(), project="simma")

    with pytest.raises(WrongProjectError, check=saying(file="learning_cycle.yaml")):
        bring(opened, *folder(a_change_logic(), some_facts()), stray)


def test_a_folder_says_one_thing_of_a_tool(opened: ProjectSimulator) -> None:
    files = folder(some_facts(), a_change_logic(), a_change_logic(activities=()))

    with pytest.raises(UsageError, check=saying(reason="two-documents-of-a-tool")):
        bring(opened, *files)


def test_a_project_stays_in_its_programme(opened: ProjectSimulator) -> None:
    open_programme(opened.parts, programme="annan", title="En annan", owner="X", by="olle")

    with pytest.raises(ConflictError, check=saying(what="project-is-elsewhere")):
        bring(opened, *folder(project="cykla"), programme="annan", by="alva")


def test_who_may_open_may_not_change_what_is_open(opened: ProjectSimulator) -> None:
    with pytest.raises(NotPermittedError, check=saying(act="submit_document")):
        bring(opened, *folder(project="cykla"), by="olle")


def test_a_finished_project_is_not_opened_by_a_folder(live: Live) -> None:
    finished = live("finished")

    with pytest.raises(ConflictError, check=saying(what="project-is-finished")):
        bring(finished, *folder(some_facts(title="Igen"), project="cykla"), by="alva")


def test_a_finished_projects_own_folder_says_nothing_new(live: Live) -> None:
    finished = live("finished")

    done = bring(finished, *folder(finished_facts(finished), project="cykla"), by="alva")

    assert done.unchanged == ("project",)


def finished_facts(life: ProjectSimulator) -> object:
    """Return the facts that a finished project ended with."""
    return show_project(life.parts, project="cykla").facts


def test_projects_are_listed_by_programme(opened: ProjectSimulator) -> None:
    open_programme(opened.parts, programme="annan", title="En annan", owner="X", by="olle")

    listed = [
        [seen.project.id for seen in list_projects(opened.parts, programme=name)]
        for name in (None, PROGRAMME, "annan")
    ]

    assert listed == [["cykla", "vandra"], ["cykla", "vandra"], []]

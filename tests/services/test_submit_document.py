from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from gronatraden import manuscript
from gronatraden.errors import (
    ConflictError,
    ManuscriptError,
    NotPermittedError,
    UnknownNameError,
    WrongProjectError,
)
from gronatraden.services.show_document import list_documents, show_document
from gronatraden.services.submit_document import submit_document
from gronatraden.tools.change_logic import ChangeLogic
from tests.builders import a_change_logic, a_learning_cycle, some_facts
from tests.builders.manuscripts import a_manuscript, written
from tests.services.simulator import ProjectSimulator, saying

if TYPE_CHECKING:
    from tests.services.conftest import Live


def test_a_draft_with_holes_is_saved_and_answered(opened: ProjectSimulator) -> None:
    done = opened.submit(ChangeLogic())

    assert (done.version.number, done.unchanged) == (1, False)
    assert ("change_logic.no_box_is_empty", "box-is-empty") in {
        (check, finding.code) for check, finding in done.findings
    }


def test_what_is_complete_is_answered_with_nothing(opened: ProjectSimulator) -> None:
    opened.moves_to(date(2024, 12, 1))

    assert opened.submit(a_change_logic()).findings == ()


def test_the_projects_facts_are_a_document(opened: ProjectSimulator) -> None:
    done = opened.submit(some_facts())

    assert (done.version.tool, done.version.number, done.findings) == ("project", 2, ())


def test_the_same_again_is_unchanged(opened: ProjectSimulator) -> None:
    first = opened.submit(a_change_logic())
    before = opened.recorded()

    again = opened.days_pass(1).submit(a_change_logic())

    assert (again.unchanged, again.version) == (True, first.version)
    assert opened.recorded() == before


def test_the_same_again_is_answered_again(opened: ProjectSimulator) -> None:
    first = opened.submit(ChangeLogic())

    assert opened.submit(ChangeLogic()).findings == first.findings


@pytest.mark.parametrize(
    "envelope",
    [
        pytest.param({"sources": {"rvu": "Resvaneundersökning 2024"}}, id="sources"),
        pytest.param({"origin": "public"}, id="origin"),
    ],
)
def test_another_envelope_is_another_version(
    opened: ProjectSimulator, envelope: dict[str, Any]
) -> None:
    opened.submit(a_change_logic())

    assert opened.submit(a_change_logic(), **envelope).version.number == 2


def test_every_version_stays(opened: ProjectSimulator) -> None:
    opened.submit(a_change_logic(), ChangeLogic(), a_change_logic())

    versions = [
        v.number
        for v in list_documents(opened.parts, project="cykla").versions
        if v.tool == "change_logic"
    ]
    assert versions == [1, 2, 3]
    assert (
        show_document(opened.parts, project="cykla", tool="change_logic", number=1).content
        == a_change_logic()
    )


def test_a_version_between_is_a_conflict(opened: ProjectSimulator) -> None:
    opened.submit(ChangeLogic(), a_change_logic())

    with pytest.raises(ConflictError, check=saying(what="document-moved-on", expected=1, actual=2)):
        opened.submit(a_change_logic(activities=()), based_on=1)


def test_what_goes_on_from_the_latest_is_taken(opened: ProjectSimulator) -> None:
    opened.submit(ChangeLogic())

    assert opened.submit(a_change_logic(), based_on=1).version.number == 2


def test_what_goes_on_from_nothing_is_taken_first(opened: ProjectSimulator) -> None:
    assert opened.submit(a_change_logic(), based_on=0).version.number == 1


def test_a_document_of_another_project_is_refused(opened: ProjectSimulator) -> None:
    other = a_manuscript(a_change_logic(), project="vandra")

    with pytest.raises(WrongProjectError, check=saying(expected="cykla", actual="vandra")):
        submit_document(opened.parts, project="cykla", written=other, by="alva")


def test_a_tool_that_is_not_there_is_told_the_nearest(opened: ProjectSimulator) -> None:
    other = written({"tool": "change_logik", "project": "cykla", "content": {}})

    with pytest.raises(UnknownNameError, check=saying(kind="tool", nearest="change_logic")):
        submit_document(opened.parts, project="cykla", written=other, by="alva")


def test_a_field_that_is_not_there_is_told_its_line(opened: ProjectSimulator) -> None:
    text = "tool: change_logic\nproject: cykla\ncontent:\n  challanges: []\n"
    file = manuscript.read_text(text, name="logic.yaml")

    with pytest.raises(ManuscriptError) as caught:
        submit_document(opened.parts, project="cykla", written=file, by="alva")

    (problem,) = caught.value.problems
    assert (problem.line, problem.facts["nearest"]) == (4, "challenges")


@pytest.mark.parametrize("schema", [0, 2, 99])
def test_a_schema_of_another_time_is_refused(opened: ProjectSimulator, schema: int) -> None:
    other = a_manuscript(a_change_logic(), schema=schema)

    with pytest.raises(ManuscriptError) as caught:
        submit_document(opened.parts, project="cykla", written=other, by="alva")

    (problem,) = caught.value.problems
    assert (problem.code, problem.facts["actual"]) == ("unlike-any-value", str(schema))


@pytest.mark.parametrize("by", ["cleo", "bo", "disa", "olle", "ida"])
def test_not_everyone_hands_in(opened: ProjectSimulator, by: str) -> None:
    with pytest.raises(NotPermittedError, check=saying(act="submit_document")):
        opened.submit(a_change_logic(), by=by)


def test_a_finished_project_takes_nothing_more(live: Live) -> None:
    finished = live("finished")

    with pytest.raises(ConflictError, check=saying(what="project-is-finished")):
        finished.submit(a_change_logic(activities=()))


def test_a_stopped_project_can_be_wound_up(live: Live) -> None:
    stopped = live("stopped")

    assert not stopped.submit(a_learning_cycle(next_review_on=date(2026, 1, 1))).unchanged


def test_a_source_is_called_what_its_writer_calls_it(opened: ProjectSimulator) -> None:
    cited = {"årsberättelsen": "https://example.se/2018", "S1": "https://example.se"}

    done = opened.submit(a_change_logic(), sources=cited)

    seen = show_document(opened.parts, project="cykla", tool="change_logic")
    assert (done.version.number, seen.version.sources) == (1, cited)

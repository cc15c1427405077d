from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from gronatraden.errors import ExportError, UnknownNameError
from gronatraden.history import Reading
from tests.builders import a_change_logic, some_facts
from tests.builders.folders import exported
from tests.services.simulator import saying

if TYPE_CHECKING:
    from tests.services.conftest import Live
    from tests.services.simulator import ProjectSimulator

READ = Reading(indicator="bike-users", measured_on=date(2024, 9, 1), value=Decimal("1200.50"))


def test_a_project_with_nothing_but_its_title_is_one_file(opened: ProjectSimulator) -> None:
    assert exported(opened.parts, "cykla") == {
        "project.yaml": (
            "tool: project\nproject: cykla\nlifecycle: full\norigin: own\n"
            "content:\n  title: Cykla till jobbet\n"
        )
    }


def test_only_the_latest_version_goes_out(opened: ProjectSimulator) -> None:
    opened.submit(a_change_logic(), a_change_logic(activities=()))

    assert "Prova på-kampanj" not in exported(opened.parts, "cykla")["change_logic.yaml"]


def test_a_document_that_goes_out_builds_on_no_version(filled: ProjectSimulator) -> None:
    assert [t for t in exported(filled.parts, "cykla").values() if "based_on" in t] == []


def test_the_facts_are_written_last(filled: ProjectSimulator) -> None:
    assert list(exported(filled.parts, "cykla"))[-1] == "project.yaml"


def test_a_reading_goes_out_with_its_digits(opened: ProjectSimulator) -> None:
    opened.submit(some_facts(), a_change_logic())
    opened.read(READ)

    assert exported(opened.parts, "cykla")["readings.yaml"] == (
        "schema: gronatraden/project-readings/1\nproject: cykla\nreadings:\n"
        "- indicator: bike-users\n  measured_on: 2024-09-01\n  value: 1200.50\n"
    )


def test_a_former_indicators_readings_stand_apart(opened: ProjectSimulator) -> None:
    opened.submit(a_change_logic())
    opened.read(READ)

    opened.submit(a_change_logic(indicators=()))

    assert "of_former_indicators:\n" in exported(opened.parts, "cykla")["readings.yaml"]


def test_a_finished_projects_lessons_go_out(live: Live) -> None:
    finished = live("finished")

    assert "id: cykla/" in exported(finished.parts, "cykla")["lessons.yaml"]


def test_what_could_not_be_read_back_is_not_written(opened: ProjectSimulator) -> None:
    opened.submit(a_change_logic())
    opened.read(Reading(indicator="bike-users", measured_on=READ.measured_on, value=READ.value))
    exported(opened.parts, "cykla")

    opened.read(
        Reading(
            indicator="bike-users",
            measured_on=READ.measured_on,
            value=READ.value,
            deviation="Högre\u2028Lägre",
        )
    )

    with pytest.raises(ExportError, check=saying(file="readings.yaml", reason="not-read-back")):
        exported(opened.parts, "cykla")


def test_an_unknown_project_has_no_files(opened: ProjectSimulator) -> None:
    with pytest.raises(UnknownNameError, check=saying(kind="project")):
        exported(opened.parts, "cykl")

"""What lies beside the sample documents."""

from __future__ import annotations

from datetime import date

import pytest

from gronatraden import manuscript
from gronatraden.samples import folders
from gronatraden.samples.staging import ReadingsFile
from tests.builders.samples import the_calendar, the_cast, written


def test_a_day_is_found_by_its_name() -> None:
    calendar = the_calendar("res-gront")

    day = calendar.on("start")

    assert day == date(2017, 8, 30)


def test_a_day_that_is_not_there_is_refused() -> None:
    calendar = the_calendar("res-gront")

    with pytest.raises(KeyError):
        calendar.on("midsummer")


def test_a_recorded_reading_says_its_source_in_full() -> None:
    path = folders.fictional("res-gront", "checkpoint") / folders.READINGS
    file = manuscript.validate(written(path), ReadingsFile)

    sources = {reading.source for reading in file.as_recorded()}

    assert sources == set(file.sources.values())


def test_everyone_in_the_cast_has_a_handle_of_their_own() -> None:
    handles = [person.handle for person in the_cast().people]

    assert len(handles) == len(set(handles))


@pytest.mark.parametrize("project", folders.PROJECTS)
def test_the_facts_come_first_and_no_calendar_among_the_documents(project: str) -> None:
    names = [path.name for path in folders.documents(folders.project(project))]

    assert names[0] == folders.FACTS
    assert folders.CALENDAR not in names
    assert folders.ANSWERS not in names

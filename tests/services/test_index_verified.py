"""The index that lessons are found by is held against the lessons."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from gronatraden.learning import LessonWritten
from gronatraden.services.log.verify_log import verify_log
from gronatraden.services.log_lesson import log_lesson
from tests.builders.store import ON_SERVER

if TYPE_CHECKING:
    from tests.services.simulator import ProjectSimulator


@pytest.fixture
def taught(opened: ProjectSimulator) -> ProjectSimulator:
    """Return ``cykla`` with one lesson."""
    lesson = LessonWritten(id="habits", finding="Resvanor ändras långsamt.", change="Vi väntar.")
    log_lesson(opened.parts, project="cykla", lesson=lesson, by="alva")
    return opened


def alter(life: ProjectSimulator, statement: str) -> None:
    with closing(sqlite3.connect(life.folder / "gronatraden.db")) as connection:
        connection.execute(statement)
        connection.commit()


def test_an_index_as_it_was_made_verifies(taught: ProjectSimulator) -> None:
    assert verify_log(taught.parts).verified


@pytest.mark.skipif(ON_SERVER, reason="the index is altered as a file")
@pytest.mark.parametrize(
    ("statement", "key"),
    [
        pytest.param("UPDATE lesson_text SET words = 'annat'", "cykla/habits", id="changed"),
        pytest.param("DELETE FROM lesson_text", "cykla/habits", id="emptied"),
        pytest.param("INSERT INTO lesson_text VALUES ('x/y', 'resvan')", "x/y", id="added"),
        pytest.param("DROP TABLE lesson_text", "", id="dropped"),
    ],
)
def test_an_index_that_differs_is_told(taught: ProjectSimulator, statement: str, key: str) -> None:
    alter(taught, statement)

    told = [(p.code, p.key) for p in verify_log(taught.parts).problems]

    assert told == [("index-differs", key)]

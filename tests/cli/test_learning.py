from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.house import Desk

LESSONS = """
programme: kronoberg
sources: {S1: "https://example.org"}
lessons:
  - {id: racks, finding: "Låsbara cykelställ avgjorde.", change: "Börja med ställen.", source: S1}
  - {id: trains, finding: "Tåget går för sällan på kvällen.", change: "Räkna turerna."}
"""


@pytest.fixture
def taught(desk: Desk) -> Desk:
    """Return a desk where two lessons from elsewhere are imported."""
    desk("--as", "olle", "lesson", "import", desk.file("lessons.yaml", LESSONS))
    return desk


def test_lessons_are_imported_once(taught: Desk) -> None:
    again = taught("--as", "olle", "lesson", "import", "lessons.yaml", "--json")

    assert (again.data["lessons"], len(taught("lesson", "list", "--json").data["lessons"])) == (
        [],
        2,
    )


def test_another_text_finds_another_lesson(taught: Desk) -> None:
    found = [
        taught("lesson", "search", *words, "--json").data["lessons"][0]["lesson"]
        for words in (("cykelställ",), ("kvällståget", "tåg"))
    ]

    assert found == ["kronoberg/racks", "kronoberg/trains"]


def test_a_project_searches_with_its_own_challenges(taught: Desk) -> None:
    answer = taught("lesson", "search", "--project", "cykla", "--json")

    assert (answer.code, answer.data["words"]) == (0, "")


def test_a_lesson_is_answered_with_how(taught: Desk) -> None:
    words = ("lesson", "answer", "cykla", "kronoberg/racks", "--applied", "Ställen först.")

    data = taught("--as", "alva", *words, "--json").data

    assert (data["answer"], data["because"]) == ("applied", "Ställen först.")


def test_a_lesson_has_one_answer(taught: Desk) -> None:
    words = ("lesson", "answer", "cykla", "kronoberg/racks")

    answer = taught("--as", "alva", *words, "--applied", "Ja.", "--not-relevant", "Nej.")

    assert answer.code == 2


def test_a_lesson_is_logged_from_the_command_line(desk: Desk) -> None:
    words = ("lesson", "log", "cykla", "mote", "--finding", "Möten.", "--tag", "a", "--tag", "b")

    data = desk("--as", "alva", *words, "--learnt-on", "2024-11-01", "--json").data

    assert (data["lessons"][0]["lesson"], data["lessons"][0]["tags"]) == ("cykla/mote", ["a", "b"])


def test_a_lesson_from_the_command_line_is_checked(desk: Desk) -> None:
    answer = desk("--as", "alva", "lesson", "log", "cykla", "Å Ä", "--finding", "Möten.")

    assert (answer.code, "går inte som id" in answer.told) == (1, True)


def test_the_learning_cycle_is_logged_once(desk: Desk) -> None:
    first = desk("--as", "alva", "lesson", "log", "cykla", "--json").data["lessons"]

    again = desk("--as", "alva", "lesson", "log", "cykla")

    assert (len(first) > 0, "Inget nytt att logga." in again.out) == (True, True)


def test_a_projects_lessons_are_listed_with_their_answers(taught: Desk) -> None:
    taught("--as", "alva", "lesson", "log", "cykla")

    answer = taught("lesson", "list", "cykla")

    assert (answer.code, "Loggat av cykla" in answer.out) == (0, True)


def test_a_reading_is_listed_against_its_target(desk: Desk) -> None:
    words = ("reading", "add", "cykla", "bike-users", "240,5", "--on", "2024-11-01")
    desk("--as", "alva", *words)

    found = desk("reading", "list", "cykla", "--json").data["indicators"][0]

    assert (found["indicator"], found["target"], found["readings"][0]["value"]) == (
        "bike-users",
        "2000",
        "240.5",
    )


def test_a_split_has_to_be_the_sum(desk: Desk) -> None:
    words = ("reading", "add", "cykla", "bike-users", "240", "--on", "2024-11-01")

    answer = desk("--as", "alva", *words, "--women", "1", "--men", "2")

    assert answer.code == 2


def test_readings_are_shown_to_people(desk: Desk) -> None:
    words = ("reading", "add", "cykla", "bike-users", "240", "--on", "2024-11-01")
    desk("--as", "alva", *words, "--women", "130", "--men", "110")

    answer = desk("reading", "list", "cykla")

    assert ["Kvinnor" in answer.out, "Övriga" in answer.out] == [True, False]

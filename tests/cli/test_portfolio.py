"""The portfolio in a terminal: numbers first, then what needs somebody."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, get_args

import pytest

from gronatraden.cli.portfolio.command import PHASES, STATES
from gronatraden.phases import FINISHED, PhaseName
from gronatraden.store.derived.states import DeadlineKind, State
from gronatraden.text import LANGUAGES, Voice

if TYPE_CHECKING:
    from tests.cli.house import Desk


@pytest.fixture
def checked(desk: Desk) -> Desk:
    """Return a desk whose portfolio was checked just now."""
    desk("portfolio", "check")
    return desk


def test_a_board_that_was_never_checked_says_so(desk: Desk) -> None:
    answer = desk("portfolio", "board")

    assert "Portföljen är inte genomgången än." in answer.out
    assert [line.split()[-1] for line in answer.following] == ["check"]


def test_a_check_says_how_many_were_judged(desk: Desk) -> None:
    first, second = desk("portfolio", "check"), desk("portfolio", "check")

    assert first.out.startswith("2 projekt bedömdes på nytt.")
    assert second.out.startswith("Inget hade ändrats")


def test_a_rehearsed_check_keeps_nothing(desk: Desk) -> None:
    desk("portfolio", "check", "--dry-run")

    assert desk("portfolio", "board", "--json").data["projects"] == []


def test_the_board_names_who_has_to_act(checked: Desk) -> None:
    answer = checked("portfolio", "board")

    calls = answer.out.partition("Behöver någon (2)")[2]
    (line,) = [line for line in calls.splitlines() if line.startswith("cykla")]
    assert re.split(r"  +", line) == ["cykla", "start", "redo, inte begärt", "0", "projektledare"]


def test_the_board_says_when_it_is_old(checked: Desk) -> None:
    checked("--as", "alva", "gate", "request", "cykla", "start")

    answer = checked("portfolio", "board")

    assert "Sedan dess har något hänt" in answer.out


@pytest.mark.parametrize(
    ("words", "projects"),
    [
        ((), ["cykla", "tomt"]),
        (("--state", "ready"), ["cykla"]),
        (("--phase", "during"), []),
        (("--programme", "annan", "--state", "closed"), ["tomt"]),
    ],
    ids=["everything", "a state", "a phase", "a programme and a state"],
)
def test_the_board_shows_what_is_asked_for(
    checked: Desk, words: tuple[str, ...], projects: list[str]
) -> None:
    answer = checked("portfolio", "board", "--json", *words)

    assert [line["project"] for line in answer.data["projects"]] == projects


def test_the_board_is_written_for_a_spreadsheet(checked: Desk) -> None:
    answer = checked("portfolio", "board", "--csv")

    rows = list(csv.DictReader(answer.out.splitlines()))
    assert [(r["project"], r["gate"], r["state"], r["who"]) for r in rows][:1] == [
        ("cykla", "start", "ready", "project_manager")
    ]


def test_no_more_are_named_than_asked_for(checked: Desk) -> None:
    answer = checked("portfolio", "board", "--limit", "1")

    assert "… och 1 till." in answer.out


def test_an_unknown_programme_is_told(checked: Desk) -> None:
    answers = [
        checked("portfolio", verb, "--programme", "kronobrg") for verb in ("board", "reminders")
    ]

    assert [(a.code, "kronoberg" in a.err) for a in answers] == [(2, True)] * 2


def test_a_check_of_everything_compares_every_project(checked: Desk) -> None:
    answer = checked("portfolio", "check", "--all", "--json")

    assert (answer.code, answer.data["compared"], answer.data["mended"]) == (0, 2, [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_and_deadline_has_words(language: str) -> None:
    voice = Voice(language)
    codes = [f"portfolio.state.{state}" for state in State]
    codes += [f"portfolio.deadline.{kind}" for kind in DeadlineKind]

    assert [code for code in codes if not voice.knows(code)] == []


def test_what_can_be_asked_for_is_all_there_is() -> None:
    assert (list(STATES), list(PHASES)) == (list(State), [*get_args(PhaseName), FINISHED])


def test_reminders_say_how_old_they_are(checked: Desk) -> None:
    fresh = checked("portfolio", "reminders")
    checked("--as", "alva", "gate", "request", "cykla", "start")

    old = checked("portfolio", "reminders")

    assert ("Sedan dess har något hänt" in fresh.out, "Sedan dess" in old.out) == (False, True)
    assert [line.split()[-1] for line in old.following] == ["check"]


def test_the_gates_stand_in_the_order_of_the_lifecycle(desk: Desk) -> None:
    for person, verb in (
        ("alva", "request"),
        ("bo", "stop"),
        ("britt", "stop"),
        ("birger", "stop"),
    ):
        said = ("decide", "cykla", "start", "--outcome", "stop", "--reason", "Slut.")
        words = said if verb == "stop" else (verb, "cykla", "start")
        desk("--as", person, "gate", *words)
    desk("portfolio", "check")

    head = next(x for x in desk("portfolio", "board").out.splitlines() if x.startswith("Projekt "))

    assert head.split() == ["Projekt", "start", "slutpunkt"]

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.house import Desk


@pytest.fixture
def decided(desk: Desk) -> Desk:
    """Return a desk where the start of ``cykla`` was opened."""
    desk("--as", "alva", "gate", "request", "cykla", "start")
    for person in ("bo", "britt", "birger"):
        said = ("--outcome", "go", "--registry-number", "24RK1234")
        desk("--as", person, "gate", "decide", "cykla", "start", *said)
    return desk


def test_minutes_are_printed_as_markdown(decided: Desk) -> None:
    answer = decided("gate", "minutes", "cykla", "start")

    assert (answer.code, answer.out.splitlines()[0]) == (0, "**Protokollsutdrag**")


def test_a_file_that_is_named_as_a_page_becomes_one(decided: Desk) -> None:
    answer = decided("gate", "minutes", "cykla", "start", "-o", "protokoll.html")

    page = (decided.folder / "protokoll.html").read_text("utf-8")
    assert (answer.code, page.startswith("<!doctype html>")) == (0, True)


def test_minutes_are_written_in_the_language_asked_for(decided: Desk) -> None:
    answer = decided("gate", "minutes", "cykla", "start", "--lang", "en")

    assert answer.out.startswith("**Extract of minutes**")


def test_a_program_is_given_the_text_and_what_it_is_about(decided: Desk) -> None:
    data = decided("gate", "minutes", "cykla", "start", "--json").data

    assert (data["schema"], data["decision"], data["outcome"], data["registry_number"]) == (
        "gronatraden/minutes/1",
        1,
        "go",
        "24RK1234",
    )
    assert data["markdown"].startswith("**Protokollsutdrag**")


def test_a_simulated_clock_is_owned_up_to(decided: Desk) -> None:
    assert "påhittade" in decided("gate", "minutes", "cykla", "start").out


def test_a_gate_that_nobody_asked_about_is_a_conflict(desk: Desk) -> None:
    assert desk("gate", "minutes", "cykla", "start").code == 4


def test_a_decision_that_is_not_there_is_unknown(decided: Desk) -> None:
    assert decided("gate", "minutes", "cykla", "start", "--decision", "9").code == 2

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import a_change_logic
from tests.builders.changes import with_
from tests.cli.house import document

if TYPE_CHECKING:
    from tests.cli.house import Desk


def events(desk: Desk) -> int:
    """Return how many events the log has."""
    return int(desk("audit", "verify", "--json").data["events"])


@pytest.fixture
def asked(desk: Desk) -> Desk:
    """Return a desk where the decision on cykla's start is requested."""
    desk("--as", "alva", "gate", "request", "cykla", "start")
    return desk


@pytest.fixture
def passed(asked: Desk) -> Desk:
    """Return a desk where cykla has passed its start."""
    for person in ("bo", "britt", "birger"):
        asked("--as", person, "gate", "decide", "cykla", "start", "--outcome", "go")
    return asked


def test_a_request_names_those_who_decide(desk: Desk) -> None:
    answer = desk("--as", "alva", "gate", "request", "cykla", "start", "--json")

    people = {seat["person"] for seat in answer.data["request"]["panel"]}
    assert people == {"bo", "britt", "birger"}


def test_one_word_is_not_enough(asked: Desk) -> None:
    answer = asked("--as", "bo", "gate", "decide", "cykla", "start", "--outcome", "go", "--json")

    assert answer.data["waiting_for"] == [
        {"role": "steering_group", "count": 1},
        {"role": "steering_chair", "count": 1},
    ]


def test_enough_words_are_a_decision(passed: Desk) -> None:
    answer = passed("gate", "check", "cykla", "start", "--json")

    assert (answer.code, answer.data["decision"]["deciders"]) == (0, ["birger", "bo", "britt"])


def test_a_passed_gate_shows_its_recorded_verdict(passed: Desk) -> None:
    answer = passed("gate", "check", "cykla", "start")

    assert answer.out.startswith("Grinden start i cykla passerades den 1 december 2024")


def test_history_tells_who_said_what(passed: Desk) -> None:
    answer = passed("gate", "history", "cykla")

    assert ["alva begärde beslut." in answer.out, "britt säger gå vidare." in answer.out] == [
        True
    ] * 2


def test_a_closed_gate_cannot_be_opened(desk: Desk) -> None:
    broken = document("change_logic", a_change_logic(indicators=()))
    desk("--as", "alva", "document", "submit", "cykla", desk.file("logic.yaml", broken))
    before = events(desk)

    answer = desk("--as", "bo", "gate", "decide", "cykla", "start", "--outcome", "go")

    assert (answer.code, events(desk)) == (3, before)


def test_whoever_may_not_decide_is_refused(asked: Desk) -> None:
    before = events(asked)

    answer = asked("--as", "cleo", "gate", "decide", "cykla", "start", "--outcome", "go")

    assert (answer.code, events(asked)) == (5, before)


def test_whoever_requested_it_does_not_decide(asked: Desk) -> None:
    answer = asked("--as", "alva", "gate", "decide", "cykla", "start", "--outcome", "go")

    assert answer.code == 5


def test_an_old_verdict_is_refused_with_what_changed(asked: Desk) -> None:
    changed = document("change_logic", a_change_logic(external_factors=()))
    asked("--as", "alva", "document", "submit", "cykla", asked.file("logic.yaml", changed))
    before = events(asked)

    answer = asked("--as", "bo", "gate", "decide", "cykla", "start", "--outcome", "go")

    assert (answer.code, "Förändringslogik" in answer.err, events(asked)) == (4, True, before)


def test_a_dry_run_saves_nothing(asked: Desk) -> None:
    before = events(asked)

    answer = asked(
        *("--as", "bo", "gate", "decide", "cykla", "start", "--outcome", "go", "--dry-run")
    )

    assert (answer.code, "inget är sparat" in answer.err, events(asked)) == (0, True, before)


def test_conditions_come_with_owner_and_day(asked: Desk) -> None:
    said = ("--outcome", "go_with_conditions", "--condition", "Upphandla", "project_owner")
    for person in ("bo", "britt", "birger"):
        asked("--as", person, "gate", "decide", "cykla", "start", *said, "2025-03-31")

    found = asked("condition", "list", "cykla", "--json").data["conditions"]

    assert [(c["text"], c["owner"], c["due_on"]) for c in found] == [
        ("Upphandla", "project_owner", "2025-03-31")
    ]


def test_a_condition_is_met_with_proof(asked: Desk) -> None:
    said = ("--outcome", "go_with_conditions", "--condition", "Upphandla", "project_owner")
    for person in ("bo", "britt", "birger"):
        asked("--as", person, "gate", "decide", "cykla", "start", *said, "2025-03-31")
    name = asked("condition", "list", "cykla", "--json").data["conditions"][0]["condition"]

    answer = asked("--as", "alva", "condition", "meet", "cykla", name, "--proof", "Avtal", "--json")

    assert (answer.code, answer.data["proof"]) == (0, "Avtal")


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        pytest.param(("hold",), "--until", id="hold without a day"),
        pytest.param(("stop",), "--reason", id="stop without a reason"),
        pytest.param(("go_with_conditions",), "--condition", id="conditions without any"),
        pytest.param(("go", "--until", "2025-02-01"), "--outcome hold", id="a day beside go"),
    ],
)
def test_an_outcome_says_what_it_lacks(asked: Desk, said: tuple[str], missing: str) -> None:
    answer = asked("--as", "bo", "gate", "decide", "cykla", "start", "--outcome", *said)

    assert (answer.code, missing in answer.err) == (2, True)


def test_an_unknown_outcome_is_told_the_nearest(asked: Desk) -> None:
    answer = asked("--as", "bo", "gate", "decide", "cykla", "start", "--outcome", "stopp")

    assert (answer.code, "Menade du stop?" in answer.err) == (2, True)


def test_a_gate_that_is_not_next_cannot_be_requested(desk: Desk) -> None:
    answer = desk("--as", "alva", "gate", "request", "cykla", "finish")

    assert answer.code == 4


def test_a_gate_that_was_referred_back_says_why(asked: Desk) -> None:
    said = ("--outcome", "refer_back", "--reason", "Vi vill se fler intressenter.")
    asked("--as", "birger", "gate", "decide", "cykla", "start", *said)

    answer = asked("gate", "check", "cykla", "start")

    assert "återremiss. Vi vill se fler intressenter." in " ".join(answer.out.split())


def test_a_gate_on_hold_says_until_when(asked: Desk) -> None:
    said = ("--outcome", "hold", "--until", "2025-02-01", "--reason", "Budgeten dröjer.")
    asked("--as", "birger", "gate", "decide", "cykla", "start", *said)

    answer = asked("--as", "alva", "gate", "request", "cykla", "start")

    assert (answer.code, "1 februari 2025" in answer.told) == (4, True)


def test_nobody_is_told_to_ask_again_while_it_is_on_hold(asked: Desk) -> None:
    said = ("--outcome", "hold", "--until", "2025-02-01", "--reason", "Budgeten dröjer.")
    asked("--as", "birger", "gate", "decide", "cykla", "start", *said)

    answer = asked("gate", "check", "cykla", "start")

    assert "gate request" not in answer.told
    assert "gate history cykla" in answer.told


def test_whoever_follows_on_conditions_is_given_the_same_ones(asked: Desk) -> None:
    said = ("--outcome", "go_with_conditions", "--condition", "Mät", "project_manager")
    first = asked("--as", "bo", "gate", "decide", "cykla", "start", *said, "2025-03-01")

    second = asked.paste(first.following[0])

    assert (
        second.code,
        "Fler behöver säga detsamma: styrgrupp (1)." in second.out,
    ) == (0, True)


def test_whose_substitute_has_spoken_is_not_asked_first(desk: Desk) -> None:
    standing_in = ("--substitute-for", "birger", "--until", "2024-12-31")
    desk("--as", "anna", "person", "add", "siri", "--name", "Siri")
    desk("--as", "anna", "role", "grant", "siri", "steering_chair", *standing_in)
    desk("--as", "alva", "gate", "request", "cykla", "start")

    answer = desk("--as", "siri", "gate", "decide", "cykla", "start", "--outcome", "go")

    assert "--as bo gate decide" in answer.told


def test_what_has_changed_since_is_asked_for_anew(asked: Desk) -> None:
    logic = with_(a_change_logic(), "activities[evaluate].owner", "Utvärderaren")
    changed = asked.file("logic.yaml", document("change_logic", logic))
    asked("--as", "alva", "document", "submit", "cykla", changed)

    following = [asked("gate", verb, "cykla", "start").following for verb in ("check", "explain")]

    assert all("gate request cykla start" in commands[0] for commands in following)
    assert asked.paste(following[0][0]).code == 0


def test_a_gate_out_of_turn_can_be_neither_asked_about_nor_decided(passed: Desk) -> None:
    said = ("gate", "decide", "cykla", "start", "--outcome", "go")

    answer = passed("--as", "bo", *said)

    assert (answer.code, "begära eller fatta beslut om grinden start" in answer.told) == (4, True)


def test_what_nobody_has_moved_is_asked_for_where_it_is_moved(desk: Desk) -> None:
    said = ("--outcome", "reopen", "--reason", "Nytt läge.")

    answer = desk("--as", "bo", "gate", "decide", "cykla", "start", *said)

    assert (answer.code, "gate reopen eller condition extend" in answer.told) == (2, True)

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.builders import a_change_logic, a_collaboration_ladder
from tests.builders.changes import with_
from tests.cli.house import document

if TYPE_CHECKING:
    import pytest

    from tests.cli.house import Answer, Desk

ACTION = {"requirement", "where", "what", "who", "minutes", "alternatives"}


def explained(desk: Desk, *words: str) -> Answer:
    """Hand in a change logic whose activities nobody owns and ask for the way."""
    logic = a_change_logic()
    for activity in logic.activities:
        logic = with_(logic, f"activities[{activity.id}].owner", "")
    broken = document("change_logic", logic)
    desk("--as", "alva", "document", "submit", "cykla", desk.file("logic.yaml", broken))
    return desk("gate", "explain", "cykla", "start", *words)


def test_a_closed_gate_leaves_with_three(desk: Desk) -> None:
    answer = explained(desk)

    assert (answer.code, answer.out.splitlines()[0]) == (3, "Grinden start är stängd för cykla.")


def test_an_open_gate_leaves_with_nought_and_waits_for_a_request(desk: Desk) -> None:
    answer = desk("gate", "explain", "cykla", "start")

    assert (answer.code, "beslut kan begäras" in answer.out) == (0, True)


def test_the_object_has_the_keys_it_promises(desk: Desk) -> None:
    data = explained(desk, "--json").data

    assert data["schema"] == "gronatraden/explanation/1"
    assert set(data["actions"][0]) >= ACTION
    assert data["ready_after"] == len(data["actions"]) == 1


def test_an_action_says_what_in_two_languages(desk: Desk) -> None:
    what = explained(desk, "--json").data["actions"][0]["what"]

    assert (what["sv"].startswith("Ändra i Förändringslogik"), what["en"][:6]) == (True, "Change")


def test_lines_fit_eighty_columns(desk: Desk) -> None:
    answer = desk("gate", "explain", "tomt", "start", "--all")

    assert max(len(line) for line in answer.out.splitlines()) <= 80


def test_an_empty_project_hands_in_each_document_once(desk: Desk) -> None:
    actions = desk("gate", "explain", "tomt", "start", "--json").data["actions"]

    handed_in = [action["where"] for action in actions if action["way"] == "hand_in"]

    assert len(handed_in) == len(set(handed_in)) == 4


def test_a_document_to_hand_in_says_how_much_will_read_it(desk: Desk) -> None:
    actions = desk("gate", "explain", "tomt", "start", "--json").data["actions"]

    logic = next(action for action in actions if action["where"] == "change_logic")

    assert f"{len(logic['read_by'])} krav läser det" in logic["what"]["sv"]
    assert f"{len(logic['read_by'])} requirements read it" in logic["what"]["en"]


def asked_to_let_past(desk: Desk) -> None:
    """Let a start miss one rung, and ask to be let past that."""
    ladder = with_(a_collaboration_ladder(), "constellations[commute].rung", "")
    file = desk.file("ladder.yaml", document("collaboration_ladder", ladder))
    desk("--as", "alva", "document", "submit", "cykla", file)
    asked = ("cykla", "start", "start.rungs-are-answered", "--reason", "Senare.", "--days", "30")
    desk("--as", "alva", "waiver", "request", *asked)


def test_a_waiver_that_waits_is_told_from_what_is_wrong(desk: Desk) -> None:
    asked_to_let_past(desk)

    answer = desk("gate", "explain", "cykla", "start")

    said = " ".join(answer.out.split())
    assert (answer.code, "Att göra" in said) == (3, False)
    assert "Inget mer behöver göras i projektet nu" in said
    assert "Avsteget cykla/waiver-1 är begärt." in said.partition("Inte än")[2]


def test_a_waiver_that_was_approved_waits_no_more(desk: Desk) -> None:
    asked_to_let_past(desk)
    desk("--as", "birger", "waiver", "approve", "cykla", "cykla/waiver-1")

    answer = desk("gate", "explain", "cykla", "start", "--json")

    assert [w["code"] for w in answer.data["not_yet"]] == ["decision-is-not-requested"]


def test_a_gate_out_of_turn_is_told_from_a_gate_in_want(desk: Desk) -> None:
    data = desk("gate", "explain", "cykla", "finish", "--json").data

    assert [waiting["code"] for waiting in data["not_yet"]] == ["gate-is-not-next"]


def test_a_look_at_a_closed_gate_leads_to_the_way(desk: Desk) -> None:
    following = desk("gate", "check", "tomt", "start").following

    assert following == ["gronatraden gate explain tomt start"]


def test_nothing_is_recorded(desk: Desk) -> None:
    before = desk("audit", "verify", "--json").data["events"]

    desk("gate", "explain", "tomt", "start")

    assert desk("audit", "verify", "--json").data["events"] == before


def classed(desk: Desk) -> None:
    """Publish which projects are small, and have another person put it in force."""
    text = desk("policy", "show", "gronatraden").out.replace("2026-01-01", "2020-01-01", 1)
    classes = text.replace("version: 2\n", "version: 3\n", 1)
    desk("--as", "olle", "policy", "publish", desk.file("classes.yaml", classes))
    desk("--as", "anna", "role", "grant", "cleo", "programme_office")
    desk("--as", "cleo", "policy", "activate", "gronatraden", "3")


def test_a_lighter_class_is_offered_with_its_command(desk: Desk) -> None:
    classed(desk)
    small = ("--programme", "kronoberg", "--title", "Liten", "--budget", "400000")
    desk("--as", "olle", "project", "open", "liten", *small, "--lifecycle", "full")

    answer = desk("gate", "explain", "liten", "start")

    assert "gronatraden policy migrate simple 1 --project liten" in answer.following
    assert "flytta projektet till den enkla modellen" in " ".join(answer.out.split())


def test_what_stays_is_said_where_it_becomes_less(desk: Desk) -> None:
    logic = a_change_logic()
    first = logic.activities[0].id
    logic = with_(logic, f"activities[{first}].owner", "")
    logic = with_(logic, f"activities[{first}].resources", ())
    desk(
        "--as",
        "alva",
        "document",
        "submit",
        "cykla",
        desk.file("a.yaml", document("change_logic", logic)),
    )

    out = desk("gate", "explain", "cykla", "start").out

    assert [line.strip() for line in out.splitlines() if line.strip().startswith("Sedan")] == [
        "Sedan är grinden öppen."
    ]


def test_a_waiver_that_waits_leads_to_who_approves_it(desk: Desk) -> None:
    asked_to_let_past(desk)

    following = desk("gate", "explain", "cykla", "start").following

    assert "--as birger waiver approve cykla cykla/waiver-1" in following[0]


def test_a_broken_promise_closes_a_passed_gate_here_too(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = ("--outcome", "go_with_conditions", "--condition", "Mät", "project_manager")
    desk("--as", "alva", "gate", "request", "cykla", "start")
    for person in ("bo", "britt", "birger"):
        desk("--as", person, "gate", "decide", "cykla", "start", *said, "2025-03-01")
    kept = desk("gate", "explain", "cykla", "start")
    monkeypatch.setenv("GRONATRADEN_AT", "2025-03-02T12:00:00Z")

    broken = desk("gate", "explain", "cykla", "start")

    assert (kept.code, broken.code) == (0, 3)
    assert "Stängd igen" in broken.out

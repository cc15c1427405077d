"""Changes on the command line: asked, decided, listed and shown, with exit codes as at gates."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import a_change_logic, some_facts, with_
from tests.cli.house import document

if TYPE_CHECKING:
    from tests.cli.house import Answer, Desk

ASK = ("--as", "alva", "change", "request", "cykla")
WHY = ("--reason", "Upphandlingen överklagades.", "--consequence", "Allt blir senare.")
LONGER = ("--ends-on", "2027-12-31", *WHY)
DECIDE = ("change", "decide", "cykla", "1", "--outcome")
DECIDERS = ("bo", "britt", "birger")
KEYS = {
    *("schema", "project", "change", "number", "kinds", "before", "after", "reason"),
    *("consequence", "requested_by", "requested_at", "rule", "panel", "outcome", "decided_at"),
}
SHOWN = {"words", "decision", "waiting_for", "outdated", "touches", "readings"}


@pytest.fixture
def started(desk: Desk) -> Desk:
    """Return a desk where cykla has passed its start."""
    desk("--as", "alva", "gate", "request", "cykla", "start")
    for person in DECIDERS:
        desk("--as", person, "gate", "decide", "cykla", "start", "--outcome", "go")
    return desk


@pytest.fixture
def asked(started: Desk) -> Desk:
    """Return a desk where a year more is asked for."""
    started(*ASK, *LONGER)
    return started


@pytest.fixture
def approved(asked: Desk) -> Desk:
    """Return a desk where a year more is approved."""
    for person in DECIDERS:
        asked("--as", person, *DECIDE, "approve")
    return asked


def findings(desk: Desk) -> set[str]:
    """Return what is found about changes at the checkpoint."""
    requirements = desk("gate", "check", "cykla", "checkpoint", "--json").data["requirements"]
    return {f["code"] for r in requirements if r["rule"] == "G3-changes" for f in r["findings"]}


def hand_in(desk: Desk, **facts: object) -> Answer:
    """Hand in the project's facts."""
    file = desk.file("project.yaml", document("project", some_facts(**facts)))
    return desk("--as", "alva", "document", "submit", "cykla", file)


def test_a_request_is_one_json_object(started: Desk) -> None:
    answer = started(*ASK, *LONGER, "--json")

    assert answer.data.keys() == KEYS | {"unchanged"}
    assert (answer.data["schema"], answer.data["kinds"]) == ("gronatraden/change/1", ["time"])
    assert (answer.data["before"], answer.data["after"]) == (
        {"ends_on": "2026-12-31"},
        {"ends_on": "2027-12-31"},
    )


def test_a_request_says_from_what_to_what(started: Desk) -> None:
    said = started(*ASK, "--budget", "15000000", "--target", "bike-users", "1500,5", *WHY).out

    assert "från 13\xa0000\xa0000\xa0kr till 15\xa0000\xa0000\xa0kr" in said
    assert "1500,5" in said
    assert "styrgrupp (2) och styrgruppens ordförande (1)" in said


def test_a_request_says_whom_a_substitute_stands_in_for(started: Desk) -> None:
    standing_in = ("--substitute-for", "birger", "--until", "2024-12-31")
    started("--as", "anna", "person", "add", "siri", "--name", "Siri")
    started("--as", "anna", "role", "grant", "siri", "steering_chair", *standing_in)

    said = started(*ASK, "--budget", "25000000", *WHY).out

    asked = said.partition("Tillfrågade")[2].split()
    assert "siri styrgruppens ordförande (ersättare för birger)" in " ".join(asked)


def test_a_request_says_who_decides_next(started: Desk) -> None:
    answer = started(*ASK, *LONGER)

    assert "change decide cykla 1 --outcome approve" in answer.err


def test_the_same_request_again_is_said_to_be(asked: Desk) -> None:
    answer = asked(*ASK, *LONGER)

    assert (answer.code, "redan begärd" in answer.out) == (0, True)


def test_a_rehearsal_records_nothing(started: Desk) -> None:
    answer = started(*ASK, *LONGER, "--dry-run")

    assert (answer.code, started("change", "list", "cykla", "--json").data["changes"]) == (0, [])


def test_one_word_waits_for_others(asked: Desk) -> None:
    answer = asked("--as", "bo", *DECIDE, "approve", "--json")

    assert answer.data["schema"] == "gronatraden/change-decision/1"
    assert answer.data["waiting_for"] == [
        {"role": "steering_group", "count": 1},
        {"role": "steering_chair", "count": 1},
    ]


def test_the_last_word_says_where_to_enter_it(asked: Desk) -> None:
    answers = [asked("--as", person, *DECIDE, "approve") for person in DECIDERS]

    assert [answer.code for answer in answers] == [0, 0, 0]
    assert "document submit cykla project.yaml" in answers[-1].err


def test_a_change_is_shown_as_one_json_object(approved: Desk) -> None:
    data = approved("change", "show", "cykla", "1", "--json").data

    assert data.keys() == KEYS | SHOWN
    assert (data["outcome"], len(data["words"])) == ("approve", 3)
    assert set(data["decision"]["deciders"]) == set(DECIDERS)
    assert data["touches"]["documents"][0] == {"tool": "project", "number": 1, "state": "to_enter"}


def test_a_change_is_shown_as_a_story(approved: Desk) -> None:
    said = approved("change", "show", "cykla", "1").out

    assert said.startswith("Ändring 1: godkänd\n")
    assert "från 31 december 2026 till 31 december 2027" in said
    assert "Följd: Allt blir senare." in said
    assert "ska ändras" in said


def test_a_decided_change_is_written_as_minutes(approved: Desk) -> None:
    answer = approved("change", "minutes", "cykla", "1", "--format", "markdown")

    assert (answer.code, "godkänna ändring 1" in answer.out) == (0, True)


def test_a_change_shows_the_requests_it_makes_old(asked: Desk) -> None:
    asked("--as", "alva", "gate", "request", "cykla", "checkpoint")

    touches = asked("change", "show", "cykla", "1", "--json").data["touches"]

    assert touches["requests"] == ["cykla/checkpoint/request-1"]
    assert touches["verdicts"] == ["cykla/checkpoint/verdict-1"]
    assert "vilar på ett utlåtande" in asked("change", "show", "cykla", "1").out


def test_changes_are_listed(approved: Desk) -> None:
    answer = approved("change", "list", "cykla", "--json")

    assert answer.data["schema"] == "gronatraden/changes/1"
    assert [(c["number"], c["outcome"]) for c in answer.data["changes"]] == [(1, "approve")]
    assert "godkänd" in approved("change", "list", "cykla").out


def test_an_open_change_is_shown_with_the_project(asked: Desk) -> None:
    shown = asked("project", "show", "cykla", "--json").data["changes"]

    assert shown == [{"number": 1, "kinds": ["time"]}]
    assert "Ändringar som väntar på beslut" in asked("project", "show", "cykla").out


def test_a_decided_change_is_not_open(approved: Desk) -> None:
    assert approved("project", "show", "cykla", "--json").data["changes"] == []


def test_a_difference_closes_the_gate_with_three(started: Desk) -> None:
    hand_in(started, ends_on=None, total_budget_sek=14_000_000)

    assert started("gate", "check", "cykla", "checkpoint").code == 3
    assert findings(started) == {"decided-fact-is-gone", "budget-is-not-as-decided"}


def test_the_gate_says_how_to_ask_for_it(started: Desk) -> None:
    hand_in(started, total_budget_sek=14_000_000, partners=("Växjö kommun",))

    said = started("gate", "explain", "cykla", "checkpoint").err

    assert "change request cykla --budget 14000000 --add-partner 'Växjö kommun'" in said


def test_an_approved_change_is_no_longer_found(approved: Desk) -> None:
    before = findings(approved)

    hand_in(approved, ends_on=some_facts().ends_on.replace(year=2027))  # type: ignore[union-attr]

    assert (before, findings(approved)) == ({"change-is-not-entered"}, set())


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        pytest.param((*ASK, "--other", "Nytt.", "--reason", "Så."), 2, "--consequence", id="usage"),
        pytest.param((*ASK, *WHY), 2, "vad som ska ändras", id="nothing"),
        pytest.param((*ASK, "--budget", "mycket", *WHY), 2, "heltal", id="no number"),
        pytest.param(
            (*ASK, "--target", "bike-user", "1", *WHY), 2, "bike-users", id="unknown indicator"
        ),
        pytest.param(("--as", "bo", *DECIDE, "maybe"), 2, "approve", id="no outcome"),
        pytest.param(("--as", "bo", *DECIDE, "reject"), 2, "--reason", id="no reason"),
        pytest.param(("change", "show", "cykla", "7"), 2, "ändring 7", id="no such change"),
        pytest.param(("--as", "bo", *ASK[2:], *LONGER), 5, "begära en ändring", id="not yours"),
        pytest.param(("--as", "alva", *DECIDE, "approve"), 5, "tillfrågad", id="not asked"),
    ],
)
def test_what_cannot_be_is_refused(
    asked: Desk, words: tuple[str, ...], code: int, said: str
) -> None:
    answer = asked(*words)

    assert (answer.code, said in answer.err.replace("\n          ", " ")) == (code, True)


def test_a_decided_change_is_a_conflict(approved: Desk) -> None:
    assert approved("--as", "bo", *DECIDE, "approve").code == 4


def test_an_old_change_is_a_conflict(asked: Desk) -> None:
    asked(*ASK, "--ends-on", "2028-06-30", *WHY)
    for person in DECIDERS:
        asked("--as", person, *DECIDE, "approve")

    answer = asked("--as", "bo", "change", "decide", "cykla", "2", "--outcome", "approve")

    assert (answer.code, "slutdatum" in answer.err) == (4, True)
    assert "gäller inte längre" in asked("change", "show", "cykla", "2").out


def test_nothing_is_changed_before_the_start(desk: Desk) -> None:
    assert desk(*ASK, *LONGER).code == 4


def test_a_reading_is_explained_by_a_change(asked: Desk) -> None:
    words = ("reading", "add", "cykla", "car-trips", "25000", "--on", "2024-12-01", "--change", "1")

    data = asked("--as", "alva", *words, "--json").data

    assert (data["changes"], data["deviation"]) == ([1], "")
    assert "ändring 1" in asked("reading", "list", "cykla").out
    assert "car-trips" in asked("change", "show", "cykla", "1").out


def test_changes_are_told_in_english(approved: Desk) -> None:
    said = approved("--lang", "en", "change", "show", "cykla", "1").out

    assert said.startswith("Change 1: approved\n")
    assert "from 31 December 2026 to 31 December 2027" in said


def test_the_log_tells_of_changes(approved: Desk) -> None:
    said = approved("audit", "log", "--project", "cykla").out

    assert ("en ändring begärdes" in said, "en ändring beslutades" in said) == (True, True)
    assert approved("audit", "verify").code == 0


PLACE = "change_logic.activities[evaluate].title"


def test_a_field_is_decided_by_its_place(started: Desk) -> None:
    logic = with_(a_change_logic(), "activities[evaluate].title", "Utvärdera med en högskola")
    file = started.file("logic.yaml", document("change_logic", logic))
    started("--as", "alva", "document", "submit", "cykla", file)

    answer = started(*ASK, "--field", PLACE, *WHY)

    data = started("change", "show", "cykla", "1", "--json").data
    assert "till Utvärdera med en högskola" in " ".join(answer.out.split())
    assert data["after"]["fields"] == [{"where": PLACE, "said": "Utvärdera med en högskola"}]
    assert data["touches"]["documents"] == [
        {"tool": "change_logic", "number": 2, "state": "to_review"}
    ]


def test_a_field_that_is_as_decided_is_not_there_to_change(started: Desk) -> None:
    answer = started(*ASK, "--field", PLACE, *WHY)

    assert answer.code == 2
    assert f"Kunde inte begära ändring av {PLACE}." in " ".join(answer.told.split())

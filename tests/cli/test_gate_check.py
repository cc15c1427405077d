from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import a_change_logic
from tests.cli.house import document

if TYPE_CHECKING:
    from tests.cli.house import Answer, Desk

KEYS = (
    *("schema", "project", "lifecycle", "phase", "gate", "occurrence", "at", "ready"),
    *("valid_until", "policies", "documents", "requirements"),
)
REQUIREMENT = (
    *("id", "check", "rule", "status", "weight", "waivable", "because", "source", "findings"),
)


def a_closed_gate(desk: Desk) -> Answer:
    """Hand in a change logic without indicators and look at the gate."""
    broken = document("change_logic", a_change_logic(indicators=()))
    desk("--as", "alva", "document", "submit", "cykla", desk.file("logic.yaml", broken))
    return desk("gate", "check", "cykla", "start", "--json")


def test_a_ready_gate_leaves_with_zero(desk: Desk) -> None:
    answer = desk("gate", "check", "cykla", "start")

    assert (answer.code, answer.out.splitlines()[0]) == (0, "Grinden start är öppen för cykla.")


def test_a_closed_gate_leaves_with_three(desk: Desk) -> None:
    answer = desk("gate", "check", "tomt", "start")

    assert (answer.code, answer.out.splitlines()[0]) == (3, "Grinden start är stängd för tomt.")


def test_the_object_has_the_keys_it_promises(desk: Desk) -> None:
    answer = desk("gate", "check", "cykla", "start", "--json")

    assert tuple(answer.data)[: len(KEYS)] == KEYS


def test_a_requirement_has_the_keys_it_promises(desk: Desk) -> None:
    first = desk("gate", "check", "cykla", "start", "--json").data["requirements"][0]

    assert tuple(first)[: len(REQUIREMENT)] == REQUIREMENT


def test_a_finding_says_what_where_and_who_in_two_languages(desk: Desk) -> None:
    data = a_closed_gate(desk).data

    found = next(
        f for r in data["requirements"] if r["status"] != "satisfied" for f in r["findings"]
    )

    assert (set(found), set(found["text"])) == (
        {"code", "where", "facts", "text", "who"},
        {"sv", "en"},
    )


def test_the_object_says_that_it_is_closed(desk: Desk) -> None:
    answer = a_closed_gate(desk)

    assert (answer.code, answer.data["schema"], answer.data["ready"]) == (
        3,
        "gronatraden/verdict/1",
        False,
    )


def test_missing_documents_are_counted_by_tool(desk: Desk) -> None:
    answer = desk("gate", "check", "tomt", "start")

    assert "✗ Förändringslogik" in answer.out.split("Inte inlämnat")[1]


def test_what_is_missing_says_who_can_mend_it(desk: Desk) -> None:
    answer = desk("--lang", "en", "gate", "check", "tomt", "start")

    assert "mended by project manager" in answer.out


def test_lines_fit_eighty_columns(desk: Desk) -> None:
    answer = desk("gate", "check", "tomt", "start")

    assert max(len(line) for line in answer.out.splitlines()) <= 80


def test_a_long_list_is_cut_and_all_shows_it(desk: Desk) -> None:
    short, whole = desk("gate", "check", "tomt"), desk("gate", "check", "tomt", "--all")

    assert ("och 3 till" in short.out, "och 3 till" in whole.out) == (True, False)


def test_without_a_gate_the_next_one_is_shown(desk: Desk) -> None:
    answer = desk("gate", "check", "cykla", "--json")

    assert answer.data["gate"] == "start"


def test_a_gate_that_is_not_next_is_judged_and_says_so(desk: Desk) -> None:
    answer = desk("gate", "check", "cykla", "finish")

    assert (answer.code, "är inte på tur" in answer.out) == (3, True)


def test_a_recurring_gate_is_numbered(desk: Desk) -> None:
    answer = desk("gate", "check", "cykla", "checkpoint", "--json")

    assert answer.data["occurrence"] == 1


def test_nothing_is_recorded(desk: Desk) -> None:
    before = desk("audit", "verify", "--json").data["events"]

    desk("gate", "check", "cykla", "start")

    assert desk("audit", "verify", "--json").data["events"] == before


def test_the_command_that_comes_next_works_when_pasted(desk: Desk) -> None:
    said = desk("gate", "check", "cykla", "start").err.strip().splitlines()[-1]

    answer = desk(*said.split()[1:])

    assert (answer.code, said.split()[1:4]) == (0, ["--as", "alva", "gate"])


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_text_speaks_the_language_asked_for(desk: Desk, language: str) -> None:
    answer = desk("--lang", language, "gate", "check", "cykla", "start")

    said = {"sv": "Grinden start är öppen", "en": "The gate start is open"}[language]
    assert answer.out.startswith(said)

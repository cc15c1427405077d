"""What is counted, in every door it is said through."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.house import Desk


def test_a_policy_says_what_it_asks_for_gate_by_gate(desk: Desk) -> None:
    burden = desk("policy", "show", "gronatraden-simple", "--json").data["burden"]

    assert [count["gate"] for count in burden["gates"]] == ["start", "close", "finish"]
    assert burden["asked"] == sum(count["asked"] for count in burden["gates"])
    assert (burden["filled"], burden["minutes_left"]) == (0, burden["minutes"])
    assert burden["minutes"] <= 60


def test_a_lifecycle_asks_what_its_policies_ask(desk: Desk) -> None:
    shape = desk("policy", "show", "simple", "--json").data["burden"]

    assert shape == desk("policy", "show", "gronatraden-simple", "--json").data["burden"]


def test_a_policy_is_still_its_text_and_nothing_more(desk: Desk) -> None:
    answer = desk("policy", "show", "gronatraden-simple")

    assert answer.out.rstrip().endswith('"Åtskillnad mellan den som bereder och den som beslutar"')
    assert "minuter" in answer.err


def test_a_gate_says_what_it_asks_of_the_project(desk: Desk) -> None:
    burden = desk("gate", "check", "cykla", "start", "--json").data["burden"]

    assert 0 < burden["filled"] <= burden["asked"] + burden["advised"]
    assert burden["minutes_left"] <= burden["minutes"]


def test_a_project_says_what_is_left_to_write_and_how_its_thread_holds(desk: Desk) -> None:
    data = desk("project", "show", "cykla", "--json").data

    assert data["burden"]["minutes_left"] < data["burden"]["minutes"]
    assert [row["kind"] for row in data["coverage"]["kinds"]] == [
        "challenges",
        "activities",
        "effects",
        "indicators",
    ]
    assert (data["coverage"]["measured"], data["coverage"]["read"]) == (8, 0)


@pytest.mark.parametrize("said", ["minuters skrivande återstår", "i 0 av 8 led (0 %)"])
def test_a_project_says_it_in_words_too(desk: Desk, said: str) -> None:
    answer = desk("project", "show", "cykla")

    assert said in " ".join(answer.out.split())


def test_a_list_of_projects_counts_nothing(desk: Desk) -> None:
    listed = desk("project", "list", "--json").data["projects"]

    assert listed
    assert not {"burden", "coverage"} & listed[0].keys()

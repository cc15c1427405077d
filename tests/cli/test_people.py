from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gronatraden.cli import role
from gronatraden.cli.gate import deciding
from gronatraden.history import Outcome
from gronatraden.project import Role

if TYPE_CHECKING:
    from tests.cli.house import Desk


def test_the_first_person_makes_the_database(empty: Desk) -> None:
    answer = empty("person", "add", "anna", "--name", "Anna Andersson")

    made = (empty("audit", "verify").code, Path("new.key").stat().st_mode & 0o777)
    assert (answer.code, made) == (0, (0, 0o600))


def test_the_first_person_can_be_tried_without_a_database(empty: Desk) -> None:
    answer = empty("person", "add", "anna", "--name", "Anna Andersson", "--dry-run")

    assert (answer.code, [p.name for p in empty.folder.iterdir()]) == (0, [])


def test_what_comes_next_opens_a_programme(empty: Desk) -> None:
    said = empty("person", "add", "anna", "--name", "Anna").err.split("Härnäst:")[1]

    role_grant, programme = (line.split()[1:] for line in said.strip().splitlines())
    empty(*role_grant)
    answer = empty(*(word.strip("'") for word in programme[:6]), "Mitt", "--owner", "Min")

    assert (answer.code, "gronatraden-full 3" in answer.out) == (0, True)


def test_a_programme_without_an_office_says_who_publishes(empty: Desk) -> None:
    empty("person", "add", "anna", "--name", "Anna")

    answer = empty("--as", "anna", "programme", "open", "p", "--title", "P", "--owner", "O")

    assert (answer.code, "policy publish --shipped" in answer.err) == (0, True)


def test_a_handle_is_somebodys_alone(desk: Desk) -> None:
    answer = desk("--as", "anna", "person", "add", "bo", "--name", "Bo")

    assert answer.code == 4


def test_people_are_listed_by_handle(desk: Desk) -> None:
    people = desk("person", "list", "--json").data["people"]

    assert [p["person"] for p in people] == sorted(
        ["alva", "anna", "birger", "bo", "britt", "cleo", "olle"]
    )


def test_a_role_is_granted_for_a_period(desk: Desk) -> None:
    words = ("role", "grant", "bo", "auditor", "--project", "cykla", "--until", "2025-12-31")

    data = desk("--as", "anna", *words, "--json").data

    assert (data["role"], data["project"], data["until"]) == ("auditor", "cykla", "2025-12-31")


def test_a_role_that_ended_is_listed_only_when_asked(desk: Desk) -> None:
    desk("--as", "anna", "role", "end", "grant-4", "--last-on", "2024-12-01")

    now = desk("role", "list", "--person", "bo", "--json").data["roles"]
    ended = now[0]["until"]

    assert (len(now), ended) == (1, "2024-12-01")


def test_roles_in_a_project_include_its_programmes(desk: Desk) -> None:
    roles = desk("role", "list", "--project", "cykla", "--json").data["roles"]

    assert {r["person"] for r in roles} == {"anna", "olle", "alva", "bo", "britt", "birger"}


@pytest.mark.parametrize("by", ["bo", "alva"])
def test_only_those_who_keep_people_grant_roles(desk: Desk, by: str) -> None:
    answer = desk("--as", by, "role", "grant", by, "programme_office")

    assert answer.code == 5


def test_the_words_for_roles_are_the_roles() -> None:
    assert tuple(r.value for r in Role) == role.ROLES


def test_the_words_for_outcomes_are_the_outcomes() -> None:
    assert tuple(o.value for o in Outcome) == deciding.OUTCOMES

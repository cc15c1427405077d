from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.house import Answer, Desk

MIGRATE = ("policy", "migrate", "gronatraden-full", "4")
EXTRA = """    requires:
      - id: start.another-question
        check: gates.the_archive_package_is_sealed
        because: {sv: "Det här frågar bara den nya versionen.", en: "Only the new one asks."}
"""


@pytest.fixture
def stricter(desk: Desk) -> Desk:
    """Return a desk with a version of the rules that closes the example project's start."""
    text = desk("policy", "show", "gronatraden-full").out.replace("version: 3\n", "version: 4\n", 1)
    desk(
        "--as",
        "olle",
        "policy",
        "publish",
        desk.file("three.yaml", text.replace("    requires:\n", EXTRA, 1)),
    )
    desk("--as", "anna", "role", "grant", "cleo", "programme_office")
    desk("--as", "cleo", "policy", "activate", "gronatraden-full")
    return desk


def carried_out(desk: Desk) -> Answer:
    """Paste what a plan says comes next."""
    (line,) = desk(*MIGRATE, "--project", "cykla").following
    return desk.paste(line)


def test_a_plan_says_what_it_would_do(stricter: Desk) -> None:
    answer = stricter(*MIGRATE, "--all")

    assert answer.code == 0
    assert "Inget är ändrat än" in answer.out
    assert "→ stängd" in " ".join(answer.out.split())
    assert "+start.another-question" in answer.out


def test_a_plan_is_carried_out_as_pasted(stricter: Desk) -> None:
    answer = carried_out(stricter)

    assert (answer.code, "är flyttade" in answer.out) == (0, True)
    assert stricter("gate", "check", "cykla", "start").code == 3


def test_what_was_done_is_undone_as_pasted(stricter: Desk) -> None:
    (undo,) = carried_out(stricter).following
    assert " policy undo " in undo
    (line,) = stricter.paste(undo).following

    stricter.paste(line)

    assert stricter("gate", "check", "cykla", "start").code == 0


def test_a_plan_is_read_by_programs(stricter: Desk) -> None:
    data = stricter(*MIGRATE, "--project", "cykla", "--json").data

    assert (data["schema"], data["done"]) == ("gronatraden/migration/1", False)
    assert data["projects"][0]["turned"] == [
        {"gate": "start", "occurrence": None, "ready": True, "would_be_ready": False}
    ]


def test_nothing_is_moved_in_a_dry_run(stricter: Desk) -> None:
    (line,) = stricter(*MIGRATE, "--project", "cykla").following

    stricter.paste(f"{line} --dry-run")

    assert stricter("gate", "check", "cykla", "start").code == 0


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("policy", "migrate", "gronatraden-full", "4"), id="no project is meant"),
        pytest.param((*MIGRATE, "--all", "--project", "cykla"), id="two scopes"),
        pytest.param(("policy", "migrate", "gronatraden-full", "--all"), id="no version"),
        pytest.param((*MIGRATE, "--drop", "--all"), id="a version and none"),
        pytest.param((*MIGRATE, "--all", "--apply", "12"), id="hardly a plan"),
    ],
)
def test_what_is_not_said_is_asked_for(stricter: Desk, words: tuple[str, ...]) -> None:
    answer = stricter("--as", "olle", *words)

    assert (answer.code, "Kunde inte" in answer.told) == (2, True)


def test_another_plan_is_a_conflict(stricter: Desk) -> None:
    answer = stricter(
        "--as", "olle", *MIGRATE, "--all", "--apply", "00000000", "--reason", "Ny handbok."
    )

    assert answer.code == 4


def test_another_lifecycle_is_planned_and_carried_out_as_pasted(desk: Desk) -> None:
    plan = desk("policy", "migrate", "simple", "1", "--project", "cykla")

    desk.paste(plan.following[0])

    assert "hela modellen → den" in plan.out
    assert desk("project", "show", "cykla", "--json").data["lifecycle"] == "simple"

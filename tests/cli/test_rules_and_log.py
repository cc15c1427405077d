from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from tests.builders.store import behind_the_guards, database_of

if TYPE_CHECKING:
    from tests.cli.house import Desk

WAIVER = ("waiver", "request", "cykla", "start", "start.effects-are-measured")


def tamper(desk: Desk, statement: str) -> None:
    """Change the database behind the back of its guards."""
    with behind_the_guards(database_of(desk.folder, "house")) as connection:
        connection.execute(text(statement))


def test_published_rules_are_listed(desk: Desk) -> None:
    found = desk("policy", "list", "--json").data["policies"]

    assert [(p["kind"], p["name"]) for p in found] == [
        ("lifecycle", "full"),
        ("lifecycle", "simple"),
        ("classes", "gronatraden"),
        *(("policy", name) for name in ("eruf-2021-2027", "esf-plus", "gronatraden-full")),
        *(("policy", name) for name in ("gronatraden-simple", "interreg-oks", "region-kalmar")),
        ("policy", "regional-1-1"),
    ]


def test_a_policy_is_shown_as_it_was_written(desk: Desk) -> None:
    written = Path(__file__).parents[2] / "policies" / "gronatraden-full.yaml"

    answer = desk("policy", "show", "gronatraden-full")

    assert answer.out.strip() == written.read_text("utf-8").strip()


def test_publishing_the_same_again_changes_nothing(desk: Desk) -> None:
    data = desk("--as", "olle", "policy", "publish", "--shipped", "--json").data

    assert {p["unchanged"] for p in data["published"]} == {True}


def test_a_published_version_never_changes(desk: Desk) -> None:
    text = desk("policy", "show", "gronatraden-full").out.replace("count: 2", "count: 1", 1)

    answer = desk("--as", "olle", "policy", "publish", desk.file("p.yaml", text))

    assert (answer.code, "ändras aldrig" in answer.told) == (4, True)


def test_a_policy_with_an_unknown_check_says_its_line(desk: Desk) -> None:
    text = desk("policy", "show", "gronatraden-full").out.replace("no_box_is_empty", "no_bx", 1)

    answer = desk("--as", "olle", "policy", "publish", desk.file("p.yaml", text))

    assert (answer.code, "Rad " in answer.told) == (1, True)


def test_a_waiver_holds_once_another_has_approved_it(desk: Desk) -> None:
    desk("--as", "alva", *WAIVER, "--reason", "Mäts i mars.", "--until", "2025-03-31")

    answer = desk("--as", "birger", "waiver", "approve", "cykla", "cykla/waiver-1", "--json")

    assert (answer.data["requested_by"], answer.data["approved_by"]) == ("alva", "birger")


def test_a_revoked_waiver_is_still_listed(desk: Desk) -> None:
    desk("--as", "alva", *WAIVER, "--reason", "Mäts i mars.", "--until", "2025-03-31")
    desk("--as", "birger", "waiver", "approve", "cykla", "cykla/waiver-1")
    desk("--as", "birger", "waiver", "revoke", "cykla", "cykla/waiver-1", "--reason", "Klart.")

    answer = desk("waiver", "list", "cykla")

    assert "Återkallat: Klart." in answer.out


def test_a_sound_log_verifies(desk: Desk) -> None:
    answer = desk("audit", "verify", "--json")

    data = {k: answer.data[k] for k in ("schema", "verified", "problems")}
    assert (answer.code, data, len(answer.data["root"])) == (
        0,
        {"schema": "gronatraden/audit/1", "verified": True, "problems": []},
        64,
    )


TAMPERINGS = {
    "changed": "UPDATE programme SET title = 'Annat'",
    "missing": "DELETE FROM pin WHERE project = 'tomt'",
    "added": "INSERT INTO programme SELECT 'x', salt, title, owner, opened_by, opened_at"
    " FROM programme LIMIT 1",
    "reordered": "UPDATE event SET seq = seq + 100 WHERE seq = 5",
}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_what_was_done_behind_its_back_does_not_verify(desk: Desk, name: str) -> None:
    tamper(desk, TAMPERINGS[name])

    answer = desk("audit", "verify", "--json")

    assert (answer.code, answer.data["verified"], answer.data["problems"] != []) == (6, False, True)


def test_people_are_told_what_differs(desk: Desk) -> None:
    tamper(desk, TAMPERINGS["changed"])

    answer = desk("audit", "verify")

    assert (answer.code, "programme kronoberg: raden är ändrad." in answer.out) == (6, True)


def test_a_checkpoint_from_outside_agrees(desk: Desk) -> None:
    signed = desk("--as", "olle", "audit", "checkpoint", "-o", "cp.txt", "--json").data

    answer = desk("audit", "verify", "--checkpoint", "cp.txt", "--key", signed["key"])

    assert (answer.code, "utanför" in answer.out) == (0, True)


def test_a_checkpoint_of_another_log_does_not(desk: Desk) -> None:
    desk("--as", "olle", "audit", "checkpoint", "-o", "cp.txt")
    Path("cp.txt").write_text(Path("cp.txt").read_text("utf-8").replace("\n3", "\n9", 1), "utf-8")

    answer = desk("audit", "verify", "--checkpoint", "cp.txt")

    assert answer.code == 6


def test_a_checkpoint_that_cannot_be_written_is_said_in_words(desk: Desk) -> None:
    answer = desk("--as", "olle", "audit", "checkpoint", "-o", "nowhere/cp.txt")

    assert (answer.code, "nowhere/cp.txt" in answer.told) == (1, True)


def test_the_log_is_read_by_people(desk: Desk) -> None:
    answer = desk("audit", "log", "--project", "cykla", "--limit", "1")

    assert ["underlag lämnades in" in answer.out, "alva" in answer.out] == [True, True]


def test_the_log_names_types_and_rows(desk: Desk) -> None:
    first = desk("audit", "log", "--json").data["events"][0]

    assert (first["seq"], first["type"]) == (0, "log.opened")


def test_the_doctor_finds_nothing_wrong(desk: Desk) -> None:
    answer = desk("doctor", "--json")

    assert (answer.code, [c for c in answer.data["checks"] if c["state"] == "wrong"]) == (0, [])


def test_the_doctor_says_what_to_do(desk: Desk) -> None:
    (desk.folder / "house.key").chmod(0o644)

    answer = desk("doctor")

    assert (answer.code, "chmod 600" in answer.out) == (1, True)


def test_the_doctor_says_that_the_log_is_ahead_of_the_clock(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRONATRADEN_AT", "2020-01-01T12:00:00Z")

    answer = desk("doctor")

    said = " ".join(answer.out.split())
    assert (answer.code, "Inget kan sparas förrän klockan har kommit dit." in said) == (1, True)


def test_the_doctor_sees_a_tampered_log(desk: Desk) -> None:
    tamper(desk, TAMPERINGS["changed"])

    assert desk("doctor").code == 1


def test_no_colour_is_written_where_none_is_wanted(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("FORCE_COLOR", "1")

    answer = desk("gate", "check", "tomt")

    assert ("\x1b" in answer.out + answer.err, os.environ["NO_COLOR"]) == (False, "1")


@pytest.mark.prefect
def test_a_phase_is_run_as_a_flow_and_ends_by_name(desk: Desk) -> None:
    answer = desk("phase", "run", "cykla", "--json")

    assert (answer.code, answer.data["state"]) == (0, "Waiting for decision")


def test_a_phase_can_be_foreseen_without_a_flow(desk: Desk) -> None:
    answer = desk("phase", "run", "tomt", "--dry-run", "--json")

    assert (answer.code, answer.data["state"], answer.data["dry_run"]) == (3, "Gate closed", True)


@pytest.mark.parametrize("said", [("simple", "1"), ("simple/1",)])
def test_a_version_is_named_in_one_word_or_two(desk: Desk, said: tuple[str, ...]) -> None:
    answer = desk("policy", "show", *said, "--json")

    assert (answer.code, answer.data["name"], answer.data["version"]) == (0, "simple", 1)


@pytest.mark.parametrize("said", [("simple/1", "1"), ("simple/", ""), ("simple/x",), ("/1",)])
def test_what_is_no_name_and_version_is_told(desk: Desk, said: tuple[str, ...]) -> None:
    assert desk("policy", "show", *filter(None, said)).code == 2

"""The commands say which decisions and waivers still hold, as people and programs read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.house import Desk

WAIVER = ("waiver", "request", "cykla", "start", "start.effects-are-measured")
DECIDERS = ("bo", "britt", "birger")
TARGET = "change_logic.indicators[bike-users].target"


@pytest.fixture
def started(desk: Desk) -> Desk:
    """Return a desk where the start of ``cykla`` was opened."""
    desk("--as", "alva", "gate", "request", "cykla", "start")
    for person in DECIDERS:
        desk("--as", person, "gate", "decide", "cykla", "start", "--outcome", "go")
    return desk


def hand_in(desk: Desk, old: str, new: str) -> tuple[str, ...]:
    """Return the command that hands in the change logic with one thing written otherwise."""
    text = desk("document", "show", "cykla", "change_logic").out
    assert old in text
    file = desk.folder / "changed.yaml"
    file.write_text(text.replace(old, new, 1), "utf-8")
    return ("--as", "alva", "document", "submit", "cykla", str(file))


def material(desk: Desk) -> tuple[str, ...]:
    """Return the command that hands in another target."""
    return hand_in(desk, "target: 2000", "target: 3000")


def test_a_material_change_is_said_where_it_is_handed_in(started: Desk) -> None:
    said = started(*material(started)).out

    assert "Beslutet om start den 1 december 2024 är inaktuellt" in " ".join(said.split())
    assert "nu: 3 000" in said or "nu: 3000" in said


def test_a_material_change_is_data_too(started: Desk) -> None:
    data = started(*material(started), "--json").data

    assert (data["notice"]["kind"], data["stale"]["gate"]) == ("stale", "start")
    assert [d["where"] for d in data["stale"]["differences"]] == [TARGET]


def test_a_project_shows_what_no_longer_holds(started: Desk) -> None:
    started(*material(started))

    answer = started("project", "show", "cykla")

    assert "är inaktuellt sedan 1 december 2024" in " ".join(answer.out.split())
    assert "Underrättelser sedan beslutet" in answer.out


def test_a_project_says_what_no_longer_holds_as_data(started: Desk) -> None:
    started(*material(started))

    data = started("project", "show", "cykla", "--json").data

    assert data["stale"]["since"] == "2024-12-01T12:00:00Z"
    assert [(n["kind"], n["raised_by"]) for n in data["notices"]] == [("stale", "alva")]


def test_the_next_gate_says_it_first(started: Desk) -> None:
    started(*material(started))

    answer = started("gate", "check", "cykla", "checkpoint", "--json")

    assert [d["where"] for d in answer.data["stale"]["differences"]] == [TARGET]


def test_a_decider_is_told_what_has_changed(started: Desk) -> None:
    started(*material(started))

    said = " ".join(started("gate", "changes", "cykla", "--as", "bo").out.split())

    assert "Sedan beslutet om start den 1 december 2024, som bo yttrade sig om:" in said
    assert "(väsentligt)" in said


def test_a_decider_is_told_that_nothing_has_changed(started: Desk) -> None:
    assert "Inget har ändrats." in started("gate", "changes", "cykla", "--as", "bo").out


def test_whoever_has_seen_nothing_is_told_so(started: Desk) -> None:
    answer = started("gate", "changes", "cykla", "--as", "cleo", "--json")

    assert (answer.code, answer.data["since"]) == (0, None)
    assert "cleo har inte tillfrågats" in started("gate", "changes", "cykla", "--as", "cleo").out


def test_a_live_waiver_is_shown_with_the_project(desk: Desk) -> None:
    desk("--as", "alva", *WAIVER, "--reason", "Mäts i mars.", "--until", "2025-03-31")
    waiting = desk("project", "show", "cykla", "--json").data["waivers"]
    desk("--as", "birger", "waiver", "approve", "cykla", "cykla/waiver-1")

    holding = desk("project", "show", "cykla", "--json").data["waivers"]

    assert [w["state"] for w in (*waiting, *holding)] == ["requested", "in_force"]
    assert "start.effects-are-measured: Avsteg gäller" in desk("project", "show", "cykla").out


@pytest.mark.parametrize(
    ("requirement", "until", "because"),
    [
        pytest.param("start.effects-are-measured", "2025-12-31", "i högst 183 dagar", id="long"),
        pytest.param(
            "start.challenges-are-called-for", "2025-03-31", "inte kan avstås från", id="advice"
        ),
    ],
)
def test_a_waiver_that_the_policy_refuses_says_why(
    desk: Desk, requirement: str, until: str, because: str
) -> None:
    asked = (*WAIVER[:4], requirement, "--reason", "Senare.", "--until", until)

    answer = desk("--as", "alva", *asked)

    assert (answer.code, because in answer.told) == (5, True)


def test_a_waiver_ends_so_many_days_from_today(desk: Desk) -> None:
    asked = desk("--as", "alva", *WAIVER, "--reason", "Mäts i mars.", "--days", "90", "--json")

    assert asked.data["until"] == "2025-03-01"


@pytest.mark.parametrize(
    "said", [(), ("--until", "2025-03-01", "--days", "90")], ids=["not at all", "twice"]
)
def test_a_waiver_says_once_when_it_ends(desk: Desk, said: tuple[str, ...]) -> None:
    answer = desk("--as", "alva", *WAIVER, "--reason", "Mäts i mars.", *said)

    assert (answer.code, "--days" in answer.told) == (2, True)


def test_what_is_waived_is_reported(desk: Desk) -> None:
    assert "Inga avsteg har godkänts." in desk("waiver", "report").out
    desk("--as", "alva", *WAIVER, "--reason", "Mäts i mars.", "--until", "2025-03-31")
    desk("--as", "birger", "waiver", "approve", "cykla", "cykla/waiver-1")

    (found,) = desk("waiver", "report", "--json").data["requirements"]

    assert (found["requirement"], found["projects"], found["sign"]) == (WAIVER[4], ["cykla"], "")
    assert "kronoberg: 1 av 1 projekt (cykla)" in desk("waiver", "report").out


def test_a_programme_that_is_not_there_has_no_report(desk: Desk) -> None:
    answer = desk("waiver", "report", "--programme", "kronobrg")

    assert (answer.code, "kronoberg" in answer.told) == (2, True)

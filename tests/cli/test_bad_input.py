"""Whatever is handed in: four parts, the right exit code, no traceback, nothing half written."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from gronatraden import wiring
from gronatraden.settings import load
from tests.builders import a_change_logic
from tests.builders.store import behind_the_guards, database_of
from tests.cli.house import NOON, about_files, around, document

if TYPE_CHECKING:
    from tests.cli.house import Answer, Desk

ADD_READING = (
    *(sys.executable, "-m", "gronatraden", "--as", "alva", "reading", "add", "cykla"),
    *("bike-users", "--on", "2024-11-01"),
)
HEAD = "tool: change_logic\nproject: cykla\n"
FILES = {
    "broken": (HEAD + "content: {challenges: [\n", "Rad 4, kolumn 1"),
    "twice": (HEAD + "content: {}\ncontent: {}\n", "Rad 4, kolumn 1"),
    "alias": (HEAD + "content: {challenges: *all}\n", "Rad 3, kolumn 23"),
    "wrong type": (HEAD + "content: {challenges: 7}\n", "Rad 3, kolumn 11"),
    "unknown field": (HEAD + "content: {challanges: []}\n", "Menade du challenges?"),
    "bad id": (HEAD + "content: {challenges: [{id: Å Ä}]}\n", "som a-a"),
    "nested": (HEAD + "content: " + "[" * 2000 + "]" * 2000 + "\n", "nästlat"),
    "ten megabytes": (HEAD + "#" + "x" * 10_000_000 + "\n", "4194304"),
    "not text": (HEAD + "content: \x07\n", "styrtecken"),
    "empty": ("", "tom"),
}


def check_four_parts(answer: Answer) -> None:
    """Hold an answer against what every refusal says."""
    labels = [line.split()[0] for line in answer.err.splitlines() if line.startswith("  ")]
    assert answer.err.startswith("Kunde inte ")
    assert {"Därför:", "Gör", "Se:"} <= set(labels)
    assert "Traceback" not in answer.err


def events(desk: Desk) -> int:
    """Return how many events a sound log has."""
    answer = desk("audit", "verify", "--json")
    assert answer.code == 0
    return int(answer.data["events"])


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_read_says_where(desk: Desk, name: str) -> None:
    text, said = FILES[name]
    before = events(desk)

    answer = desk("--as", "alva", "document", "submit", "cykla", desk.file("bad.yaml", text))

    check_four_parts(answer)
    assert (answer.code, said in answer.told, events(desk)) == (1, True, before)


WORDS = {
    "unknown project": (("gate", "check", "cycla", "start"), 2, "Menade du cykla?"),
    "unknown gate": (("gate", "check", "cykla", "strat"), 2, "Menade du start?"),
    "unknown person": (("--as", "alba", "gate", "request", "cykla", "start"), 2, "Menade du alva?"),
    "unknown tool": (("document", "show", "cykla", "chnge_logic"), 2, "change_logic"),
    "unknown indicator": (
        ("--as", "alva", "reading", "add", "cykla", "bike", "1", "--on", "2024-11-01"),
        2,
        "bike-users",
    ),
    "unknown command": (("gate", "chek"), 2, "Menade du check?"),
    "unknown option": (("gate", "check", "cykla", "--jsn"), 2, "Menade du --json?"),
    "unknown language": (("--lang", "no", "person", "list"), 2, "sv och en"),
    "no value": (("person", "list", "--json=ja"), 2, "--json"),
    "unknown role": (
        ("--as", "anna", "role", "grant", "bo", "projectmanager"),
        2,
        "project_manager",
    ),
    "nobody acts": (("gate", "request", "cykla", "start"), 2, "--as PERSON"),
    "too many words": (("person", "list", "alla"), 2, "alla"),
    "missing word": (("project", "show"), 2, "PROJECT saknas"),
    "not a day": (
        ("--as", "alva", "reading", "add", "cykla", "bike-users", "1", "--on", "2024-02-30"),
        2,
        "2024-02-30",
    ),
    "not a number": (
        ("--as", "alva", "reading", "add", "cykla", "bike-users", "1e3", "--on", "2024-02-01"),
        2,
        "1e3",
    ),
    "in the future": (
        ("--as", "alva", "reading", "add", "cykla", "bike-users", "1", "--on", "2031-01-01"),
        2,
        "inte kommit",
    ),
    "not an id": (("--as", "anna", "person", "add", "Åsa B", "--name", "Åsa"), 2, "bindestreck"),
    "escape": (("--as", "anna", "person", "add", "asa", "--name", "\x1b[2J"), 2, "inte är text"),
    "no utf-8": (("--as", "anna", "person", "add", "asa", "--name", "\udcff"), 2, "inte är text"),
    "no such file": (("--as", "alva", "document", "submit", "cykla", "no.yaml"), 1, "finns inte"),
    "a folder": (("--as", "alva", "document", "submit", "cykla", "."), 1, "mapp"),
    "no such folder": (("--as", "alva", "project", "import", "nowhere"), 2, "nowhere"),
    "not permitted": (("--as", "bo", "lesson", "log", "cykla"), 5, "projektledare"),
    "unwaivable": (
        (
            *("--as", "alva", "waiver", "request", "cykla", "start", "start.no-box-is-empty"),
            *("--reason", "x", "--until", "2025-01-01"),
        ),
        5,
        "inte kan avstås",
    ),
    "no checkpoint": (("audit", "verify", "--checkpoint", "no.txt"), 2, "no.txt"),
    "no key": (("audit", "verify", "--key", "abc"), 6, "key"),
}


@pytest.mark.parametrize("name", WORDS)
def test_words_that_cannot_be_meant_say_why(desk: Desk, name: str) -> None:
    words, code, said = WORDS[name]

    answer = desk(*words)

    check_four_parts(answer)
    assert (answer.code, said in answer.told) == (code, True)


def test_a_refusal_is_an_object_too(desk: Desk) -> None:
    answer = desk("gate", "check", "cycla", "start", "--json")

    assert (answer.err, answer.data["schema"], set(answer.data["text"])) == (
        "",
        "gronatraden/error/1",
        {"what", "because", "do", "where"},
    )


def test_a_document_of_another_project_is_refused(desk: Desk) -> None:
    other = desk.file("o.yaml", document("change_logic", a_change_logic(), project="tomt"))

    answer = desk("--as", "alva", "document", "submit", "cykla", other)

    check_four_parts(answer)
    assert (answer.code, "tomt" in answer.told) == (1, True)


def test_without_a_database_it_says_how_to_begin(empty: Desk) -> None:
    answer = empty("project", "list")

    check_four_parts(answer)
    assert (answer.code, "person add" in answer.told) == (1, True)


@about_files
def test_a_read_only_database_can_still_be_read(desk: Desk) -> None:
    (desk.folder / "house.db").chmod(0o400)
    desk.folder.chmod(0o500)

    answer = desk("gate", "check", "cykla", "start")

    desk.folder.chmod(0o700)
    assert answer.code == 0


@about_files
@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_database_is_not_written(desk: Desk) -> None:
    (desk.folder / "house.db").chmod(0o400)

    answer = desk("--as", "alva", "gate", "request", "cykla", "start")

    check_four_parts(answer)
    assert answer.code == 1


def test_a_newer_database_is_left_alone(desk: Desk) -> None:
    with behind_the_guards(database_of(desk.folder, "house")) as connection:
        connection.execute(text("UPDATE gronatraden_schema SET version_num = '9999'"))

    answer = desk("project", "list")

    check_four_parts(answer)
    assert (answer.code, "9999" in answer.told) == (1, True)


def test_a_file_that_is_no_database_is_said_to_be_none(desk: Desk) -> None:
    answer = desk("--database", desk.file("notes.db", "hej " * 500), "project", "list")

    check_four_parts(answer)
    assert answer.code == 1


KEYS = {
    "missing": (None, 0o600, "finns inte"),
    "open to others": ("keep", 0o644, "chmod 600"),
    "no key": ("hej", 0o600, "ingen nyckel"),
}


@pytest.mark.parametrize("name", KEYS)
def test_a_key_that_cannot_be_used_writes_nothing(desk: Desk, name: str) -> None:
    text, mode, said = KEYS[name]
    key = desk.folder / "house.key"
    kept = key.read_text("utf-8")
    key.unlink()
    made = {None: "", "keep": kept}.get(text, str(text))
    (desk.folder / ("house.key" if text else "elsewhere.key")).write_text(made, "utf-8")
    (desk.folder / ("house.key" if text else "elsewhere.key")).chmod(mode)

    answer = desk("--as", "alva", "gate", "request", "cykla", "start")

    check_four_parts(answer)
    assert (answer.code, said in answer.told) == (1, True)


def test_another_logs_key_writes_nothing(
    desk: Desk, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other")
    wiring.create(load({"database": str(other / "o.db")}, {}))
    (desk.folder / "house.key").write_text((other / "o.key").read_text("utf-8"), "utf-8")
    before = events(desk)

    answer = desk("--as", "alva", "gate", "request", "cykla", "start")

    check_four_parts(answer)
    assert (answer.code, events(desk)) == (1, before)


def test_two_writers_at_once_both_get_through(desk: Desk) -> None:
    before = events(desk)
    started = [
        subprocess.Popen(  # noqa: S603 - our own program
            [*ADD_READING, value], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        for value in ("1", "2")
    ]

    codes = [one.wait(timeout=60) for one in started]

    assert (codes, events(desk)) == ([0, 0], before + 2)


def test_a_write_interrupted_in_the_middle_leaves_with_130(desk: Desk) -> None:
    before = events(desk)
    settings = load({"at": NOON}, around(desk.folder, "house"))
    with wiring.connect(settings) as parts, parts.write():
        started = subprocess.Popen(  # noqa: S603 - our own program
            [*ADD_READING, "7"], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True
        )
        with pytest.raises(subprocess.TimeoutExpired):
            started.wait(timeout=3)
        started.send_signal(signal.SIGINT)
        _, said = started.communicate(timeout=20)

    assert (started.returncode, said.strip(), events(desk)) == (130, "", before)


def test_the_clock_of_a_real_database_cannot_be_set(
    empty: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty("person", "add", "anna", "--name", "Anna")
    monkeypatch.setenv("GRONATRADEN_AT", NOON)

    answer = empty("person", "list")

    check_four_parts(answer)
    assert answer.code == 2


def test_a_setting_that_is_none_says_which(desk: Desk) -> None:
    Path("gronatraden.toml").write_text('databas = "x"', "utf-8")

    answer = desk("project", "list")

    check_four_parts(answer)
    assert (answer.code, "Menade du database?" in answer.told) == (2, True)

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest

from gronatraden.cli.app import run
from tests.services.simulator import a_life

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return where a record lies that nobody writes in."""
    life = a_life(tmp_path_factory.mktemp("record"), after="started")
    return life.settings.database


def test_a_report_becomes_a_file(record: str, tmp_path: Path) -> None:
    file = tmp_path / "cykla.html"

    code = run(["--database", record, "report", "cykla", "-o", str(file)])

    assert code == 0
    assert file.read_text("utf-8").endswith("</html>")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_report_speaks_the_language_asked_for(
    record: str, capsysbinary: pytest.CaptureFixture[bytes], language: str
) -> None:
    run(["--database", record, "report", "cykla", "--lang", language])

    assert f'<html lang="{language}">'.encode() in capsysbinary.readouterr().out


def test_a_printed_report_is_nothing_but_the_page(
    record: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    run(["--database", record, "report", "cykla", "-o", "-"])

    printed = capsysbinary.readouterr().out
    assert (printed[:15], printed[-7:]) == (b"<!doctype html>", b"</html>")


def test_a_program_is_told_which_file_and_its_hash(
    record: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "cykla.html"

    run(["--database", record, "report", "cykla", "-o", str(file), "--json"])

    told = json.loads(capsys.readouterr().out)
    assert (told["schema"], told["file"]) == ("gronatraden/report/1", str(file))
    assert told["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()


def test_handles_stay_out_unless_asked_for(
    record: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    run(["--database", record, "report", "cykla"])
    without = capsysbinary.readouterr().out

    run(["--database", record, "report", "cykla", "--with-handles"])
    named = capsysbinary.readouterr().out

    assert (b"disa" in without, b"disa" in named) == (False, True)


@pytest.mark.parametrize(
    ("file", "because"),
    [(".", "är en mapp"), ("borta/cykla.html", "finns inte")],
)
def test_what_cannot_be_written_is_said_in_four_parts(
    record: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], file: str, because: str
) -> None:
    code = run(["--database", record, "report", "cykla", "-o", str(tmp_path / file)])

    said = " ".join(capsys.readouterr().err.split())
    assert code == 1
    assert [part for part in ("Därför:", "Gör så:", "Se:", because) if part not in said] == []


def test_an_unknown_project_is_refused(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["--database", record, "report", "cykel"])

    assert code == 2
    assert "cykla" in capsys.readouterr().err

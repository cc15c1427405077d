from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from gronatraden.cli.app import run
from gronatraden.cli.report import FUNDERS, KINDS
from gronatraden.exports.outline import forms
from tests.services.simulator import a_life

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return where a record lies that nobody writes in."""
    life = a_life(tmp_path_factory.mktemp("record"), after="reviewed")
    return life.settings.database


def test_the_command_knows_every_form() -> None:
    assert (KINDS, FUNDERS) == (forms.KINDS, forms.FUNDERS)


@pytest.mark.parametrize("kind", ["progress", "final"])
def test_a_report_becomes_a_page(record: str, tmp_path: Path, kind: str) -> None:
    file = tmp_path / "rapport.html"

    code = run(["--database", record, "report", "cykla", "--kind", kind, "-o", str(file)])

    assert code == 0
    assert file.read_text("utf-8").endswith("</html>")


@pytest.mark.parametrize(
    ("name", "asked"), [("rapport.md", []), ("rapport.txt", ["--format", "markdown"])]
)
def test_a_report_becomes_markdown(
    record: str, tmp_path: Path, name: str, asked: list[str]
) -> None:
    file = tmp_path / name

    run(["--database", record, "report", "cykla", "--funder", "eruf", *asked, "-o", str(file)])

    assert file.read_text("utf-8").startswith("# Cykla till jobbet\n\n**Lägesrapport till Till")


def test_the_project_itself_can_be_told_as_markdown(
    record: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["--database", record, "report", "cykla", "--format", "markdown"])

    assert "**Projektrapport**" in capsys.readouterr().out


def test_a_program_is_told_every_gap(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["--kind", "progress", "--to", "2025-06-03"]

    run(["--database", record, "report", "cykla", *asked, "--json"])

    told = json.loads(capsys.readouterr().out)
    assert (told["schema"], told["kind"], told["gap_count"]) == (
        "gronatraden/report/1",
        "progress",
        1,
    )
    assert [gap["where"] for gap in told["gaps"]] == ["learning_cycle.reviews"]
    assert told["html"].endswith("</html>")


def test_people_are_told_how_many_gaps_and_where_to_begin(
    record: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["--kind", "progress", "--to", "2025-06-03", "-o", str(tmp_path / "l.html")]

    run(["--database", record, "report", "cykla", *asked])

    said = capsys.readouterr()
    assert "Luckor: 1." in said.out
    assert "document show cykla learning_cycle" in said.err


@pytest.mark.parametrize(
    ("asked", "because"),
    [
        (["--kind", "progress", "--funder", "eruf"], "både --funder och ett annat --kind"),
        (["--from", "2025-01-01"], "berättar om hela projektet"),
        (["--kind", "final", "--with-handles"], "nämner inga personer"),
        (["--kind", "funder"], "eruf och regional_1_1"),
        (["--kind", "progress", "--to", "2031-01-01"], "inte har hänt"),
        (["--kind", "progress", "--from", "2025-06-02", "--to", "2025-06-01"], "slutar före"),
        (["--kind", "progres"], "Menade du progress?"),
    ],
)
def test_what_does_not_go_together_is_refused(
    record: str, capsys: pytest.CaptureFixture[str], asked: list[str], because: str
) -> None:
    code = run(["--database", record, "report", "cykla", *asked])

    said = " ".join(capsys.readouterr().err.split())
    assert code == 2
    assert [part for part in ("Därför:", "Gör så:", "Se:", because) if part not in said] == []

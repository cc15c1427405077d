from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from gronatraden.samples.folders import ROOT as SAMPLES
from tests.builders import some_facts
from tests.cli.house import document, documents

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.house import Answer, Desk


@pytest.fixture
def out(desk: Desk) -> Path:
    """Return the folder that the example project was exported to."""
    desk("project", "export", "cykla", desk.folder / "out")
    return desk.folder / "out"


@pytest.fixture
def portfolio(desk: Desk) -> Path:
    """Return a folder with two projects' folders and what is none."""
    for name in ("segla", "simma"):
        (desk.folder / "alla" / name).mkdir(parents=True)
        desk.file(f"alla/{name}/project.yaml", document("project", some_facts(), project=name))
    desk.file("alla/simma/calendar.yaml", "days: []\n")
    desk.file("alla/people.yaml", "people: []\n")
    return desk.folder / "alla"


def bring(desk: Desk, folder: Path, *more: str) -> Answer:
    """Import a whole programme, as its leader."""
    return desk(
        "--as", "alva", "project", "import", "--all", folder, "--programme", "kronoberg", *more
    )


def test_an_export_is_a_folder_of_documents(out: Path) -> None:
    assert {file.stem for file in out.iterdir()} == documents().keys()


def test_an_export_says_what_is_left_out(desk: Desk) -> None:
    answer = desk("project", "export", "cykla", desk.folder / "out")

    assert answer.out == f"cykla är skrivet till {desk.folder / 'out'}.\n"
    assert answer.err.startswith("Inte med: tidigare versioner, beslut")


def test_an_export_can_be_handed_in_again(desk: Desk, out: Path) -> None:
    answer = desk("--as", "alva", "project", "import", out, "--programme", "kronoberg", "--json")

    assert (answer.code, answer.data["submitted"]) == (0, [])


def test_an_export_leaves_written_files_alone(desk: Desk, out: Path) -> None:
    mine = desk.file("out/project.yaml", "# min egen\n")

    answer = desk("project", "export", "cykla", out)

    assert (answer.code, mine.read_text("utf-8")) == (1, "# min egen\n")
    assert "--overwrite" in answer.err


def test_an_export_overwrites_when_told_to(desk: Desk, out: Path) -> None:
    before = (out / "project.yaml").read_text("utf-8")
    mine = desk.file("out/project.yaml", "# min egen\n")

    desk("project", "export", "cykla", out, "--overwrite")

    assert mine.read_text("utf-8") == before


@pytest.mark.parametrize(
    ("folder", "said"), [("house.key", "en fil med det namnet"), ("nowhere/out", "finns inte")]
)
def test_an_export_needs_a_place(desk: Desk, folder: str, said: str) -> None:
    answer = desk("project", "export", "cykla", desk.folder / folder)

    assert (answer.code, said in answer.err) == (1, True)


def test_a_programme_comes_in_line_by_line(desk: Desk, portfolio: Path) -> None:
    answer = bring(desk, portfolio)

    assert (answer.code, answer.out.splitlines()) == (
        0,
        [
            f"CHANGED  {portfolio / 'segla'}: öppnat som segla.",
            f"CHANGED  {portfolio / 'simma'}: öppnat som simma.",
        ],
    )


def test_what_is_no_document_is_named(desk: Desk, portfolio: Path) -> None:
    data = bring(desk, portfolio, "--json").data

    assert data["passed_over"] == [
        str(portfolio / "people.yaml"),
        str(portfolio / "simma" / "calendar.yaml"),
    ]


def test_a_broken_project_is_a_failure_with_its_reason(desk: Desk, portfolio: Path) -> None:
    desk.file("alla/segla/project.yaml", "tool: project\nproject: segla\ncontent: {titel: a}\n")

    answer = bring(desk, portfolio)

    assert (answer.code, [line[:7] for line in answer.out.splitlines()]) == (
        1,
        ["FAILED ", "       ", "CHANGED"],
    )
    assert "Menade du title?" in answer.out


def test_a_second_time_stops_unless_told_otherwise(desk: Desk, portfolio: Path) -> None:
    bring(desk, portfolio)

    answer = bring(desk, portfolio)

    assert (answer.code, "--on-existing skip" in answer.err.replace("\n", " ")) == (4, True)


@pytest.mark.parametrize(("word", "said"), [("skip", "SKIPPED"), ("update", "PASS")])
def test_a_second_time_is_safe(desk: Desk, portfolio: Path, word: str, said: str) -> None:
    bring(desk, portfolio)

    answer = bring(desk, portfolio, "--on-existing", word)

    assert (answer.code, {line.split()[0] for line in answer.out.splitlines()}) == (0, {said})


def test_a_dry_run_opens_nothing(desk: Desk, portfolio: Path) -> None:
    answer = bring(desk, portfolio, "--dry-run", "--json")

    assert [p["outcome"] for p in answer.data["projects"]] == ["changed", "changed"]
    assert desk("project", "show", "segla").code == 2


@pytest.mark.parametrize("folder", ["nowhere", "alla/segla"])
def test_a_folder_without_projects_is_refused(desk: Desk, portfolio: Path, folder: str) -> None:
    answer = bring(desk, portfolio.parent / folder)

    assert (answer.code, answer.out) == (2, "")


def test_the_samples_come_in_as_a_programme(desk: Desk) -> None:
    folder = desk.folder / "samples"
    shutil.copytree(SAMPLES, folder)

    answer = bring(desk, folder, "--json")

    assert {p["outcome"] for p in answer.data["projects"]} == {"changed"}
    assert (
        str(folder / "transporteffektivt-kronoberg" / "answers.yaml")
        in (answer.data["passed_over"])
    )

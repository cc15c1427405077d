from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.house import documents
from tests.cli.test_gate_explain import classed

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.house import Desk


@pytest.fixture
def folder(desk: Desk) -> Path:
    """Return a folder with the example project under another name, and a file beside."""
    made = desk.folder / "cykla-igen"
    made.mkdir()
    for tool, text in documents().items():
        (made / f"{tool}.yaml").write_text(text.replace("project: cykla", "project: igen"), "utf-8")
    (made / "calendar.yaml").write_text("days: []", "utf-8")
    return made


def test_a_folder_becomes_a_project(desk: Desk, folder: Path) -> None:
    answer = desk("--as", "alva", "project", "import", folder, "--programme", "kronoberg", "--json")

    assert (answer.code, answer.data["opened"], len(answer.data["submitted"])) == (0, True, 7)


def test_what_is_no_document_is_passed_over_and_said(desk: Desk, folder: Path) -> None:
    answer = desk("--as", "alva", "project", "import", folder, "--programme", "kronoberg")

    assert "calendar.yaml läses inte in" in answer.told


def test_an_import_can_be_run_again(desk: Desk, folder: Path) -> None:
    words = ("--as", "alva", "project", "import", folder, "--programme", "kronoberg", "--json")
    desk(*words)

    data = desk(*words).data

    assert (data["opened"], data["submitted"], len(data["unchanged"])) == (False, [], 7)


def test_a_broken_document_imports_nothing(desk: Desk, folder: Path) -> None:
    (folder / "learning_cycle.yaml").write_text("tool: [", "utf-8")

    desk("--as", "alva", "project", "import", folder, "--programme", "kronoberg")

    assert desk("project", "show", "igen").code == 2


def test_several_programmes_have_to_be_told_apart(desk: Desk, folder: Path) -> None:
    answer = desk("--as", "alva", "project", "import", folder)

    assert (answer.code, "annan och kronoberg" in answer.told) == (2, True)


def test_a_high_risk_takes_the_full_way_and_is_told_why(desk: Desk) -> None:
    classed(desk)
    small = ("--title", "Ny", "--programme", "kronoberg", "--budget", "400000")

    answer = desk("--as", "olle", "project", "open", "ny", *small, "--risk", "high")
    shown = desk("project", "show", "ny")
    data = desk("project", "show", "ny", "--json").data

    assert "Annars hade det hört till Litet projekt: risken är hög." in _one_line(answer.out)
    assert "hög" in shown.out
    assert (data["class"]["passed_over"], data["class"]["kept_out_by"]) == ("small", "project.risk")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def test_a_project_opens_with_its_rules_pinned(desk: Desk) -> None:
    words = ("project", "open", "ny", "--title", "Ny", "--programme", "kronoberg", "--json")

    data = desk("--as", "alva", *words).data

    assert data["policies"] == [{"policy": "gronatraden-full", "version": 3}]


def test_a_project_shows_where_it_stands_and_what_lives_on(desk: Desk) -> None:
    data = desk("project", "show", "cykla", "--json").data

    assert (data["phase"], data["next"], len(data["obligations"]), data["retain_until"]) == (
        "before_start",
        [{"gate": "start", "occurrence": None}],
        3,
        None,
    )


def test_a_project_is_shown_to_people(desk: Desk) -> None:
    answer = desk("project", "show", "cykla")

    assert answer.out.splitlines()[0] == "Cykla till jobbet"


def test_projects_are_listed_by_programme(desk: Desk) -> None:
    data = desk("project", "list", "--programme", "annan", "--json").data

    assert [p["project"] for p in data["projects"]] == ["tomt"]


def test_programmes_count_their_projects(desk: Desk) -> None:
    data = desk("programme", "list", "--json").data

    assert {p["programme"]: p["projects"] for p in data["programmes"]} == {
        "annan": 1,
        "kronoberg": 1,
    }

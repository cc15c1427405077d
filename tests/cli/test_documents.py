from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.builders import a_change_logic
from tests.cli.house import document, documents

if TYPE_CHECKING:
    from tests.cli.house import Desk

TOOLS = tuple(documents())


def test_a_draft_with_holes_is_saved_and_answered(desk: Desk) -> None:
    draft = document("change_logic", a_change_logic(indicators=()))

    answer = desk("--as", "alva", "document", "submit", "cykla", desk.file("d.yaml", draft))

    assert (answer.code, answer.out.splitlines()[0]) == (
        0,
        "Förändringslogik är inlämnad som version 2.",
    )


def test_findings_come_with_their_checks(desk: Desk) -> None:
    draft = desk.file("d.yaml", document("change_logic", a_change_logic(indicators=())))

    data = desk("--as", "alva", "document", "submit", "cykla", draft, "--json").data

    assert {f["check"].partition(".")[0] for f in data["findings"]} == {"change_logic"}


def test_the_same_again_is_no_new_version(desk: Desk) -> None:
    same = desk.file("d.yaml", documents()["change_logic"])

    answer = desk("--as", "alva", "document", "submit", "cykla", same, "--json")

    assert (answer.data["unchanged"], answer.data["number"]) == (True, 1)


@pytest.mark.parametrize("tool", TOOLS)
def test_what_is_shown_can_be_handed_in_again(desk: Desk, tool: str) -> None:
    shown = desk.file("d.yaml", desk("document", "show", "cykla", tool).out)

    answer = desk("--as", "alva", "document", "submit", "cykla", shown, "--json")

    assert (answer.code, answer.data["unchanged"]) == (0, True)


def test_a_file_that_builds_on_an_old_version_is_refused(desk: Desk) -> None:
    old = desk("document", "show", "cykla", "change_logic").out
    newer = desk.file("n.yaml", document("change_logic", a_change_logic(indicators=())))
    desk("--as", "alva", "document", "submit", "cykla", newer)
    mine = desk.file("d.yaml", old.replace("Bilen dominerar", "Bilen styr"))

    answer = desk("--as", "alva", "document", "submit", "cykla", mine)

    assert (answer.code, "Någon annan hann före" in answer.told) == (4, True)


def test_the_list_names_handles_and_the_seal(desk: Desk) -> None:
    data = desk("document", "list", "cykla", "--json").data

    assert ({d["submitted_by"] for d in data["documents"]}, len(data["package_sha256"])) == (
        {"alva"},
        64,
    )


def test_a_dry_run_answers_and_saves_nothing(desk: Desk) -> None:
    draft = desk.file("d.yaml", document("change_logic", a_change_logic(indicators=())))

    desk("--as", "alva", "document", "submit", "cykla", draft, "--dry-run")

    assert len(desk("document", "list", "cykla", "--json").data["documents"]) == len(TOOLS)


def test_another_version_can_be_shown(desk: Desk) -> None:
    answer = desk("document", "show", "cykla", "project", "--number", "9")

    assert (answer.code, "cykla/project/1" in answer.told) == (2, True)

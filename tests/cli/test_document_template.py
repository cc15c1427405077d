from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.house import Desk


def test_a_template_needs_no_database(empty: Desk) -> None:
    answer = empty("document", "template", "change_logic")

    assert (answer.code, "\ntool: change_logic\n" in answer.out) == (0, True)
    assert not (empty.folder / "new.db").exists()


def test_a_template_can_be_handed_in_as_it_is(desk: Desk) -> None:
    file = desk.folder / "mall.yaml"
    desk("document", "template", "competent_leadership", "--project", "cykla", "-o", file)

    answer = desk("--as", "alva", "document", "submit", "cykla", file, "--json")

    assert (answer.code, answer.data["number"]) == (0, 2)


def test_a_template_speaks_either_language(desk: Desk) -> None:
    english = desk("document", "template", "project", "--lang", "en")
    swedish = desk("--lang", "en", "document", "template", "project", "--lang", "sv")

    assert "# What is the project called?" in english.out
    assert "# Vad heter projektet?" in swedish.out


def test_a_filled_in_file_is_not_written_over(desk: Desk) -> None:
    mine = desk.file("mall.yaml", "# ifylld\n")

    answer = desk("document", "template", "project", "-o", mine)

    assert (answer.code, mine.read_text("utf-8")) == (1, "# ifylld\n")


def test_a_misspelt_tool_is_answered_with_the_nearest(desk: Desk) -> None:
    answer = desk("document", "template", "change-logic")

    assert (answer.code, "change_logic" in answer.err) == (2, True)


def test_a_template_is_data_too(desk: Desk) -> None:
    data = desk("document", "template", "learning_cycle", "--json").data

    assert (data["schema"], data["tool"], data["file"]) == (
        "gronatraden/template/1",
        "learning_cycle",
        None,
    )

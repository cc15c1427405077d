"""What the pictures' table twins say beside the pictures."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gronatraden.diagram import Coded, Diagram
from gronatraden.documents import decode
from gronatraden.text.voice import LANGUAGES, Voice
from gronatraden.tools.change_logic import TOOL as CHANGE_LOGIC
from gronatraden.tools.competent_leadership import TOOL as COMPETENT_LEADERSHIP
from gronatraden.tools.equality_mainstreaming import TOOL as EQUALITY_MAINSTREAMING
from gronatraden.tools.learning_cycle import TOOL as LEARNING_CYCLE
from gronatraden.tools.stakeholder_analysis import StakeholderAnalysis
from tests.builders import (
    a_change_logic,
    a_competent_leadership,
    a_learning_cycle,
    an_equality_mainstreaming,
    with_,
)


def cells(drawn: Diagram, column: str) -> list[str]:
    """Return what stands in a column of the table twin; coded cells by their code."""
    place = drawn.table.headings.index(column)
    found = (row[place] for row in drawn.table.rows)
    return [cell.code if isinstance(cell, Coded) else cell for cell in found]


def test_a_resource_without_money_says_its_posts() -> None:
    logic = with_(a_change_logic(), "resources[staff].amount_sek", None)

    assert "200\u00a0%" in cells(CHANGE_LOGIC.draw(logic), "note")


def test_a_link_says_how_one_thing_leads_to_another() -> None:
    logic = with_(a_change_logic(), "links[0].mechanism", "den som provar vågar")

    assert any(
        "(den som provar vågar)" in cell for cell in cells(CHANGE_LOGIC.draw(logic), "leads-to")
    )


def test_a_link_that_says_nothing_of_it_has_no_brackets() -> None:
    silent = tuple(replace(link, mechanism="") for link in a_change_logic().links)
    logic = a_change_logic(links=silent)

    assert not any("(" in cell for cell in cells(CHANGE_LOGIC.draw(logic), "leads-to"))


def test_a_question_says_how_it_is_answered() -> None:
    drawn = LEARNING_CYCLE.draw(with_(a_learning_cycle(), "questions[0].method", "enkät"))

    assert "enkät" in cells(drawn, "learning-how")


@pytest.mark.parametrize("side", ["will", "ability", "competence"])
def test_leadership_shows_to_will_to_be_able_and_to_know_how(side: str) -> None:
    role = "roles[project-manager]"
    judged = with_(a_competent_leadership(), f"{role}.{side}.score", 4)

    drawn = COMPETENT_LEADERSHIP.draw(with_(judged, f"{role}.{side}.example", "leder nätverket"))

    place = cells(drawn, "competence-area").index(side)
    assert cells(drawn, "competence-present")[place] == "4"
    assert cells(drawn, "competence-shown-by")[place] == "leder nätverket"


def test_a_resource_row_says_its_dimension() -> None:
    equality = with_(an_equality_mainstreaming(), "resources[bike-parking].dimension", "space")

    assert "r2-space" in cells(EQUALITY_MAINSTREAMING.draw(equality), "four-r")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", ["r2", "r2-time", "r2-space", "r2-money", "r2-information"])
def test_a_dimension_has_a_word(code: str, language: str) -> None:
    assert Voice(language).knows(f"picture.{code}")


def test_what_was_handed_in_with_a_field_that_is_gone_can_still_be_read() -> None:
    body = b'{"stakeholders":[{"id":"company","name":"F\xc3\xb6retag","attitude":"for"}]}'

    analysis = decode(body, StakeholderAnalysis)

    assert analysis.stakeholders[0].name == "Företag"

from __future__ import annotations

from datetime import date

import pytest
from pydantic import TypeAdapter
from sustainability_assurance import THREAD, TOOL, SustainabilityAssurance
from sustainability_assurance.content import FurtherPart

from gronatraden.diagram import Coded
from gronatraden.documents import decode, encode
from gronatraden.tools.change_logic import ChangeLogic
from tests.builders import a_change_logic, a_context, with_
from tests.plugins.assurances import an_assurance
from tests.tools.breaking import Break, expected, judge, named, told

BREAKS = {
    "no goal of the target picture": Break("HS-01", "contributions", (), "too-few-contributions"),
    "a goal without a contribution": Break(
        "HS-01",
        "contributions[lower-emissions].contribution",
        "",
        "contribution-is-not-said",
    ),
    "no area": Break("HS-02", "area_influences", (), "too-few-areas"),
    "an area that is not judged": Break(
        "HS-02",
        "area_influences[buses].influence",
        "",
        "area-is-not-judged",
        "area_influences[buses]",
    ),
    "an area without a reason": Break(
        "HS-02",
        "area_influences[buses].because",
        "",
        "area-is-not-judged",
        "area_influences[buses]",
    ),
    "nothing to compare with": Break(
        "HS-03", "compared.others", "", "relevance-is-not-compared", "compared"
    ),
    "no goal conflict": Break("HS-04", "goal_conflicts", (), "goal-conflicts-are-not-shown"),
    "no position": Break(
        "HS-04",
        "goal_conflicts[bike-and-bus].position",
        "",
        "goal-conflict-has-no-position",
    ),
    "no answer at the stop": Break("HS-05", "stop.outcome", "", "stop-is-not-answered"),
    "think again": Break("HS-05", "stop.outcome", "rethink", "stop-says-otherwise"),
    "end": Break("HS-05", "stop.outcome", "end", "stop-says-otherwise"),
    "no reason at the stop": Break("HS-05", "stop.because", "", "stop-has-no-reason"),
    "a stop to come": Break("HS-05", "stop.stopped_on", date(2030, 1, 1), "stop-has-not-been-held"),
    "no individual": Break(
        "HS-06",
        "influences[health].perspective",
        "",
        "perspective-is-missing",
        "influences",
    ),
    "an influence that is not judged": Break(
        "HS-06",
        "influences[country].influence",
        "",
        "influence-is-not-judged",
        "influences[country]",
    ),
    "no assessment": Break("HS-07", "overall.assessment", "", "assessment-is-not-made", "overall"),
    "an assessment to come": Break(
        "HS-07", "overall.assessed_on", date(2030, 1, 1), "assessment-lies-ahead"
    ),
}


def test_a_complete_assurance_satisfies_every_rule() -> None:
    assert judge(TOOL, an_assurance()) == []


@pytest.mark.parametrize("broken", named(BREAKS))
def test_one_changed_field_gives_one_finding(broken: Break) -> None:
    content = with_(an_assurance(), broken.path, broken.value)

    assert told(judge(TOOL, content)) == expected(TOOL, broken)


def test_parts_that_are_not_public_are_asked_for_by_nobody() -> None:
    known = with_(an_assurance(), "further_parts", (FurtherPart(id="three", heading="Tre"),))

    assert judge(TOOL, known) == judge(TOOL, an_assurance())


def test_the_stop_holds_from_the_day_it_was_held() -> None:
    context = a_context()
    later = with_(an_assurance(), "stop.stopped_on", date(2030, 1, 1))

    judge(TOOL, later, context)

    assert context.moment.valid_until is not None


def test_what_is_stored_is_read_again() -> None:
    assert decode(encode(an_assurance()), SustainabilityAssurance) == an_assurance()


def test_what_is_handed_in_is_held_to_its_words() -> None:
    handed = {"stop": {"outcome": "perhaps"}}

    with pytest.raises(ValueError, match="go_on"):
        TypeAdapter(SustainabilityAssurance).validate_python(handed)


def test_a_goal_of_the_change_logic_is_one_thread() -> None:
    contents = {
        ChangeLogic: a_change_logic(),
        SustainabilityAssurance: an_assurance(),
    }
    context = a_context(contents=contents)

    assert list(THREAD[0].function(context)) == []


def test_a_goal_of_nobody_breaks_the_thread() -> None:
    other = with_(an_assurance(), "contributions[lower-emissions].goal", "Ett annat mål")
    context = a_context(contents={ChangeLogic: a_change_logic(), SustainabilityAssurance: other})

    (found,) = THREAD[0].function(context)

    assert found.code == "goal-is-not-served"


def test_the_picture_shows_both_good_and_harm() -> None:
    assert TOOL.draw(an_assurance()).facts == {"positive": 3, "negative": 2}


def test_the_table_says_from_which_perspective() -> None:
    cells = {cell for row in TOOL.draw(an_assurance()).table.rows for cell in row}

    assert {
        Coded("assured-individual"),
        Coded("assured-geography"),
        Coded("assured-society"),
    } <= cells


def test_an_empty_assurance_is_an_empty_picture() -> None:
    assert TOOL.draw(SustainabilityAssurance()).table.rows == ()

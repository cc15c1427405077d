from __future__ import annotations

from datetime import date

import pytest

from gronatraden.diagram import Arrow, Columns, Diagram
from gronatraden.text.voice import LANGUAGES, Voice
from gronatraden.thread import draw
from tests.builders import a_context
from tests.builders.change_logic import LINKS
from tests.builders.history import a_finished_context, altered
from tests.builders.learning_cycle import FINDING

WHOLE = a_finished_context()


def shape(diagram: Diagram) -> Columns:
    """Return the picture's columns."""
    assert isinstance(diagram.shape, Columns)
    return diagram.shape


def broken(diagram: Diagram) -> set[str]:
    """Return the boxes where the thread breaks."""
    return {box.id for column in shape(diagram).columns for box in column.boxes if box.broken}


def test_the_thread_runs_from_challenge_to_lesson() -> None:
    headings = [column.heading for column in shape(draw(WHOLE)).columns]

    assert headings == [
        "challenges",
        "resources",
        "activities",
        "effects",
        "indicators",
        "readings",
        "lessons",
    ]


def test_a_whole_thread_has_no_break() -> None:
    assert broken(draw(WHOLE)) == set()


@pytest.mark.parametrize(
    "arrow",
    [
        Arrow("challenge:car-dominates", "activity:bike-campaign"),
        Arrow("resource:money", "activity:bike-campaign"),
        Arrow("activity:bike-campaign", "effect:staff-try-bikes"),
        Arrow("effect:staff-try-bikes", "effect:fewer-car-trips"),
        Arrow("effect:staff-try-bikes", "indicator:bike-users"),
        Arrow("indicator:bike-users", "reading:bike-users"),
        Arrow("reading:bike-users", "lesson:does-trying-stick"),
    ],
    ids=lambda arrow: f"{arrow.source} to {arrow.target}",
)
def test_each_step_leads_to_the_next(arrow: Arrow) -> None:
    assert arrow in shape(draw(WHOLE)).arrows


@pytest.mark.parametrize(
    ("path", "value", "where"),
    [
        pytest.param(
            "change_logic.links",
            LINKS[:2] + LINKS[3:],
            {"activity:evaluate"},
            id="an activity that leads nowhere",
        ),
        pytest.param(
            "change_logic.links", LINKS[:4], {"effect:lower-co2"}, id="an effect out of reach"
        ),
        pytest.param(
            "change_logic.indicators[car-trips].effect",
            "staff-try-bikes",
            {"effect:fewer-car-trips"},
            id="an effect that nothing measures",
        ),
        pytest.param(
            "change_logic.indicators[car-trips].effect",
            "unknown",
            {"effect:fewer-car-trips", "indicator:car-trips"},
            id="an indicator of nothing",
        ),
        pytest.param(
            "context.readings",
            (),
            {"indicator:bike-users", "indicator:car-trips"},
            id="indicators that are not read",
        ),
        pytest.param(
            "change_logic.links",
            (),
            {
                "challenge:car-dominates",
                *("activity:bike-campaign", "activity:equal-outreach", "activity:evaluate"),
                *("effect:staff-try-bikes", "effect:fewer-car-trips", "effect:lower-co2"),
            },
            id="no links at all",
        ),
    ],
)
def test_a_break_is_marked_where_it_is(path: str, value: object, where: set[str]) -> None:
    assert broken(draw(altered(WHOLE, path, value))) == where


def test_before_the_start_nothing_needs_a_reading() -> None:
    assert broken(draw(a_context())) == set()


def test_a_question_hangs_on_its_indicator_until_it_is_read() -> None:
    arrows = shape(draw(a_context())).arrows

    assert Arrow("indicator:bike-users", "lesson:does-trying-stick") in arrows


def test_a_question_hangs_on_its_effect_without_indicator() -> None:
    asked = altered(WHOLE, "learning_cycle.questions[does-trying-stick].about", "lower-co2")

    assert Arrow("effect:lower-co2", "lesson:does-trying-stick") in shape(draw(asked)).arrows


def test_a_question_shows_what_was_found() -> None:
    lessons = shape(draw(WHOLE)).columns[-1]

    assert [(b.id, b.note) for b in lessons.boxes] == [("lesson:does-trying-stick", "2024-09-20")]
    assert lessons.boxes[0].label.startswith("I förstudien")


def test_an_open_question_shows_itself_and_its_day() -> None:
    still_open = altered(WHOLE, "learning_cycle.findings", ())

    (box,) = shape(draw(still_open)).columns[-1].boxes

    assert (box.label[:9], box.note) == ("Fortsätte", date(2026, 9, 30).isoformat())


def test_a_lesson_nobody_asked_for_is_shown() -> None:
    unasked = altered(WHOLE, "learning_cycle.questions", ())

    (box,) = shape(draw(unasked)).columns[-1].boxes

    assert box.id == "finding:trying-sticks-with-a-bike-of-ones-own"


def test_a_draft_of_a_finding_is_not_shown() -> None:
    draft = altered(WHOLE, f"learning_cycle.findings[{FINDING.id}].finding", "")

    (box,) = shape(draw(draft)).columns[-1].boxes

    assert box.label.startswith("Fortsätter")


def test_an_indicator_shows_from_what_to_what() -> None:
    indicators = shape(draw(WHOLE)).columns[4]

    assert [box.note for box in indicators.boxes] == ["1200 → 2000", "20400 → 18500"]


def test_nothing_can_be_drawn_too() -> None:
    diagram = draw(a_context(contents={}))

    assert diagram.table.rows == ()


def test_the_table_says_all_the_boxes() -> None:
    diagram = draw(WHOLE)

    assert len(diagram.table.rows) == diagram.facts["boxes"] == 14


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_picture_has_its_words(language: str) -> None:
    diagram, voice = draw(WHOLE), Voice(language)
    codes = [column.heading for column in shape(diagram).columns] + list(diagram.table.headings)

    assert voice.say("picture.thread.description", **diagram.facts)
    assert [code for code in codes if not voice.knows(f"picture.{code}")] == []

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from gronatraden.diagram import Coded, Wheel
from gronatraden.documents import decode, encode
from gronatraden.moment import start_of
from gronatraden.text.voice import LANGUAGES, Voice
from gronatraden.tools.learning_cycle import TOOL, LearningCycle
from gronatraden.tools.learning_cycle.content import FinalReport, LearningFinding, Question, Review
from gronatraden.tools.learning_cycle.rules import (
    knowledge_outlives_the_project,
    questions_are_planned,
    reviews_are_planned_and_held,
)
from tests.builders import a_context, a_moment, with_
from tests.builders.learning_cycle import a_learning_cycle
from tests.tools.breaking import Break, expected, judge, named, told

QUESTION = "questions[does-trying-stick]"
FINDING = "findings[trying-sticks-with-a-bike-of-ones-own]"
DECISION = "decisions[go-for-commuting]"
TOMORROW = date(2024, 12, 2)

BREAKS = {
    "no question": Break("LC-02", "questions", (), "too-few-questions"),
    "no words": Break("LC-02", f"{QUESTION}.question", "", "question-is-not-planned", QUESTION),
    "no owner": Break("LC-02", f"{QUESTION}.owner", "", "question-is-not-planned", QUESTION),
    "no date": Break("LC-02", f"{QUESTION}.due_on", None, "question-is-not-planned", QUESTION),
    "nobody asks": Break("LC-02", f"{QUESTION}.recipient", "", "question-is-not-planned", QUESTION),
    "seldom": Break("F-cadence", "cadence_months", 7, "reviews-come-too-seldom"),
    "no change": Break("LC-03", f"{FINDING}.change", "", "finding-changes-nothing"),
    "not told": Break("LC-04", f"{FINDING}.communicated_on", None, "finding-is-not-communicated"),
    "told tomorrow": Break(
        "LC-04", f"{FINDING}.communicated_on", TOMORROW, "finding-is-not-communicated"
    ),
    "told nobody": Break("LC-04", f"{FINDING}.communicated_to", "", "finding-has-no-receiver"),
    "told someone else": Break(
        "LC-04", f"{FINDING}.communicated_to", "Projektgruppen", "finding-missed-its-recipient"
    ),
    "no decision": Break("LC-05", "decisions", (), "too-few-decisions"),
    "no day": Break("LC-05", f"{DECISION}.decided_on", None, "decision-is-not-open", DECISION),
    "no goal": Break("LC-05", f"{DECISION}.rests_on_goal", "", "decision-is-not-open", DECISION),
    "no society": Break(
        "LC-05", f"{DECISION}.effect_on_society", "", "decision-is-not-open", DECISION
    ),
    "no economy": Break(
        "LC-05", f"{DECISION}.effect_on_economy", "", "decision-is-not-open", DECISION
    ),
    "no environment": Break(
        "LC-05", f"{DECISION}.effect_on_environment", "", "decision-is-not-open", DECISION
    ),
    "no cadence": Break("LC-06", "cadence_months", None, "reviews-have-no-cadence"),
    "no review": Break("LC-06", "next_review_on", None, "no-review-is-planned"),
    "late review": Break(
        "LC-06", "next_review_on", date(2024, 11, 30), "review-is-overdue", "reviews"
    ),
    "no report": Break("LC-07", "final_report.status", "", "final-report-is-missing"),
    "nothing used": Break(
        "LC-07", "final_report.uses_findings", (), "final-report-uses-no-finding"
    ),
    "made-up finding used": Break(
        "LC-07", "final_report.uses_findings", ("made-up",), "final-report-uses-unknown-findings"
    ),
    "no receiver": Break("LC-07", "handover.receiver", "", "handover-has-no-receiver"),
    "no tags": Break("LC-08", f"{FINDING}.tags", (), "finding-has-no-tags"),
    "not reusable": Break(
        "LC-08", f"{FINDING}.reusable", value=False, code="finding-is-not-reusable"
    ),
}


def test_the_example_satisfies_every_rule() -> None:
    said = judge(TOOL, a_learning_cycle())

    assert told(said) == []


@pytest.mark.parametrize("broken", named(BREAKS))
def test_one_changed_field_breaks_one_rule(broken: Break) -> None:
    cycle = with_(a_learning_cycle(), broken.path, broken.value)

    said = judge(TOOL, cycle)

    assert told(said) == expected(TOOL, broken)


def test_every_rule_has_a_field_that_breaks_it() -> None:
    assert {b.rule for b in BREAKS.values()} == {check.rule for check in TOOL.checks}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("broken", named(BREAKS))
def test_every_finding_is_a_sentence(broken: Break, language: str) -> None:
    [(_, finding)] = judge(TOOL, with_(a_learning_cycle(), broken.path, broken.value))

    sentence = Voice(language).say(f"finding.{finding.code}", **finding.facts)

    assert sentence[-1] in ".?"


@pytest.mark.parametrize("broken", named(BREAKS))
def test_the_learning_owner_can_mend_every_finding(broken: Break) -> None:
    [(_, finding)] = judge(TOOL, with_(a_learning_cycle(), broken.path, broken.value))

    assert finding.who == ("learning_owner", "project_manager")


def test_a_question_says_everything_it_lacks() -> None:
    cycle = a_learning_cycle(questions=(Question(id="bare", question="Varför?"),))

    (found,) = questions_are_planned(cycle, a_context())

    assert found.facts == {"question": "Varför?", "missing": ("owner", "due_on", "recipient")}


def test_a_policy_may_ask_for_more_questions() -> None:
    cycle = a_learning_cycle()

    (found,) = questions_are_planned(cycle, a_context(), at_least=2)

    assert found.facts == {"at_least": 2}


def test_no_change_is_an_answer_when_it_has_a_reason() -> None:
    unchanged = with_(a_learning_cycle(), f"{FINDING}.change", "")
    reasoned = with_(unchanged, f"{FINDING}.no_change_because", "Vi gör redan så.")

    broken = [rule for rule, _ in judge(TOOL, reasoned)]

    assert broken == []


def test_an_unfinished_finding_owes_nobody_anything() -> None:
    finished = a_learning_cycle().findings
    cycle = a_learning_cycle(findings=(*finished, LearningFinding(id="just-begun")))

    broken = [rule for rule, _ in judge(TOOL, cycle)]

    assert broken == []


def test_an_unfinished_finding_bears_no_report() -> None:
    cycle = with_(a_learning_cycle(), f"{FINDING}.finding", "")

    broken = [rule for rule, _ in judge(TOOL, cycle)]

    assert broken == ["LC-07"]


def test_an_unasked_finding_may_reach_anyone() -> None:
    cycle = with_(a_learning_cycle(), f"{FINDING}.question", None)
    elsewhere = with_(cycle, f"{FINDING}.communicated_to", "Projektgruppen")

    broken = [rule for rule, _ in judge(TOOL, elsewhere)]

    assert broken == []


def test_a_draft_report_is_not_final() -> None:
    cycle = with_(a_learning_cycle(), "final_report.status", "draft")

    found = [
        [f.code for f in knowledge_outlives_the_project(cycle, a_context(), stage=stage)]
        for stage in (1, 2)
    ]

    assert found == [[], ["final-report-is-a-draft"]]


@given(days=st.integers(min_value=-400, max_value=400))
def test_a_review_is_overdue_from_the_day_after(days: int) -> None:
    due = date(2024, 12, 1) + timedelta(days=days)
    cycle = a_learning_cycle(next_review_on=due)

    overdue = any(reviews_are_planned_and_held(cycle, a_context()))

    assert overdue == (days < 0)


def test_a_kept_review_makes_the_verdict_end_with_its_day() -> None:
    context = a_context()
    cycle = a_learning_cycle(next_review_on=date(2025, 6, 2))

    found = list(reviews_are_planned_and_held(cycle, context))

    assert (found, context.moment.valid_until) == ([], start_of(date(2025, 6, 3)))


def test_a_plan_far_ahead_does_not_stretch_the_cadence() -> None:
    cycle = a_learning_cycle(
        reviews=(Review(reviewed_on=date(2024, 11, 4)),), next_review_on=date(2030, 1, 1)
    )
    context = a_context(moment=a_moment(datetime(2025, 5, 5, 12, tzinfo=UTC)))

    (found,) = reviews_are_planned_and_held(cycle, context)

    assert found.facts == {"day": "2025-05-04"}


def test_a_review_held_on_its_day_is_not_asked_for_again() -> None:
    cycle = a_learning_cycle(
        reviews=(Review(reviewed_on=date(2024, 11, 4)),), next_review_on=date(2024, 11, 4)
    )

    found = list(reviews_are_planned_and_held(cycle, a_context()))

    assert found == []


def test_a_review_to_come_has_not_been_held() -> None:
    cycle = a_learning_cycle(reviews=(Review(reviewed_on=TOMORROW),), next_review_on=None)

    (found,) = reviews_are_planned_and_held(cycle, a_context())

    assert found.code == "no-review-is-planned"


@pytest.mark.parametrize(
    ("about", "link"),
    [
        pytest.param("campaign→try", ("campaign", "try"), id="a link"),
        pytest.param("campaign → try", ("campaign", "try"), id="a link with spaces"),
        pytest.param("try", None, id="an effect"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_a_question_knows_the_link_it_is_about(about: str, link: tuple[str, str] | None) -> None:
    question = Question(id="why", about=about)

    assert question.link == link


def test_both_doors_open_to_the_same_cycle() -> None:
    cycle = a_learning_cycle()

    body = encode(cycle)

    assert decode(body, LearningCycle) == TypeAdapter(LearningCycle).validate_json(body) == cycle


def test_an_empty_cycle_is_a_draft_that_can_be_drawn() -> None:
    diagram = TOOL.draw(LearningCycle())

    assert diagram.table.rows == ()


def test_the_wheel_shows_what_stands_on_each_step() -> None:
    cycle = a_learning_cycle(final_report=FinalReport())

    shape = TOOL.draw(cycle).shape

    assert isinstance(shape, Wheel)
    assert [(step.name, len(step.labels)) for step in shape.steps] == [
        ("plan", 1),
        ("apply", 1),
        ("evaluate_and_report", 1),
        ("analyse_and_improve", 1),
    ]


def test_the_table_twin_holds_every_label_of_the_wheel() -> None:
    diagram = TOOL.draw(a_learning_cycle())

    assert isinstance(diagram.shape, Wheel)
    labels = [(Coded(step.name), label) for step in diagram.shape.steps for label in step.labels]
    assert [row[:2] for row in diagram.table.rows] == labels


def test_a_finding_without_consequence_stays_before_the_last_step() -> None:
    cycle = with_(a_learning_cycle(), f"{FINDING}.change", "")

    diagram = TOOL.draw(cycle)

    assert diagram.facts == {"questions": 1, "findings": 1, "changes": 0}

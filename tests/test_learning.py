from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gronatraden.history import OfferedLesson
from gronatraden.learning import (
    every_offered_lesson_is_answered,
    stems,
    what_was_learnt_is_logged,
)
from gronatraden.tools.learning_cycle import LearningCycle
from tests.builders import a_learning_cycle
from tests.builders.history import OFFERED, a_finished_context
from tests.builders.learning_cycle import FINDING

DRAFT = replace(FINDING, id="draft", finding="")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("resvanor", "resvana"),
        ("bilarna", "bilar"),
        ("Kampanjerna", "kampanj"),
        ("utsläpp", "utsläppen"),
    ],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stems(one) == stems(other)


@pytest.mark.parametrize("text", ["och att det", "på 27 %", "", "a b c", "2017-09-01"])
def test_words_that_tell_nothing_are_left_out(text: str) -> None:
    assert stems(text) == ()


def test_stems_keep_the_texts_order_once_each() -> None:
    assert stems("bilen och bussen, bilar") == (*stems("bilen"), *stems("bussen"))


@given(st.text(max_size=200))
def test_any_text_has_stems_of_its_own(text: str) -> None:
    found = stems(text)

    assert len(found) == len(set(found))
    assert all(found)


@given(st.text(max_size=200))
def test_case_does_not_matter(text: str) -> None:
    assert stems(text.casefold()) == stems(text)


@pytest.mark.parametrize(
    ("offered", "codes"),
    [
        pytest.param((), [], id="nothing offered"),
        pytest.param((OFFERED,), [], id="applied, how"),
        pytest.param((replace(OFFERED, answer="not_relevant"),), [], id="not relevant, because"),
        pytest.param((replace(OFFERED, because=""),), ["lesson-is-not-answered"], id="no reason"),
        pytest.param((replace(OFFERED, answer=""),), ["lesson-is-not-answered"], id="no answer"),
        pytest.param(
            (OFFERED, OfferedLesson(lesson="l-2")), ["lesson-is-not-answered"], id="one of two"
        ),
    ],
)
def test_an_offered_lesson_awaits_an_answer(
    offered: tuple[OfferedLesson, ...], codes: list[str]
) -> None:
    found = every_offered_lesson_is_answered(a_finished_context(offered=offered))

    assert [f.code for f in found] == codes


@pytest.mark.parametrize(
    ("findings", "logged", "codes"),
    [
        pytest.param((FINDING,), (FINDING.id,), [], id="logged"),
        pytest.param((FINDING,), (), ["finding-is-not-logged"], id="not logged"),
        pytest.param((FINDING, DRAFT), (FINDING.id,), [], id="a draft is nobody's concern"),
        pytest.param((), (), [], id="nothing learnt"),
    ],
)
def test_what_is_learnt_is_logged(
    findings: tuple[object, ...], logged: tuple[str, ...], codes: list[str]
) -> None:
    contents = {LearningCycle: a_learning_cycle(findings=findings)}
    context = a_finished_context(contents=contents, logged_lessons=logged)

    assert [f.code for f in what_was_learnt_is_logged(context)] == codes

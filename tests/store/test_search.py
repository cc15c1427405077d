from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gronatraden.store.derived.search import MOST_WORDS, index_lesson, search_lessons
from tests.builders.log import SIGNER
from tests.builders.store import AT

if TYPE_CHECKING:
    from gronatraden.store.engine import Store

LESSONS = {
    "bikes": ["cykl", "cykl", "cykl", "arbetsgiv"],
    "buses": ["buss", "arbetsgiv"],
    "trains": ["tåg", "buss"],
}


def index(store: Store, lessons: dict[str, list[str]]) -> None:
    """Make lessons findable."""
    with store.write(SIGNER) as t:
        for lesson, words in lessons.items():
            index_lesson(t, lesson, words)
        t.record("test.indexed", stream="test", actor="machine", at=AT)


def found(store: Store, *words: str, limit: int = 10) -> list[str]:
    """Return the lessons that are found, nearest first."""
    with store.read() as r:
        return [lesson for lesson, _ in search_lessons(r, words, limit)]


def test_a_lesson_is_found_by_any_of_the_words(store: Store) -> None:
    index(store, LESSONS)

    assert set(found(store, "tåg", "cykl")) == {"trains", "bikes"}


def test_the_lesson_that_says_it_most_is_nearest(store: Store) -> None:
    index(store, LESSONS | {"other": ["cykl", "buss", "tåg", "båt"]})

    assert found(store, "cykl") == ["bikes", "other"]


def test_equals_come_in_order_of_id(store: Store) -> None:
    index(store, {"b": ["cykl"], "c": ["cykl"], "a": ["cykl"]})

    assert found(store, "cykl") == ["a", "b", "c"]


def test_no_more_are_found_than_asked_for(store: Store) -> None:
    index(store, LESSONS)

    assert len(found(store, "arbetsgiv", "buss", limit=2)) == 2


def test_a_ring_is_a_letter(store: Store) -> None:
    index(store, {"boat": ["båt"]})

    assert (found(store, "båt"), found(store, "bat")) == (["boat"], [])


def test_a_lesson_indexed_again_forgets_its_words(store: Store) -> None:
    index(store, {"bikes": ["cykl"]})
    index(store, {"bikes": ["buss"]})

    assert (found(store, "cykl"), found(store, "buss")) == ([], ["bikes"])


@pytest.mark.parametrize(
    "words",
    [
        pytest.param([], id="no words"),
        pytest.param([""], id="an empty word"),
        pytest.param(["skepp"], id="a word nobody said"),
        pytest.param(["!?"], id="punctuation"),
        pytest.param(["*"], id="a star"),
        pytest.param(["NOT", "OR", "NEAR"], id="words of the search's own language"),
        pytest.param(["lesson:bikes"], id="a column's name"),
        pytest.param(['" OR lesson MATCH "bikes'], id="a quotation that ends early"),
    ],
)
def test_nothing_is_found_by(store: Store, words: list[str]) -> None:
    index(store, LESSONS)

    assert found(store, *words) == []


def test_a_question_may_be_long(store: Store) -> None:
    index(store, LESSONS)

    assert found(store, "cykl", *(f"ord{number}" for number in range(50 * MOST_WORDS))) == ["bikes"]


@given(words=st.lists(st.text(max_size=8), max_size=5))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_word_at_all_can_be_asked(store: Store, words: list[str]) -> None:
    assert found(store, *words) == []

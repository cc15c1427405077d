"""The fast path gives the engine's answers, or leaves the question to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gronatraden.moment import Moment
from gronatraden.policy.conditions.fast.running import FastBound, written
from gronatraden.policy.conditions.port import Answer
from gronatraden.policy.conditions.values import plain
from tests.builders.anything import examples
from tests.policy.conditions.asking import ENGINE, NOON, VOCABULARY, Part, Seal, Whole, told

if TYPE_CHECKING:
    from collections.abc import Callable

LEFT = Answer(None, "left to the engine")


class Nobody:
    """An engine that was not to be asked."""

    def evaluate(self, text: str) -> Answer:
        """Return that it was asked."""
        del text
        return LEFT


def function(text: str) -> Callable[..., Any] | None:
    """Return a condition as Python."""
    tree = ENGINE.check(text, VOCABULARY)
    return None if isinstance(tree, tuple) else written(tree, frozenset())


def fast(text: str, it: Whole) -> Answer:
    """Return the fast path's own answer, or that it has none."""
    contents = {"it": it, "params": VOCABULARY.params}
    return FastBound(contents, Moment(NOON), function, Nobody).evaluate(text)


def sure(text: str, it: Whole) -> Answer:
    """Return the engine's answer."""
    values = {"it": plain(it), "params": VOCABULARY.params}
    return ENGINE.bind(values, Moment(NOON)).evaluate(text)


INTS = st.sampled_from(
    ["it.amount", "params.limit", "0", "3", "-7", "size(it.parts)", "size(it.title)"]
)
TEXTS = st.sampled_from(["it.title", "params.word", '"å"', '""', '"high"'])
DAYS = st.sampled_from(["it.ends_on", 'day("2024-11-30")', 'day("2025-05-01")'])


def joined(pattern: str, *parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Return expressions of a pattern, its parts filled in."""
    return st.tuples(*parts).map(lambda said: pattern.format(*said))


NUMBERS = st.one_of(
    INTS,
    *(joined(f"({{}} {sign} {{}})", INTS, INTS) for sign in "+-*/%"),
    joined("-({})", INTS),
)
ELEMENT = st.one_of(
    joined("e.id == {}", TEXTS),
    joined("e.amount > {}", NUMBERS),
    joined("e.amount != {}", st.sampled_from(["null", "3"])),
    joined("e.share > {}", st.sampled_from(["1.5", "0.1", "double(it.amount)"])),
    joined("e.due_on < {}", DAYS),
    joined("passed(e.due_on)"),
    joined("e.influence in {}", st.sampled_from(['["low", "high"]', "[params.word]"])),
    joined("e.tags.exists(t, t == {})", TEXTS),
    joined("e.tags == {}", st.sampled_from(['["å"]', '["å", "b"]'])),
    joined("it.parts.exists(o, o.id == e.{})", st.sampled_from(["id", "influence"])),
    joined("it.parts.exists(o, o.amount == e.amount && o.id != e.id)"),
)
PLAIN = st.one_of(
    joined("{} {} {}", NUMBERS, st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), NUMBERS),
    joined("{} {} {}", TEXTS, st.sampled_from(["<", ">=", "==", "!="]), TEXTS),
    joined("{} {} {}", DAYS, st.sampled_from(["<", ">=", "==", "!="]), DAYS),
    joined("{}.{}({})", TEXTS, st.sampled_from(["startsWith", "endsWith", "contains"]), TEXTS),
    joined("older_than({}, {})", DAYS, st.sampled_from(["1", "12", 'duration("48h")'])),
    joined("reached(months_after({}, {}))", DAYS, INTS),
    joined("days_between({}, {}) > {}", DAYS, DAYS, INTS),
    joined("it.parts.{}(e, {})", st.sampled_from(["all", "exists", "exists_one"]), ELEMENT),
    joined("size(it.parts.filter(e, {})) > {}", ELEMENT, INTS),
    joined("{} in it.parts.map(e, e.id)", TEXTS),
    joined("{} in it.parts.filter(e, {}).map(e, e.id)", TEXTS, ELEMENT),
    joined("it.parts[{}].id == {}", INTS, TEXTS),
    st.sampled_from(["has(it.seal)", 'has(it.seal) && it.seal.by != ""', "it.seal.by == ''"]),
    st.sampled_from(["params.strict", "it.ends_on == null", "it.amount != null"]),
)
CONDITIONS = st.recursive(
    PLAIN,
    lambda inner: st.one_of(
        joined("({} && {})", inner, inner),
        joined("({} || {})", inner, inner),
        joined("!({})", inner),
        joined("({} ? {} : {})", inner, inner, inner),
    ),
    max_leaves=4,
)
WORDS = st.sampled_from(["", "å", "high", "low", "a", "b"])
SOME_DAY = st.none() | st.dates(date(2024, 6, 1), date(2025, 6, 1))
WHOLES = st.builds(
    Whole,
    title=WORDS,
    amount=st.none() | st.integers(-5, 20) | st.sampled_from([2**62, -(2**63)]),
    ends_on=SOME_DAY,
    seal=st.none() | st.builds(Seal, by=WORDS),
    parts=st.lists(
        st.builds(
            Part,
            id=WORDS,
            influence=st.sampled_from(["", "low", "high"]),
            amount=st.none() | st.integers(0, 5),
            share=st.none() | st.decimals(0, 3, places=2),
            due_on=SOME_DAY,
            tags=st.lists(WORDS, max_size=2).map(tuple),
        ),
        max_size=4,
    ).map(tuple),
)


@settings(deadline=None, max_examples=examples(200))
@given(CONDITIONS, WHOLES)
def test_the_fast_path_says_what_the_engine_says(text: str, it: Whole) -> None:
    found = fast(text, it)

    assert found in (LEFT, sure(text, it))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("it.parts.all(e, it.parts.exists(o, o.id == e.id))", id="a join"),
        pytest.param("it.amount + 1 > params.limit && params.strict", id="sums"),
        pytest.param("it.parts.filter(e, e.share > 1.5).map(e, e.id) == ['a']", id="a filter"),
        pytest.param("passed(it.ends_on) || it.title.contains('å')", id="time"),
        pytest.param("it.parts[0].id == 'a'", id="the first"),
        pytest.param("it.parts.all(e, it.parts.exists(o, e.id == o.id))", id="a join turned"),
        pytest.param("it.parts.all(e, it.parts.exists(o, e.id == e.id))", id="no join"),
        pytest.param("it.parts.all(e, it.parts.exists(o, o.id == o.id))", id="nor this"),
        pytest.param(
            "has(it.seal) || it.parts.all(e, it.parts.exists(o, o.id == e.id))", id="or else a join"
        ),
        pytest.param("it.parts.all(e, e.tags.exists(t, t == e.id))", id="within each"),
        pytest.param("7 % 3 == 1 && -7 % 3 == -1 && 7 % -3 == 1", id="what is left"),
        pytest.param("7 / 2 == 3 && -7 / 2 == -3 && 7 / -2 == -3 && -7 / -2 == 3", id="parts"),
        pytest.param("1 < it.amount && it.amount <= 12", id="upwards"),
        pytest.param("it.amount > 11 && it.amount >= 12", id="downwards"),
        pytest.param("it.amount < 12 || it.amount > 12", id="not at the limit"),
        pytest.param("double(it.amount) > 11.5", id="with a point"),
        pytest.param("it.amount - 1 == 11 && it.amount * 2 == 24 && -it.amount < 0", id="less"),
        pytest.param("!it.parts.exists_one(e, e.id == 'a')", id="not only one"),
        pytest.param("it.parts.map(e, e.id) == ['a', 'a']", id="what is made of each"),
        pytest.param("it.title in ['på', 'av']", id="one of several"),
        pytest.param("it.title.startsWith('p') && it.title.endsWith('å')", id="both ends"),
        pytest.param("it.parts[0].share > 1.5 ? true : false", id="a question"),
        pytest.param("it.ends_on == day('2024-01-01')", id="a day written out"),
        pytest.param("days_between(it.ends_on, day('2024-01-03')) == 2", id="days between"),
        pytest.param("reached(months_after(it.ends_on, 3))", id="months after"),
        pytest.param("older_than(it.ends_on, duration('48h'))", id="hours"),
        pytest.param("older_than(it.ends_on, 11) && !older_than(it.ends_on, 12)", id="months"),
    ],
)
def test_the_fast_path_covers_what_conditions_say(text: str) -> None:
    part = Part(id="a", share=Decimal(2))
    it = Whole(title="på", amount=12, ends_on=date(2024, 1, 1), parts=(part, replace(part)))

    assert told(text) == ()
    assert fast(text, it) == sure(text, it) != LEFT


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("it.title.matches('^a')", id="a pattern is the engine's"),
        pytest.param("it.amount > 1", id="nothing is compared"),
        pytest.param("it.amount / 0 > 1", id="divided by nothing"),
        pytest.param("it.parts[7].id == ''", id="no such element"),
        pytest.param("it.parts.all(e, it.parts.all(o, o.amount == e.amount))", id="too many steps"),
    ],
)
def test_the_fast_path_leaves_what_it_cannot_be_sure_of(text: str) -> None:
    it = Whole(parts=(Part(id="a", amount=1),) * (101 if "all" in text else 1))

    assert fast(text, it) == LEFT


@pytest.mark.parametrize("title", ["1_0", "12", "inf", ""])
def test_the_fast_path_makes_no_number_of_a_text(title: str) -> None:
    assert fast("double(it.title) > 1.0", Whole(title=title)) == LEFT


def test_work_beyond_the_engines_budget_is_never_called_satisfied() -> None:
    text = "it.parts.all(e, it.parts.exists(o, o.id == e.id))"
    it = Whole(parts=tuple(Part(id=str(number)) for number in range(150)))

    assert fast(text, it) == LEFT
    assert sure(text, it).failure

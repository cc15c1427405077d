from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gronatraden.errors import ManuscriptError, Problem
from gronatraden.manuscript import read_text, validate
from tests.manuscript.cases import UNFIT, Case, Document, Reading

EVERY_CASE = pytest.mark.parametrize("case", UNFIT, ids=str)


def document(text: str) -> Document:
    return validate(read_text(text, name="plan.yaml"), Document)


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(ManuscriptError) as refused:
        document(text)
    return refused.value.problems


@EVERY_CASE
def test_what_does_not_fit_is_refused_at_its_line(case: Case) -> None:
    found = problems(case.bad)

    assert [(p.code, p.line, p.column) for p in found] == [(case.code, case.line, case.column)]


@EVERY_CASE
def test_the_nearest_fitting_text_is_taken(case: Case) -> None:
    made = document(case.good)

    assert isinstance(made, Document)


EVERYTHING = """
        title: "2024"
        budget: 19400000
        share: 0.50
        public: true
        tags: [co2, resor]
        readings:
          - {id: first, value: 0.10, day: 2019-03-01, kind: outcome}
          - {id: second, value: 7}
        numbers: {at_least: 1, share: 0.4}
        taken_at: 2026-02-28T10:00:00Z
    """


def test_everything_fits_in_its_type() -> None:
    made = document(EVERYTHING)

    assert made == Document(
        title="2024",
        budget=19_400_000,
        share=Decimal("0.50"),
        public=True,
        tags=("co2", "resor"),
        readings=(
            Reading(id="first", value=Decimal("0.10"), day=date(2019, 3, 1), kind="outcome"),
            Reading(id="second", value=Decimal(7)),
        ),
        numbers={"at_least": 1, "share": Decimal("0.4")},
        taken_at=datetime(2026, 2, 28, 10, tzinfo=UTC),
    )


def test_a_number_keeps_the_digits_it_has() -> None:
    made = document("numbers: {a: 0.10, b: 123456789012345.678901}")

    assert [str(number) for number in made.numbers.values()] == ["0.10", "123456789012345.678901"]


def test_a_field_left_empty_has_its_default() -> None:
    made = document("title:\nbudget:\ntags: ~\nreadings:\n  - id: a\n    kind:\n")

    assert made == Document(readings=(Reading(id="a"),))


def test_all_problems_are_said_in_the_order_of_the_file() -> None:
    found = problems("""
readings:
  - value: x
    day: 2026-02-30
  - {id: b, valeu: 1}
budget: -1
titel: a
""")

    assert [(p.line, p.code) for p in found] == [
        (3, "expected-number"),
        (3, "missing-field"),
        (4, "bad-date"),
        (5, "unknown-field"),
        (6, "too-small"),
        (7, "unknown-field"),
    ]


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        pytest.param("titel: a", {"field": "titel", "nearest": "title"}, id="an unknown field"),
        pytest.param(
            "readings: [{id: a, kind: outcom}]",
            {
                "field": "kind",
                "where": "readings[a].kind",
                "actual": "outcom",
                "nearest": "outcome",
                "known": ["outcome", "output"],
            },
            id="a word that is not in the list",
        ),
        pytest.param(
            "readings: [{value: 1}]",
            {"field": "id", "where": "readings[1].id"},
            id="a missing field in an unnamed item",
        ),
        pytest.param(
            "budget: '5'", {"field": "budget", "actual": '"5"'}, id="a text that should be a number"
        ),
        pytest.param("title: 3.10", {"actual": "3.10", "example": '"3.10"'}, id="a number"),
        pytest.param("tags: [Åsnens skog]", {"example": "asnens-skog"}, id="a title for an id"),
        pytest.param("tags: ['?']", {"example": "co2-utslapp"}, id="no letters for an id"),
        pytest.param("tags: [a, '?']", {"field": "tags[2]", "where": "tags[2]"}, id="an item"),
        pytest.param("code: abcd", {"limit": 3, "length": 4}, id="a long text"),
        pytest.param("tags: [a, b, c]", {"limit": 2, "length": 3}, id="a long list"),
        pytest.param("share: 1.5", {"limit": "1", "actual": "1.5"}, id="a large number"),
        pytest.param(
            "readings: [{id: a},\n {id: a}]",
            {"list": "readings", "actual": '"a"', "first": 1},
            id="an id that stands twice",
        ),
        pytest.param(f"budget: {'x' * 500}", {"actual": f'"{"x" * 60}…"'}, id="a long value"),
    ],
)
def test_a_problem_has_the_facts_of_its_sentence(text: str, facts: dict[str, object]) -> None:
    (problem,) = problems(text)

    assert facts.items() <= dict(problem.facts).items()


def test_an_unlike_field_comes_with_the_known_names() -> None:
    (problem,) = problems("readings: [{id: a, enhet: kg}]")

    assert problem.facts["known"] == ["id", "source", "origin", "value", "day", "kind"]


def test_a_part_is_validated_with_its_own_lines() -> None:
    manuscript = read_text("tool: x\ncontent:\n  budget: -1\n", name="plan.yaml")

    with pytest.raises(ManuscriptError) as refused:
        validate(manuscript, Document, at=("content",))

    assert [(p.code, p.line, p.column) for p in refused.value.problems] == [("too-small", 3, 3)]


def test_a_part_that_fits_is_taken_alone() -> None:
    manuscript = read_text("tool: x\nreadings: [{id: a}]\n", name="plan.yaml")

    made = validate(manuscript, tuple[Reading, ...], at=("readings",))

    assert made == (Reading(id="a"),)


def test_a_missing_part_is_no_mapping() -> None:
    manuscript = read_text("tool: x\n", name="plan.yaml")

    with pytest.raises(ManuscriptError) as refused:
        validate(manuscript, Document, at=("content",))

    assert [p.code for p in refused.value.problems] == ["expected-mapping"]


def test_an_open_type_takes_what_stands_there() -> None:
    manuscript = read_text("a: {b: [1, x, 2020-01-01]}", name="plan.yaml")

    made = validate(manuscript, dict[str, Any])

    assert made == {"a": {"b": [1, "x", "2020-01-01"]}}


def test_a_hundred_misfits_are_enough() -> None:
    found = problems("".join(f"field-{number}:\n" for number in range(20_000)))

    assert (len(found), found[-1].code) == (101, "more-problems")


words = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=20)
names = st.from_regex(r"\A[a-z0-9]{1,8}(-[a-z0-9]{1,8})?\Z")
readings = st.builds(
    Reading,
    id=names,
    source=words,
    origin=st.sampled_from(["", "public", "own"]),
    value=st.none() | st.decimals(-(10**9), 10**9, places=3),
    day=st.none() | st.dates(),
    kind=st.sampled_from(["", "outcome", "output"]),
)
documents = st.builds(
    Document,
    title=words,
    budget=st.integers(0, 10**13),
    share=st.decimals("0.01", "0.99", places=2),
    public=st.booleans(),
    tags=st.lists(names, min_size=1, max_size=2).map(tuple),
    readings=st.lists(readings, max_size=4, unique_by=lambda reading: reading.id).map(tuple),
    numbers=st.dictionaries(words, st.integers(-100, 100), max_size=3),
)


@settings(deadline=None)
@given(documents)
def test_a_content_written_as_json_comes_back_equal(content: Document) -> None:
    # JSON is YAML; only decimals have to be written as the numbers they are.
    text = msgspec.json.Encoder(decimal_format="number").encode(content).decode()

    assert document(text) == content

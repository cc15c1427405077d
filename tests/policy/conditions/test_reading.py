"""What the engine says of a condition is read whole: its types, its places, its parts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import pytest

from gronatraden.policy import Each
from gronatraden.policy.conditions.cel.engine import CelEngine
from gronatraden.policy.conditions.each import compose
from gronatraden.policy.conditions.lints import Linter
from gronatraden.policy.conditions.paths import found_at
from gronatraden.policy.conditions.shapes import Shape
from gronatraden.policy.conditions.values import plain
from gronatraden.policy.conditions.vocabulary import Vocabulary
from tests.policy.conditions.asking import ENGINE, VOCABULARY, told

if TYPE_CHECKING:
    from gronatraden.policy.conditions.tree import Tree

EACH = Each(in_="it.parts", as_="p", where="p.amount > 0", expect='p.id != ""')


def tree(text: str) -> Tree:
    """Return a condition as it was understood."""
    checked = ENGINE.check(text, VOCABULARY)
    assert not isinstance(checked, tuple)
    return checked


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("it.title", "string"),
        ("it.amount", "int"),
        ("it.ends_on", "day"),
        ('duration("48h")', "duration"),
        ("1.5", "double"),
        ("true", "bool"),
        ("null", "null"),
        ("it.parts", "list"),
        ("it.parts[0]", "message"),
    ],
)
def test_what_a_condition_comes_to_has_its_kind(text: str, kind: str) -> None:
    read = tree(text)

    assert read.types[read.root.id] == kind


@pytest.mark.parametrize(
    ("text", "at", "name"),
    [
        pytest.param('nobody == ""', 0, "nobody", id="alone"),
        pytest.param('nobody.title == ""', 0, "nobody", id="with a field"),
        pytest.param('it.title == "nobody" && nobody == ""', 24, "nobody", id="after its text"),
    ],
)
def test_a_name_that_is_not_there_is_told_where_it_stands(text: str, at: int, name: str) -> None:
    (trouble,) = told(text)

    assert (trouble.code, trouble.at) == ("unlike-any-condition-name", at)
    assert trouble.facts["name"] == name


def test_a_parameter_that_is_not_there_is_told_after_its_dot() -> None:
    (trouble,) = told("params.limt > 1")

    assert (trouble.code, trouble.facts) == (
        "unknown-condition-param",
        {"name": "limt", "nearest": "limit"},
    )


@pytest.mark.parametrize("name", ["has", "all", "exists", "exists_one", "filter", "map", "size"])
def test_what_is_built_in_is_near(name: str) -> None:
    (trouble,) = told(f"{name}{name[-1]} == 1")

    assert trouble.facts["nearest"] == name


def test_a_choice_may_be_compared_with_nothing() -> None:
    names = {"it": Shape("object", content=Chosen)}
    words, engine = Vocabulary(names, {}), CelEngine(names)
    checked = engine.check('it.way == null || it.way == "on"', words)
    assert not isinstance(checked, tuple)

    assert list(Linter(checked, words, engine.fits).troubles()) == []


@pytest.mark.parametrize(
    ("at", "part"),
    [
        pytest.param(0, ("in", 0), id="before all"),
        pytest.param(10_000, ("id", 4), id="after all"),
    ],
)
def test_a_place_outside_every_part_lies_at_an_end(at: int, part: tuple[str, int]) -> None:
    assert compose(EACH).part_at(at) == part


def test_what_closes_a_part_belongs_to_its_end_and_what_opens_one_to_its_beginning() -> None:
    composed = compose(EACH)
    (first, start, end), (following, _, _), *_ = composed.spans

    assert composed.part_at(end + 1) == (first, end - start)
    assert composed.part_at(composed.ends[0]) == (following, 0)


def test_an_element_without_an_id_is_named_by_its_number() -> None:
    values = {"it": {"parts": [{"amount": 1}, {"id": "b", "amount": 2}], "tags": ["x", "y"]}}

    parts = [where for where, _ in found_at(values, ("it", "parts", "[]", "amount"))]
    tags = [where for where, _ in found_at(values, ("it", "tags", "[]"))]

    assert (parts, tags) == (
        ["it.parts[1].amount", "it.parts[b].amount"],
        ["it.tags[1]", "it.tags[2]"],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Something that is one of a few words, or nothing."""

    way: Literal["on", "off"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Odd:
    """Something with a field that no condition can be about."""

    title: str = ""
    named: dict[str, int] | None = None


def test_a_field_that_no_condition_can_be_about_stays_as_it_is() -> None:
    assert plain(Odd(title="x", named={"a": 1})) == {"title": "x", "named": {"a": 1}}

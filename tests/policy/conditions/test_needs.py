"""What conditions need of the values is enough: with no more, they come to the same."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from gronatraden.policy.conditions.paths import needs
from gronatraden.policy.conditions.values import plain
from tests.builders.anything import examples
from tests.policy.conditions.asking import ENGINE, Part, Seal, Whole, answer
from tests.policy.conditions.test_fast import CONDITIONS, WHOLES

FULL = Whole(
    title="på", parts=(Part(id="a", influence="high", tags=("x",)),), seal=Seal(by="ordförande")
)


def needed(text: str) -> Any:  # noqa: ANN401 - what is needed, as far down as it goes
    """Return what a condition needs of ``it``."""
    return dict(needs([ENGINE.parse(text).root])).get("it", frozenset())


def left(text: str) -> Any:  # noqa: ANN401 - JSON
    """Return what is made of a full value for a condition."""
    return plain(FULL, needed(text))


@pytest.mark.parametrize(
    ("text", "made"),
    [
        pytest.param("it.title == ''", {"title": "på"}, id="a scalar"),
        pytest.param("size(it.title) > 1", {"title": "på"}, id="a text that is measured"),
        pytest.param("size(it.parts) > 0", {"parts": [{"id": "a"}]}, id="a list that is measured"),
        pytest.param("has(it.seal)", {"seal": {}}, id="what is only asked for"),
        pytest.param("it.seal.by != ''", {"seal": {"by": "ordförande"}}, id="something inside"),
        pytest.param(
            "it.parts.exists(p, 'x' in p.tags)",
            {"parts": [{"id": "a", "tags": ["x"]}]},
            id="walked",
        ),
        pytest.param(
            "it.parts.filter(p, p.tags != []).map(q, q.influence) != []",
            {"parts": [{"id": "a", "influence": "high", "tags": ["x"]}]},
            id="filtered and walked",
        ),
        pytest.param(
            "it.parts[size(it.title) - 2].influence == 'high'",
            {"title": "på", "parts": [{"id": "a", "influence": "high"}]},
            id="by its place",
        ),
        pytest.param("true", {}, id="nothing"),
    ],
)
def test_no_more_is_made_than_a_condition_needs(text: str, made: object) -> None:
    assert left(text) == made


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("it.parts == []", id="compared"),
        pytest.param("it.parts.filter(p, p.id != '') == []", id="filtered and compared"),
        pytest.param("it.parts.map(p, p) == []", id="each handed on"),
        pytest.param("it.parts.exists(p, p == it.parts[0])", id="an element compared"),
        pytest.param("(true ? it.parts : []).exists(p, p.id == '')", id="chosen, then walked"),
        pytest.param("[it.parts].exists(ps, ps.exists(p, p.id == ''))", id="in another list"),
        pytest.param("size(it.parts) > 0 && it.parts != []", id="measured, then compared"),
    ],
)
def test_what_is_handed_on_is_made_whole(text: str) -> None:
    assert left(text)["parts"] == plain(FULL)["parts"]


@settings(deadline=None, max_examples=examples(200))
@given(CONDITIONS, WHOLES)
def test_a_condition_comes_to_the_same_on_what_it_needs(text: str, it: Whole) -> None:
    whole, part = answer(text, **plain(it)), answer(text, **plain(it, needed(text)))

    assert (part.value, bool(part.failure)) == (whole.value, bool(whole.failure))

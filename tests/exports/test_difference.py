from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gronatraden.documents import encode
from gronatraden.exports.holding.difference import place, render, values
from gronatraden.gates.holding.comparison import Difference, differences, of_envelope
from gronatraden.project import ProjectFacts
from gronatraden.text import Voice
from gronatraden.tools import TOOLS
from tests.builders import a_change_logic, a_collaboration_ladder, some_facts, with_
from tests.builders.anything import contents

if TYPE_CHECKING:
    from collections.abc import Sequence

LOGIC = a_change_logic()
KINDS = [*(tool.content for tool in TOOLS), ProjectFacts]
SWEDISH = Voice("sv")
FEW = settings(max_examples=25, deadline=None)
"""Every example is a whole document."""


def told(before: object, after: object) -> list[tuple[str, str]]:
    """Return where two contents differ, and how."""
    return [(found.where, found.kind) for found in differences(before, after)]


def only(before: object, after: object) -> Difference:
    """Return the one difference between two contents."""
    (found,) = differences(before, after)
    return found


def pairs(kind: type) -> st.SearchStrategy[tuple[Any, Any]]:
    """Return two contents of one kind."""
    return st.tuples(contents(kind), contents(kind))


@FEW
@given(st.sampled_from(KINDS).flatmap(contents))
def test_a_content_does_not_differ_from_itself(content: object) -> None:
    assert told(content, content) == []


@FEW
@given(st.sampled_from(KINDS).flatmap(pairs))
def test_contents_that_hash_alike_are_the_ones_that_do_not_differ(pair: Sequence[object]) -> None:
    before, after = pair

    assert (told(before, after) == []) == (encode(before) == encode(after))


@FEW
@given(st.sampled_from(KINDS).flatmap(pairs))
def test_backwards_what_was_new_is_removed(pair: Sequence[object]) -> None:
    before, after = pair
    turned = {"added": "removed", "removed": "added"}

    forth = sorted((d.where, d.kind) for d in differences(before, after))
    back = sorted((d.where, turned.get(d.kind, d.kind)) for d in differences(after, before))

    assert forth == back


def test_a_changed_field_says_both_values() -> None:
    found = only(LOGIC, with_(LOGIC, "indicators[bike-users].baseline", Decimal(900)))

    assert (found.where, found.kind) == ("indicators[bike-users].baseline", "changed")
    assert found.after == Decimal(900)
    assert found.before != found.after


@pytest.mark.parametrize(
    ("path", "value", "kind"),
    [
        pytest.param("challenges[car-dominates].if_not_done", "", "removed", id="emptied"),
        pytest.param("evaluation.budget_sek", None, "removed", id="an amount taken away"),
        pytest.param("indicators[bike-users].counts_people", False, "changed", id="yes to no"),
    ],
)
def test_a_field_that_is_emptied_is_removed(path: str, value: object, kind: str) -> None:
    assert told(LOGIC, with_(LOGIC, path, value)) == [(path, kind)]


def test_an_element_is_known_by_its_id() -> None:
    moved = replace(LOGIC, activities=LOGIC.activities[::-1])

    assert told(LOGIC, moved) == [("activities", "reordered")]


def test_an_element_taken_away_is_one_difference() -> None:
    fewer = replace(LOGIC, activities=LOGIC.activities[1:])

    assert told(LOGIC, fewer) == [("activities[bike-campaign]", "removed")]


def test_a_link_is_known_by_what_it_binds() -> None:
    bolder = with_(LOGIC, "links[0].risk", 5)

    assert told(LOGIC, bolder) == [("links[bike-campaign→staff-try-bikes].risk", "changed")]


def test_an_actor_is_known_by_its_stakeholder() -> None:
    ladder = a_collaboration_ladder()
    path = "constellations[commute].actors[company].task"

    assert told(ladder, with_(ladder, path, "Ordnar ställ.")) == [(path, "changed")]


def test_a_word_in_a_list_has_no_place_of_its_own() -> None:
    facts = some_facts()

    joined = replace(facts, partners=(*facts.partners, "Linnéuniversitetet"))

    assert told(facts, joined) == [("partners", "added")]


def test_digits_are_a_difference() -> None:
    exact = with_(LOGIC, "indicators[bike-users].baseline", Decimal("1200.0"))

    assert only(with_(LOGIC, "indicators[bike-users].baseline", Decimal(1200)), exact).after


def test_contents_of_two_kinds_are_not_compared() -> None:
    with pytest.raises(TypeError, match="ChangeLogic is no ProjectFacts"):
        list(differences(LOGIC, some_facts()))


def test_origin_and_sources_are_compared_too() -> None:
    found = of_envelope(("own", {"S1": "a"}), ("public", {"S2": "b"}))

    assert [(d.where, d.kind) for d in found] == [
        ("origin", "changed"),
        ("sources[S1]", "removed"),
        ("sources[S2]", "added"),
    ]


def test_a_place_is_said_in_words() -> None:
    found = only(LOGIC, with_(LOGIC, "indicators[bike-users].target_on", date(2027, 1, 31)))

    assert place(found, SWEDISH) == "indikatorer › bike-users › måldatum"


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("evaluation.budget_sek", 700_000, "700\u00a0000\u00a0kr"),
        ("indicators[bike-users].target_on", date(2027, 1, 31), "31 januari 2027"),
        ("indicators[bike-users].direction", "decrease", "minska"),
        ("indicators[bike-users].counts_people", False, "nej"),
        ("indicators[bike-users].baseline", Decimal("12345.5"), "12\u00a0345,5"),
        ("challenges[car-dominates].evidence", "decrease", "decrease"),
    ],
)
def test_a_value_is_said_in_words(path: str, value: object, said: str) -> None:
    found = only(LOGIC, with_(LOGIC, path, value))

    assert values(found, SWEDISH)[1] == said


def test_a_new_element_is_called_by_its_name() -> None:
    found = only(replace(LOGIC, activities=LOGIC.activities[1:]), replace(LOGIC))

    assert values(found, SWEDISH) == ("", "Prova på-kampanj med elcykel på arbetsplatser")


def test_a_difference_is_plain_json() -> None:
    found = only(LOGIC, with_(LOGIC, "indicators[bike-users].baseline", Decimal("900.5")))

    assert render(found)["after"] == "900.5"

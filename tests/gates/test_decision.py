from __future__ import annotations

from datetime import UTC, datetime
from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gronatraden.gates.decision import Word, rule_for
from gronatraden.gates.tally import (
    Place,
    Seat,
    latest_words,
    places_filled,
    stand_ins,
    strictest,
    tally,
    voices_of,
)
from gronatraden.history import Outcome
from gronatraden.policy import Deciders, Policy
from gronatraden.project import Role
from tests.builders.gates import a_gate_policy, a_policy, a_requirement
from tests.policy.shipped import FULL, SIMPLE

THREE = {"steering_group": 2, "steering_chair": 1}
PANEL = (
    Seat(person="bo", role="steering_group"),
    Seat(person="eva", role="steering_group"),
    Seat(person="ola", role="steering_chair"),
    Seat(person="ola", role="steering_group"),
)
ROLES = ["a", "b", "c"]
RULES = st.dictionaries(st.sampled_from(ROLES), st.integers(0, 3), max_size=3)
VOICES = st.dictionaries(
    st.sampled_from(["p1", "p2", "p3", "p4", "p5"]), st.frozensets(st.sampled_from(ROLES))
)


def word(person: str, outcome: str = "go") -> Word:
    """Return what one person says."""
    at = datetime(2024, 12, 10, 9, tzinfo=UTC)
    return Word(person=person, outcome=Outcome(outcome), reason="Underlaget räcker.", said_at=at)


def most(rule: dict[str, int], voices: dict[str, frozenset[str]]) -> int:
    """Return how many places can be filled at most, by trying every way there is."""
    places = [role for role, count in rule.items() for _ in range(count)]
    return max(
        size
        for size in range(min(len(places), len(voices)) + 1)
        for chosen in combinations(places, size)
        if any(
            all(role in voices[person] for role, person in zip(chosen, order, strict=True))
            for order in permutations(voices, size)
        )
    )


@given(RULES, VOICES)
def test_as_many_places_as_possible_are_filled(
    rule: dict[str, int], voices: dict[str, frozenset[str]]
) -> None:
    assert len(places_filled(rule, voices)) == most(rule, voices)


@given(RULES, VOICES)
def test_nobody_fills_two_places(rule: dict[str, int], voices: dict[str, frozenset[str]]) -> None:
    people = list(places_filled(rule, voices).values())

    assert len(people) == len(set(people))


@given(RULES, VOICES)
def test_everybody_sits_in_a_role_of_their_own(
    rule: dict[str, int], voices: dict[str, frozenset[str]]
) -> None:
    places = [role for role, count in rule.items() for _ in range(count)]

    filled = places_filled(rule, voices)

    assert all(places[place] in voices[person] for place, person in filled.items())


@pytest.mark.parametrize(
    ("said", "stands", "waiting"),
    [
        pytest.param([], False, [("steering_group", 2), ("steering_chair", 1)], id="nobody"),
        pytest.param([word("bo")], False, [("steering_group", 1), ("steering_chair", 1)], id="one"),
        pytest.param([word("bo"), word("eva")], False, [("steering_chair", 1)], id="no chair"),
        pytest.param([word("bo"), word("eva"), word("ola")], True, [], id="all three"),
        pytest.param(
            [word("bo"), word("ola")], False, [("steering_group", 1)], id="the chair counts once"
        ),
        pytest.param(
            [word("bo"), word("bo"), word("ola")],
            False,
            [("steering_group", 1)],
            id="saying it twice is saying it once",
        ),
        pytest.param(
            [word("bo"), word("eva", "refer_back"), word("ola")],
            False,
            [("steering_group", 1)],
            id="another outcome",
        ),
        pytest.param(
            [word("bo"), word("eva", "refer_back"), word("ola"), word("eva")],
            True,
            [],
            id="a later word counts",
        ),
        pytest.param(
            [word("bo"), word("eva"), word("ola"), word("eva", "stop")],
            False,
            [("steering_group", 1)],
            id="a word taken back",
        ),
        pytest.param(
            [word("bo"), word("ola"), word("mallory")],
            False,
            [("steering_group", 1)],
            id="someone outside the panel",
        ),
    ],
)
def test_words_are_counted_per_role(
    said: list[Word], waiting: list[tuple[str, int]], *, stands: bool
) -> None:
    count = tally(THREE, PANEL, said, Outcome.GO)

    assert count.stands is stands
    assert count.waiting_for == tuple(Place(*place) for place in waiting)


def test_a_decision_names_those_who_carry_it() -> None:
    count = tally(THREE, PANEL, [word("ola"), word("eva"), word("bo")], Outcome.GO)

    assert count.carried_by == ("bo", "eva", "ola")


@pytest.mark.parametrize("rule", [{}, {"steering_chair": 0}], ids=["no rule", "nobody needed"])
def test_nothing_stands_without_a_rule(rule: dict[str, int]) -> None:
    count = tally(rule, PANEL, [word("ola")], Outcome.GO)

    assert not count.stands


def test_the_latest_word_is_a_persons_word() -> None:
    said = [word("bo"), word("eva"), word("bo", "hold")]

    assert {p: w.outcome for p, w in latest_words(said).items()} == {
        "bo": Outcome.HOLD,
        "eva": Outcome.GO,
    }


@pytest.mark.parametrize(
    ("outcome", "rule"),
    [
        (Outcome.GO, THREE),
        (Outcome.GO_WITH_CONDITIONS, THREE),
        (Outcome.STOP, THREE),
        (Outcome.REFER_BACK, {"steering_chair": 1}),
        (Outcome.HOLD, {"steering_chair": 1}),
    ],
)
def test_opening_takes_three_and_returning_one(outcome: Outcome, rule: dict[str, int]) -> None:
    assert rule_for([FULL], "start", outcome) == rule


@pytest.mark.parametrize("outcome", Outcome)
def test_the_simple_model_takes_its_owner(outcome: Outcome) -> None:
    assert rule_for([SIMPLE], "start", outcome) == {"project_owner": 1}


def test_the_strictest_policy_counts() -> None:
    strict = a_policy(
        gates={
            "start": a_gate_policy(
                a_requirement(),
                decided_by=(
                    Deciders(role=Role.STEERING_GROUP, count=3),
                    Deciders(role=Role.FUNDER),
                ),
            )
        }
    )

    assert rule_for([FULL, strict], "start", Outcome.GO) == {
        "steering_group": 3,
        "steering_chair": 1,
        "funder": 1,
    }


def test_a_gate_no_policy_speaks_of_has_no_deciders() -> None:
    assert rule_for([FULL], "moonshot", Outcome.GO) == {}


@pytest.mark.parametrize(
    ("outcome", "quorum", "group"),
    [
        pytest.param(Outcome.GO, 0, 2, id="no quorum settled"),
        pytest.param(Outcome.GO, 3, 2, id="the policy asks for as many"),
        pytest.param(Outcome.GO, 5, 4, id="the group asks for more"),
        pytest.param(Outcome.STOP, 5, 4, id="stopping takes the quorum too"),
    ],
)
def test_the_groups_own_quorum_counts(outcome: Outcome, quorum: int, group: int) -> None:
    rule = rule_for([FULL], "start", outcome, quorum=quorum)

    assert rule == {"steering_group": group, "steering_chair": 1}


@pytest.mark.parametrize("policy", [FULL, SIMPLE], ids=["full", "simple"])
def test_a_quorum_asks_nobody_to_return_more(policy: Policy) -> None:
    plain = rule_for([policy], "start", Outcome.REFER_BACK)

    assert rule_for([policy], "start", Outcome.REFER_BACK, quorum=9) == plain


INCLUDING = (Deciders(role=Role.STEERING_GROUP, count=3, includes=(Role.STEERING_CHAIR,)),)


def test_a_row_that_includes_the_chair_keeps_its_count() -> None:
    assert strictest(INCLUDING) == {"steering_group": 2, "steering_chair": 1}
    assert stand_ins(INCLUDING) == {"steering_group": {"steering_chair"}}


def test_a_row_that_includes_no_one_else_lets_no_one_else_in() -> None:
    rows = (*INCLUDING, Deciders(role=Role.STEERING_GROUP, count=2))

    assert stand_ins(rows) == {}


def test_a_row_of_one_that_includes_the_chair_is_the_chair() -> None:
    rows = (Deciders(role=Role.STEERING_GROUP, includes=(Role.STEERING_CHAIR,)),)

    assert strictest(rows) == {"steering_chair": 1}


PEOPLE = st.sampled_from(["bo", "eva", "ola", "disa", "siri"])
HELD = st.dictionaries(
    PEOPLE,
    st.frozensets(st.sampled_from(["steering_group", "steering_chair"]), min_size=1),
)


@given(HELD, st.integers(1, 4))
def test_a_merged_rule_is_never_weaker_than_what_a_row_says(
    held: dict[str, frozenset[str]], count: int
) -> None:
    """Three among group or chair of whom one is the chair, said without a matching."""
    row = Deciders(role=Role.STEERING_GROUP, count=count, includes=(Role.STEERING_CHAIR,))
    rule, voices = strictest([row]), voices_of(held, stand_ins([row]))

    filled = len(places_filled(rule, voices)) == sum(rule.values())

    chairs = sum("steering_chair" in roles for roles in held.values())
    assert filled == (len(held) >= count and chairs >= 1)


SEATS = st.lists(
    st.builds(
        Seat,
        person=PEOPLE,
        role=st.sampled_from(["steering_group", "steering_chair"]),
        instead_of=st.sampled_from(["", "bo", "disa"]),
    ),
    max_size=8,
)


@given(SEATS, st.lists(PEOPLE, max_size=6))
def test_no_substitute_carries_beside_the_one_they_stand_in_for(
    panel: list[Seat], people: list[str]
) -> None:
    count = tally(THREE, panel, [word(person) for person in people], Outcome.GO)

    carried = set(count.carried_by)
    for person in carried:
        mine = [seat.instead_of for seat in panel if seat.person == person]
        assert "" in mine or any(other not in carried for other in mine)

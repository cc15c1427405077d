from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from gronatraden.gates.evaluate import findings_of
from gronatraden.gates.registry import checks, problems_of, scales
from gronatraden.phases import Gate, Lifecycle, Phase
from gronatraden.policy import Deciders, Policy
from gronatraden.project import Role
from gronatraden.text.voice import LANGUAGES, Voice
from tests.builders import a_context
from tests.builders.gates import a_gate_policy, a_policy, a_requirement
from tests.builders.history import a_finished_context, altered
from tests.house.offences import OFFENCES

LIFECYCLE = Lifecycle(
    lifecycle="full",
    version=1,
    phases=(Phase(phase="before_start", gates=(Gate(gate="start"),)),),
)
WHERE = ("gates", "start", "requires", 0)
LIST_REVIEWED = "stakeholder_analysis.the_list_is_reviewed"
NUMBERED = a_requirement("change_logic.no_box_is_empty", numbers={"at_lest": 2})
TWICE = (a_requirement(), a_requirement())


def decided_by(*rows: Deciders) -> Policy:
    """Return a policy whose start is decided so."""
    return a_policy(gates={"start": a_gate_policy(a_requirement(), decided_by=rows)})


GROUP, CHAIR = Role.STEERING_GROUP, Role.STEERING_CHAIR
PROBLEMS = {
    "an admin who decides": (decided_by(Deciders(role=Role.ADMIN)), "admin-cannot-decide"),
    "an admin who is included": (
        decided_by(Deciders(role=GROUP, includes=(Role.ADMIN,))),
        "admin-cannot-decide",
    ),
    "a role that includes itself": (
        decided_by(Deciders(role=GROUP, includes=(GROUP,))),
        "includes-twice",
    ),
    "a role included twice": (
        decided_by(Deciders(role=GROUP, count=2, includes=(CHAIR, CHAIR))),
        "includes-twice",
    ),
    "more included than needed": (
        decided_by(Deciders(role=GROUP, includes=(CHAIR, Role.FUNDER))),
        "includes-too-many",
    ),
    "a misspelt check": (a_policy(a_requirement("change_logic.no_box_is_emty")), "unknown-check"),
    "an invented check": (a_policy(a_requirement("ß")), "unlike-any-check"),
    "a misspelt number": (a_policy(NUMBERED), "unknown-number"),
    "a number too many": (
        a_policy(a_requirement("gates.retention_is_known", numbers={"years": 5})),
        "unlike-any-number",
    ),
    "a misspelt gate": (a_policy(a_requirement(), gate="strat"), "unknown-gate"),
    "an invented gate": (a_policy(a_requirement(), gate="moon"), "unlike-any-gate"),
    "an id twice": (a_policy(*TWICE), "id-used-twice"),
}

NUMBERS = [
    (check, number)
    for check, found in scales().items()
    for number, scale in found.items()
    if scale.stricter != "neither"
]
"""Numbers with a direction, each with its check."""
VALUES = (*range(13), 20, 50, 60, 80, 100)
ON_TOP = ("collaboration_ladder.constellations[commute].rung", "collaboration")
FAR_OFF = ("change_logic.indicators[bike-users].target_on", date(2040, 12, 31))
LITTLE_SUPPORT = ("project.funding[eruf].amount_sek", 50)
LIVES = (
    a_context(),
    a_finished_context(),
    *(altered(a_finished_context(), *offence) for offence in OFFENCES.values()),
    altered(a_finished_context(), *ON_TOP),
    altered(a_finished_context(), *FAR_OFF),
    altered(altered(a_finished_context(), *LITTLE_SUPPORT), *OFFENCES["F-external"]),
)


def from_the_strictest(check: str, number: str) -> list[int]:
    """Return values of a number, the strictest first."""
    return sorted(VALUES, reverse=scales()[check][number].stricter == "more")


def held_at(check: str, number: str, value: int) -> set[int]:
    """Return the lives in which a check is satisfied at a value."""
    named = checks()[check]
    found = (findings_of(named, life, {number: value}) for life in LIVES)
    return {place for place, findings in enumerate(found) if not findings}


@pytest.mark.parametrize("words", PROBLEMS)
def test_a_policys_mistake_is_found_at_load(words: str) -> None:
    policy, code = PROBLEMS[words]

    assert [problem.code for problem in problems_of(policy, LIFECYCLE)] == [code]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("words", PROBLEMS)
def test_a_policys_mistake_can_be_said(words: str, language: str) -> None:
    (problem,) = problems_of(PROBLEMS[words][0], LIFECYCLE)

    assert Voice(language).say(f"problem.{problem.code}", **problem.facts)


def test_the_nearest_name_is_offered() -> None:
    (problem,) = problems_of(a_policy(NUMBERED), LIFECYCLE)

    assert problem.where == (*WHERE, "numbers", "at_lest")
    assert problem.facts == {"name": "at_lest", "nearest": "at_least"}


def test_a_sound_policy_has_no_problems() -> None:
    policy = a_policy(a_requirement(LIST_REVIEWED, numbers={"months": 6}))

    assert list(problems_of(policy, LIFECYCLE)) == []


def test_a_check_is_known_by_room_and_name() -> None:
    named = checks()[LIST_REVIEWED]

    assert (named.check.rule, named.numbers) == ("IA-09", frozenset({"months"}))


@pytest.mark.parametrize("name", sorted(checks()))
def test_numbers_are_whole_and_have_defaults(name: str) -> None:
    function = checks()[name].check.function
    defaults = getattr(function, "__kwdefaults__", None) or {}

    assert {
        number: type(defaults.get(number)) for number in checks()[name].numbers
    } == dict.fromkeys(checks()[name].numbers, int)


@pytest.mark.parametrize(
    ("name", "needs"),
    [
        (LIST_REVIEWED, ["stakeholder_analysis"]),
        ("thread.equality_lives_in_the_change_logic", ["change_logic", "equality_mainstreaming"]),
        ("gates.retention_is_known", []),
    ],
)
def test_a_check_says_which_tools_it_needs(name: str, needs: list[str]) -> None:
    assert [tool.name for tool in checks()[name].needs] == needs


@pytest.mark.parametrize("name", sorted(checks()))
def test_every_number_says_which_way_is_stricter(name: str) -> None:
    assert checks()[name].check.stricter.keys() == checks()[name].numbers


@pytest.mark.parametrize(("check", "number"), NUMBERS)
def test_what_holds_at_a_number_holds_at_every_looser_one(check: str, number: str) -> None:
    """Over every life that a rule is broken in; this is what makes an overlay monotone."""
    held = [held_at(check, number, value) for value in from_the_strictest(check, number)]

    assert all(strict <= loose for strict, loose in pairwise(held))


@pytest.mark.parametrize(("check", "number"), NUMBERS)
def test_a_number_makes_a_difference(check: str, number: str) -> None:
    """The negative control: the other way round, the property above does not hold."""
    held = [held_at(check, number, value) for value in from_the_strictest(check, number)]

    assert held[0] < held[-1]

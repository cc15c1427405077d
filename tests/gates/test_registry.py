from __future__ import annotations

import pytest

from gronatraden.gates.registry import checks, problems_of
from gronatraden.phases import Gate, Lifecycle, Phase
from gronatraden.policy import Deciders, Policy
from gronatraden.project import Role
from gronatraden.text.voice import LANGUAGES, Voice
from tests.builders.gates import a_gate_policy, a_policy, a_requirement

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

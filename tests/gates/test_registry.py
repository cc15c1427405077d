from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from gronatraden.gates.evaluate import findings_of
from gronatraden.gates.registry import checks, misshapes_of, problems_of, scales
from gronatraden.phases import Gate, Lifecycle, Obligation, Phase
from gronatraden.policy import Deciders, Policy
from gronatraden.project import Role
from gronatraden.text.voice import LANGUAGES, Voice
from tests.builders import a_context, changed
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
    "nothing asked": (a_policy(a_requirement("")), "requirement-asks-nothing"),
    "an admin who refers back": (
        a_policy(
            gates={
                "start": a_gate_policy(a_requirement(), returned_by=(Deciders(role=Role.ADMIN),))
            }
        ),
        "admin-cannot-decide",
    ),
    "an admin in the second row": (
        decided_by(Deciders(role=GROUP), Deciders(role=Role.ADMIN)),
        "admin-cannot-decide",
    ),
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


FIRST_ROW = ("gates", "start", "decided_by", 0)
TOLD: dict[str, tuple[tuple[str | int, ...], dict[str, object]]] = {
    "an admin who decides": (FIRST_ROW, {}),
    "an admin who is included": (FIRST_ROW, {}),
    "a role that includes itself": ((*FIRST_ROW, "includes"), {}),
    "a role included twice": ((*FIRST_ROW, "includes"), {}),
    "more included than needed": ((*FIRST_ROW, "includes"), {"count": 1}),
    "a misspelt check": (
        (*WHERE, "check"),
        {"name": "change_logic.no_box_is_emty", "nearest": "change_logic.no_box_is_empty"},
    ),
    "an invented check": ((*WHERE, "check"), {"name": "ß", "known": list(checks())}),
    "a misspelt number": (
        (*WHERE, "numbers", "at_lest"),
        {"name": "at_lest", "nearest": "at_least"},
    ),
    "a number too many": ((*WHERE, "numbers", "years"), {"name": "years", "known": []}),
    "a misspelt gate": (("gates", "strat"), {"name": "strat", "nearest": "start"}),
    "an invented gate": (("gates", "moon"), {"name": "moon", "known": ["start"]}),
    "an id twice": (
        ("gates", "start", "requires", 1, "id"),
        {"id": "start.no-box-is-empty"},
    ),
    "nothing asked": (WHERE, {"id": "start.no-box-is-empty"}),
    "an admin who refers back": (("gates", "start", "returned_by", 0), {}),
    "an admin in the second row": (("gates", "start", "decided_by", 1), {}),
}


@pytest.mark.parametrize("words", PROBLEMS)
def test_a_policys_mistake_is_told_where_it_is_and_with_what_it_is_about(words: str) -> None:
    (problem,) = problems_of(PROBLEMS[words][0], LIFECYCLE)

    assert (problem.where, problem.facts) == TOLD[words]


def shaped(*phases: tuple[str, tuple[str, ...]], **changes: object) -> Lifecycle:
    """Return a lifecycle with some phases and their gates; a gate that recurs ends with a dot."""
    made = tuple(
        Phase(
            phase=phase,  # type: ignore[arg-type]  # one of the phases
            gates=tuple(Gate(gate=g.rstrip("."), recurs=g.endswith(".")) for g in gates),
        )
        for phase, gates in phases
    )
    return changed(Lifecycle(lifecycle="full", version=1, phases=made), changes)


def a_duty(after: str) -> Obligation:
    """Return something that falls due five years after a gate."""
    return Obligation(id="keep", after=after, years=5)


BEFORE, DURING, AFTER = "before_start", "during", "follow_up"


@pytest.mark.parametrize(
    ("lifecycle", "code", "where", "facts"),
    [
        pytest.param(
            shaped((DURING, ("a",)), (BEFORE, ("b",))),
            "phases-out-of-order",
            ("phases", 1, "phase"),
            {"phase": BEFORE, "before": DURING},
            id="phases in another order",
        ),
        pytest.param(
            shaped((BEFORE, ("a",)), (BEFORE, ("b",))),
            "phases-out-of-order",
            ("phases", 1, "phase"),
            {"phase": BEFORE, "before": BEFORE},
            id="a phase twice",
        ),
        pytest.param(
            shaped((BEFORE, ("a", "b")), (DURING, ("c", "b"))),
            "gate-stands-twice",
            ("phases", 1, "gates", 1, "gate"),
            {"gate": "b"},
            id="a gate twice",
        ),
        pytest.param(
            shaped((BEFORE, ("a", "b."))),
            "closing-gate-recurs",
            ("phases", 0, "gates", 1, "recurs"),
            {"gate": "b"},
            id="a phase that never closes",
        ),
        pytest.param(
            shaped(
                (BEFORE, ("start",)),
                obligations=(a_duty("start"), a_duty("strat")),
            ),
            "unknown-gate",
            ("obligations", 1, "after"),
            {"name": "strat", "nearest": "start"},
            id="a duty that counts from nowhere",
        ),
    ],
)
def test_a_lifecycle_that_nobody_could_walk_is_told_where(
    lifecycle: Lifecycle, code: str, where: tuple[str | int, ...], facts: dict[str, object]
) -> None:
    (problem,) = misshapes_of(lifecycle)

    assert (problem.code, problem.where, problem.facts) == (code, where, facts)


def test_a_lifecycle_that_can_be_walked_has_nothing_wrong() -> None:
    whole = shaped((BEFORE, ("a.", "b")), (AFTER, ("c",)), obligations=(a_duty("a"),))

    assert list(misshapes_of(whole)) == []


def test_a_policy_is_for_the_gates_of_every_lifecycle_it_is_for() -> None:
    other = shaped((BEFORE, ("other",)))

    assert list(problems_of(a_policy(a_requirement(), gate="other"), LIFECYCLE, other)) == []


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

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from gronatraden.gates.registry import problems_of, scales
from gronatraden.phases import Gate, Lifecycle, Phase
from gronatraden.policy import (
    Alteration,
    AppliesTo,
    GatePolicy,
    Rollout,
    level_problems,
    overlay_problems,
)
from gronatraden.text.voice import LANGUAGES, Voice
from tests.builders.gates import (
    CHAIR,
    a_gate_policy,
    a_policy,
    a_requirement,
    altering,
    an_alteration,
    an_overlay,
)

if TYPE_CHECKING:
    from gronatraden.policy import Policy, PolicyProblem

SHAPE = Lifecycle(
    lifecycle="full",
    version=1,
    phases=(Phase(phase="before_start", gates=(Gate(gate="start"),)),),
)
REVIEWED = "stakeholder_analysis.the_list_is_reviewed"
RISKY = "thread.a_question_tests_what_is_risky"
METHOD = a_policy(
    a_requirement(waivable=False, weight="advisory"),
    a_requirement(REVIEWED, requirement="start.reviewed", numbers={"months": 9}),
    a_requirement(RISKY, requirement="start.risky"),
    a_requirement(requirement="start.unsure", weight="audit", confirmed=False),
)
TIGHT = ("gates", "start", "tightens", 0)
LOOSE = ("gates", "start", "loosens", 0)


def problems(policy: Policy) -> list[PolicyProblem]:
    """Return all that is wrong with a policy beside the method's."""
    found = [*level_problems(policy), *problems_of(policy, SHAPE)]
    return [*found, *overlay_problems(policy, [METHOD], scales())]


def tight(requirement: str = "start.no-box-is-empty", **asked: object) -> Policy:
    """Return an overlay that asks for one thing under ``tightens``."""
    return altering(tightens=(an_alteration(requirement, **asked),))


def loose(requirement: str = "start.no-box-is-empty", **asked: object) -> Policy:
    """Return an overlay that asks for one thing under ``loosens``."""
    return altering(loosens=(an_alteration(requirement, **asked),))


def grown(*steps: tuple[int, str], **changes: object) -> Policy:
    """Return an overlay whose requirement rolls out in January."""
    rollout = tuple(Rollout(from_on=date(2027, 1, d), weight=w) for d, w in steps)  # type: ignore[arg-type]  # a weight
    return an_overlay(a_requirement(requirement="a.b", rollout=rollout, **changes))  # type: ignore[arg-type]  # fields


REFUSED: dict[str, tuple[Policy, str, tuple[str | int, ...]]] = {
    "a lighter weight": (tight(weight="audit"), "loosens-silently", (*TIGHT, "weight")),
    "a waiver": (tight(waivable=True), "loosens-silently", (*TIGHT, "waivable")),
    "a later review": (
        tight("start.reviewed", numbers={"months": 10}),
        "loosens-silently",
        (*TIGHT, "numbers", "months"),
    ),
    "a number without direction": (
        tight("start.risky", numbers={"risk": 5}),
        "loosens-silently",
        (*TIGHT, "numbers", "risk"),
    ),
    "more weight as loosening": (
        loose(weight="blocking"),
        "tightens-under-loosens",
        (*LOOSE, "weight"),
    ),
    "a sooner review as loosening": (
        loose("start.reviewed", numbers={"months": 8}),
        "tightens-under-loosens",
        (*LOOSE, "numbers", "months"),
    ),
    "no declaration as loosening": (
        loose(declarable=False),
        "tightens-under-loosens",
        (*LOOSE, "declarable"),
    ),
    "a misspelt requirement": (tight("start.reviwed"), "unknown-requirement", (*TIGHT, "id")),
    "an invented requirement": (tight("xyz"), "unlike-any-requirement", (*TIGHT, "id")),
    "a misspelt number": (
        tight("start.reviewed", numbers={"month": 3}),
        "unknown-number",
        (*TIGHT, "numbers", "month"),
    ),
    "weight on what is unconfirmed": (
        tight("start.unsure", weight="blocking"),
        "unconfirmed-but-weighs",
        (*TIGHT, "weight"),
    ),
    "another's id": (
        an_overlay(a_requirement()),
        "id-is-taken",
        ("gates", "start", "requires", 0, "id"),
    ),
    "nothing at all": (
        an_overlay(gates={"start": GatePolicy()}),
        "overlay-says-nothing",
        ("gates", "start"),
    ),
    "a method without lifecycle": (
        a_policy(a_requirement(), lifecycle=""),
        "method-has-no-lifecycle",
        ("policy",),
    ),
    "a method for some": (
        a_policy(a_requirement(), applies_to=AppliesTo(funds=("esf",))),
        "method-is-for-all",
        ("applies_to",),
    ),
    "a method for one programme": (
        a_policy(a_requirement(), programmes=("kronoberg",)),
        "method-is-for-all",
        ("programmes",),
    ),
    "a method for what a condition says": (
        a_policy(a_requirement(), when="true"),
        "method-is-for-all",
        ("when",),
    ),
    "a method that loosens": (
        a_policy(gates={"start": a_gate_policy(a_requirement(), loosens=(an_alteration(),))}),
        "method-alters-nothing",
        ("gates", "start", "loosens"),
    ),
    "two steps on one day": (
        grown((1, "advisory"), (1, "blocking"), weight="audit"),
        "rollout-out-of-order",
        ("gates", "start", "requires", 0, "rollout", 1, "from_on"),
    ),
    "a later step that weakens": (
        grown((1, "blocking"), (2, "advisory"), weight="audit"),
        "rollout-weakens",
        ("gates", "start", "requires", 0, "rollout", 1, "weight"),
    ),
    "the second of two alterations": (
        altering(
            tightens=(
                an_alteration(weight="blocking"),
                an_alteration("start.reviewed", weight="audit"),
            )
        ),
        "loosens-silently",
        ("gates", "start", "tightens", 1, "weight"),
    ),
    "the second of two requirements": (
        an_overlay(a_requirement(requirement="a.b"), a_requirement()),
        "id-is-taken",
        ("gates", "start", "requires", 1, "id"),
    ),
    "a method that alters": (
        a_policy(gates={"start": a_gate_policy(a_requirement(), tightens=(an_alteration(),))}),
        "method-alters-nothing",
        ("gates", "start", "tightens"),
    ),
    "nobody who decides": (
        a_policy(gates={"start": GatePolicy(requires=(a_requirement(),))}),
        "nobody-decides",
        ("gates", "start"),
    ),
    "an empty method": (
        a_policy(gates={"start": GatePolicy(decided_by=CHAIR)}),
        "nothing-is-required",
        ("gates", "start"),
    ),
    "an unconfirmed rule that blocks": (
        an_overlay(a_requirement(requirement="a.b", confirmed=False)),
        "unconfirmed-but-weighs",
        ("gates", "start", "requires", 0, "weight"),
    ),
    "an unconfirmed rule that will advise": (
        grown((1, "advisory"), weight="audit", confirmed=False),
        "unconfirmed-but-weighs",
        ("gates", "start", "requires", 0, "rollout", 0, "weight"),
    ),
    "a roll-out out of order": (
        grown((2, "advisory"), (1, "blocking"), weight="audit"),
        "rollout-out-of-order",
        ("gates", "start", "requires", 0, "rollout", 1, "from_on"),
    ),
    "a roll-out that weakens": (
        grown((1, "audit")),
        "rollout-weakens",
        ("gates", "start", "requires", 0, "rollout", 0, "weight"),
    ),
}


@pytest.mark.parametrize("words", REFUSED)
def test_a_careless_overlay_is_refused_where_it_stands(words: str) -> None:
    policy, code, where = REFUSED[words]

    assert [(problem.code, problem.where) for problem in problems(policy)] == [(code, where)]


FACTS: dict[str, dict[str, object]] = {
    "a lighter weight": {
        "id": "start.no-box-is-empty",
        "field": "weight",
        "now": "advisory",
        "asked": "audit",
    },
    "a waiver": {
        "id": "start.no-box-is-empty",
        "field": "waivable",
        "now": "false",
        "asked": "true",
    },
    "a later review": {"id": "start.reviewed", "field": "months", "now": 9, "asked": 10},
    "a number without direction": {"id": "start.risky", "field": "risk", "now": 4, "asked": 5},
    "more weight as loosening": {
        "id": "start.no-box-is-empty",
        "field": "weight",
        "now": "advisory",
        "asked": "blocking",
    },
    "a sooner review as loosening": {
        "id": "start.reviewed",
        "field": "months",
        "now": 9,
        "asked": 8,
    },
    "no declaration as loosening": {
        "id": "start.no-box-is-empty",
        "field": "declarable",
        "now": "true",
        "asked": "false",
    },
    "a misspelt requirement": {"name": "start.reviwed", "nearest": "start.reviewed"},
    "an invented requirement": {
        "name": "xyz",
        "known": ["start.no-box-is-empty", "start.reviewed", "start.risky", "start.unsure"],
    },
    "a misspelt number": {"name": "month", "nearest": "months"},
    "weight on what is unconfirmed": {"id": "start.unsure"},
    "another's id": {"id": "start.no-box-is-empty"},
    "nothing at all": {"gate": "start"},
    "a method without lifecycle": {"policy": "trial"},
    "a method for some": {"field": "applies_to"},
    "a method that alters": {"field": "tightens"},
    "nobody who decides": {"gate": "start"},
    "an empty method": {"gate": "start"},
    "an unconfirmed rule that blocks": {"id": "a.b"},
    "an unconfirmed rule that will advise": {"id": "a.b"},
    "a method for one programme": {"field": "programmes"},
    "a method for what a condition says": {"field": "when"},
    "a method that loosens": {"field": "loosens"},
    "two steps on one day": {"id": "a.b"},
    "a later step that weakens": {"id": "a.b"},
    "the second of two alterations": {
        "id": "start.reviewed",
        "field": "weight",
        "now": "blocking",
        "asked": "audit",
    },
    "the second of two requirements": {"id": "start.no-box-is-empty"},
    "a roll-out out of order": {"id": "a.b"},
    "a roll-out that weakens": {"id": "a.b"},
}


@pytest.mark.parametrize("words", REFUSED)
def test_what_is_wrong_is_told_with_what_it_is_about(words: str) -> None:
    (problem,) = problems(REFUSED[words][0])

    assert problem.facts == FACTS[words]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("words", REFUSED)
def test_what_is_wrong_can_be_said(words: str, language: str) -> None:
    (problem,) = problems(REFUSED[words][0])

    assert Voice(language).say(f"problem.{problem.code}", **problem.facts)


@pytest.mark.parametrize(
    "policy",
    [
        pytest.param(tight(weight="blocking", declarable=False), id="tightens"),
        pytest.param(tight("start.reviewed", numbers={"months": 9}), id="says it again"),
        pytest.param(loose(weight="audit", waivable=True), id="loosens with a reason"),
        pytest.param(loose("start.risky", numbers={"risk": 5}), id="loosens a number"),
        pytest.param(an_overlay(a_requirement(requirement="start.more")), id="adds"),
        pytest.param(an_overlay(gates={"start": GatePolicy(decided_by=CHAIR)}), id="decides"),
        pytest.param(grown((1, "advisory"), (2, "blocking"), weight="audit"), id="rolls out"),
        pytest.param(grown((1, "advisory"), weight="advisory"), id="a step that weighs the same"),
        pytest.param(tight(weight="advisory"), id="the weight it has"),
        pytest.param(tight(waivable=False, declarable=True), id="what it may already"),
        pytest.param(loose(waivable=False, declarable=True), id="nothing new, as loosening"),
        pytest.param(loose("start.unsure", weight="audit"), id="unconfirmed and only observed"),
        pytest.param(METHOD, id="the method"),
    ],
)
def test_a_careful_policy_is_taken(policy: Policy) -> None:
    assert problems(policy) == []


def test_a_loosening_that_is_refused_says_what_it_would_become() -> None:
    (problem,) = problems(tight("start.reviewed", numbers={"months": 12}))

    assert problem.facts == {"id": "start.reviewed", "field": "months", "now": 9, "asked": 12}


def test_an_alteration_says_why() -> None:
    with pytest.raises(TypeError):
        Alteration(id="start.reviewed")  # type: ignore[call-arg]  # what is tried

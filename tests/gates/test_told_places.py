"""What is wrong with a lifecycle or a condition is told where it stands, with its facts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from pydantic import TypeAdapter, ValidationError

from gronatraden.gates.conditions.problems import LONGEST
from gronatraden.gates.evaluate import evaluate
from gronatraden.gates.migration import altered
from gronatraden.gates.registry import misshapes_of, problems_of
from gronatraden.phases import Gate, Lifecycle, Phase
from gronatraden.policy import Because, Deciders, Each
from gronatraden.policy.growth import meaning
from gronatraden.project import Role
from tests.builders import a_context, changed, some_facts
from tests.builders.gates import a_case, a_gate_policy, a_policy, a_requirement
from tests.gates.test_registry import LIFECYCLE, WHERE

if TYPE_CHECKING:
    from gronatraden.policy.problem import PolicyProblem

LISTED = "documents.change_logic.activities"
TOO_LONG = "1 == 1 || " * 2_000 + "true"


def told(**said: object) -> PolicyProblem:
    """Return the only problem of a requirement that rests on conditions."""
    requirement = changed(a_requirement(""), said)
    (problem,) = problems_of(a_policy(requirement), LIFECYCLE)
    return problem


def test_a_closing_gate_that_recurs_is_told_at_its_place() -> None:
    gates = (Gate(gate="first"), Gate(gate="second"), Gate(gate="last", recurs=True))
    phases = (Phase(phase="before_start", gates=gates),)

    (problem,) = misshapes_of(Lifecycle(lifecycle="l", version=1, phases=phases))

    assert problem.where == ("phases", 0, "gates", 2, "recurs")


@pytest.mark.parametrize(
    ("each", "part"),
    [
        pytest.param(Each(in_=LISTED, as_="project", expect="true"), "as", id="a name taken"),
        pytest.param(Each(in_="project.title", as_="a", expect="true"), "in", id="no list"),
        pytest.param(Each(in_=LISTED, as_="a", expect="a."), "expect", id="misspelt"),
        pytest.param(Each(in_=LISTED, as_="a", expect='a.ownr == ""'), "expect", id="unknown"),
        pytest.param(
            Each(in_=LISTED, as_="a", where='a.x == ""', expect="true"), "where", id="narrowed"
        ),
        pytest.param(Each(in_=LISTED, as_="a", where="1", expect="true"), "where", id="no truth"),
        pytest.param(Each(in_=LISTED, as_="a", expect="1"), "expect", id="no truth either"),
        pytest.param(Each(in_=LISTED, as_="a", expect="true", id="a.x"), "id", id="no such id"),
    ],
)
def test_a_part_of_an_each_is_told_at_its_place(each: Each, part: str) -> None:
    assert told(each=each).where[:6] == (*WHERE, "each", part)


def test_how_long_a_condition_is_and_may_be_is_told() -> None:
    assert told(expr=TOO_LONG).facts == {"limit": LONGEST, "length": len(TOO_LONG)}


def test_what_comes_to_no_truth_is_told_from_its_beginning() -> None:
    assert (told(expr="1 + 1").code, told(expr="1 + 1").at) == ("condition-is-no-bool", 0)


@pytest.mark.parametrize("expr", ["occurrence == null || occurrence > 1", "occurrence != null"])
def test_a_gate_that_does_not_recur_has_no_occurrence(expr: str) -> None:
    requirement = changed(a_requirement(""), {"expr": expr})

    assert list(problems_of(a_policy(requirement), LIFECYCLE)) == []


def test_what_an_each_does_not_have_is_refused() -> None:
    each = {"in": LISTED, "as": "a", "expect": "true", "unless": "true"}

    with pytest.raises(ValidationError, match="unless"):
        TypeAdapter(Each).validate_python(each)


def test_what_is_included_twice_is_told_where_it_is() -> None:
    row = Deciders(role=Role.STEERING_GROUP, includes=(Role.STEERING_CHAIR, Role.FUNDER))
    stated = a_gate_policy(a_requirement(), decided_by=(row,))

    (problem,) = problems_of(a_policy(gates={"start": stated}), LIFECYCLE)

    assert problem.where == ("gates", "start", "decided_by", 0, "includes")


def test_another_source_or_reason_asks_nothing_else() -> None:
    other = Because(sv="Annat.", en="Another.")
    then = a_policy(a_requirement(source="Handboken"))
    now = a_policy(a_requirement(source="Handboken, ny", because=other), source="En annan")

    assert altered([then], [now], ["start"]) == ()
    assert altered([then], [a_policy(a_requirement(weight="advisory"))], ["start"])


def test_what_is_funded_is_the_sum_of_what_funds_give() -> None:
    facts = some_facts()
    whole = sum(one.amount_sek or 0 for one in facts.funding)
    requirement = changed(a_requirement(""), {"expr": f"project.funded_sek == {whole}"})

    (result,) = evaluate(a_case(a_policy(requirement)), a_context()).requirements

    assert (whole > 0, result.status) == (True, "satisfied")


def test_what_earlier_policies_could_not_say_says_nothing_unsaid() -> None:
    chair = Deciders(role=Role.STEERING_CHAIR)

    assert meaning(chair) == {"role": "steering_chair", "count": 1}
    assert meaning(replace(chair, includes=(Role.FUNDER,))) != meaning(chair)


def test_a_parameter_is_no_place_to_mend() -> None:
    requirement = changed(a_requirement(""), {"expr": "params.least > project.total_budget_sek"})
    case = a_case(a_policy(requirement, params={"least": 1}))

    (finding,) = evaluate(case, a_context()).requirements[0].findings

    assert finding.where == "project.total_budget_sek"

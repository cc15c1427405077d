"""What is wrong with a lifecycle or a condition is told where it stands, with its facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gronatraden.gates.conditions.problems import LONGEST
from gronatraden.gates.registry import misshapes_of, problems_of
from gronatraden.phases import Gate, Lifecycle, Phase
from gronatraden.policy import Each
from tests.builders import changed
from tests.builders.gates import a_policy, a_requirement
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
    ],
)
def test_a_part_of_an_each_is_told_at_its_place(each: Each, part: str) -> None:
    assert told(each=each).where[:6] == (*WHERE, "each", part)


def test_how_long_a_condition_is_and_may_be_is_told() -> None:
    assert told(expr=TOO_LONG).facts == {"limit": LONGEST, "length": len(TOO_LONG)}

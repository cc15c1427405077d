from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gronatraden.gates.registry import checks
from gronatraden.project import Funding
from tests.builders import some_facts
from tests.policy.shipped import FULL, SIMPLE

if TYPE_CHECKING:
    from gronatraden.policy import Policy, Requirement

EVERY_GATE = {"start", "checkpoint", "close", "finish"}
REQUIREMENTS = {
    f"{policy.policy} {r.id}": (policy, name, r)
    for policy in (FULL, SIMPLE)
    for name, gate in policy.gates.items()
    for r in gate.requires
}


def required(gate: str, rule: str) -> Requirement:
    """Return the full policy's requirement of a rule at a gate."""
    return next(r for r in FULL.gates[gate].requires if checks()[r.check].check.rule == rule)


def rules(gate: str, *, after_stop: bool = False) -> set[str]:
    """Return the rules that the full policy asks for at a gate."""
    return {
        checks()[r.check].check.rule
        for r in FULL.gates[gate].requires
        if r.after_stop or not after_stop
    }


def test_a_requirement_is_named_after_its_gate() -> None:
    asked = [(gate, found.id) for _, gate, found in REQUIREMENTS.values()]

    assert [name for gate, name in asked if not name.startswith(f"{gate}.")] == []


def test_a_requirement_has_a_source() -> None:
    assert [name for name, (_, _, found) in REQUIREMENTS.items() if not found.source] == []


@pytest.mark.parametrize("policy", [FULL, SIMPLE], ids=["full", "simple"])
def test_no_reason_is_said_twice_at_one_gate(policy: Policy) -> None:
    said = [(name, r.because.sv) for name, gate in policy.gates.items() for r in gate.requires]

    assert len(said) == len(set(said))


@pytest.mark.parametrize("gate", sorted(EVERY_GATE))
def test_every_gate_asks_about_children(gate: str) -> None:
    assert "JM-B1" in rules(gate)


@pytest.mark.parametrize("gate", sorted(EVERY_GATE))
def test_every_gate_needs_four_eyes(gate: str) -> None:
    assert {"KL-03", "KL-04"} <= rules(gate)
    assert not required(gate, "KL-04").waivable


@pytest.mark.parametrize("gate", sorted(EVERY_GATE))
def test_three_people_decide_and_one_returns(gate: str) -> None:
    found = FULL.gates[gate]

    assert [(d.role, d.count) for d in found.decided_by] == [
        ("steering_group", 2),
        ("steering_chair", 1),
    ]
    assert [(d.role, d.count) for d in found.returned_by] == [("steering_chair", 1)]


@pytest.mark.parametrize(
    ("gate", "asked"),
    [
        ("start", {"G0-facts", "FL-01", "IA-10", "ST-01", "LC-02", "KL-01", "JM-05", "L-1"}),
        ("checkpoint", {"G3-readings", "IA-09", "ST-06", "LC-03", "LC-06", "G3-changes"}),
        ("close", {"G4-results", "G3-deviations", "LC-07"}),
        ("finish", {"G5-report", "LC-04", "LC-07", "G5-retention", "G5-package", "L-2"}),
    ],
)
def test_a_gate_asks_what_the_method_asks(gate: str, asked: set[str]) -> None:
    assert asked <= rules(gate)


def test_an_orderly_close_asks_little() -> None:
    assert rules("finish", after_stop=True) == {
        *("L-2", "LC-07", "G5-retention", "G5-package", "KL-04"),
    }


@pytest.mark.parametrize(
    ("fund", "budget", "asked"),
    [
        ("eruf", 12_000_000, True),
        ("eruf", 11_999_999, False),
        ("esf", 50_000_000, False),
        ("regional_1_1", 50_000_000, False),
    ],
)
def test_large_regional_projects_are_evaluated(fund: str, budget: int, *, asked: bool) -> None:
    facts = some_facts(total_budget_sek=budget, funding=(Funding(id="a", fund=fund),))  # type: ignore[arg-type]  # one of the funds

    assert required("start", "FL-17").applies_to.holds_for(facts) is asked


@pytest.mark.parametrize(("fund", "asked"), [("esf", True), ("eruf", False)])
def test_the_social_fund_asks_for_three_principles(fund: str, *, asked: bool) -> None:
    facts = some_facts(funding=(Funding(id="a", fund=fund),))  # type: ignore[arg-type]  # one of the funds

    assert required("start", "JM-07").applies_to.holds_for(facts) is asked


@pytest.mark.parametrize("gate", sorted(SIMPLE.gates))
def test_the_simple_model_asks_less(gate: str) -> None:
    simple = {r.check for r in SIMPLE.gates[gate].requires}
    anywhere = {r.check for full in FULL.gates.values() for r in full.requires}

    assert simple <= anywhere
    assert len(simple) <= len(FULL.gates[gate].requires) / 1.5

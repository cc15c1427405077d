from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gronatraden import manuscript
from gronatraden.gates.evaluate import findings_of
from gronatraden.gates.registry import checks, problems_of, scales
from gronatraden.phases import Lifecycle
from gronatraden.policy import level_problems, overlay_problems
from gronatraden.text.voice import LANGUAGES, Voice
from tests.builders.history import a_finished_context, altered
from tests.house.method import SEVERITY, WEIGHT
from tests.house.offences import OFFENCES
from tests.policy.shipped import ADDED, FULL, SIMPLE

if TYPE_CHECKING:
    from gronatraden.context import Context
    from gronatraden.findings import Finding
    from gronatraden.policy import Policy
    from gronatraden.tools import Check

POLICIES = Path(__file__).parents[2] / "policies"
LIFECYCLES = [
    manuscript.validate(manuscript.read(path), Lifecycle)
    for path in sorted(POLICIES.glob("lifecycles/*.yaml"))
]
SHIPPED = {policy.policy: policy for policy in (FULL, SIMPLE, *ADDED.values())}
WEIGHTS = ("blocking", "advisory", "audit")


def findings_in(context: Context) -> dict[str, tuple[Finding, ...]]:
    """Return what every check there is finds, by rule; satisfied ones are left out."""
    found = {n.check.rule: findings_of(n, context, {}) for n in checks().values()}
    return {rule: findings for rule, findings in found.items() if findings}


def heaviest(policy: Policy, rule: str) -> str:
    """Return how heavily a policy weighs a rule where it weighs it most."""
    weights = {
        r.weight
        for gate in policy.gates.values()
        for r in gate.requires
        if checks()[r.check].check.rule == rule
    }
    return next((w for w in WEIGHTS if w in weights), "not called")


def cited(check: Check) -> list[str]:
    """Return the rules that a check's docstring cites, each with its basis."""
    return re.findall(r"^ *Rule: (\S+)\. Basis: \S", check.function.__doc__ or "", re.MULTILINE)


def test_a_check_cites_its_rule_and_basis() -> None:
    stated = {name: (cited(named.check), [named.check.rule]) for name, named in checks().items()}

    assert {name: said for name, (said, own) in stated.items() if said != own} == {}


def test_no_rule_has_two_checks() -> None:
    rules = Counter(named.check.rule for named in checks().values())

    assert [rule for rule, times in rules.items() if times > 1] == []


def test_no_rule_of_the_method_is_missing() -> None:
    rules = {named.check.rule for named in checks().values()}

    assert SEVERITY.keys() - rules == set()


def test_the_full_policy_weighs_as_the_method_does() -> None:
    weighed = {rule: heaviest(FULL, rule) for rule in SEVERITY}

    assert weighed == {rule: WEIGHT[severity] for rule, severity in SEVERITY.items()}


def test_the_shipped_policies_call_every_check() -> None:
    asked = [gate for p in (FULL, *ADDED.values()) for gate in p.gates.values()]

    assert {r.check for gate in asked for r in gate.requires} == checks().keys()


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_policy_has_no_problems(name: str) -> None:
    policy = SHIPPED[name]
    shapes = [s for s in LIFECYCLES if policy.lifecycle in {"", s.lifecycle}]
    found = [*level_problems(policy), *problems_of(policy, *shapes)]

    found += overlay_problems(policy, [p for p in SHIPPED.values() if p != policy], scales())

    assert found == []


def test_the_example_project_satisfies_every_check() -> None:
    assert findings_in(a_finished_context()) == {}


def test_every_rule_has_an_offence() -> None:
    assert OFFENCES.keys() == {named.check.rule for named in checks().values()}


@pytest.mark.parametrize("rule", OFFENCES)
def test_one_offence_flips_one_finding(rule: str) -> None:
    path, value = OFFENCES[rule]

    found = findings_in(altered(a_finished_context(), path, value))

    assert found.keys() == {rule}


@pytest.mark.parametrize("rule", OFFENCES)
def test_a_finding_can_be_said(rule: str) -> None:
    path, value = OFFENCES[rule]
    found = findings_in(altered(a_finished_context(), path, value))[rule]

    sentences = [Voice(o).say(f"finding.{f.code}", **f.facts) for o in LANGUAGES for f in found]

    assert [s for s in sentences if "{" in s or "None" in s] == []

"""What policies say of waivers counts together, the strictest of each."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from gronatraden.gates.holding.stated import problems_of_holding
from gronatraden.gates.holding.waiver_rules import refusal, waits_for, waiver_rule
from gronatraden.policy import Deciders, Policy, WaiverPolicy
from gronatraden.policy.requirement import Rollout
from gronatraden.project import Role
from tests.builders.gates import WHY, a_policy, a_requirement

BOXES = "start.no-box-is-empty"
DAY = date(2024, 12, 24)
ON_THE_DAY = (Rollout(from_on=DAY, weight="blocking"),)
DAY_AFTER = (Rollout(from_on=date(2024, 12, 25), weight="blocking"),)
ADMIN = Deciders(role=Role.ADMIN)
CHAIR, OFFICE = Deciders(role=Role.STEERING_CHAIR), Deciders(role=Role.PROGRAMME_OFFICE, count=2)


def saying(*, waivable: bool = True, **rule: Any) -> Policy:  # noqa: ANN401 - the test says
    """Return a policy that lets the boxes go, under a rule."""
    stated = WaiverPolicy(because=WHY, **rule)
    return a_policy(a_requirement(waivable=waivable), waivers=stated)


def test_the_strictest_of_each_counts() -> None:
    first = saying(longest_days=90, at_once=3, approved_by=(CHAIR,))
    second = saying(longest_days=30, approved_by=(OFFICE,))

    rule = waiver_rule([first, second, a_policy(a_requirement())])

    assert (rule.longest_days, rule.at_once) == (30, 3)
    assert rule.approved_by == {"steering_chair": 1, "programme_office": 2}


@pytest.mark.parametrize(
    ("policy", "why"),
    [
        pytest.param(saying(), None, id="let go"),
        pytest.param(saying(waivable=False), "held-to", id="held to"),
        pytest.param(saying(waivable=False, never=(BOXES,)), "never", id="never"),
        pytest.param(
            a_policy(a_requirement(waivable=True, weight="advisory")), "closes-nothing", id="advice"
        ),
        pytest.param(
            a_policy(
                a_requirement(
                    waivable=True,
                    weight="audit",
                    rollout=(Rollout(from_on=DAY, weight="blocking"),),
                )
            ),
            None,
            id="closes on the last day",
        ),
        pytest.param(
            a_policy(a_requirement(waivable=True, weight="audit", rollout=DAY_AFTER)),
            "closes-nothing",
            id="closes the day after",
        ),
    ],
)
def test_a_requirement_is_waived_only_where_it_helps(policy: Policy, why: str | None) -> None:
    assert refusal([policy], "start", BOXES, DAY) == why


@pytest.mark.parametrize(
    ("voices", "lacking"),
    [
        pytest.param({"bo": {"programme_office"}}, {"steering_chair": 1, "programme_office": 1}),
        pytest.param(
            {"bo": {"programme_office", "steering_chair"}, "bea": {"programme_office"}},
            {"programme_office": 1},
            id="one person fills one place",
        ),
        pytest.param(
            {"bo": {"programme_office"}, "bea": {"programme_office"}, "ola": {"steering_chair"}},
            {},
            id="all",
        ),
    ],
)
def test_everybody_it_takes_is_another_person(
    voices: dict[str, set[str]], lacking: dict[str, int]
) -> None:
    rule = waiver_rule([saying(approved_by=(CHAIR, OFFICE))])

    found = waits_for(rule, {who: frozenset(roles) for who, roles in voices.items()})

    assert found == lacking


def test_nobody_in_particular_is_waited_for_where_no_policy_says_who() -> None:
    assert waits_for(waiver_rule([saying()]), {}) == {}


@pytest.mark.parametrize(
    ("rule", "code", "fact"),
    [
        pytest.param({"never": ("start.no-bx",)}, "unknown-requirement", BOXES, id="misspelt"),
        pytest.param({"never": (BOXES,)}, "never-and-waivable", BOXES, id="both"),
        pytest.param(
            {"approved_by": (ADMIN,)},
            "admin-cannot-approve",
            "admin",
            id="admin",
        ),
    ],
)
def test_a_rule_that_cannot_be_kept_is_told_at_load(
    rule: dict[str, Any], code: str, fact: str
) -> None:
    (problem,) = problems_of_holding(saying(**rule))

    assert (problem.code, problem.where[0]) == (code, "waivers")
    assert fact in problem.facts.values()


def test_a_policy_may_hold_to_what_another_requires() -> None:
    own = a_requirement(requirement="start.own")
    funder = a_policy(own, waivers=WaiverPolicy(never=(BOXES,), because=WHY))

    assert list(problems_of_holding(funder, [a_policy(a_requirement(waivable=True))])) == []

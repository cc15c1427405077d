"""Who decides a change, and what it takes to be small."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gronatraden.gates.changes import (
    documents_of,
    is_small,
    outdated,
    rule_for_change,
    stated_by,
    touched,
)
from gronatraden.gates.evaluate import evaluate
from gronatraden.gates.holding.staleness import differences
from gronatraden.history import ChangeKind, ChangeOutcome, Target, Terms
from gronatraden.policy import ChangePolicy, Deciders, SmallChanges
from gronatraden.project import Role
from tests.builders import a_context
from tests.builders.context import NOON
from tests.builders.gates import WHY, a_case, a_policy, a_requirement
from tests.builders.history import a_change
from tests.policy.shipped import FULL, SIMPLE

if TYPE_CHECKING:
    from gronatraden.policy import Policy

END = date(2026, 12, 31)
AIM = Target(indicator="bike-users", value=Decimal(2000), by=date(2026, 6, 30))
BASE = Terms(
    ends_on=END,
    total_budget_sek=1_000_000,
    partners=("A",),
    targets=(AIM,),
    effects=(("cleaner", "Renare luft."),),
)
OWNER = (Deciders(role=Role.PROJECT_OWNER),)
GROUP = (Deciders(role=Role.STEERING_GROUP, count=2),)
ANYTHING = SmallChanges(decided_by=OWNER, kinds=tuple(ChangeKind))
SMALL = replace(ANYTHING, days=92, budget_percent=5, target_percent=10)
LONGER = Terms(ends_on=END + timedelta(days=30))


def a_policy_on_changes(changes: ChangePolicy | None) -> Policy:
    """Return a policy that says who decides on changes; the chair decides the start."""
    return a_policy(a_requirement(), changes=changes)


def said(small: SmallChanges | None = None, decided_by: tuple[Deciders, ...] = ()) -> ChangePolicy:
    """Return what a policy says of changes."""
    return ChangePolicy(decided_by=decided_by, small=small, because=WHY)


def aim(**changes: object) -> Terms:
    """Return the target with something else in it."""
    return Terms(targets=(replace(AIM, **changes),))  # type: ignore[arg-type]  # the test says


@pytest.mark.parametrize(
    ("after", "small"),
    [
        pytest.param(Terms(ends_on=END + timedelta(days=92)), True, id="to the day"),
        pytest.param(Terms(ends_on=END + timedelta(days=93)), False, id="a day too far"),
        pytest.param(Terms(ends_on=END - timedelta(days=92)), True, id="sooner"),
        pytest.param(Terms(ends_on=END - timedelta(days=93)), False, id="too soon"),
        pytest.param(Terms(starts_on=END), False, id="a day that was not stated"),
        pytest.param(Terms(total_budget_sek=1_050_000), True, id="to the krona"),
        pytest.param(Terms(total_budget_sek=1_050_001), False, id="a krona too much"),
        pytest.param(Terms(total_budget_sek=949_999), False, id="a krona too little"),
        pytest.param(aim(value=Decimal(1800)), True, id="a lower target"),
        pytest.param(aim(value=Decimal("1799.9")), False, id="too low"),
        pytest.param(aim(value=None), False, id="given up"),
        pytest.param(aim(by=date(2026, 9, 30)), True, id="a later target"),
        pytest.param(aim(by=END), False, id="too late"),
        pytest.param(aim(by=None), False, id="no day"),
        pytest.param(aim(indicator="new"), False, id="a new target"),
        pytest.param(Terms(effects=(("cleaner", "Ren luft."),)), False, id="another wording"),
        pytest.param(Terms(partners=()), True, id="partners, without a limit"),
        pytest.param(Terms(other="Ny form."), True, id="prose, without a limit"),
        pytest.param(
            replace(LONGER, total_budget_sek=2_000_000), False, id="one small and one large"
        ),
    ],
)
def test_small_is_within_the_limits(after: Terms, *, small: bool) -> None:
    assert is_small(SMALL, BASE, after) == small


@pytest.mark.parametrize("kind", ChangeKind)
def test_only_kinds_that_are_named_are_small(kind: ChangeKind) -> None:
    others = tuple(k for k in ChangeKind if k is not kind)
    after = {
        ChangeKind.TIME: LONGER,
        ChangeKind.BUDGET: Terms(total_budget_sek=1_000_001),
        ChangeKind.GOALS: aim(value=Decimal(1999)),
        ChangeKind.PARTNERS: Terms(partners=()),
        ChangeKind.OTHER: Terms(other="Ny form."),
    }[kind]

    assert is_small(replace(ANYTHING, kinds=(kind,)), BASE, after)
    assert not is_small(replace(ANYTHING, kinds=others), BASE, after)


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.integers(0, 200))
def test_a_share_is_of_what_was_decided(before: int, now: int, percent: int) -> None:
    small = SmallChanges(decided_by=OWNER, kinds=(ChangeKind.BUDGET,), budget_percent=percent)
    base, after = Terms(total_budget_sek=before), Terms(total_budget_sek=now)

    assert is_small(small, base, after) == (abs(now - before) * 100 <= percent * before)


@pytest.mark.parametrize(
    ("stated", "rule"),
    [
        pytest.param([None], {"steering_chair": 1}, id="nobody says: the start's deciders"),
        pytest.param([said(decided_by=GROUP)], {"steering_group": 2}, id="the policy says"),
        pytest.param([said()], {"steering_chair": 1}, id="says nothing of who"),
        pytest.param([said(SMALL, GROUP)], {"project_owner": 1}, id="a small change"),
        pytest.param(
            [said(SMALL, GROUP), None], {"project_owner": 1}, id="another that says nothing"
        ),
        pytest.param(
            [said(SMALL, GROUP), said(decided_by=GROUP)],
            {"project_owner": 1, "steering_group": 2},
            id="small to one alone",
        ),
        pytest.param(
            [said(decided_by=GROUP), said(decided_by=(replace(GROUP[0], count=3),))],
            {"steering_group": 3},
            id="the strictest",
        ),
    ],
)
def test_policies_say_who_decides(stated: list[ChangePolicy | None], rule: dict[str, int]) -> None:
    policies = [a_policy_on_changes(one) for one in stated]

    assert rule_for_change(policies, "start", BASE, LONGER) == rule


def test_the_groups_quorum_holds_for_changes_too() -> None:
    policies = [a_policy_on_changes(said(decided_by=GROUP))]

    assert rule_for_change(policies, "start", BASE, LONGER, quorum=4) == {"steering_group": 4}


def test_a_policy_of_other_gates_alone_lets_nobody_decide() -> None:
    policies = [a_policy(a_requirement(), gate="close")]

    assert rule_for_change(policies, "start", BASE, LONGER) == {}


@pytest.mark.parametrize(
    ("policy", "after", "rule"),
    [
        (FULL, LONGER, {"project_owner": 1}),
        (FULL, aim(value=Decimal(1999)), {"steering_group": 2, "steering_chair": 1}),
        (SIMPLE, LONGER, {"project_owner": 1}),
        (SIMPLE, aim(value=Decimal(1)), {"project_owner": 1}),
    ],
    ids=["full, small", "full, a goal", "simple, small", "simple, a goal"],
)
def test_the_shipped_policies_say_who(policy: Policy, after: Terms, rule: dict[str, int]) -> None:
    assert rule_for_change([policy], "start", BASE, after) == rule


@pytest.mark.parametrize(
    ("agreed", "names"),
    [
        pytest.param(BASE, (), id="as it was"),
        pytest.param(replace(BASE, ends_on=END + timedelta(1)), ("ends_on",), id="moved on"),
        pytest.param(replace(BASE, total_budget_sek=1), (), id="something else"),
        pytest.param(replace(BASE, targets=()), ("targets[bike-users]",), id="a goal gone"),
    ],
)
def test_a_change_is_old_once_its_ground_has_moved(agreed: Terms, names: tuple[str, ...]) -> None:
    after = replace(LONGER, targets=(replace(AIM, value=Decimal(1)),), other="Ny form.")
    change = a_change(after, BASE.about(after), outcome=None)

    assert outdated(change, agreed) == names


def test_what_is_decided_as_it_is_said_has_no_ground_to_be_outdated() -> None:
    said = Terms(fields=(("project.title", '"Cykla mera"'),), other="Ny form.")

    assert outdated(a_change(said, before=Terms()), Terms(fields=(("project.title", '"x"'),))) == ()


def test_a_document_states_what_stands_in_it() -> None:
    after = replace(BASE, other="Ny form.")

    assert stated_by("project", after) == ("ends_on", "total_budget_sek", "partners")
    assert stated_by("change_logic", after) == ("targets[bike-users]", "effects[cleaner]")
    assert stated_by("learning_cycle", after) == ()


@pytest.mark.parametrize(
    ("after", "documents"),
    [
        pytest.param(LONGER, {"project"}, id="time"),
        pytest.param(aim(by=END), {"change_logic"}, id="a goal"),
        pytest.param(BASE, {"project", "change_logic"}, id="both"),
        pytest.param(Terms(other="Ny form."), None, id="prose may be about any"),
    ],
)
def test_a_change_alters_the_documents_that_state_it(
    after: Terms, documents: set[str] | None
) -> None:
    assert documents_of(a_change(after)) == documents


@pytest.mark.parametrize(
    ("after", "documents"),
    [
        pytest.param(LONGER, ("project", "change_logic"), id="time"),
        pytest.param(Terms(total_budget_sek=1), ("project", "change_logic"), id="money"),
        pytest.param(
            Terms(targets=(AIM,)),
            ("change_logic", "equality_mainstreaming", "learning_cycle"),
            id="goals",
        ),
        pytest.param(
            Terms(partners=("B",)),
            ("project", "stakeholder_analysis", "collaboration_ladder"),
            id="partners",
        ),
        pytest.param(Terms(other="Ny projektledare."), (), id="something else"),
    ],
)
def test_a_change_is_looked_over_in_the_documents_that_state_it(
    after: Terms, documents: tuple[str, ...]
) -> None:
    assert touched(a_change(after)) == documents


def test_a_change_of_several_kinds_names_a_document_once() -> None:
    found = touched(a_change(replace(BASE, effects=())))

    assert len(found) == len(set(found))
    assert found[:2] == ("project", "change_logic")


def test_an_approved_change_makes_a_verdict_old() -> None:
    case = a_case(a_policy(a_requirement()))
    waiting, approved = a_change(LONGER, outcome=None), a_change(LONGER)

    before, same, after = (
        evaluate(case, a_context(changes=changes)) for changes in ((), (waiting,), (approved,))
    )

    assert (before.changes, same.changes, after.changes) == (0, 0, 1)
    assert differences(before, same, at=NOON) == ()
    assert differences(before, after, at=NOON) == ("changes",)


def test_a_rejected_change_is_not_counted() -> None:
    rejected = a_change(LONGER, outcome=ChangeOutcome.REJECT)

    verdict = evaluate(a_case(a_policy(a_requirement())), a_context(changes=(rejected,)))

    assert verdict.changes == 0

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gronatraden.gates.evaluate import contents_of, evaluate, findings_of
from gronatraden.gates.registry import checks
from gronatraden.moment import Moment
from gronatraden.policy import AppliesTo, PublishedPolicy
from gronatraden.project import Funding
from gronatraden.tools import TOOLS
from gronatraden.tools.change_logic import ChangeLogic
from tests.builders import a_change_logic, a_context, some_facts
from tests.builders.gates import a_case, a_policy, a_requirement, a_version, a_waiver
from tests.builders.history import LAST_NOON, a_finished_context
from tests.policy.shipped import FULL

if TYPE_CHECKING:
    from gronatraden.context import Context
    from gronatraden.gates.verdict import Verdict
    from gronatraden.policy import Requirement, Weight
    from gronatraden.project import Fund

FILLED = a_context()
EMPTY = a_context(contents={ChangeLogic: ChangeLogic()})
NOTHING = a_context(contents={})
BROKEN = a_context(contents={ChangeLogic: cast("ChangeLogic", object())})
ESF = AppliesTo(funds=("esf",))


def judged(context: Context, *requires: Requirement) -> Verdict:
    """Return the verdict on the start gate under one policy."""
    return evaluate(a_case(a_policy(*requires)), context)


@pytest.mark.parametrize(
    ("context", "requirement", "status", "ready"),
    [
        pytest.param(FILLED, a_requirement(), "satisfied", True, id="blocking, there"),
        pytest.param(EMPTY, a_requirement(), "not_satisfied", False, id="blocking, lacking"),
        pytest.param(NOTHING, a_requirement(), "not_satisfied", False, id="blocking, no document"),
        pytest.param(BROKEN, a_requirement(), "error", False, id="blocking, the check fails"),
        pytest.param(FILLED, a_requirement("no.such"), "error", False, id="no such check"),
        pytest.param(
            FILLED, a_requirement(numbers={"no_such": 1}), "error", False, id="no such number"
        ),
        pytest.param(
            FILLED, a_requirement(applies_to=ESF), "not_applicable", False, id="not for this fund"
        ),
        pytest.param(EMPTY, a_requirement(weight="advisory"), "not_satisfied", False, id="advice"),
        pytest.param(FILLED, a_requirement(weight="advisory"), "satisfied", True, id="met advice"),
        pytest.param(EMPTY, a_requirement(weight="audit"), "not_satisfied", False, id="audit"),
    ],
)
def test_one_requirement_alone_decides(
    context: Context, requirement: Requirement, status: str, *, ready: bool
) -> None:
    verdict = judged(context, requirement)

    assert (verdict.requirements[0].status, verdict.ready) == (status, ready)


@pytest.mark.parametrize(
    ("context", "weight", "ready"),
    [
        pytest.param(EMPTY, "blocking", False, id="blocking closes"),
        pytest.param(EMPTY, "advisory", True, id="advice only advises"),
        pytest.param(EMPTY, "audit", True, id="audit only observes"),
        pytest.param(BROKEN, "advisory", False, id="advice that could not be judged closes"),
        pytest.param(BROKEN, "audit", True, id="audit never closes"),
    ],
)
def test_a_weight_beside_something_satisfied(
    context: Context, weight: Weight, *, ready: bool
) -> None:
    facts = a_requirement("gates.the_facts_are_stated", requirement="start.facts")

    verdict = judged(context, facts, a_requirement(weight=weight))

    assert verdict.ready is ready


def test_a_gate_that_no_policy_speaks_of_is_closed() -> None:
    case = a_case(a_policy(a_requirement(), gate="close"))

    assert not evaluate(case, FILLED).ready


def test_a_gate_without_policies_is_closed() -> None:
    assert not evaluate(a_case(), FILLED).ready


def test_every_pinned_policy_is_asked() -> None:
    first = a_policy(a_requirement())
    second = a_policy(a_requirement("thread.indicators_are_read"), policy="trial-too")

    verdict = evaluate(a_case(first, second), FILLED)

    assert [r.status for r in verdict.requirements] == ["satisfied", "not_satisfied"]
    assert not verdict.ready


def test_a_check_of_several_tools_asks_for_each_of_them() -> None:
    named = checks()["thread.equality_lives_in_the_change_logic"]

    found = findings_of(named, a_context(contents={}), {})

    assert [(f.code, f.where) for f in found] == [
        ("document-is-missing", "change_logic"),
        ("document-is-missing", "equality_mainstreaming"),
    ]


@pytest.mark.parametrize("name", sorted(checks()))
def test_no_check_is_satisfied_by_nothing(name: str) -> None:
    named = checks()[name]
    needed = named.check.reads if named.tool is None else (named.tool.content,)

    found = findings_of(named, a_context(contents={}), {})

    assert {f.where for f in found if f.code == "document-is-missing"} == {
        tool.name for tool in TOOLS if tool.content in needed
    }


@pytest.mark.parametrize(
    ("funds", "budget", "status"),
    [
        pytest.param((), None, "not_satisfied", id="every project"),
        pytest.param(("eruf", "esf"), None, "not_satisfied", id="one of the funds"),
        pytest.param(("esf",), None, "not_applicable", id="none of the funds"),
        pytest.param(("eruf",), 13_000_000, "not_satisfied", id="at the limit"),
        pytest.param(("eruf",), 13_000_001, "not_applicable", id="below the limit"),
    ],
)
def test_a_requirement_is_for_some_projects(
    funds: tuple[Fund, ...], budget: int | None, status: str
) -> None:
    meant = AppliesTo(funds=funds, budget_from_sek=budget)

    verdict = judged(EMPTY, a_requirement(applies_to=meant))

    assert verdict.requirements[0].status == status


def test_a_project_without_budget_is_below_every_limit() -> None:
    facts = some_facts(total_budget_sek=None, funding=(Funding(id="a", fund="eruf"),))

    assert not AppliesTo(budget_from_sek=1).holds_for(facts)


@pytest.mark.parametrize(
    ("after_stop", "status"), [(True, "not_satisfied"), (False, "not_applicable")]
)
def test_a_stopped_project_is_asked_little(status: str, *, after_stop: bool) -> None:
    case = a_case(a_policy(a_requirement(after_stop=after_stop)), stopped=True)

    assert evaluate(case, EMPTY).requirements[0].status == status


NOON = FILLED.moment.at


@pytest.mark.parametrize(
    ("changes", "waivable", "status"),
    [
        pytest.param({}, True, "waived", id="approved"),
        pytest.param({}, False, "not_satisfied", id="not waivable"),
        pytest.param({"approved_at": None}, True, "not_satisfied", id="not approved"),
        pytest.param({"revoked_at": NOON}, True, "not_satisfied", id="revoked"),
        pytest.param({"expires_on": date(2024, 11, 30)}, True, "not_satisfied", id="expired"),
        pytest.param({"expires_on": date(2024, 12, 1)}, True, "waived", id="on its last day"),
        pytest.param({"requirement": "start.other"}, True, "not_satisfied", id="of another"),
    ],
)
def test_a_waiver_lets_one_requirement_pass(
    changes: dict[str, object], status: str, *, waivable: bool
) -> None:
    case = a_case(a_policy(a_requirement(waivable=waivable)), waivers=(a_waiver(**changes),))

    verdict = evaluate(case, replace(EMPTY, moment=Moment(NOON)))

    assert (verdict.requirements[0].status, verdict.ready) == (status, status == "waived")


def test_a_waiver_is_shown_with_what_it_waives() -> None:
    case = a_case(a_policy(a_requirement(waivable=True)), waivers=(a_waiver(),))

    result = evaluate(case, EMPTY).requirements[0]

    assert result.waiver == "w-1"
    assert result.findings


def test_what_is_satisfied_needs_no_waiver() -> None:
    case = a_case(a_policy(a_requirement(waivable=True)), waivers=(a_waiver(),))

    assert evaluate(case, FILLED).requirements[0].waiver is None


def test_a_verdict_ends_with_the_waiver_it_rests_on() -> None:
    waiver = a_waiver(expires_on=date(2024, 12, 24))
    case = a_case(a_policy(a_requirement(waivable=True)), waivers=(waiver,))

    verdict = evaluate(case, replace(EMPTY, moment=Moment(NOON)))

    assert verdict.valid_until == datetime(2024, 12, 24, 23, tzinfo=UTC)


def test_a_verdict_without_dates_does_not_end() -> None:
    verdict = judged(a_context(), a_requirement())

    assert verdict.valid_until is None


@pytest.mark.parametrize("gate", FULL.gates)
def test_the_whole_project_passes_every_gate_of_the_method(gate: str) -> None:
    verdict = evaluate(a_case(FULL, gate=gate), a_finished_context())

    assert verdict.ready
    assert {r.status for r in verdict.requirements} <= {"satisfied", "not_applicable"}


@pytest.mark.parametrize("gate", FULL.gates)
def test_nothing_passes_no_gate_of_the_method(gate: str) -> None:
    verdict = evaluate(a_case(FULL, gate=gate), a_context(contents={}, facts=some_facts(owner="")))

    assert not verdict.ready


AHEAD = st.timedeltas(timedelta(0), timedelta(days=2000))


@settings(max_examples=60)
@given(st.sampled_from(sorted(FULL.gates)), AHEAD, st.floats(min_value=0, max_value=1))
def test_a_verdict_holds_until_it_says(gate: str, ahead: timedelta, part: float) -> None:
    case, at = a_case(FULL, gate=gate), LAST_NOON + ahead
    verdict = evaluate(case, a_finished_context(moment=Moment(at)))
    until = verdict.valid_until or datetime(2099, 1, 1, tzinfo=UTC)
    later = min(at + (until - at) * part, until - timedelta(microseconds=1))

    again = evaluate(case, a_finished_context(moment=Moment(later)))

    assert again.requirements == verdict.requirements


def test_a_snapshot_is_decoded_by_tool() -> None:
    logic = a_change_logic()
    snapshot = {"change_logic": a_version("change_logic", logic)}

    assert contents_of(snapshot) == {ChangeLogic: logic}


def test_a_verdict_names_what_it_rests_on() -> None:
    policy = a_policy(a_requirement())
    snapshot = {"change_logic": a_version("change_logic", a_change_logic(), number=3)}

    verdict = evaluate(a_case(policy, snapshot=snapshot), FILLED)

    assert [(d.tool, d.number) for d in verdict.documents] == [("change_logic", 3)]
    assert [(p.policy, p.version) for p in verdict.policies] == [("trial", 1)]


def test_a_verdict_names_a_policy_by_the_hash_it_was_published_with() -> None:
    published = PublishedPolicy(a_policy(a_requirement()), sha256="5e" * 32)

    verdict = evaluate(a_case(policies=(published,)), FILLED)

    assert [p.sha256 for p in verdict.policies] == ["5e" * 32]

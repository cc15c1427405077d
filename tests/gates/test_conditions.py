from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gronatraden.gates.burden import burden_at
from gronatraden.gates.evaluate import evaluate
from gronatraden.gates.registry import problems_of
from gronatraden.moment import Moment
from gronatraden.policy import Each
from gronatraden.tools.change_logic import ChangeLogic
from tests.builders import a_change_logic, a_context, changed, some_facts
from tests.builders.gates import a_case, a_policy, a_requirement
from tests.builders.history import LAST_NOON, a_finished_context
from tests.gates.test_registry import LIFECYCLE

if TYPE_CHECKING:
    from gronatraden.context import Context
    from gronatraden.gates.verdict import Result
    from gronatraden.policy import Requirement

BOX = "change_logic.no_box_is_empty"
LOGIC = "documents.change_logic"
RICH = "project.total_budget_sek >= params.least"
OTHER = '"interreg_oks" in project.funds'
OWNED = Each(in_=f"{LOGIC}.activities", as_="a", expect='a.owner != ""')


def stated(**conditions: object) -> Requirement:
    """Return a requirement that rests on conditions alone."""
    return changed(a_requirement(""), conditions)


def logic(**changes: object) -> Context:
    """Return the example project with another change logic."""
    return a_context(contents={ChangeLogic: a_change_logic(**changes)})


def judged(requirement: Requirement, context: Context | None = None) -> Result:
    """Return how a requirement comes out in the example project."""
    case = a_case(a_policy(requirement, params={"least": 1_000_000}))
    return evaluate(case, context or a_context()).requirements[0]


@pytest.mark.parametrize(
    ("requirement", "status"),
    [
        pytest.param(
            stated(expr="project.total_budget_sek >= params.least"), "satisfied", id="met"
        ),
        pytest.param(
            stated(expr="project.total_budget_sek < params.least"), "not_satisfied", id="un"
        ),
        pytest.param(stated(expr="1 / size(readings) > 0"), "error", id="fails"),
        pytest.param(stated(expr="project.title"), "error", id="comes to a text"),
        pytest.param(stated(expr="no.such"), "error", id="means nothing"),
        pytest.param(stated(), "error", id="asks nothing"),
        pytest.param(
            a_requirement(BOX, when='"interreg_oks" in project.funds'), "not_applicable", id="no"
        ),
        pytest.param(a_requirement(BOX, when="project.title != ''"), "satisfied", id="applies"),
        pytest.param(a_requirement(BOX, expr="project.title == ''"), "not_satisfied", id="both"),
        pytest.param(stated(each=OWNED), "satisfied", id="all"),
        pytest.param(stated(when="1 / size(readings) > 0", expr="true"), "error", id="when fails"),
        pytest.param(stated(expr="has(documents.change_logic)"), "satisfied", id="is handed in"),
    ],
)
def test_a_condition_decides(requirement: Requirement, status: str) -> None:
    assert judged(requirement).status == status


def test_offenders_are_named_at_the_list_they_are_in() -> None:
    whole = a_change_logic()
    unowned = whole.activities[0], *(replace(a, owner="") for a in whole.activities[1:])

    (finding,) = judged(stated(each=OWNED), logic(activities=unowned)).findings

    assert finding.where == "change_logic.activities"
    assert finding.facts["offenders"] == ("equal-outreach", "evaluate")


def test_a_lone_offender_is_where_the_finding_points() -> None:
    last = replace(a_change_logic().activities[-1], owner="")

    (finding,) = judged(stated(each=OWNED), logic(activities=(last,))).findings

    assert finding.where == "change_logic.activities[evaluate]"


def test_a_tool_that_was_not_handed_in_is_missing() -> None:
    result = judged(stated(expr=f"size({LOGIC}.activities) > 0"), a_context(contents={}))

    assert result.status == "not_satisfied"
    assert [(f.code, f.where) for f in result.findings] == [("document-is-missing", "change_logic")]


def test_an_empty_field_that_a_condition_needs_is_asked_for() -> None:
    poor = a_context(facts=some_facts(total_budget_sek=None))

    result = judged(stated(expr="project.total_budget_sek > 1"), poor)

    assert result.status == "not_satisfied"
    assert [(f.code, f.where) for f in result.findings] == [
        ("condition-needs-a-value", "project.total_budget_sek")
    ]


def test_a_requirement_that_may_not_apply_is_not_let_go() -> None:
    poor = a_context(facts=some_facts(total_budget_sek=None))

    assert judged(a_requirement(BOX, when="project.total_budget_sek > 1"), poor).status == (
        "not_satisfied"
    )


def test_a_policy_without_conditions_binds_no_values() -> None:
    requirement = a_requirement("gates.the_facts_are_stated")

    assert judged(requirement, a_context(contents={})).status == "satisfied"


def test_a_burden_is_that_of_the_requirements_that_apply() -> None:
    always = a_policy(a_requirement(BOX, when="project.title != ''"))
    never = a_policy(a_requirement(BOX, when="project.title == ''"))

    counts = [burden_at("start", [policy], a_context()) for policy in (always, never)]

    assert counts[0].asked > counts[1].asked == 0


HOURS = st.integers(0, 3 * 366 * 24)
DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))
ASKED = st.sampled_from(
    [
        "passed(project.ends_on)",
        "!reached(project.starts_on) || passed(project.ends_on)",
        "older_than(project.starts_on, 6) && !passed(project.ends_on)",
        'older_than(project.ends_on, duration("720h"))',
        "[project.starts_on, project.ends_on].exists(d, older_than(d, 1))",
        "project.starts_on < project.ends_on ? reached(project.ends_on) : false",
        "passed(months_after(project.starts_on, 18))",
    ]
)


@settings(deadline=None)
@given(ASKED, DAYS, DAYS, HOURS, st.floats(0, 1))
def test_an_answer_holds_until_the_verdict_says(
    expr: str, starts: date, ends: date, hour: int, part: float
) -> None:
    case = a_case(a_policy(stated(expr=expr)))
    facts = some_facts(starts_on=starts, ends_on=ends)
    now = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(hours=hour)
    verdict = evaluate(case, a_context(facts=facts, moment=Moment(now)))
    last = verdict.valid_until or now + timedelta(days=3_650)

    later = now + (last - now) * part - timedelta(microseconds=1)
    again = evaluate(case, a_context(facts=facts, moment=Moment(max(now, later))))

    assert again.requirements == verdict.requirements


def test_an_answer_changes_when_the_verdict_says() -> None:
    case = a_case(a_policy(stated(expr="passed(project.ends_on)")))
    first = evaluate(case, a_context())

    assert first.valid_until is not None
    second = evaluate(case, a_context(moment=Moment(first.valid_until)))

    assert [v.requirements[0].status for v in (first, second)] == ["not_satisfied", "satisfied"]


def test_a_list_that_a_check_asks_for_need_not_be_counted() -> None:
    counted = a_requirement(BOX, requirement="start.boxes")

    assert list(problems_of(a_policy(counted, stated(each=OWNED)), LIFECYCLE)) == []


def test_a_lighter_requirement_does_not_count_for_a_heavier() -> None:
    counted = a_requirement(BOX, "advisory", requirement="start.boxes")

    found = problems_of(a_policy(counted, stated(each=OWNED)), LIFECYCLE)

    assert [problem.code for problem in found] == ["condition-is-true-of-none"]


@pytest.mark.parametrize(
    ("expr", "where"),
    [
        pytest.param(f"{LOGIC}.evaluation.plan == ''", "change_logic.evaluation.plan", id="field"),
        pytest.param(f"size({LOGIC}.links) > 99", "change_logic.links", id="list"),
        pytest.param(f"{LOGIC}.links.exists(l, l.cause == '')", "change_logic.links", id="element"),
        pytest.param(
            f"project.title == '' && size({LOGIC}.links) > 0", "change_logic.links", id="two"
        ),
        pytest.param("size(readings) > 99", "readings", id="rows"),
        pytest.param("1 > 2", "start.no-box-is-empty", id="nothing"),
    ],
)
def test_an_unmet_condition_points_at_what_it_reads(expr: str, where: str) -> None:
    (finding,) = judged(stated(expr=expr)).findings

    assert (finding.code, finding.where) == ("condition-is-not-met", where)


SWEPT = (
    RICH,
    f"size({LOGIC}.activities) > 2 && has(documents.learning_cycle)",
    f"{LOGIC}.links.all(l, {LOGIC}.activities.exists(a, a.id == l.cause))",
    f"{LOGIC}.indicators.exists(i, i.target != null && i.target > 100.5)",
    "project.title.matches('^C') && project.fund != ''",
    "older_than(project.starts_on, 3) || passed(project.ends_on)",
    "readings.all(r, r.value > 0.0) && decisions.all(d, d.decided_on < project.ends_on)",
    "1 / size(readings) > 0",
    "occurrence == null && gate != ''",
)


@pytest.mark.parametrize("context", [a_context(), a_context(contents={}), a_finished_context()])
def test_a_sweep_comes_to_the_recorded_verdict(context: Context) -> None:
    requires = [changed(stated(expr=e), {"id": f"a.r-{n}"}) for n, e in enumerate(SWEPT)]
    case = a_case(a_policy(*requires, stated(each=OWNED), params={"least": 1_000_000}))

    swept, recorded = (
        evaluate(case, replace(context, moment=Moment(LAST_NOON)), way)
        for way in ("sweep", "recorded")
    )

    assert swept == recorded


@pytest.mark.parametrize("order", [(1, True), (True, 1)], ids=["one, then true", "true, then one"])
def test_a_parameter_that_is_true_is_not_one(order: tuple[int, int]) -> None:
    """What was written for the one is not kept for the other, whichever comes first."""
    name = f"first_{order[0]}".lower()
    answers = {}
    for value in order:
        policy = a_policy(stated(expr=f"params.{name} > 0"), params={name: value})
        (result,) = evaluate(a_case(policy), a_context(), "sweep").requirements
        answers[type(value)] = result.status

    assert answers == {int: "satisfied", bool: "error"}

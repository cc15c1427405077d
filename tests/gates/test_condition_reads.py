"""A condition says which fields it reads, what of them it lacks, and where it points."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from gronatraden.gates.conditions.judging import (
    ASKED_FOR,
    Conditions,
    UnjudgedError,
    fields_read,
    lacking,
    needed_by,
    texts_of,
)
from gronatraden.gates.conditions.vocabulary import values_for
from gronatraden.gates.evaluate import evaluate
from gronatraden.policy import Each
from gronatraden.project import Funding
from gronatraden.tools.change_logic import ChangeLogic
from tests.builders import a_change_logic, a_context, changed, some_facts
from tests.builders.gates import a_case, a_policy, a_requirement

if TYPE_CHECKING:
    from gronatraden.context import Context
    from gronatraden.policy import Requirement

LOGIC = "documents.change_logic"
EACH = Each(in_=f"{LOGIC}.activities", as_="a", expect="a.owner != ''")
UNSAID = some_facts(total_budget_sek=None, starts_on=None, ends_on=None)
NOTHING = a_context(facts=UNSAID, contents={})
AIMLESS = a_context(
    contents={
        ChangeLogic: a_change_logic(
            indicators=tuple(replace(i, target=None) for i in a_change_logic().indicators)
        )
    }
)


@pytest.mark.parametrize(
    ("expr", "paths"),
    [
        ("project.title != ''", {"project.title"}),
        (
            f"{LOGIC}.evaluation.plan != '' && project.title != '' && project.title != 'a'",
            {"change_logic.evaluation.plan", "project.title"},
        ),
        (
            f"{LOGIC}.activities.all(a, a.owner != '')",
            {"change_logic.activities", "change_logic.activities.owner"},
        ),
        (f"{LOGIC}.activities[0].owner != ''", {"change_logic.activities.owner"}),
        ("readings.exists(r, r.value > 1.0)", {"readings", "readings.value"}),
        (f"has({LOGIC})", set()),
        ("params.least > 1", set()),
        ("1 < 2", set()),
    ],
)
def test_a_condition_reads_fields_by_path(expr: str, paths: set[str]) -> None:
    found = fields_read(a_requirement("", expr=expr))

    assert (set(found), len(found)) == (paths, len(paths))


def test_when_a_requirement_applies_asks_nobody_to_write() -> None:
    asked = a_requirement("", when="project.title == ''", expr="project.owner != ''")

    assert fields_read(asked) == ("project.owner",)


def test_an_each_reads_its_list_and_what_it_expects() -> None:
    assert {"change_logic.activities", "change_logic.activities.owner"} <= set(
        fields_read(a_requirement("", each=EACH))
    )


def test_all_that_a_requirement_says_is_an_expression() -> None:
    said = a_requirement("", when="1 < 2", expr="2 < 3", each=EACH)

    when, expr, each = texts_of([said, a_requirement()])

    assert (when, expr) == ("1 < 2", "2 < 3")
    assert each.startswith(f"({LOGIC}.activities")


@pytest.mark.parametrize(
    ("text", "context", "found"),
    [
        (
            (
                "project.total_budget_sek > 1 && project.ends_on < project.starts_on"
                " && project.total_budget_sek > 3"
            ),
            NOTHING,
            [
                ("condition-needs-a-value", "project.total_budget_sek"),
                ("condition-needs-a-value", "project.ends_on"),
                ("condition-needs-a-value", "project.starts_on"),
            ],
        ),
        (
            (
                f"{LOGIC}.activities.all(a, a.owner != '') && {LOGIC}.evaluation.plan == ''"
                " && documents.learning_cycle.questions == []"
            ),
            NOTHING,
            [("document-is-missing", "change_logic"), ("document-is-missing", "learning_cycle")],
        ),
        (f"has({LOGIC}) && project.title != ''", NOTHING, []),
        (
            f"{LOGIC}.indicators.all(i, i.target > 1.0)",
            AIMLESS,
            [
                ("condition-needs-a-value", "change_logic.indicators[bike-users].target"),
                ("condition-needs-a-value", "change_logic.indicators[car-trips].target"),
            ],
        ),
    ],
)
def test_what_a_condition_lacks_is_named_once(
    text: str, context: Context, found: list[tuple[str, str]]
) -> None:
    values = values_for(needed_by((text,)), context)

    lacks = list(lacking(text, values))

    assert [(one.code, one.where) for one in lacks] == found
    assert [tuple(one.facts.values()) for one in lacks] == [(where,) for _, where in found]


@pytest.mark.parametrize(
    ("expr", "where"),
    [
        ("project.title == '' && project.owner == ''", "project"),
        ("params.least > project.total_budget_sek", "project.total_budget_sek"),
        (
            f"{LOGIC}.evaluation.plan == '' && {LOGIC}.evaluation.budget_sek == 1",
            "change_logic.evaluation",
        ),
        (
            f"{LOGIC}.links == [] && documents.stakeholder_analysis.stakeholders == []",
            "change_logic.links",
        ),
        ("readings.exists(r, r.indicator == 'x' && r.women == 1)", "readings"),
    ],
)
def test_an_unmet_condition_points_at_what_it_reads_in_common(expr: str, where: str) -> None:
    policy = a_policy(a_requirement("", expr=expr), params={"least": 1})

    (result,) = evaluate(a_case(policy), a_context()).requirements

    (finding,) = result.findings
    assert (finding.code, finding.where) == ("condition-is-not-met", where)
    assert finding.facts == {"requirement": "start.no-box-is-empty"}


def conditions(when: str) -> tuple[Conditions, Requirement]:
    """Return a requirement under a condition, and what judges it on a project that says little."""
    requirement = changed(a_requirement("", expr="true"), {"when": when})
    texts = texts_of([requirement])
    return Conditions(a_policy(requirement), texts, NOTHING), requirement


@pytest.mark.parametrize(
    ("when", "may"),
    [
        pytest.param("", True, id="always"),
        pytest.param("project.title != ''", True, id="it does"),
        pytest.param("project.title == ''", False, id="it does not"),
        pytest.param("project.total_budget_sek > 1", True, id="nobody can say"),
    ],
)
def test_a_requirement_may_apply_until_it_is_said_that_it_does_not(when: str, *, may: bool) -> None:
    judge, requirement = conditions(when)

    assert judge.may_apply(requirement) is may


@pytest.mark.parametrize(
    ("when", "broken", "code"),
    [
        ("project.total_budget_sek > 1", False, "condition-needs-a-value"),
        ("1 / size(readings) > 0", True, "condition-failed"),
        ("project.title", True, "condition-failed"),
    ],
)
def test_what_cannot_be_judged_says_whether_the_condition_is_at_fault(
    when: str, code: str, *, broken: bool
) -> None:
    judge, requirement = conditions(when)

    with pytest.raises(UnjudgedError) as raised:
        judge.applies(requirement)

    assert (raised.value.broken, [f.code for f in raised.value.findings]) == (broken, [code])


def test_a_condition_that_fails_is_for_the_programme_office() -> None:
    judge, requirement = conditions("1 / size(readings) > 0")

    with pytest.raises(UnjudgedError) as raised:
        judge.applies(requirement)

    (found,) = raised.value.findings
    assert (found.where, found.who) == ("start.no-box-is-empty", ("programme_office",))
    assert found.facts == {"requirement": "start.no-box-is-empty"}


def test_so_many_empty_fields_are_named_and_no_more() -> None:
    funding = tuple(Funding(id=f"f-{n}", fund="eruf") for n in range(ASKED_FOR + 1))
    asked = a_requirement("", expr="project.funding.all(f, f.amount_sek > 1)")

    (result,) = evaluate(
        a_case(a_policy(asked)), a_context(facts=some_facts(funding=funding))
    ).requirements

    assert [f.where for f in result.findings] == [
        f"project.funding[f-{n}].amount_sek" for n in range(5)
    ]


def test_offenders_are_counted_and_named() -> None:
    logic = a_change_logic()
    unowned = tuple(replace(a, owner="") for a in logic.activities)
    context = a_context(contents={ChangeLogic: replace(logic, activities=unowned)})

    (result,) = evaluate(a_case(a_policy(a_requirement("", each=EACH))), context).requirements

    (found,) = result.findings
    assert found.facts == {
        "requirement": "start.no-box-is-empty",
        "count": 3,
        "offenders": ("bike-campaign", "equal-outreach", "evaluate"),
    }

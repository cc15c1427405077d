"""A finding is told whole: what is wrong, where it is mended, with what facts and by whom."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from gronatraden.findings import Finding
from gronatraden.gates.evaluate import evaluate, findings_of
from gronatraden.gates.registry import checks, scales
from gronatraden.history import Outcome, Point
from gronatraden.project import Archive, Funding, Role
from tests.builders.gates import a_case, a_policy, a_requirement
from tests.builders.history import (
    AGREED,
    ALVA,
    BO,
    COMMITTED,
    CONDITION,
    OLA,
    SEAL,
    SIGNED_BY_THE_FUND,
    SIGNED_BY_THE_REGION,
    a_decision,
    a_finished_context,
    a_grant,
    altered,
)

if TYPE_CHECKING:
    from gronatraden.context import Context
    from gronatraden.gates.verdict import Result
    from gronatraden.policy import Requirement, Weight

DONE = a_finished_context()
OWES = ("project_manager", "programme_office")
OFFICE = ("programme_office",)
STEERS = ("project_owner", "steering_chair")
REPORTS = ("project_manager", "learning_owner")
GROUP = "competent_leadership.steering_group"
REPORT = "learning_cycle.final_report.status"
ERUF, REGIONAL = DONE.facts.funding[0], DONE.facts.funding[1]
PAPERS = (SIGNED_BY_THE_FUND, SIGNED_BY_THE_REGION, COMMITTED, AGREED)


def facts(**changes: object) -> Context:
    """Return the finished project with other facts."""
    return replace(DONE, facts=replace(DONE.facts, **changes))  # type: ignore[arg-type]  # as given


def papers(*held: object) -> Context:
    """Return the finished project with these papers."""
    return altered(DONE, "context.evidence", held)


@pytest.mark.parametrize(
    ("check", "context", "found"),
    [
        (
            "the_signed_decision_is_held",
            papers(SIGNED_BY_THE_REGION),
            Finding(
                "signed-decision-is-not-held",
                "evidence.decisions[eruf]",
                {"fund": "eruf", "funding": "eruf"},
                OWES,
            ),
        ),
        (
            "the_signed_decision_is_held",
            papers(replace(SIGNED_BY_THE_FUND, dated_on=None), SIGNED_BY_THE_REGION),
            Finding(
                "signed-decision-has-no-date",
                "evidence.decisions[eruf]",
                {"fund": "eruf", "funding": "eruf"},
                OWES,
            ),
        ),
        (
            "the_signed_decision_is_held",
            papers(replace(SIGNED_BY_THE_FUND, dated_on=date(2024, 1, 1)), SIGNED_BY_THE_REGION),
            Finding(
                "signed-decision-has-another-date",
                "evidence.decisions[eruf]",
                {"fund": "eruf", "funding": "eruf", "stated": "2024-10-15"},
                OWES,
            ),
        ),
        (
            "commitments_of_partners_are_held",
            papers(),
            Finding(
                "commitment-is-not-held",
                "evidence.commitments[Energikontor Sydost]",
                {"partner": "Energikontor Sydost"},
                OWES,
            ),
        ),
        (
            "the_partnership_agreement_is_held",
            papers(),
            Finding("agreement-is-not-held", "evidence.agreements", who=OWES),
        ),
        (
            "the_partnership_agreement_is_held",
            papers(replace(AGREED, dated_on=None)),
            Finding("agreement-has-no-date", "evidence.agreements", who=OWES),
        ),
        (
            "what_was_decided_on_holds",
            altered(
                altered(DONE, "context.material", ("project.total_budget_sek",)),
                "project.total_budget_sek",
                1,
            ),
            Finding(
                "decided-field-is-changed",
                "project.total_budget_sek",
                {"gate": "close", "on": "2027-01-29", "field": "total_budget_sek"},
                OWES,
            ),
        ),
        (
            "the_steering_group_can_decide",
            altered(DONE, f"{GROUP}.mandate", ""),
            Finding("steering-group-has-no-mandate", f"{GROUP}.mandate", who=STEERS),
        ),
        (
            "the_steering_group_can_decide",
            altered(DONE, f"{GROUP}.meets_at_every_gate", value=False),
            Finding("steering-group-skips-gates", f"{GROUP}.meets_at_every_gate", who=STEERS),
        ),
        (
            "the_steering_group_can_decide",
            altered(DONE, f"{GROUP}.quorum", 0),
            Finding("steering-group-has-no-quorum", f"{GROUP}.quorum", who=STEERS),
        ),
        (
            "the_steering_group_can_decide",
            altered(DONE, "context.decisions", (a_decision(deciders=frozenset({BO})),)),
            Finding(
                "decision-lacked-its-quorum",
                "decisions[start]",
                {"gate": "start", "deciders": 1, "quorum": 3},
                STEERS,
            ),
        ),
        (
            "nobody_judges_their_own_work",
            altered(DONE, "context.decisions", (a_decision(deciders=frozenset({ALVA})),)),
            Finding(
                "gate-was-opened-by-its-authors", "decisions[start]", {"gate": "start"}, OFFICE
            ),
        ),
        (
            "nobody_judges_their_own_work",
            altered(
                DONE,
                "context.grants",
                (a_grant(BO, Role.STEERING_GROUP), a_grant(OLA, Role.STEERING_CHAIR)),
            ),
            Finding(
                "too-few-can-decide",
                "roles[steering_group]",
                {"role": "steering_group", "missing": 1, "needed": 2},
                OFFICE,
            ),
        ),
        (
            "no_condition_is_overdue",
            altered(DONE, "context.conditions", (replace(CONDITION, met_at=None, proof=""),)),
            Finding(
                "condition-is-overdue",
                "conditions[c-1]",
                {
                    "condition": "Ta fram en plan för vinterväghållning",
                    "owner": "project_manager",
                    "due": "2025-03-31",
                },
                ("project_manager",),
            ),
        ),
        (
            "the_final_report_is_approved",
            altered(DONE, REPORT, "draft"),
            Finding("final-report-is-not-final", REPORT, who=REPORTS),
        ),
        (
            "the_final_report_is_approved",
            altered(DONE, "context.earlier", {}),
            Finding("final-report-was-not-decided-on", REPORT, who=REPORTS),
        ),
        (
            "the_facts_are_stated",
            facts(title=""),
            Finding("fact-is-missing", "project.title", {"fact": "project.title"}),
        ),
        (
            "the_facts_are_stated",
            facts(total_budget_sek=0),
            Finding(
                "fact-is-missing", "project.total_budget_sek", {"fact": "project.total_budget_sek"}
            ),
        ),
        (
            "the_facts_are_stated",
            facts(ends_on=date(2024, 1, 1), starts_on=date(2024, 1, 2)),
            Finding("project-ends-before-it-starts", "project.ends_on"),
        ),
        (
            "retention_is_known",
            facts(funding=()),
            Finding("retention-has-no-fund", "project.funding"),
        ),
        (
            "retention_is_known",
            facts(funding=(replace(ERUF, last_payment_on=None), REGIONAL)),
            Finding(
                "retention-is-unknown",
                "project.funding[eruf].last_payment_on",
                {"fund": "eruf", "fact": "last_payment_on"},
            ),
        ),
        (
            "retention_is_known",
            facts(funding=(replace(ERUF, fund="interreg_nord"),), ends_on=None),
            Finding(
                "retention-is-unknown",
                "project.ends_on",
                {"fund": "interreg_nord", "fact": "ends_on"},
            ),
        ),
        (
            "the_archive_package_is_sealed",
            facts(archive=replace(DONE.facts.archive, place="")),
            Finding("archive-has-no-place", "project.archive.place"),
        ),
        (
            "the_archive_package_is_sealed",
            facts(archive=replace(DONE.facts.archive, package_sha256="")),
            Finding("package-is-not-sealed", "project.archive.package_sha256"),
        ),
        (
            "the_archive_package_is_sealed",
            replace(DONE, package_sha256=""),
            Finding("package-is-not-sealed", "project.archive.package_sha256"),
        ),
        (
            "the_archive_package_is_sealed",
            replace(DONE, package_sha256="ab" * 32),
            Finding(
                "package-is-another",
                "project.archive.package_sha256",
                {"stated": SEAL, "actual": "ab" * 32},
            ),
        ),
        (
            "the_region_pays_at_most_a_share",
            facts(
                funding=(Funding(id="r", fund="regional_1_1", amount_sek=51),), total_budget_sek=100
            ),
            Finding(
                "region-pays-more-than-its-share",
                "project.funding",
                {"paid": 51, "total": 100, "percent": 50},
            ),
        ),
        (
            "the_region_pays_at_most_a_share",
            facts(funding=(Funding(id="r", fund="regional_1_1"),), total_budget_sek=100),
            Finding(
                "fact-is-missing",
                "project.funding[r].amount_sek",
                {"fact": "project.funding[r].amount_sek"},
            ),
        ),
        (
            "the_region_pays_at_most_a_share",
            facts(total_budget_sek=None),
            Finding(
                "fact-is-missing",
                "project.total_budget_sek",
                {"fact": "project.total_budget_sek"},
            ),
        ),
        (
            "the_project_is_no_ordinary_operation",
            facts(beyond_ordinary=""),
            Finding("project-may-be-ordinary", "project.beyond_ordinary"),
        ),
        (
            "papers_are_recent",
            papers(COMMITTED, replace(COMMITTED, number=7, from_whom="Växjö", dated_on=None)),
            Finding(
                "paper-has-no-date",
                "evidence[7]",
                {"number": 7, "title": "Bekräftelse av åtaganden", "months": 36},
                OWES,
            ),
        ),
        (
            "papers_are_recent",
            papers(replace(COMMITTED, dated_on=date(2024, 3, 14))),
            Finding(
                "paper-is-too-old",
                "evidence[3]",
                {
                    "number": 3,
                    "title": "Bekräftelse av åtaganden",
                    "months": 36,
                    "on": "2024-03-14",
                },
                OWES,
            ),
        ),
        (
            "documents_are_recent",
            altered(DONE, "context.handed_in_on", {"stakeholder_analysis": date(2025, 3, 14)}),
            Finding(
                "document-is-too-old",
                "stakeholder_analysis",
                {"tool": "stakeholder_analysis", "on": "2025-03-14", "months": 24},
            ),
        ),
    ],
)
def test_a_finding_of_the_record_is_told_whole(
    check: str, context: Context, found: Finding
) -> None:
    assert findings_of(checks()[f"gates.{check}"], context, {}) == (found,)


@pytest.mark.parametrize(
    ("check", "context"),
    [
        pytest.param(
            "the_region_pays_at_most_a_share",
            facts(
                funding=(Funding(id="r", fund="regional_1_1", amount_sek=50),), total_budget_sek=100
            ),
            id="just the share",
        ),
        pytest.param(
            "the_region_pays_at_most_a_share",
            facts(funding=(Funding(id="r", fund="eruf", amount_sek=90),), total_budget_sek=100),
            id="another fund's share",
        ),
        pytest.param(
            "the_facts_are_stated",
            facts(ends_on=date(2024, 1, 2), starts_on=date(2024, 1, 2)),
            id="one day's project",
        ),
        pytest.param(
            "documents_are_recent",
            altered(DONE, "context.handed_in_on", {"stakeholder_analysis": date(2025, 3, 15)}),
            id="24 months to the day",
        ),
        pytest.param(
            "papers_are_recent",
            papers(replace(COMMITTED, dated_on=date(2024, 3, 15))),
            id="36 months to the day",
        ),
        pytest.param(
            "papers_are_recent",
            papers(replace(SIGNED_BY_THE_FUND, dated_on=None)),
            id="a kind of paper that may be of any age",
        ),
        pytest.param(
            "the_final_report_is_approved",
            altered(
                altered(DONE, "context.earlier", {}),
                "context.decisions",
                (a_decision(outcome=Outcome.STOP),),
            ),
            id="a stopped project's report",
        ),
        pytest.param(
            "retention_is_known",
            facts(funding=(), archive=Archive(legal_proceedings_open=True)),
            id="everything is kept",
        ),
    ],
)
def test_what_is_just_so_is_no_finding(check: str, context: Context) -> None:
    assert findings_of(checks()[f"gates.{check}"], context, {}) == ()


LAST_MONTH = date(2027, 2, 14)


@pytest.mark.parametrize(
    ("check", "context", "number"),
    [
        (
            "documents_are_recent",
            altered(DONE, "context.handed_in_on", {"project": LAST_MONTH}),
            "project",
        ),
        ("papers_are_recent", papers(replace(AGREED, dated_on=LAST_MONTH)), "agreement"),
        ("papers_are_recent", papers(replace(AGREED, dated_on=None)), "agreement"),
    ],
)
@pytest.mark.parametrize(("months", "found"), [(1, 1), (0, 0)])
def test_a_limit_may_be_a_month_and_none_asks_nothing(
    check: str, context: Context, number: str, months: int, found: int
) -> None:
    named = checks()[f"gates.{check}"]

    assert len(findings_of(named, context, {number: months})) == found


NUMBERS = {
    "papers_are_recent": {
        "decision": 0,
        "agreement": 0,
        "commitment": 36,
        "minutes": 0,
        "oral_note": 0,
        "other": 0,
    },
    "documents_are_recent": {
        "change_logic": 0,
        "stakeholder_analysis": 24,
        "collaboration_ladder": 0,
        "learning_cycle": 0,
        "competent_leadership": 0,
        "equality_mainstreaming": 0,
        "project": 0,
    },
    "the_region_pays_at_most_a_share": {"percent": 50},
}


@pytest.mark.parametrize("check", NUMBERS)
def test_a_number_is_what_the_guides_say_where_no_policy_does(check: str) -> None:
    stated = scales()[f"gates.{check}"]

    assert {name: scale.default for name, scale in stated.items()} == NUMBERS[check]


POINT = Point(
    id="p-1",
    decision="d-1",
    gate="finish",
    occurrence=None,
    place="",
    text="Säg hur vintern klaras.",
)
UNMET = replace(CONDITION, met_at=None, proof="")
STATED = "gates.the_facts_are_stated"


def judged(context: Context, *requires: Requirement, stopped: bool = False) -> tuple[Result, ...]:
    """Return how the last gate's requirements come out under one policy."""
    case = a_case(a_policy(*requires, gate="finish"), gate="finish", stopped=stopped)
    return evaluate(case, context).requirements


def points_found(point: Point) -> list[Finding]:
    """Return what a point closes the last gate with, whatever its policy asks."""
    results = judged(altered(DONE, "context.points", (point,)), a_requirement(STATED))
    return [f for r in results if r.rule == "G-points" for f in r.findings]


@pytest.mark.parametrize(
    ("place", "where"), [("", "points[p-1]"), ("project.owner", "project.owner")]
)
def test_a_point_is_told_where_it_is_mended(place: str, where: str) -> None:
    (found,) = points_found(replace(POINT, place=place))

    assert found == Finding(
        "point-is-not-mended",
        where,
        {"point": "p-1", "text": "Säg hur vintern klaras."},
        ("project_manager",),
    )


def test_a_point_that_is_answered_closes_nothing() -> None:
    assert points_found(replace(POINT, mended_at=datetime(2027, 3, 1, tzinfo=UTC))) == []


def test_what_holds_at_every_gate_is_told_as_the_engines_own() -> None:
    results = judged(altered(DONE, "context.conditions", (UNMET,)), a_requirement(STATED))

    (told,) = (r for r in results if r.rule == "G-conditions")

    assert (told.id, told.check, told.weight, told.status, told.waivable) == (
        "engine.no-condition-is-overdue",
        "gates.no_condition_is_overdue",
        "blocking",
        "not_satisfied",
        False,
    )
    assert told.because.en.startswith("A gate that opened on a condition")
    assert told.source == "Gröna tråden, beslut med villkor och återremiss"


@pytest.mark.parametrize(
    ("weight", "rules"),
    [("blocking", ["G-conditions"]), ("advisory", ["G-conditions", "G-conditions"])],
)
def test_a_policy_that_asks_the_same_with_full_weight_says_it_alone(
    weight: Weight, rules: list[str]
) -> None:
    asked = a_requirement("gates.no_condition_is_overdue", weight)

    results = judged(altered(DONE, "context.conditions", (UNMET,)), asked)

    assert [r.rule for r in results] == rules


@pytest.mark.parametrize(("stopped", "closes"), [(True, False), (False, True)])
def test_a_stopped_project_keeps_no_promise(*, stopped: bool, closes: bool) -> None:
    asked = a_requirement(STATED, after_stop=True)

    results = judged(altered(DONE, "context.conditions", (UNMET,)), asked, stopped=stopped)

    assert any(r.rule == "G-conditions" for r in results) is closes

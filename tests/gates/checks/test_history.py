from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from gronatraden.gates.checks.history import (
    no_condition_is_overdue,
    nobody_judges_their_own_work,
    the_final_report_is_approved,
    the_steering_group_can_decide,
)
from gronatraden.history import Outcome
from gronatraden.moment import Moment
from gronatraden.project import Role
from gronatraden.tools.competent_leadership.content import SteeringGroup
from gronatraden.tools.learning_cycle import LearningCycle
from tests.builders import a_learning_cycle
from tests.builders.history import (
    ALVA,
    BO,
    CONDITION,
    EVA,
    OLA,
    a_decision,
    a_finished_context,
    a_grant,
    altered,
)

WHOLE = a_finished_context()
GROUP = "competent_leadership.steering_group"
ALONE = frozenset({BO})
SEATS = (a_grant(BO, Role.STEERING_GROUP), a_grant(EVA, Role.STEERING_GROUP))
CHAIR = a_grant(OLA, Role.STEERING_CHAIR)


@pytest.mark.parametrize(
    ("changes", "codes"),
    [
        pytest.param({}, [], id="all there"),
        pytest.param({"mandate": ""}, ["steering-group-has-no-mandate"], id="no mandate"),
        pytest.param({"quorum": 0}, ["steering-group-has-no-quorum"], id="no quorum"),
        pytest.param(
            {"meets_at_every_gate": False}, ["steering-group-skips-gates"], id="meets seldom"
        ),
        pytest.param({"quorum": 4}, ["decision-lacked-its-quorum"] * 3, id="more than decided"),
    ],
)
def test_a_steering_group_has_what_it_takes(changes: dict[str, object], codes: list[str]) -> None:
    whole = SteeringGroup(mandate="Beslutar.", quorum=3, meets_at_every_gate=True)

    found = the_steering_group_can_decide(
        altered(WHOLE, GROUP, replace(whole, **changes))  # type: ignore[arg-type]  # its fields
    )

    assert [f.code for f in found] == codes


@pytest.mark.parametrize("outcome", [Outcome.REFER_BACK, Outcome.HOLD, Outcome.STOP])
def test_only_an_opening_needs_the_quorum(outcome: Outcome) -> None:
    taken = a_decision(outcome=outcome, deciders=ALONE)

    assert list(the_steering_group_can_decide(a_finished_context(decisions=(taken,)))) == []


def test_authors_may_be_among_the_deciders() -> None:
    taken = a_decision(deciders=frozenset({BO, EVA}), submitters=ALONE)

    assert list(nobody_judges_their_own_work(a_finished_context(decisions=(taken,)))) == []


@pytest.mark.parametrize(
    ("deciders", "submitters"),
    [
        pytest.param(ALONE, ALONE, id="one and the same"),
        pytest.param(ALONE, frozenset({BO, ALVA}), id="one of the authors"),
        pytest.param(frozenset(), ALONE, id="nobody"),
    ],
)
def test_a_gate_opened_by_its_authors_is_a_finding(
    deciders: frozenset[str], submitters: frozenset[str]
) -> None:
    taken = a_decision(deciders=deciders, submitters=submitters)

    (found,) = nobody_judges_their_own_work(a_finished_context(decisions=(taken,)))

    assert found.code == "gate-was-opened-by-its-authors"


FOR_THE_CHAIR = a_grant("p-ida", Role.STEERING_CHAIR, instead_of=OLA)
FOR_EVA = a_grant("p-ida", Role.STEERING_GROUP, instead_of=EVA)


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        pytest.param({}, [], id="enough"),
        pytest.param({"grants": SEATS}, [("steering_chair", 1)], id="no chair"),
        pytest.param({"grants": (*SEATS[:1], CHAIR)}, [("steering_group", 1)], id="one short"),
        pytest.param(
            {"submitters": frozenset({BO, EVA})}, [("steering_group", 2)], id="two wrote it"
        ),
        pytest.param(
            {"grants": (*SEATS[:1], CHAIR, a_grant(OLA, Role.STEERING_GROUP))},
            [("steering_chair", 1)],
            id="the chair fills one place",
        ),
        pytest.param(
            {"grants": (*SEATS, replace(CHAIR, until_on=date(2027, 3, 14)))},
            [("steering_chair", 1)],
            id="ended yesterday",
        ),
        pytest.param(
            {"grants": (*SEATS, replace(CHAIR, until_on=date(2027, 3, 15)))}, [], id="ends today"
        ),
        pytest.param(
            {"grants": (*SEATS, replace(CHAIR, from_on=date(2027, 3, 16)))},
            [("steering_chair", 1)],
            id="begins tomorrow",
        ),
        pytest.param({"deciders": (), "grants": ()}, [], id="nobody is asked"),
        pytest.param(
            {"grants": (*SEATS, FOR_THE_CHAIR)},
            [("steering_chair", 1)],
            id="a substitute for nobody who sits",
        ),
        pytest.param(
            {"grants": (*SEATS[:1], CHAIR, FOR_EVA)},
            [("steering_group", 1)],
            id="a substitute for somebody of another role",
        ),
        pytest.param(
            {"grants": (*SEATS, CHAIR, FOR_EVA), "submitters": frozenset({EVA})},
            [],
            id="a substitute for one who wrote it",
        ),
        pytest.param(
            {"grants": (SEATS[1], CHAIR, FOR_EVA)},
            [("steering_group", 1)],
            id="two for one seat",
        ),
    ],
)
def test_others_must_be_able_to_decide(
    changes: dict[str, object], missing: list[tuple[str, int]]
) -> None:
    found = nobody_judges_their_own_work(a_finished_context(**changes))

    assert [(f.facts["role"], f.facts["missing"]) for f in found] == missing


def test_a_verdict_ends_with_the_role_it_rests_on() -> None:
    ending = replace(CHAIR, until_on=date(2027, 6, 30))
    context = a_finished_context(grants=(*SEATS, ending))

    list(nobody_judges_their_own_work(context))

    assert context.moment.valid_until == datetime(2027, 6, 30, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "met", "overdue"),
    [
        pytest.param("2025-03-31T21:59:00+00:00", False, False, id="on the day"),
        pytest.param("2025-03-31T22:00:00+00:00", False, True, id="the day after"),
        pytest.param("2025-04-30T12:00:00+00:00", True, False, id="met"),
    ],
)
def test_a_condition_falls_due(at: str, *, met: bool, overdue: bool) -> None:
    condition = replace(CONDITION, met_at=CONDITION.met_at if met else None)
    context = a_finished_context(moment=Moment(datetime.fromisoformat(at)), conditions=(condition,))

    assert bool(list(no_condition_is_overdue(context))) is overdue


def test_a_condition_is_mended_by_its_owner() -> None:
    condition = replace(CONDITION, met_at=None, owner="learning_owner")

    (found,) = no_condition_is_overdue(a_finished_context(conditions=(condition,)))

    assert found.who == ("learning_owner",)


def _with_report(status: str) -> LearningCycle:
    cycle = a_learning_cycle()
    return replace(cycle, final_report=replace(cycle.final_report, status=status))  # type: ignore[arg-type]  # one of its statuses


@pytest.mark.parametrize(
    ("earlier", "codes"),
    [
        pytest.param({LearningCycle: _with_report("draft")}, [], id="a draft was decided on"),
        pytest.param({LearningCycle: _with_report("final")}, [], id="the final was decided on"),
        pytest.param(
            {LearningCycle: _with_report("")}, ["final-report-was-not-decided-on"], id="no report"
        ),
        pytest.param({}, ["final-report-was-not-decided-on"], id="no learning cycle"),
    ],
)
def test_a_report_is_approved_with_the_gate_before(
    earlier: dict[type, object], codes: list[str]
) -> None:
    found = the_final_report_is_approved(a_finished_context(earlier=earlier))

    assert [f.code for f in found] == codes


def test_a_stopped_project_reports_afterwards() -> None:
    stop = a_decision(outcome=Outcome.STOP)

    found = the_final_report_is_approved(a_finished_context(earlier={}, decisions=(stop,)))

    assert list(found) == []

"""What was decided on differs only by a decision."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gronatraden.history import ChangeKind, ChangeOutcome, Outcome, Target, Terms
from gronatraden.thread.changes import agreed_terms, changes_are_decided, terms_of
from gronatraden.tools.change_logic import ChangeLogic
from tests.builders import a_change_logic, a_context, some_facts
from tests.builders.change_logic import INDICATORS
from tests.builders.history import a_change, a_decision, altered

if TYPE_CHECKING:
    from gronatraden.context import Context
    from gronatraden.findings import Finding
    from gronatraden.history import Change

USERS, TRIPS = INDICATORS
LATER, LATEST = date(2027, 6, 30), date(2027, 12, 31)
EXTENDED = Terms(ends_on=LATER)
LOWERED = Target(indicator="bike-users", value=Decimal(1500), by=USERS.target_on)
AIM = "change_logic.indicators[bike-users].target"
TERMS = st.builds(
    Terms,
    ends_on=st.none() | st.dates(),
    total_budget_sek=st.none() | st.integers(0, 10**9),
    partners=st.none() | st.tuples(st.text(max_size=3)),
    targets=st.lists(
        st.builds(
            Target,
            indicator=st.sampled_from(["a", "b", "c"]),
            value=st.none() | st.decimals(allow_nan=False, allow_infinity=False),
            by=st.none() | st.dates(),
        ),
        unique_by=lambda target: target.indicator,
        max_size=3,
    ).map(tuple),
    effects=st.dictionaries(st.sampled_from(["x", "y"]), st.text()).map(lambda e: tuple(e.items())),
)


def decided(*changes: Change, **facts: object) -> Context:
    """Return a project whose start was decided, with changes since and facts as they are now."""
    logic = {ChangeLogic: a_change_logic()}
    return a_context(
        facts=some_facts(**facts), decisions=(a_decision(),), earlier=logic, changes=changes
    )


def found(context: Context) -> list[Finding]:
    """Return what is found about changes."""
    return list(changes_are_decided(context))


def codes(context: Context) -> list[tuple[str, str]]:
    """Return code and place of what is found."""
    return [(f.code, f.where) for f in found(context)]


def test_what_is_as_decided_needs_no_change() -> None:
    assert found(decided(summary="Samma sak med andra ord.")) == []


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        pytest.param(
            {"total_budget_sek": 14_000_000},
            [("budget-is-not-as-decided", "project.total_budget_sek")],
            id="money",
        ),
        pytest.param({"ends_on": LATER}, [("day-is-not-as-decided", "project.ends_on")], id="time"),
        pytest.param(
            {"starts_on": date(2025, 2, 1), "ends_on": LATER},
            [
                ("day-is-not-as-decided", "project.starts_on"),
                ("day-is-not-as-decided", "project.ends_on"),
            ],
            id="both ends",
        ),
        pytest.param({"ends_on": None}, [("decided-fact-is-gone", "project.ends_on")], id="gone"),
        pytest.param(
            {"partners": ()}, [("partner-is-gone", "project.partners")], id="a partner less"
        ),
        pytest.param(
            {"partners": ("Energikontor Sydost", "Växjö kommun")},
            [("partner-is-not-decided", "project.partners")],
            id="a partner more",
        ),
        pytest.param(
            {"partners": ("Växjö kommun",)},
            [
                ("partner-is-not-decided", "project.partners"),
                ("partner-is-gone", "project.partners"),
            ],
            id="another partner",
        ),
    ],
)
def test_a_fact_that_differs_is_told(facts: dict[str, object], said: list[tuple[str, str]]) -> None:
    assert codes(decided(**facts)) == said


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        pytest.param(AIM, Decimal(1500), "target-is-not-as-decided", id="lower"),
        pytest.param(AIM, Decimal(2500), "target-is-not-as-decided", id="higher"),
        pytest.param(AIM, None, "target-is-gone", id="no target"),
        pytest.param(f"{AIM}_on", LATER, "target-day-is-not-as-decided", id="later"),
        pytest.param(f"{AIM}_on", None, "target-is-gone", id="no day"),
        pytest.param("change_logic.indicators", (TRIPS,), "target-is-gone", id="no indicator"),
    ],
)
def test_a_target_that_differs_is_told(path: str, value: object, said: str) -> None:
    assert [f.code for f in found(altered(decided(), path, value))] == [said]


def test_a_finding_says_what_was_decided() -> None:
    (budget,) = found(decided(total_budget_sek=14_000_000))
    (target,) = found(altered(decided(), AIM, Decimal("1500.5")))

    assert budget.facts == {"decided": 13_000_000, "now": 14_000_000}
    assert target.facts == {"indicator": USERS.title, "decided": "2000", "now": "1500.5"}


def test_a_new_indicator_needs_no_change() -> None:
    more = (*INDICATORS, replace(USERS, id="bus-users"))

    assert found(altered(decided(), "change_logic.indicators", more)) == []


def test_what_was_not_stated_can_be_stated() -> None:
    undated = a_change_logic(indicators=(replace(USERS, target_on=None), TRIPS))
    context = replace(decided(), earlier={ChangeLogic: undated})

    assert found(context) == []


def test_partners_in_another_order_are_the_same() -> None:
    before = a_decision(facts=some_facts(partners=("A", "B")))

    context = a_context(facts=some_facts(partners=("B", "A")), decisions=(before,))

    assert found(context) == []


@pytest.mark.parametrize("outcome", [Outcome.REFER_BACK, Outcome.HOLD, Outcome.STOP])
def test_only_what_was_opened_on_is_decided(outcome: Outcome) -> None:
    taken = a_decision(outcome=outcome, facts=some_facts(total_budget_sek=1))

    assert found(a_context(decisions=(taken,))) == []


def test_an_approved_change_lets_facts_differ() -> None:
    assert found(decided(a_change(EXTENDED), ends_on=LATER)) == []


def test_an_approved_change_lets_a_target_differ() -> None:
    lowered = a_change(Terms(targets=(LOWERED,)))

    assert found(altered(decided(lowered), AIM, Decimal(1500))) == []


def test_an_approved_change_covers_what_it_says_alone() -> None:
    context = decided(a_change(EXTENDED), ends_on=LATEST, total_budget_sek=14_000_000)

    assert [f.code for f in found(context)] == ["day-is-not-as-decided", "budget-is-not-as-decided"]


@pytest.mark.parametrize("outcome", [None, ChangeOutcome.REJECT])
def test_a_change_that_is_not_approved_covers_nothing(outcome: ChangeOutcome | None) -> None:
    context = decided(a_change(EXTENDED, outcome=outcome), ends_on=LATER)

    assert [f.code for f in found(context)] == ["day-is-not-as-decided"]


def test_a_change_counts_once_a_gate_has_opened_on_it() -> None:
    checked = a_decision(gate="checkpoint", occurrence=1, changes=1)
    context = decided(a_change(EXTENDED))

    assert found(replace(context, decisions=(*context.decisions, checked))) == []


def test_the_latest_change_counts() -> None:
    first, second = a_change(EXTENDED), a_change(Terms(ends_on=LATEST), number=2, decided_as=2)

    assert found(decided(second, first, ends_on=LATEST)) == []


@pytest.mark.parametrize(
    ("after", "said", "where"),
    [
        pytest.param(EXTENDED, "change-is-not-entered", "project.ends_on", id="a fact"),
        pytest.param(Terms(targets=(LOWERED,)), "target-change-is-not-entered", AIM, id="a target"),
        pytest.param(
            Terms(targets=(replace(LOWERED, value=None),)),
            "target-change-is-not-entered",
            AIM,
            id="a goal given up",
        ),
        pytest.param(
            Terms(targets=(replace(LOWERED, indicator="new"),)),
            "target-change-is-not-entered",
            "change_logic.indicators[new].target",
            id="a new goal",
        ),
    ],
)
def test_an_approved_change_is_entered(after: Terms, said: str, where: str) -> None:
    (finding,) = found(decided(a_change(after)))

    assert (finding.code, finding.where, finding.facts["change"]) == (said, where, 1)


def test_a_goal_that_was_given_up_may_be_gone() -> None:
    given_up = a_change(Terms(targets=(replace(LOWERED, value=None),)))

    assert found(altered(decided(given_up), "change_logic.indicators", (TRIPS,))) == []


@pytest.mark.parametrize(
    "after",
    [
        pytest.param(Terms(effects=(("lower-co2", "Utsläppen halveras."),)), id="an effect"),
        pytest.param(Terms(other="Referensgruppen läggs ned."), id="prose"),
    ],
)
def test_what_is_said_in_prose_is_for_people_to_compare(after: Terms) -> None:
    assert found(decided(a_change(after))) == []


@given(TERMS, TERMS)
def test_terms_are_as_a_change_leaves_them(before: Terms, after: Terms) -> None:
    amended = before.amended(after).stated

    given_up = {f"targets[{t.indicator}]" for t in after.targets if t.value is None}
    missing = {f"targets[{t.indicator}]" for t in before.targets if t.value is None}
    gone = after.stated.keys() | missing
    kept = {n: v for n, v in before.stated.items() if n not in gone}
    assert amended == kept | {n: v for n, v in after.stated.items() if n not in given_up}


@given(TERMS)
def test_what_is_stated_has_a_kind(terms: Terms) -> None:
    assert bool(terms.stated) == bool(terms.kinds)
    assert set(terms.kinds) <= set(ChangeKind)


def test_documents_state_terms() -> None:
    terms = terms_of(some_facts(), a_change_logic())

    assert terms.stated.keys() >= {"ends_on", "partners", "targets[bike-users]"}
    assert terms.targets[0] == replace(LOWERED, value=Decimal(2000))


def test_nothing_is_agreed_before_the_first_decision() -> None:
    assert agreed_terms(a_context()) is None

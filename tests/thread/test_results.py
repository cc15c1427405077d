from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from gronatraden.history import Outcome
from gronatraden.moment import Moment
from gronatraden.project import FactChange
from gronatraden.thread.changes import changes_are_reasoned
from gronatraden.thread.results import results_are_compared_with_targets
from tests.builders import a_context, changed, some_facts
from tests.builders.change_logic import INDICATORS, a_change_logic
from tests.builders.history import a_decision, a_reading, altered

if TYPE_CHECKING:
    from gronatraden.context import Context
    from gronatraden.tools.change_logic.content import Indicator

CLOSE = datetime(2027, 1, 20, 12, tzinfo=UTC)
DURING = date(2025, 11, 1)
TARGET = "change_logic.indicators[bike-users]"
EXTENDED = FactChange(id="longer", what="Slutdatum", because="Upphandlingen överklagades.")


def read(on: date, at: datetime = CLOSE, **changes: object) -> Context:
    """Return a project with one indicator that was read on a day."""
    reading = changed(a_reading(measured_on=on), changes)
    logic = a_change_logic(indicators=INDICATORS[:1])
    context = a_context(moment=Moment(at), readings=(reading,))
    return replace(context, contents={**context.contents, type(logic): logic})


def codes(context: Context) -> list[str]:
    """Return what is found about results."""
    return [f.code for f in results_are_compared_with_targets(context)]


@pytest.mark.parametrize(
    ("on", "found"),
    [
        pytest.param(date(2026, 6, 30), [], id="on the target's day"),
        pytest.param(date(2026, 3, 31), [], id="three months before"),
        pytest.param(date(2026, 3, 29), ["indicator-has-no-final-reading"], id="earlier still"),
        pytest.param(date(2027, 1, 10), [], id="long after"),
    ],
)
def test_a_final_reading_is_near_the_targets_day(on: date, found: list[str]) -> None:
    assert codes(read(on)) == found


def test_an_indicator_without_reading_has_no_result() -> None:
    assert codes(replace(read(CLOSE.date()), readings=())) == ["indicator-has-no-final-reading"]


def test_a_target_beyond_the_end_is_read_at_the_end() -> None:
    far = altered(read(date(2026, 12, 20)), f"{TARGET}.target_on", date(2030, 12, 31))
    stale = altered(read(date(2026, 6, 30)), f"{TARGET}.target_on", date(2030, 12, 31))

    assert codes(far) == []
    assert codes(stale) == ["indicator-has-no-final-reading"]


@pytest.mark.parametrize(
    ("on", "found"),
    [
        pytest.param(date(2025, 10, 1), [], id="read lately"),
        pytest.param(date(2025, 6, 1), ["indicator-has-no-final-reading"], id="read long ago"),
    ],
)
def test_a_project_that_closes_early_is_read_lately(on: date, found: list[str]) -> None:
    early = read(on, at=datetime(2025, 11, 1, 12, tzinfo=UTC))

    assert codes(early) == found


@pytest.mark.parametrize(
    ("direction", "target", "value", "missed"),
    [
        ("increase", 2000, 2000, False),
        ("increase", 2000, 1999, True),
        ("decrease", 1000, 1000, False),
        ("decrease", 1000, 1001, True),
        ("maintain", 1200, 1200, False),
        ("maintain", 1200, 1201, True),
        ("", 2000, 1, False),
        ("increase", None, 1, False),
    ],
)
def test_a_target_is_met_in_its_direction(
    direction: str, target: int | None, value: int, *, missed: bool
) -> None:
    context = read(date(2026, 12, 1), value=Decimal(value))
    aimed = altered(context, f"{TARGET}.direction", direction)

    judged = altered(aimed, f"{TARGET}.target", None if target is None else Decimal(target))

    assert codes(judged) == ["missed-target-is-not-explained"] * missed


@pytest.mark.parametrize(
    ("on", "found"),
    [
        pytest.param(date(2026, 6, 29), [], id="the day before"),
        pytest.param(date(2026, 6, 30), ["missed-target-is-not-explained"], id="the day"),
    ],
)
def test_a_target_is_missed_from_its_day_on(on: date, found: list[str]) -> None:
    assert codes(read(on, value=Decimal(1999))) == found


def test_a_missed_target_may_be_explained() -> None:
    context = read(date(2026, 12, 1), value=Decimal(1500), deviation="Två vintrar utan snöröjning.")

    assert codes(context) == []


def test_a_project_without_dates_is_anothers_concern() -> None:
    undated: Indicator = replace(INDICATORS[0], target_on=None)
    context = altered(read(DURING), "change_logic.indicators", (undated,))

    assert codes(replace(context, facts=some_facts(ends_on=None))) == []


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        pytest.param({}, [], id="nothing"),
        pytest.param({"total_budget_sek": 14_000_000}, [("total_budget_sek",)], id="money"),
        pytest.param({"ends_on": date(2027, 6, 30)}, [("ends_on",)], id="time"),
        pytest.param({"partners": ()}, [("partners",)], id="partners"),
        pytest.param(
            {"starts_on": date(2025, 2, 1), "ends_on": date(2027, 1, 31)},
            [("starts_on", "ends_on")],
            id="both ends",
        ),
        pytest.param({"summary": "Samma sak med andra ord."}, [], id="other words"),
    ],
)
def test_a_change_of_weight_needs_a_reason(
    changes: dict[str, object], named: list[tuple[str, ...]]
) -> None:
    context = a_context(facts=some_facts(**changes), decisions=(a_decision(),))

    assert [f.facts["changed"] for f in changes_are_reasoned(context)] == named


@pytest.mark.parametrize(
    ("before", "now", "found"),
    [
        pytest.param((), (EXTENDED,), 0, id="a reason"),
        pytest.param((), (replace(EXTENDED, because=""),), 1, id="an entry without reason"),
        pytest.param((EXTENDED,), (EXTENDED,), 1, id="an old reason"),
        pytest.param(
            (EXTENDED,), (replace(EXTENDED, because="Ny tid."),), 0, id="an old entry rewritten"
        ),
    ],
)
def test_a_reason_is_newer_than_the_decision(
    before: tuple[FactChange, ...], now: tuple[FactChange, ...], found: int
) -> None:
    decided = a_decision(facts=some_facts(changes=before))
    facts = some_facts(changes=now, ends_on=date(2027, 6, 30))

    context = a_context(facts=facts, decisions=(decided,))

    assert len(list(changes_are_reasoned(context))) == found


def test_partners_in_another_order_are_the_same() -> None:
    decided = a_decision(facts=some_facts(partners=("A", "B")))

    context = a_context(facts=some_facts(partners=("B", "A")), decisions=(decided,))

    assert list(changes_are_reasoned(context)) == []


@pytest.mark.parametrize("outcome", [Outcome.REFER_BACK, Outcome.HOLD, Outcome.STOP])
def test_only_what_was_opened_on_is_decided(outcome: Outcome) -> None:
    taken = a_decision(outcome=outcome, facts=some_facts(total_budget_sek=1))

    assert list(changes_are_reasoned(a_context(decisions=(taken,)))) == []

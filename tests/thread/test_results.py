from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from gronatraden.moment import Moment
from gronatraden.thread.results import results_are_compared_with_targets
from tests.builders import a_context, changed, some_facts
from tests.builders.change_logic import INDICATORS, a_change_logic
from tests.builders.history import a_reading, altered

if TYPE_CHECKING:
    from gronatraden.context import Context
    from gronatraden.tools.change_logic.content import Indicator

CLOSE = datetime(2027, 1, 20, 12, tzinfo=UTC)
DURING = date(2025, 11, 1)
TARGET = "change_logic.indicators[bike-users]"


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

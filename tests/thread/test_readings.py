from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gronatraden.moment import Moment
from gronatraden.thread.readings import (
    deviations_are_explained,
    expected,
    indicators_are_read,
    latest,
    people_are_read_by_sex,
)
from tests.builders import a_context, changed
from tests.builders.change_logic import INDICATORS
from tests.builders.history import a_reading, altered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gronatraden.context import Context
    from gronatraden.findings import Finding
    from gronatraden.history import Reading

USERS, TRIPS = INDICATORS
JUNE = datetime(2025, 6, 30, 12, tzinfo=UTC)
IN_JUNE = date(2025, 6, 1)


def a_june(*readings: Reading, at: datetime = JUNE) -> Context:
    """Return what rules see in the middle of the work."""
    return a_context(moment=Moment(at), readings=readings)


def codes(found: Iterable[Finding]) -> list[str]:
    """Return the findings' codes."""
    return [finding.code for finding in found]


def users(value: int, on: date = IN_JUNE, **changes: object) -> Reading:
    """Return a reading of the cyclists, women and men alike."""
    half = value // 2
    split = {"women": half, "men": value - half, "other": None}
    return changed(a_reading(measured_on=on, value=Decimal(value), **split), changes)


def trips(value: int, on: date = IN_JUNE) -> Reading:
    """Return a reading of the car trips."""
    return a_reading("car-trips", measured_on=on, value=Decimal(value))


def test_an_indicator_without_reading_is_a_finding() -> None:
    found = list(indicators_are_read(a_june(users(1400))))

    assert [(f.code, f.where) for f in found] == [("indicator-is-not-read", "readings[car-trips]")]


@pytest.mark.parametrize(
    ("on", "codes_"),
    [
        pytest.param(date(2024, 12, 30), [], id="six months old"),
        pytest.param(date(2024, 12, 29), ["reading-is-old"], id="a day older"),
    ],
)
def test_a_reading_grows_old(on: date, codes_: list[str]) -> None:
    context = a_june(users(1300, on=on), trips(20_000))

    assert codes(indicators_are_read(context)) == codes_


def test_how_old_is_old_is_a_number() -> None:
    context = a_june(users(1300, on=date(2024, 12, 1)), trips(20_000))

    assert codes(indicators_are_read(context, months=12)) == []


def test_a_later_reading_replaces_an_earlier_one() -> None:
    first = users(1300, on=date(2025, 3, 1))
    second = replace(first, value=Decimal(1310))
    third = users(1200, on=date(2025, 2, 1))

    assert latest(a_june(first, second, third)) == {"bike-users": second}


@pytest.mark.parametrize(
    ("changes", "codes_"),
    [
        pytest.param({}, [], id="split"),
        pytest.param({"women": None}, ["reading-is-not-split-by-sex"], id="no women"),
        pytest.param({"men": None}, ["reading-is-not-split-by-sex"], id="no men"),
        pytest.param({"other": 1}, ["reading-does-not-add-up"], id="one too many"),
        pytest.param({"value": Decimal(1401)}, ["reading-does-not-add-up"], id="one too few"),
        pytest.param({"value": Decimal("1400.0")}, [], id="decimals of nothing"),
    ],
)
def test_people_are_women_and_men(changes: dict[str, object], codes_: list[str]) -> None:
    reading = replace(users(1400), **changes)  # type: ignore[arg-type]  # its fields

    assert codes(people_are_read_by_sex(a_june(reading))) == codes_


def test_what_counts_no_people_is_not_split() -> None:
    assert codes(people_are_read_by_sex(a_june(trips(20_000)))) == []


def test_a_reading_that_was_mended_is_forgotten() -> None:
    unsplit = replace(users(1400, on=date(2025, 3, 1)), women=None)

    assert codes(people_are_read_by_sex(a_june(unsplit, users(1420)))) == []


HALFWAY = date(2025, 8, 16)
"""320 of 638 days from baseline to target of the cyclists: 1601.25 are expected."""


@pytest.mark.parametrize(
    ("value", "codes_"),
    [
        pytest.param(1602, [], id="on the path"),
        pytest.param(1442, [], id="just within"),
        pytest.param(1441, ["deviation-is-not-explained"], id="just below"),
        pytest.param(1762, ["deviation-is-not-explained"], id="above is off the path too"),
    ],
)
def test_a_value_off_its_path_is_a_finding(value: int, codes_: list[str]) -> None:
    context = a_june(users(value, on=HALFWAY), at=datetime(2025, 9, 1, tzinfo=UTC))

    assert codes(deviations_are_explained(context)) == codes_


def test_an_explained_deviation_is_none() -> None:
    reading = users(1300, on=HALFWAY, deviation="Kampanjen kom igång först i maj.")

    assert codes(deviations_are_explained(a_june(reading))) == []


def test_how_far_is_off_is_a_number() -> None:
    context = a_june(users(1441, on=HALFWAY))

    assert codes(deviations_are_explained(context, per_cent=21)) == []


@pytest.mark.parametrize("field", ["baseline", "baseline_on", "target", "target_on"])
def test_a_path_that_is_not_stated_is_not_judged(field: str) -> None:
    context = altered(
        a_june(users(9999, on=HALFWAY)), f"change_logic.indicators[bike-users].{field}", None
    )

    assert codes(deviations_are_explained(context)) == []


def test_from_the_targets_day_the_result_counts() -> None:
    context = a_june(users(1, on=date(2026, 6, 30)))

    assert codes(deviations_are_explained(context)) == []


@pytest.mark.parametrize(("value", "found"), [(20_400, 0), (24_480, 0), (24_481, 1)])
def test_a_target_to_hold_is_measured_by_its_baseline(value: int, found: int) -> None:
    held = altered(
        a_june(trips(value)), "change_logic.indicators[car-trips].target", Decimal(20_400)
    )

    assert len(list(deviations_are_explained(held))) == found


@given(st.dates(date(2024, 9, 30), date(2026, 6, 29)))
def test_the_path_runs_from_baseline_to_target(day: date) -> None:
    planned = expected(USERS, users(0, on=day))

    assert planned is not None
    assert Decimal(1200) <= planned <= Decimal(2000)


def test_the_path_stands_still_before_the_baseline() -> None:
    assert expected(TRIPS, trips(0, on=date(2024, 1, 1))) == Decimal(20_400)


def test_a_path_without_length_is_no_path() -> None:
    same_day = replace(TRIPS, baseline_on=TRIPS.target_on)

    assert expected(same_day, trips(0, on=date(2026, 1, 1))) is None

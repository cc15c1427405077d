from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from gronatraden.errors import NotPermittedError, UnknownNameError, UsageError
from gronatraden.services.add_reading import list_readings
from tests.builders import a_change_logic
from tests.builders.history import a_reading
from tests.services.simulator import ProjectSimulator, saying

if TYPE_CHECKING:
    from tests.services.conftest import Live

HALFWAY = a_reading(
    measured_on=date(2024, 11, 30), value=Decimal(1500), women=740, men=755, other=5
)


def values(life: ProjectSimulator) -> list[Decimal]:
    """Return what was read of the first indicator, in the order measured."""
    series, *_ = list_readings(life.parts, project="cykla")
    return [reading.value for reading in series.readings]


def test_readings_stand_in_the_order_measured(filled: ProjectSimulator) -> None:
    earlier = a_reading(
        measured_on=date(2024, 10, 15), value=Decimal(1200), women=600, men=600, other=0
    )

    filled.read(HALFWAY, earlier)

    assert values(filled) == [Decimal(1200), Decimal(1500)]


def test_a_value_is_kept_as_it_was_read(filled: ProjectSimulator) -> None:
    exact = a_reading("car-trips", measured_on=date(2024, 11, 30), value=Decimal("19900.125"))

    filled.read(exact)

    (reading,) = list_readings(filled.parts, project="cykla")[1].readings
    assert (reading.value, reading.recorded_at) == (Decimal("19900.125"), filled.at)


def test_the_same_reading_again_is_one_reading(filled: ProjectSimulator) -> None:
    filled.read(HALFWAY)
    before = filled.recorded()

    assert filled.days_pass(1).read(HALFWAY).recorded() == before


def test_a_later_reading_of_the_day_is_another(filled: ProjectSimulator) -> None:
    filled.read(HALFWAY, a_reading(measured_on=HALFWAY.measured_on, value=Decimal(2100)))

    assert len(values(filled)) == 2


def test_nothing_is_read_in_the_future(filled: ProjectSimulator) -> None:
    tomorrow = filled.parts.today + timedelta(days=1)

    with pytest.raises(UsageError, check=saying(reason="measured-in-the-future")):
        filled.read(a_reading(measured_on=tomorrow))
    assert filled.days_pass(1).read(a_reading(measured_on=tomorrow)).recorded()["reading"] == 1


@pytest.mark.parametrize(
    "split",
    [
        pytest.param({"women": 1, "men": 1, "other": 0}, id="too few"),
        pytest.param({"women": 2100, "men": 1, "other": None}, id="too many"),
        pytest.param({"women": -1, "men": 2101, "other": 0}, id="fewer than nobody"),
    ],
)
def test_the_parts_are_the_whole(filled: ProjectSimulator, split: dict[str, int]) -> None:
    crooked = a_reading(measured_on=filled.parts.today, **split)

    with pytest.raises(UsageError, check=saying(reason="split-is-not-the-sum")):
        filled.read(crooked)


@pytest.mark.parametrize("value", ["NaN", "Infinity"])
def test_a_value_can_be_counted_with(filled: ProjectSimulator, value: str) -> None:
    endless = a_reading("car-trips", measured_on=filled.parts.today, value=Decimal(value))

    with pytest.raises(UsageError, check=saying(reason="value-is-no-number")):
        filled.read(endless)


def test_an_indicator_that_is_not_there_is_told_the_nearest(filled: ProjectSimulator) -> None:
    stray = replace(HALFWAY, indicator="bike-user")

    with pytest.raises(UnknownNameError, check=saying(kind="indicator", nearest="bike-users")):
        filled.read(stray)


def test_a_project_without_indicators_is_read_nothing(opened: ProjectSimulator) -> None:
    with pytest.raises(UnknownNameError, check=saying(kind="indicator", nearest="")):
        opened.read(a_reading(measured_on=opened.parts.today))


@pytest.mark.parametrize("by", ["bo", "disa", "cleo", "olle"])
def test_not_everyone_reads(filled: ProjectSimulator, by: str) -> None:
    with pytest.raises(NotPermittedError, check=saying(act="add_reading")):
        filled.read(HALFWAY, by=by)


def test_effects_are_read_after_the_finish(live: Live) -> None:
    finished = live("finished").moves_to(date(2029, 3, 15))

    finished.read(a_reading("car-trips", measured_on=date(2029, 3, 1), value=Decimal(16_000)))

    assert list_readings(finished.parts, project="cykla")[1].readings[-1].value == 16_000


def test_a_reading_stays_when_its_indicator_goes(filled: ProjectSimulator) -> None:
    filled.read(HALFWAY)

    filled.submit(a_change_logic(indicators=a_change_logic().indicators[1:]))

    assert [s.indicator.id for s in list_readings(filled.parts, project="cykla")] == ["car-trips"]
    assert filled.recorded()["reading"] == 1

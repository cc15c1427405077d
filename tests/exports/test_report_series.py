from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gronatraden.exports.report.series import Series, series
from gronatraden.exports.report.trend import AXIS, WIDTH, lay_out
from gronatraden.tools.change_logic import ChangeLogic
from tests.builders import a_change_logic, a_context
from tests.builders.changes import with_
from tests.builders.history import a_reading

if TYPE_CHECKING:
    from gronatraden.history import Reading

SOON, LATE = date(2025, 6, 30), date(2026, 7, 1)


def a_series(*readings: Reading, **changes: object) -> Series:
    """Return the bike users' series, with fields of its indicator changed."""
    logic = a_change_logic()
    for field, value in changes.items():
        logic = with_(logic, f"indicators[bike-users].{field}", value)
    contents = {**a_context().contents, ChangeLogic: logic}
    return series(a_context(readings=readings, contents=contents), {"bike-users": "own"})[0]


STATES = {
    "not read": ((), {}, "not-read"),
    "no target": ((a_reading(),), {"target": None}, "no-target"),
    "no direction": ((a_reading(),), {"direction": ""}, "no-target"),
    "under way": ((a_reading(value=Decimal(1500), measured_on=SOON),), {}, "under-way"),
    "met early": ((a_reading(value=Decimal(2000), measured_on=SOON),), {}, "met"),
    "met": ((a_reading(value=Decimal(2001), measured_on=LATE),), {}, "met"),
    "missed": ((a_reading(value=Decimal(1999), measured_on=LATE),), {}, "missed"),
    "met downwards": ((a_reading(value=Decimal(5)),), {"direction": "decrease"}, "met"),
    "kept": ((a_reading(value=Decimal(2000)),), {"direction": "maintain"}, "met"),
}


@pytest.mark.parametrize(("readings", "changes", "state"), STATES.values(), ids=STATES.keys())
def test_a_series_says_how_it_stands_to_its_target(
    readings: tuple[Reading, ...], changes: dict[str, object], state: str
) -> None:
    assert a_series(*readings, **changes).state == state


def test_a_series_says_how_far_it_has_come() -> None:
    assert a_series(a_reading(value=Decimal(1400))).share == 25


@pytest.mark.parametrize("changes", [{"baseline": None}, {"target": Decimal(1200)}])
def test_without_a_way_there_is_no_share_of_it(changes: dict[str, object]) -> None:
    assert a_series(a_reading(), **changes).share is None


def test_a_series_names_the_effect_it_measures() -> None:
    assert a_series().effect == "Fler anställda har prövat att cykla till arbetet."


def test_only_the_own_readings_stand_in_a_series() -> None:
    told = a_series(a_reading("car-trips"), a_reading())

    assert [p.reading.indicator for p in told.points] == ["bike-users"]


def test_a_single_value_is_not_drawn() -> None:
    assert lay_out(a_series(a_reading(), baseline_on=None, target_on=None)) is None


def test_what_was_never_read_is_not_drawn() -> None:
    assert lay_out(a_series()) is None


def test_a_drawing_begins_at_the_baseline() -> None:
    drawn = lay_out(a_series(a_reading()))

    assert drawn is not None
    assert drawn.baseline is not None
    assert drawn.line.startswith(f"{drawn.baseline.mark.x:.1f},{drawn.baseline.mark.y:.1f} ")


def test_higher_values_stand_higher() -> None:
    drawn = lay_out(
        a_series(
            a_reading(value=Decimal(1300), measured_on=SOON),
            a_reading(value=Decimal(1400), measured_on=LATE),
        )
    )

    assert drawn is not None
    assert drawn.read[0].y > drawn.read[1].y


values = st.decimals(0, 10**6, places=2)


@given(values, values, st.lists(st.tuples(values, st.integers(0, 900)), min_size=1, max_size=8))
def test_everything_stays_within_the_drawing(
    baseline: Decimal, target: Decimal, read: list[tuple[Decimal, int]]
) -> None:
    readings = [
        a_reading(value=value, measured_on=date(2024, 9, 30) + timedelta(days=days))
        for value, days in sorted(read, key=lambda r: r[1])
    ]

    drawn = lay_out(a_series(*readings, baseline=baseline, target=target))

    assert drawn is not None
    assert drawn.baseline is not None
    assert drawn.target is not None
    marks = (*drawn.read, drawn.baseline.mark, drawn.target.mark)
    assert all(0 <= m.x <= WIDTH and 0 <= m.y <= AXIS for m in marks)
    assert all(0 < label.y < AXIS for label in (drawn.baseline, drawn.target, drawn.latest))


def test_two_numbers_at_the_same_place_do_not_meet() -> None:
    drawn = lay_out(a_series(a_reading(value=Decimal(2000), measured_on=date(2026, 6, 30))))

    assert drawn is not None
    assert drawn.target is not None
    assert abs(drawn.target.y - drawn.latest.y) > 15

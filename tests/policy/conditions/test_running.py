"""What written conditions run on: the engine's arithmetic, or nothing at all.

Whatever the engine would call an error, or might answer otherwise, is an exception here.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from gronatraden.moment import Moment
from gronatraden.policy.conditions.fast.running import (
    Walked,
    as_day,
    as_number,
    at,
    contains,
    double,
    duration,
    less,
    minus,
    older_than,
    over,
    plus,
    rest,
    times,
    truth,
)
from gronatraden.policy.conditions.fast.writing import UncoveredError
from gronatraden.policy.conditions.port import STEPS

if TYPE_CHECKING:
    from collections.abc import Callable

LEAST, MOST = -(1 << 63), (1 << 63) - 1
"""The least and the most of 64 bits."""
NOON = Moment(datetime(2024, 12, 1, 12, tzinfo=UTC))


@pytest.mark.parametrize(
    ("worked_out", "value"),
    [
        pytest.param(lambda: plus(MOST - 1, 1), MOST, id="up to the most"),
        pytest.param(lambda: minus(LEAST + 1, 1), LEAST, id="down to the least"),
        pytest.param(lambda: times(1 << 31, 1 << 31), 1 << 62, id="times"),
        pytest.param(lambda: less(-MOST), MOST, id="the opposite"),
        pytest.param(lambda: plus("på", "tvärs"), "påtvärs", id="two texts"),
        pytest.param(lambda: plus(1.5, 1.0), 2.5, id="with a point"),
        pytest.param(lambda: minus(1.5, 1.0), 0.5, id="less, with a point"),
        pytest.param(lambda: times(1.5, 2.0), 3.0, id="times, with a point"),
        pytest.param(lambda: less(1.5), -1.5, id="the opposite of one with a point"),
        pytest.param(lambda: over(7, 2), 3, id="towards nothing"),
        pytest.param(lambda: over(-7, 2), -3, id="and from below"),
        pytest.param(lambda: over(7, -2), -3, id="over less than nothing"),
        pytest.param(lambda: over(-7, -2), 3, id="both below"),
        pytest.param(lambda: over(0, -2), 0, id="nothing over something"),
        pytest.param(lambda: over(7.0, 2.0), 3.5, id="over, with a point"),
        pytest.param(lambda: rest(7, 3), 1, id="what is left"),
        pytest.param(lambda: rest(-7, 3), -1, id="with the sign of what is divided"),
        pytest.param(lambda: rest(7, -3), 1, id="whatever divides"),
        pytest.param(lambda: at(("a", "b"), 0), "a", id="the first"),
        pytest.param(lambda: at(("a", "b"), 1), "b", id="the next"),
        pytest.param(lambda: contains("tvärs", "vär"), True, id="has it in it"),
        pytest.param(lambda: contains("tvärs", "på"), False, id="does not"),
        pytest.param(lambda: double(3), 3.0, id="one with a point of a whole"),
        pytest.param(lambda: double(3.5), 3.5, id="or as it is"),
        pytest.param(lambda: truth(True), True, id="true"),  # noqa: FBT003 - the value itself
        pytest.param(lambda: truth(False), False, id="false"),  # noqa: FBT003 - the value itself
        pytest.param(lambda: as_number(Decimal("1.5")), 1.5, id="an exact one"),
        pytest.param(lambda: as_number(None), None, id="none said"),
        pytest.param(lambda: duration("48h"), timedelta(days=2), id="hours"),
        pytest.param(lambda: duration("9999999h"), timedelta(hours=9_999_999), id="many hours"),
        pytest.param(lambda: as_day(None), None, id="no day"),
        pytest.param(lambda: as_day(date(2024, 12, 1)), date(2024, 12, 1), id="a day"),
        pytest.param(
            lambda: as_day(datetime(2024, 12, 1, 23, tzinfo=UTC)),
            date(2024, 12, 2),
            id="the Swedish day of a moment",
        ),
        pytest.param(
            lambda: as_day((date(2024, 12, 1), None)), [date(2024, 12, 1), None], id="several days"
        ),
    ],
)
def test_it_is_worked_out_as_the_engine_does(worked_out: Callable[[], Any], value: object) -> None:
    found = worked_out()

    assert (type(found), found) == (type(value), value)


@pytest.mark.parametrize(
    "worked_out",
    [
        pytest.param(lambda: plus(MOST, 1), id="above the most"),
        pytest.param(lambda: minus(LEAST, 1), id="below the least"),
        pytest.param(lambda: times(1 << 32, 1 << 31), id="just outside"),
        pytest.param(lambda: less(LEAST), id="the opposite of the least"),
        pytest.param(lambda: over(LEAST, -1), id="the least over minus one"),
        pytest.param(lambda: over(1, 0), id="over nothing"),
        pytest.param(lambda: rest(1, 0), id="what nothing leaves"),
        pytest.param(lambda: rest(1.0, 1.0), id="what is left with a point"),
        pytest.param(lambda: plus(1, 1.0), id="mixed"),
        pytest.param(lambda: minus(1, 1.0), id="less, mixed"),
        pytest.param(lambda: times(2, "a"), id="a text so many times"),
        pytest.param(lambda: times("a", "a"), id="texts multiplied"),
        pytest.param(lambda: over(1, 1.0), id="over, mixed"),
        pytest.param(lambda: plus((1,), (2,)), id="lists"),
        pytest.param(lambda: plus(None, None), id="nothing and nothing"),
        pytest.param(lambda: less("a"), id="the opposite of a text"),
        pytest.param(lambda: at(("a", "b"), -1), id="from the end"),
        pytest.param(lambda: at(("a", "b"), 2), id="beyond the end"),
        pytest.param(lambda: at(("a", "b"), True), id="a truth for a place"),  # noqa: FBT003 - the value
        pytest.param(lambda: contains(("a",), "a"), id="a list that has it"),
        pytest.param(lambda: double("1"), id="a number in a text"),
        pytest.param(lambda: double(True), id="a number of a truth"),  # noqa: FBT003 - the value itself
        pytest.param(lambda: truth(1), id="one for true"),
        pytest.param(lambda: truth(None), id="nothing for false"),
        pytest.param(lambda: duration("2d"), id="days"),
        pytest.param(lambda: duration("99999999h"), id="too many hours"),
        pytest.param(lambda: duration("48h "), id="hours and more"),
    ],
)
def test_what_the_engine_might_answer_otherwise_is_left_to_it(
    worked_out: Callable[[], Any],
) -> None:
    with pytest.raises((UncoveredError, ZeroDivisionError, IndexError)):
        worked_out()


@pytest.mark.parametrize(
    ("age", "since", "older"),
    [
        pytest.param(6, date(2024, 6, 1), False, id="six months to the day"),
        pytest.param(6, date(2024, 5, 31), True, id="and a day"),
        pytest.param(timedelta(days=30), date(2024, 11, 1), False, id="thirty days"),
        pytest.param(timedelta(days=30), date(2024, 10, 31), True, id="thirty-one"),
        pytest.param(timedelta(days=4_000_000), date(2024, 10, 31), False, id="past all days"),
    ],
)
def test_an_age_is_outgrown_the_day_after(
    age: int | timedelta, since: date, *, older: bool
) -> None:
    assert older_than(NOON, since, age) is older


def test_a_walk_may_take_every_step_of_the_budget() -> None:
    walked = Walked()
    walked.by(range(STEPS - 2), 1)

    assert list(walked.by((1,), 2)) == [1]


@pytest.mark.parametrize(
    ("elements", "each"), [(STEPS + 1, 1), (STEPS // 2 + 1, 2)], ids=["long", "wide"]
)
def test_a_walk_takes_no_step_more(elements: int, each: int) -> None:
    with pytest.raises(UncoveredError):
        Walked().by(range(elements), each)


def test_walks_count_together() -> None:
    walked = Walked()
    walked.by(range(STEPS), 1)

    with pytest.raises(UncoveredError):
        walked.by((1,), 1)

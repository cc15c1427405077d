"""What conditions can ask of days, at the very day on which the answer flips."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from gronatraden.policy.conditions.functions import FUNCTIONS, OF_THE_MOMENT
from tests.policy.conditions.asking import Whole, answer
from tests.policy.conditions.test_fast import fast

NOON = datetime(2024, 12, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("expr", "ends_on", "value"),
    [
        ("passed(it.ends_on)", "2024-11-30", True),
        ("passed(it.ends_on)", "2024-12-01", False),
        ("reached(it.ends_on)", "2024-12-01", True),
        ("reached(it.ends_on)", "2024-12-02", False),
        ("older_than(it.ends_on, 6)", "2024-05-31", True),
        ("older_than(it.ends_on, 6)", "2024-06-01", False),
        ("older_than(it.ends_on, 0)", "2024-11-30", True),
        ("older_than(it.ends_on, 0)", "2024-12-01", False),
        ("older_than(it.ends_on, duration('720h'))", "2024-10-31", True),
        ("older_than(it.ends_on, duration('720h'))", "2024-11-01", False),
        ("older_than(it.ends_on, duration('0h'))", "2024-11-30", True),
        ("older_than(it.ends_on, duration('0h'))", "2024-12-01", False),
        ("older_than(it.ends_on, duration('9999999h'))", "2024-11-30", False),
        ("older_than(it.ends_on, duration('9999999h'))", "9999-12-31", False),
        ("months_after(it.ends_on, 6) == day('2025-05-30')", "2024-11-30", True),
        ("months_after(it.ends_on, 3) == day('2025-02-28')", "2024-11-30", True),
        ("months_after(it.ends_on, -1) == day('2024-10-30')", "2024-11-30", True),
        ("days_between(it.ends_on, day('2024-12-02')) == 2", "2024-11-30", True),
        ("days_between(it.ends_on, day('2024-11-28')) == -2", "2024-11-30", True),
    ],
)
def test_a_day_is_asked_about_to_the_day(expr: str, ends_on: str, *, value: bool) -> None:
    recorded = answer(expr, NOON, ends_on=ends_on)
    swept = fast(expr, Whole(ends_on=date.fromisoformat(ends_on)))

    assert (recorded.value, swept.value) == (value, value)


@pytest.mark.parametrize(
    "expr",
    [
        "passed(it.ends_on)",
        "reached(it.ends_on)",
        "older_than(it.ends_on, 6)",
        "older_than(it.ends_on, duration('720h'))",
        "reached(months_after(it.ends_on, 6))",
        "days_between(it.ends_on, it.ends_on) == 0",
    ],
)
def test_a_day_that_nobody_wrote_has_no_answer(expr: str) -> None:
    found = answer(expr, NOON, ends_on=None)

    assert (found.value, bool(found.failure)) == (None, True)


def test_what_is_asked_of_the_moment_is_told_from_what_is_not() -> None:
    assert FUNCTIONS.keys() - {"day", "months_after", "days_between"} == OF_THE_MOMENT

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gronatraden.moment import Moment, day_of, months_after, start_of

DAYS = st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1))
TIMES = st.datetimes(datetime(2000, 1, 1), datetime(2080, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - hypothesis adds the zone
FOREVER = datetime(2095, 1, 1, tzinfo=UTC)
"""Later than any day that is asked about."""
QUESTIONS = st.lists(
    st.tuples(st.sampled_from(["has_passed", "has_come", "is_older_than"]), DAYS), max_size=12
)


def ask(moment: Moment, question: str, day: date) -> bool:
    """Ask a moment about a day."""
    if question == "is_older_than":
        return moment.is_older_than(day, months=6)
    return bool(getattr(moment, question)(day))


def answers(at: datetime, questions: list[tuple[str, date]]) -> tuple[list[bool], datetime]:
    """Return what a moment answers to questions about days, and until when that holds."""
    moment = Moment(at)
    said = [ask(moment, *question) for question in questions]
    return said, moment.valid_until or FOREVER


@given(TIMES, QUESTIONS, st.floats(min_value=0, max_value=1))
def test_answers_hold_until_they_are_said_to(
    at: datetime, questions: list[tuple[str, date]], part: float
) -> None:
    said, until = answers(at, questions)

    later = min(at + (until - at) * part, until - timedelta(microseconds=1))

    assert answers(later, questions)[0] == said


@given(TIMES, QUESTIONS)
def test_an_answer_flips_when_it_is_said_to(
    at: datetime, questions: list[tuple[str, date]]
) -> None:
    said, until = answers(at, questions)
    assume(until != FOREVER)

    assert answers(until, questions)[0] != said


def test_a_day_that_has_not_passed_has_with_its_end() -> None:
    moment = Moment(datetime(2024, 12, 1, 12, tzinfo=UTC))

    assert not moment.has_passed(date(2024, 12, 1))
    assert moment.valid_until == start_of(date(2024, 12, 2))


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time-zone-aware"):
        Moment(datetime(2025, 1, 1))  # noqa: DTZ001 - the very mistake


@pytest.mark.parametrize(
    ("at", "passed"),
    [
        pytest.param("2025-06-30T21:59:59+00:00", False, id="the last second in Stockholm"),
        pytest.param("2025-06-30T22:00:00+00:00", True, id="midnight in Stockholm"),
    ],
)
def test_a_day_passes_at_midnight_in_stockholm(at: str, *, passed: bool) -> None:
    moment = Moment(datetime.fromisoformat(at))

    assert moment.has_passed(date(2025, 6, 30)) is passed


def test_a_day_has_come_at_its_first_second() -> None:
    first = start_of(date(2025, 12, 1))

    assert Moment(first).has_come(date(2025, 12, 1))
    assert not Moment(first - timedelta(seconds=1)).has_come(date(2025, 12, 1))


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 11, 30), 3, date(2025, 2, 28)),
        (date(2024, 12, 15), 12, date(2025, 12, 15)),
        (date(2024, 5, 15), 0, date(2024, 5, 15)),
        (date(9999, 6, 1), 12, date.max),
    ],
)
def test_months_end_on_days_that_exist(day: date, months: int, later: date) -> None:
    assert months_after(day, months) == later


@pytest.mark.parametrize("day", [date.min, date.max], ids=["the first day", "the last day"])
def test_the_calendar_has_ends(day: date) -> None:
    moment = Moment(datetime(2025, 1, 1, tzinfo=UTC))

    assert moment.has_passed(day) is (day == date.min)
    assert moment.is_older_than(day, months=12) is (day == date.min)


@given(DAYS)
def test_a_day_starts_on_itself(day: date) -> None:
    assert day_of(start_of(day)) == day

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from gronatraden.gates.burden import burden_at
from gronatraden.moment import Moment
from gronatraden.policy.requirement import Each, Rollout
from tests.builders import a_change_logic, a_context
from tests.builders.gates import a_policy, a_requirement

if TYPE_CHECKING:
    from gronatraden.gates.burden import Count
    from gronatraden.policy import Requirement

GROWING = (Rollout(from_on=date(2027, 1, 1), weight="blocking"),)


def counted(requirement: Requirement, at: datetime | None = None) -> Count:
    """Return what the start asks for under one requirement."""
    context = a_context()
    moment = context.moment if at is None else Moment(at)
    return burden_at("start", [a_policy(requirement)], replace(context, moment=moment))


def a_condition(text: str, **said: object) -> Requirement:
    """Return a requirement that has nothing but a condition."""
    return replace(a_requirement(check=""), expr=text, **said)  # type: ignore[arg-type]  # the test says


def test_a_field_that_only_a_condition_asks_for_is_counted() -> None:
    assert counted(a_condition('project.summary != ""')).asked == 1


def test_every_element_that_a_condition_goes_through_is_counted() -> None:
    each = Each(in_="documents.change_logic.activities", as_="a", expect='a.owner != ""')

    found = counted(replace(a_requirement(check=""), each=each))

    owners_and_ids = 2 * len(a_change_logic().activities)
    assert found.asked == owners_and_ids


@pytest.mark.parametrize("text", ["has(project.summary)", "params.limit > 1", "1 < 2"])
def test_what_nobody_writes_in_is_not_counted(text: str) -> None:
    assert counted(a_condition(text)).asked == 0


def test_a_list_as_a_whole_is_no_field() -> None:
    assert counted(a_condition("size(documents.change_logic.activities) > 0")).asked == 0


@pytest.mark.parametrize(
    ("on", "asked", "advised"), [(date(2026, 12, 31), 0, 1), (date(2027, 1, 1), 1, 0)]
)
def test_a_growing_requirement_weighs_what_it_does_on_the_day(
    on: date, asked: int, advised: int
) -> None:
    growing = a_condition('project.summary != ""', weight="advisory", rollout=GROWING)

    found = counted(growing, datetime(on.year, on.month, on.day, 12, tzinfo=UTC))

    assert (found.asked, found.advised) == (asked, advised)

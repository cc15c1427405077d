"""A paper and a document have an age, counted from the day that they are of."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from gronatraden.gates.checks.evidence import documents_are_recent, papers_are_recent
from gronatraden.moment import Moment
from tests.builders.history import COMMITTED, a_finished_context, some_evidence

if TYPE_CHECKING:
    from gronatraden.context import Context
    from gronatraden.history import Evidence


def at(day: date, *papers: Evidence) -> Context:
    """Return the example project at noon of a day, with the given papers."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    return a_finished_context(moment=Moment(noon), evidence=papers)


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        pytest.param(date(2025, 10, 15), [], id="the last day"),
        pytest.param(date(2025, 10, 16), ["paper-is-too-old"], id="the day after"),
    ],
)
def test_a_paper_is_as_old_as_the_day_it_is_dated(day: date, codes: list[str]) -> None:
    found = papers_are_recent(at(day, COMMITTED), commitment=12)

    assert [f.code for f in found] == codes


def test_the_day_it_came_in_makes_a_paper_no_younger() -> None:
    late = some_evidence(dated_on=date(2023, 1, 1), received_on=date(2025, 10, 1))

    found = list(papers_are_recent(at(date(2025, 10, 15), late), decision=12))

    assert [(f.code, f.facts["on"]) for f in found] == [("paper-is-too-old", "2023-01-01")]


def test_a_paper_without_a_day_has_no_age_that_anybody_knows() -> None:
    undated = some_evidence(dated_on=None)

    found = papers_are_recent(at(date(2024, 10, 17), undated), decision=12)

    assert [f.code for f in found] == ["paper-has-no-date"]


def test_a_newer_paper_of_the_same_kind_takes_the_place_of_an_older() -> None:
    newer = some_evidence(number=4, dated_on=date(2025, 9, 1))

    found = papers_are_recent(at(date(2025, 11, 1), newer, some_evidence()), decision=12)

    assert list(found) == []


def test_kinds_that_are_not_asked_for_do_not_age() -> None:
    assert list(papers_are_recent(at(date(2040, 1, 1), some_evidence()), commitment=12)) == []


def test_a_verdict_ends_when_a_paper_grows_too_old() -> None:
    context = at(date(2025, 3, 1), COMMITTED)

    list(papers_are_recent(context, commitment=12))

    assert context.moment.valid_until == datetime(2025, 10, 15, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        pytest.param(date(2028, 2, 10), [], id="the last day"),
        pytest.param(date(2028, 2, 11), ["document-is-too-old"], id="the day after"),
    ],
)
def test_a_document_is_as_old_as_its_latest_version(day: date, codes: list[str]) -> None:
    found = documents_are_recent(at(day), stakeholder_analysis=0, change_logic=12)

    assert [f.code for f in found] == codes


def test_a_document_that_is_not_there_has_no_age() -> None:
    context = a_finished_context(handed_in_on={})

    assert list(documents_are_recent(context, change_logic=1)) == []


def test_a_tool_of_a_plugin_ages_by_its_own_name() -> None:
    context = replace(at(date(2028, 2, 11)), handed_in_on={"forestry": date(2027, 2, 10)})

    found = documents_are_recent(context, forestry=12)

    assert [(f.code, f.where) for f in found] == [("document-is-too-old", "forestry")]
    assert list(documents_are_recent(context, forestry=13)) == []

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gronatraden.diagram import Coded, Grid, Point
from gronatraden.moment import STOCKHOLM, Moment, months_after
from gronatraden.tools._actors import SECTORS
from gronatraden.tools.stakeholder_analysis import TOOL, StakeholderAnalysis
from gronatraden.tools.stakeholder_analysis.coverage import (
    sectors_and_levels_are_covered,
    the_list_is_reviewed,
)
from gronatraden.tools.stakeholder_analysis.stakeholders import the_weak_are_involved
from tests.builders import a_context, a_stakeholder_analysis
from tests.builders.stakeholder_analysis import REGION, RESIDENTS, a_stakeholder
from tests.tools.breaking import judge, told


def test_a_review_before_the_phase_is_from_an_earlier_one() -> None:
    context = a_context(phase_entered_on=date(2024, 11, 21))

    said = judge(TOOL, a_stakeholder_analysis(), context)

    assert told(said) == [
        ("IA-09", "review-is-from-an-earlier-phase", "stakeholder_analysis.reviewed_on")
    ]


def test_a_review_on_the_day_the_phase_begins_is_of_that_phase() -> None:
    context = a_context(phase_entered_on=date(2024, 11, 20))

    assert told(judge(TOOL, a_stakeholder_analysis(), context)) == []


@given(st.integers(0, 800), st.integers(1, 24))
def test_a_review_is_old_exactly_when_its_months_have_passed(age: int, months: int) -> None:
    today = date(2024, 12, 1)
    reviewed = today - timedelta(days=age)
    analysis = StakeholderAnalysis(reviewed_on=reviewed)

    found = list(the_list_is_reviewed(analysis, a_context(), months=months))

    assert bool(found) == (months_after(reviewed, months) < today)


@given(st.integers(0, 600))
def test_a_verdict_on_a_review_holds_until_it_turns_old(age: int) -> None:
    day = date(2024, 12, 1) - timedelta(days=age)
    noon = datetime(2024, 12, 1, 12, tzinfo=UTC)
    analysis = StakeholderAnalysis(reviewed_on=day)
    before = a_context(moment=Moment(noon))
    found = list(the_list_is_reviewed(analysis, before))

    flip = before.moment.valid_until or noon
    later = list(the_list_is_reviewed(analysis, a_context(moment=Moment(flip))))

    assert bool(found) == (flip == noon)
    assert [f.code for f in later] == ["review-is-old"]
    assert flip == noon or flip.astimezone(STOCKHOLM).hour == 0


def test_interest_runs_across_and_power_upwards() -> None:
    one = replace(REGION, power=5, interest=2)

    shape = TOOL.draw(a_stakeholder_analysis(stakeholders=(one,))).shape

    assert shape == Grid("interest", "power", (Point("Region Kronoberg", 2, 5, "public"),))


def test_who_has_no_score_is_only_in_the_table() -> None:
    analysis = a_stakeholder_analysis(stakeholders=(replace(REGION, power=0),))

    picture = TOOL.draw(analysis)

    assert picture.shape == Grid("interest", "power", ())
    assert picture.facts == {"stakeholders": 1, "unplaced": 1}
    assert picture.table.rows == (
        ("Region Kronoberg", Coded("public"), "", "5", Coded("high"), "Arbeta tillsammans."),
    )


@given(st.lists(st.tuples(st.sampled_from(("", *SECTORS)), st.sampled_from(("", "local")))))
def test_exactly_the_uncovered_sectors_are_absent(places: list[tuple[str, str]]) -> None:
    placed = tuple(
        a_stakeholder(id=f"s{n}", sector=sector, level=level)
        for n, (sector, level) in enumerate(places)
    )
    analysis = StakeholderAnalysis(stakeholders=placed)

    found = list(sectors_and_levels_are_covered(analysis, a_context(), levels=0))

    assert {f.facts["sector"] for f in found} == set(SECTORS) - {sector for sector, _ in places}


@given(power=st.integers(0, 5), relevance=st.integers(0, 5), weak=st.integers(1, 5))
def test_exactly_the_weak_and_concerned_must_take_part(
    power: int, relevance: int, weak: int
) -> None:
    one = replace(RESIDENTS, power=power, relevance=relevance, actions=())
    analysis = StakeholderAnalysis(stakeholders=(one,))

    found = list(the_weak_are_involved(analysis, a_context(), weak=weak))

    assert bool(found) == (relevance in {0, 4, 5} and power <= weak)

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gronatraden.exports.report.timeline import LEFT, RIGHT, Timeline, lay_out
from gronatraden.history import Outcome
from tests.builders.changes import changed, with_
from tests.builders.report import PROJECT, a_decision_told, a_report_view
from tests.exports.reports import told

if TYPE_CHECKING:
    from gronatraden.exports.report.view import DecisionTold

OPENED = PROJECT.opened_at
LETTER = 7.4


def name(gate: str, occurrence: int | None) -> str:
    """Say what a gate is called."""
    return gate if occurrence is None else f"{gate} {occurrence}"


def drawn(**changes: object) -> Timeline | None:
    """Return the example project's time, with its view changed."""
    return lay_out(changed(a_report_view(), changes), name)


def decided(days: int, outcome: Outcome = Outcome.GO) -> DecisionTold:
    """Return a decision at the start, so many days after the project was opened."""
    taken = with_(a_decision_told(), "decision.decided_at", OPENED + timedelta(days))
    return with_(taken, "decision.outcome", outcome)


def extent(x: float, anchor: str, length: int) -> tuple[float, float]:
    """Return where a label begins and ends."""
    width = length * LETTER
    left = {"start": x, "middle": x - width / 2, "end": x - width}[anchor]
    return left, left + width


def test_phases_follow_each_other_to_today() -> None:
    time = drawn()

    assert time is not None
    assert [(s.phase, s.days) for s in time.spans] == [
        ("before_start", (date(2024, 9, 1), date(2024, 12, 10))),
        ("during", (date(2024, 12, 10), date(2025, 9, 15))),
    ]


def test_every_decision_and_every_day_of_readings_has_its_mark() -> None:
    time = drawn()

    assert time is not None
    assert [m.day for m in time.gates] == [date(2024, 12, 10), date(2025, 6, 3)]
    assert [(d.day, d.count) for d in time.dots] == [
        (date(2025, 3, 31), 1),
        (date(2025, 8, 31), 1),
    ]


def test_a_project_of_one_day_has_no_time_to_draw() -> None:
    assert drawn(at=OPENED, decisions=(), series=()) is None


@pytest.mark.parametrize(
    ("ends", "shown"), [(date(2025, 6, 30), True), (date(2026, 12, 31), False)]
)
def test_the_planned_end_is_shown_once_it_has_come(ends: date, *, shown: bool) -> None:
    time = drawn(facts=replace(a_report_view().facts, ends_on=ends))

    assert time is not None
    assert (time.ends is not None) is shown


@given(days=st.lists(st.integers(0, 4000), min_size=1, max_size=40))
def test_everything_stands_within_the_drawing(days: list[int]) -> None:
    time = drawn(decisions=tuple(decided(day) for day in sorted(days)))

    assert time is not None
    places = [m.x for m in time.gates] + [d.x for d in time.dots] + [x for x, _ in time.years]
    assert all(LEFT <= x <= RIGHT for x in (*places, time.today))


@given(days=st.lists(st.integers(0, 4000), min_size=1, max_size=40), row=st.sampled_from([0, 1]))
def test_no_two_names_touch(days: list[int], row: int) -> None:
    time = drawn(decisions=tuple(decided(day) for day in sorted(days)))

    assert time is not None
    shown = [extent(m.x, m.anchor, len(m.gate)) for m in time.gates if m.row == row]
    assert all(end < begin for (_, end), (begin, _) in pairwise(shown))


def test_names_that_crowd_use_both_rows() -> None:
    time = drawn(decisions=tuple(decided(day) for day in (100, 104, 108)))

    assert time is not None
    assert [mark.row for mark in time.gates] == [0, 1, None]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_page_has_the_drawing_and_its_table(language: str) -> None:
    page = told(language)

    assert len(page.marked("timeline-drawing")) == 1
    assert len(page.marked("timeline-gate")) == 2
    assert len(page.marked("timeline-dot")) == 2


def test_a_decision_that_opened_nothing_looks_different() -> None:
    page = told(decisions=(decided(100), decided(120, Outcome.REFER_BACK)))

    found = [len(page.marked(f"timeline-gate-{kind}")) for kind in ("opens", "returns")]

    assert found == [1, 1]


def test_the_table_says_what_the_drawing_shows() -> None:
    said = told().at("way").words

    assert "10 december 2024 Grinden ”start”: gå vidare med villkor" in said
    assert "31 augusti 2025 Mätvärden: 1" in said

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gronatraden.thread import coverage
from gronatraden.thread.coverage import Share
from gronatraden.tools.change_logic.content import Activity, Effect, Indicator, Link
from tests.builders import a_change_logic, a_context
from tests.builders.change_logic import INDICATORS, LINKS
from tests.builders.context import a_moment
from tests.builders.history import TRIPS_READ, a_finished_context, altered

WHOLE = a_finished_context()
ANSWER = "learning_cycle.findings[trying-sticks-with-a-bike-of-ones-own].finding"


def shares(path: str = "project.area", value: object = "Småland") -> dict[str, tuple[int, int]]:
    """Return (whole, all) by kind, after one change."""
    found = coverage(altered(WHOLE, path, value))
    return {share.kind: (share.whole, share.count) for share in found.kinds}


def test_a_line_is_whole_when_it_comes_to_a_lesson() -> None:
    assert shares() == {
        "challenges": (1, 1),
        "activities": (3, 3),
        "effects": (1, 2),  # nobody asked what fewer car trips taught
        "indicators": (1, 2),
    }


def test_the_figure_is_all_kinds_together() -> None:
    found = coverage(WHOLE).together

    assert (found.whole, found.count, found.percent) == (6, 8, 75)


def test_before_anything_is_read_lines_come_to_indicators() -> None:
    found = coverage(a_context()).together

    assert (found.measured, found.read, found.whole) == (8, 0, 0)


@pytest.mark.parametrize(
    ("path", "value", "kind", "whole"),
    [
        pytest.param("change_logic.links", LINKS[1:], "activities", 2, id="a link is gone"),
        pytest.param("change_logic.indicators", INDICATORS[1:], "indicators", 0, id="no indicator"),
        pytest.param("context.readings", (TRIPS_READ,), "indicators", 0, id="not read"),
        pytest.param(ANSWER, "", "challenges", 0, id="not answered"),
        pytest.param("learning_cycle.questions", (), "activities", 0, id="nothing asked"),
    ],
)
def test_a_break_costs_those_before_it(path: str, value: object, kind: str, whole: int) -> None:
    assert shares(path, value)[kind][0] == whole


def test_an_open_question_is_not_yet_a_lesson() -> None:
    found = coverage(altered(WHOLE, ANSWER, "")).together

    assert found.whole == 0
    assert found.read == found.count


def test_the_long_run_counts_where_it_is_measured() -> None:
    far = replace(INDICATORS[0], id="co2", effect="lower-co2")

    unmeasured = coverage(WHOLE).kinds[2].count
    measured = coverage(altered(WHOLE, "change_logic.indicators", (*INDICATORS, far))).kinds[2]

    assert (unmeasured, measured.count) == (2, 3)


def test_a_line_does_not_run_through_what_is_not_there() -> None:
    adrift = replace(INDICATORS[0], effect="nowhere")
    links = (*LINKS[1:], Link(cause="bike-campaign", effect="nowhere"))
    context = altered(
        altered(WHOLE, "change_logic.indicators", (adrift,)), "change_logic.links", links
    )

    found = coverage(context).kinds[1]

    assert (found.measured, found.count) == (0, 3)


def test_nothing_to_follow_is_no_whole_thread() -> None:
    nothing = Share(kind="", count=0, measured=0, read=0, whole=0)

    assert nothing.percent == 0
    assert coverage(replace(a_context(), contents={}, moment=a_moment())).together == nothing


@given(st.sets(st.tuples(st.integers(0, 4), st.integers(0, 4))), st.sets(st.integers(0, 4)))
def test_no_share_is_larger_than_the_one_before(
    pairs: set[tuple[int, int]], measured: set[int]
) -> None:
    logic = replace(
        a_change_logic(),
        activities=tuple(Activity(id=f"a{n}", title="Pröva") for n in range(5)),
        short_term_effects=tuple(Effect(id=f"e{n}", statement="Fler") for n in range(5)),
        links=tuple(Link(cause=f"a{a}", effect=f"e{e}") for a, e in pairs),
        indicators=tuple(Indicator(id=f"i{n}", effect=f"e{n}") for n in measured),
    )
    context = replace(WHOLE, contents={**WHOLE.contents, type(logic): logic})

    rows = coverage(context).kinds

    assert all(row.whole <= row.read <= row.measured <= row.count for row in rows)
    assert rows[1].measured == len({a for a, e in pairs if e in measured})

"""What is let go again and again says something, of the rule or of the programme."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gronatraden.gates.holding.repeats import Given, Repeated, repeated

RULE = "start.no-box-is-empty"


def given(project: str, programme: str = "kronoberg", *, days: int = 10) -> Given:
    """Return a waiver of the rule that was approved and has ended."""
    return Given(requirement=RULE, project=project, programme=programme, days=days, in_force=False)


def report(*waivers: Given, kronoberg: int = 4, halland: int = 0) -> Repeated:
    """Return what is said of the rule, asked of so many projects in each programme."""
    asked = {("kronoberg", f"k{n}") for n in range(kronoberg)}
    asked |= {("halland", f"h{n}") for n in range(halland)}
    (found,) = repeated(waivers, {RULE: asked})
    return found


@pytest.mark.parametrize(
    ("waivers", "halland", "sign"),
    [
        pytest.param([given("k0")], 0, "", id="one project is no pattern"),
        pytest.param([given("k0"), given("k0")], 0, "", id="one project twice is none either"),
        pytest.param([given("k0"), given("k1")], 0, "rule", id="half of the only programme"),
        pytest.param([given("k0"), given("k1")], 4, "programme", id="half of one of two"),
        pytest.param(
            [given("k0"), given("k1"), given("h0", "halland"), given("h1", "halland")],
            4,
            "rule",
            id="half of both",
        ),
        pytest.param([given("k0"), given("h0", "halland")], 4, "", id="a few everywhere"),
        pytest.param([given("k0"), given("h0", "halland")], 2, "", id="half of one by one project"),
        pytest.param([given("k0"), given("k1")], 1, "programme", id="half of the larger"),
    ],
)
def test_what_is_let_go_often_is_a_sign(waivers: list[Given], halland: int, sign: str) -> None:
    assert report(*waivers, halland=halland).sign == sign


def test_fewer_than_half_is_not_often() -> None:
    assert report(given("k0"), given("k1"), kronoberg=5).sign == ""


def test_what_more_projects_let_go_comes_before_what_one_let_go_again() -> None:
    again = [replace(given("k3"), requirement="start.a") for _ in range(3)]

    found = repeated([*again, given("k0"), given("k1")], {})

    assert [r.requirement for r in found] == [RULE, "start.a"]


def test_what_is_in_force_is_counted_apart() -> None:
    holds = replace(given("k1"), in_force=True)

    assert report(given("k0"), holds, holds).in_force == 2


def test_each_programme_is_counted_for_itself() -> None:
    found = report(given("k1", days=3), given("k0"), given("h0", "halland", days=4), halland=1)

    assert [(p.programme, p.asked, p.projects, p.waivers, p.days) for p in found.programmes] == [
        ("halland", 1, ("h0",), 1, 4),
        ("kronoberg", 4, ("k0", "k1"), 2, 13),
    ]
    assert [p.is_often for p in found.programmes] == [True, True]


def test_of_what_as_many_let_go_the_one_let_go_more_often_comes_first() -> None:
    first = [replace(given("k0"), requirement=name) for name in ("b", "c", "c", "a")]

    assert [r.requirement for r in repeated(first, {})] == ["c", "a", "b"]


def test_what_is_let_go_is_counted() -> None:
    found = report(given("k0", days=5), given("k0", days=7), given("k1"))

    assert (found.waivers, found.days, found.projects) == (3, 22, ("k0", "k1"))
    assert found.again == ("k0",)
    assert [(p.programme, p.asked, p.waivers) for p in found.programmes] == [("kronoberg", 4, 3)]


def test_what_most_projects_let_go_comes_first() -> None:
    other = Given(requirement="start.b", project="k3", programme="x", days=1, in_force=True)

    found = repeated([other, given("k0"), given("k1")], {})

    assert [r.requirement for r in found] == [RULE, "start.b"]


def test_a_project_that_is_no_longer_asked_still_counts() -> None:
    (found,) = repeated([given("gone")], {})

    assert [(p.asked, p.projects) for p in found.programmes] == [(1, ("gone",))]

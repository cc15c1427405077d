"""No policy that lints clean takes more than five seconds or 500 MB at a gate.

The documents are as large as they may be, and nothing but the reckoning stands in the way:
no limit is set on the process that judges.
"""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gronatraden.gates.conditions.vocabulary import engine, names
from gronatraden.gates.registry import problems_of
from gronatraden.moment import Moment
from gronatraden.policy.conditions.cel.cost.prices import price
from gronatraden.policy.conditions.cel.cost.reckoning import (
    NANOSECONDS,
    Allowance,
    Profile,
    profile,
    together,
)
from gronatraden.policy.conditions.cel.cost.sizes import Made
from gronatraden.policy.conditions.cel.engine import CelEngine
from gronatraden.policy.conditions.tree import Call
from tests.builders import changed
from tests.builders.gates import a_policy, a_requirement
from tests.gates.test_registry import LIFECYCLE
from tests.policy.conditions.asking import NOON
from tests.policy.conditions.campaign import ASKED, EACH, LARGE, judged

SECONDS, MEGABYTES = 5.0, 500
TOO_DEAR = "error condition-costs-too-much"
NOTHING_KNOWN = Profile(NANOSECONDS + 1, 0, ())
"""As if nothing were told beforehand, so that the values are looked at."""


@pytest.mark.parametrize("words", [*ASKED, "each"])
def test_lint_has_nothing_against_it(words: str) -> None:
    said = {"each": EACH} if words == "each" else {"expr": ASKED[words]}
    policy = a_policy(changed(a_requirement("", requirement="start.n"), said), LARGE)

    assert list(problems_of(policy, LIFECYCLE)) == []


@pytest.fixture(scope="module")
def took() -> dict[str, list[tuple[float, float]]]:
    """Return seconds and megabytes of each condition, on large documents and on the largest."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.policy.conditions.campaign", "5", "3000", "9990"],
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, list[tuple[float, float]]] = {}
    for line in done.stdout.splitlines():
        words, seconds, megabytes, _ = line.split("; ")
        found.setdefault(words, []).append((float(seconds), float(megabytes)))
    return found


@pytest.mark.parametrize("words", [*ASKED, "each"])
def test_it_takes_little(words: str, took: dict[str, list[tuple[float, float]]]) -> None:
    assert [seconds < SECONDS for seconds, _ in took[words]] == [True, True]
    assert [megabytes < MEGABYTES for _, megabytes in took[words]] == [True, True]


def test_what_costs_too_much_closes_the_gate_and_says_so() -> None:
    assert judged("a search in a walk", elements=2_000) == TOO_DEAR


def test_what_a_large_project_may_ask_is_asked() -> None:
    assert judged("each", elements=2_000).startswith("not_satisfied elements-do-not")


def test_all_conditions_of_a_policy_share_one_allowance() -> None:
    root = engine().parse(ASKED["repetitions"]).root
    allowance = Allowance({"project": {"summary": "a" * 20_000}})

    said = [allowance.covers(root, profile(root, names())) for _ in range(3)]

    assert said == [True, False, False]


def test_an_engine_that_is_let_loose_on_it_does_take_that_long() -> None:
    values = {
        "documents": {"change_logic": {"activities": [{"id": str(n)} for n in range(1_000)]}},
        "project": {"summary": "a" * 20_000, "area": "a" * 10_000 + "b"},
    }
    began = time.process_time()

    answer = engine().bind(values, Moment(NOON)).evaluate(ASKED["a search in a walk"])

    assert (answer.value, time.process_time() - began > 0.3) == (True, True)


PLACES = st.sampled_from(["project.summary", "a.title", "project.area", "'abba'"])
LISTS = st.sampled_from(["project.partners", "project.cooperating", "['a', 'b']"])
PATTERNS = st.sampled_from(["^[a-z]+$", "(a|b){1,20}c", "a.*b.*c", "([ab]*a[ab]{50})c", "é"])
ASK = st.one_of(
    st.builds("size({}) > 3".format, PLACES),
    st.builds("{}.matches('{}')".format, PLACES, PATTERNS),
    st.builds("{}.contains({})".format, PLACES, PLACES),
    st.builds("{} in {}".format, PLACES, LISTS),
    st.builds("{} == {}".format, LISTS, LISTS),
    st.builds("{} + {} != ''".format, PLACES, PLACES),
    st.builds("{}.filter(b, b != {}).size() > 1".format, LISTS, PLACES),
    st.builds("{}.map(b, b).size() > 1".format, LISTS),
    st.builds("{}.all(b, b.contains({}))".format, LISTS, PLACES),
)
WALKED = st.builds(
    "parts.{}(a, {})".format,
    st.sampled_from(["all", "exists", "filter", "map"]),
    st.lists(ASK, min_size=1, max_size=4).map(" || ".join),
)
"""Conditions on parts, of everything that is large in some way."""


@given(
    text=WALKED,
    parts=st.integers(0, 120),
    chars=st.integers(0, 4_000),
    names=st.integers(0, 120),
)
@settings(max_examples=60, deadline=None)
def test_nothing_takes_longer_than_was_reckoned(
    text: str, parts: int, chars: int, names: int
) -> None:
    values = {
        "parts": [{"title": "a" * (chars // 2)} for _ in range(parts)],
        "project": {
            "summary": "ab" * (chars // 2),
            "area": "a" * (chars // 2) + "b",
            "partners": [f"n{n}" for n in range(names)],
            "cooperating": [f"n{n}" for n in range(names)],
        },
    }
    bound = CelEngine(values).bind(values, Moment(NOON))
    bound.evaluate(text)  # compiled once, and kept
    allowance = Allowance(values)
    covered = allowance.covers(CelEngine(values).parse(text).root, NOTHING_KNOWN)
    began = time.process_time_ns()

    bound.evaluate(text)

    taken = time.process_time_ns() - began
    assert not covered or taken <= 2 * (NANOSECONDS - allowance.left) + 5_000_000


def test_what_has_no_price_costs_no_more_than_a_node() -> None:
    assert price(Call(1, "startsWith", ()), (Made(20_000), Made(20_000))) == 0


def seconds_of(text: str) -> float:
    """Return what a condition costs at most, whatever it reads."""
    return profile(engine().parse(text).root, names()).nanoseconds / 1e9


INDICATORS, ACTIVITIES = "documents.change_logic.indicators", "documents.change_logic.activities"


def test_lists_within_a_documents_list_share_what_it_can_hold() -> None:
    assert seconds_of(f"{INDICATORS}.all(i, 'sex' in i.split_by)") < 0.3


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            f"{INDICATORS}.all(i, {ACTIVITIES}.all(a, a.id in i.split_by))", id="in a walk within"
        ),
        pytest.param(f"{INDICATORS}.all(i, i.id in project.partners)", id="a list beside it"),
        pytest.param(
            f"{ACTIVITIES}.all(project, project.resources.all(i, i in project.resources))",
            id="under a document's name",
        ),
    ],
)
def test_what_is_looked_through_again_is_counted_again(text: str) -> None:
    assert seconds_of(text) > 10


@pytest.mark.parametrize("elements", [10, 9_990])
def test_what_is_afforded_together_is_afforded_one_by_one(elements: int) -> None:
    parts = [{"id": str(n)} for n in range(elements)]
    values = {"documents": {"change_logic": {"activities": parts}}}
    roots = [engine().parse(f"{ACTIVITIES}.filter(a, a.id != '{n}') != []").root for n in range(5)]
    told = [profile(root, names()) for root in roots]
    one_by_one = Allowance(values)

    alone = all(one_by_one.covers(*one) for one in zip(roots, told, strict=True))

    assert Allowance(values).covers_all(together(told)) is alone is (elements == 10)

"""A whole policy says of which projects it speaks, by their facts."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from gronatraden.gates.burden import burden_of
from gronatraden.gates.conditions.speaking import spoken
from gronatraden.gates.evaluate import evaluate
from gronatraden.gates.explain import Queue, explain
from gronatraden.gates.holding.waivers import meaning_of
from gronatraden.gates.migration import altered
from gronatraden.gates.registry import problems_of
from gronatraden.policy import WaiverPolicy, level_problems, sha256_of
from tests.builders import a_context, changed, some_facts
from tests.builders.defects import a_standing
from tests.builders.gates import (
    WHY,
    a_case,
    a_policy,
    a_requirement,
    a_waiver,
    altering,
    an_alteration,
    an_overlay,
    published,
)
from tests.gates.test_registry import LIFECYCLE

if TYPE_CHECKING:
    from gronatraden.context import Context
    from gronatraden.gates.verdict import Result, Verdict
    from gronatraden.policy import Policy

METHOD = a_policy(a_requirement())
ASKED = a_requirement("change_logic.evaluation_is_planned_and_budgeted", requirement="start.more")
RICH = "project.total_budget_sek >= params.least"
LARGE = some_facts(total_budget_sek=5_000_000)
SMALL = some_facts(total_budget_sek=4_999_999)
UNTOLD = "engine.every-policy-says-whether-it-speaks"


def when(said: str = RICH, **changes: object) -> Policy:
    """Return a fund's overlay that speaks of large projects."""
    return changed(an_overlay(ASKED), {"when": said, "params": {"least": 5_000_000}, **changes})


def judged(overlay: Policy, context: Context, method: Policy = METHOD) -> Verdict:
    """Return the verdict under the method and an overlay."""
    return evaluate(a_case(method, overlay), context)


def result(verdict: Verdict, name: str) -> Result:
    """Return how a requirement came out."""
    return next(r for r in verdict.requirements if r.id == name)


@pytest.mark.parametrize(("facts", "speaks"), [(LARGE, True), (SMALL, False)], ids=["at", "below"])
def test_a_policy_speaks_where_its_condition_holds(facts: object, speaks: bool) -> None:  # noqa: FBT001 - a case
    verdict = judged(when(), a_context(facts=facts))

    assert [ref.speaks for ref in verdict.policies] == [True, speaks]
    assert (result(verdict, "start.more").status == "not_applicable") is not speaks


@pytest.mark.parametrize(
    ("facts", "weight"), [(LARGE, "blocking"), (SMALL, "advisory")], ids=["at", "below"]
)
def test_a_silent_policy_alters_nothing(facts: object, weight: str) -> None:
    light = a_policy(a_requirement(weight="advisory"))
    heavier = altering(
        tightens=(an_alteration(weight="blocking"),), when=RICH, params={"least": 5_000_000}
    )

    boxes = result(judged(heavier, a_context(facts=facts), light), "start.no-box-is-empty")

    assert boxes.weight == weight


def test_a_silent_policy_has_no_word_on_waivers() -> None:
    waivable = a_policy(a_requirement(waivable=True))
    never = when(waivers=WaiverPolicy(never=("start.no-box-is-empty",), because=WHY))
    nothing: dict[type, object] = {}

    def status(facts: object) -> str:
        case = a_case(waivable, never, waivers=(a_waiver(),))
        verdict = evaluate(case, a_context(facts=facts, contents=nothing))
        return result(verdict, "start.no-box-is-empty").status

    assert (status(LARGE), status(SMALL)) == ("not_satisfied", "waived")


def test_where_it_cannot_be_said_the_gate_is_closed_and_the_field_asked_for() -> None:
    unsaid = a_context(facts=some_facts(total_budget_sek=None))

    verdict = judged(when(), unsaid)

    untold = result(verdict, UNTOLD)
    assert (verdict.ready, untold.status) == (False, "not_satisfied")
    assert [(f.code, f.where) for f in untold.findings] == [
        ("condition-needs-a-value", "project.total_budget_sek")
    ]


def test_a_policy_that_cannot_be_told_is_held_to_meanwhile() -> None:
    unsaid = a_context(facts=some_facts(total_budget_sek=None), contents={})

    assert result(judged(when(), unsaid), "start.more").status == "not_satisfied"


@pytest.mark.parametrize(
    "said", ["1 / size(project.conflicts) > 5", "project.title", "reached(project.starts_on)"]
)
def test_a_broken_condition_is_an_error_and_closes_the_gate(said: str) -> None:
    verdict = judged(when(said), a_context(facts=some_facts(conflicts=())))

    untold = result(verdict, UNTOLD)
    assert (verdict.ready, untold.status) == (False, "error")
    assert [f.code for f in untold.findings] == ["policy-when-failed"]


def test_it_closes_the_gates_that_it_names_and_no_other() -> None:
    elsewhere = changed(when("project.title"), {"gates": {"close": when().gates["start"]}})

    assert UNTOLD not in {r.id for r in judged(elsewhere, a_context()).requirements}


def test_the_shortest_way_asks_for_the_field() -> None:
    unsaid = a_context(facts=some_facts(total_budget_sek=None))

    way = explain(a_case(METHOD, when()), unsaid, Queue(standing=a_standing("start")))

    first = way.actions[0]
    assert (first.way, first.where) == ("correct", "project.total_budget_sek")
    assert UNTOLD in first.serves


def test_a_silent_policy_asks_nobody_to_write() -> None:
    def fields(facts: object) -> int:
        said = spoken(published(METHOD, when()), facts)  # type: ignore[arg-type]  # as said
        return burden_of(LIFECYCLE, [p.policy for p in said.published]).whole.asked

    assert fields(SMALL) == burden_of(LIFECYCLE, [METHOD]).whole.asked


def test_a_condition_is_part_of_what_a_policy_means() -> None:
    said, other = when(), when("project.total_budget_sek > params.least")

    assert len({sha256_of(p) for p in (said, other, changed(said, {"when": ""}))}) == 3
    assert {a.requirement for a in altered((said,), (other,), ["start"])} == {"start.more"}
    assert meaning_of([said], "start", "start.more") != meaning_of([other], "start", "start.more")


@pytest.mark.parametrize(
    ("said", "code", "at"),
    [
        ("project.total_bugdet_sek > 1", "unknown-condition-field", 8),
        ('"eruff" in project.funds', "condition-value-is-unknown", 0),
        ("true && size(readings) > 0", "policy-when-reads-facts-alone", 13),
        ("has(documents.change_logic)", "policy-when-reads-facts-alone", 4),
        ("true && reached(project.starts_on)", "policy-when-reads-the-moment", 8),
        ("project.title", "condition-is-no-bool", 0),
    ],
)
def test_what_cannot_be_meant_is_refused_at_its_place(said: str, code: str, at: int) -> None:
    (problem,) = problems_of(when(said), LIFECYCLE)

    assert (problem.code, problem.where, problem.at) == (code, ("when",), at)


@pytest.mark.parametrize(
    "said",
    [
        RICH,
        'project.ends_on > day("2027-12-31")',
        'project.funding.exists(f, f.fund == "eruf" && f.period == "2021-2027")',
    ],
)
def test_what_the_facts_say_can_be_asked(said: str) -> None:
    assert not list(problems_of(when(said), LIFECYCLE))


def test_the_method_speaks_of_every_project() -> None:
    narrowed = changed(METHOD, {"when": "true"})

    assert [p.code for p in level_problems(narrowed)] == ["method-is-for-all"]


ENGINE = """
import sys
from tests.gates.test_speaking import *
judged({overlay}, a_context())
print("cel_expr_python" in sys.modules)
"""


@pytest.mark.parametrize(
    ("overlay", "loads"), [("an_overlay(ASKED)", "False"), ("when()", "True")], ids=["no", "yes"]
)
def test_only_a_policy_with_a_condition_costs_the_engine(overlay: str, loads: str) -> None:
    program = ENGINE.format(overlay=overlay)

    done = subprocess.run(  # noqa: S603 - our own program, and no input of anybody's
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == loads

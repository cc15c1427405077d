from __future__ import annotations

from dataclasses import replace

import pytest

from gronatraden import manuscript
from gronatraden.documents import Item
from gronatraden.gates.burden import burden_at, burden_of
from gronatraden.gates.burden.fields import element, field, hints, instances, is_filled
from gronatraden.gates.burden.typing import CHARACTERS, milliseconds, minutes, typed
from gronatraden.phases import Lifecycle
from gronatraden.policy import AppliesTo
from gronatraden.tools.change_logic import ChangeLogic
from tests.builders import a_change_logic, a_context
from tests.builders.gates import a_policy, a_requirement
from tests.builders.history import a_finished_context, altered
from tests.house.source import ROOT
from tests.policy.shipped import FULL, SIMPLE


def lifecycle(name: str) -> Lifecycle:
    """Return a lifecycle as it is shipped."""
    path = ROOT / "policies" / "lifecycles" / f"{name}.yaml"
    return manuscript.validate(manuscript.read(path), Lifecycle)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("project.title", "line"),
        ("project.total_budget_sek", "number"),
        ("project.funding.fund", "choice"),
        ("change_logic.challenges.statement", "text"),
        ("change_logic.challenges.id", "name"),
        ("change_logic.indicators.baseline", "number"),
        ("change_logic.indicators.baseline_on", "day"),
        ("change_logic.indicators.effect", "name"),
        ("change_logic.indicators.counts_people", "tick"),
        ("change_logic.activities.resources", "list"),
        ("stakeholder_analysis.stakeholders.power", "number"),
        ("readings.value", "number"),
    ],
)
def test_a_field_is_of_the_kind_it_is_written_as(path: str, kind: str) -> None:
    assert field(path).kind == kind


def test_a_field_knows_the_lists_it_stands_in() -> None:
    found = field("collaboration_ladder.constellations.actors[2].task")

    assert found.lists == (
        "collaboration_ladder.constellations",
        "collaboration_ladder.constellations.actors",
    )
    assert found.few == 2


def test_every_element_is_counted_and_its_id_with_it() -> None:
    policy = a_policy(a_requirement(check="change_logic.the_alternative_is_stated"))

    count = burden_at("start", [policy])

    assert count.asked == len(["id", "if_not_done"])


def test_what_two_requirements_ask_for_is_typed_once() -> None:
    one = a_requirement(check="change_logic.the_alternative_is_stated")
    twice = [one, replace(one, id="start.again", weight="advisory")]

    assert burden_at("start", [a_policy(*twice)]) == burden_at("start", [a_policy(one)])


def test_what_is_only_observed_asks_for_nothing() -> None:
    policy = a_policy(a_requirement(weight="audit"))

    assert burden_at("start", [policy]).asked == 0


def test_what_is_advised_is_counted_apart() -> None:
    policy = a_policy(a_requirement(weight="advisory"))

    count = burden_at("start", [policy])

    assert count.asked == 0
    assert count.advised > 0


@pytest.mark.parametrize(("fund", "asked"), [("eruf", 2), ("esf", 0)])
def test_a_project_is_asked_what_applies_to_it(fund: str, asked: int) -> None:
    only = AppliesTo(funds=(fund,))  # type: ignore[arg-type]  # one of the funds
    check = "change_logic.evaluation_is_planned_and_budgeted"
    policy = a_policy(a_requirement(check=check, applies_to=only))

    assert burden_at("start", [policy], a_context()).asked == asked


def test_a_finished_project_has_nothing_left_to_write() -> None:
    whole = burden_of(lifecycle("full"), [FULL], a_finished_context()).whole

    assert whole.minutes_left == 0
    assert whole.filled == whole.asked + whole.advised


def test_an_emptied_field_is_left_to_write() -> None:
    context = altered(a_finished_context(), "change_logic.indicators[bike-users].unit", "")

    count = burden_at("start", [FULL], context)

    assert count.asked + count.advised - count.filled == 1
    assert count.minutes_left == 1


def test_an_unread_indicator_is_left_to_read() -> None:
    context = altered(a_finished_context(), "context.readings", ())

    count = burden_at("checkpoint", [FULL], context)

    assert count.minutes_left > 0


@pytest.mark.parametrize(("name", "policy"), [("full", FULL), ("simple", SIMPLE)])
def test_the_whole_is_its_gates_together(name: str, policy: object) -> None:
    burden = burden_of(lifecycle(name), [policy])  # type: ignore[list-item]  # one of the two

    assert burden.whole.asked == sum(count.asked for count in burden.gates)
    assert burden.whole.minutes <= sum(count.minutes for count in burden.gates)


def test_the_simple_model_asks_for_half_at_most() -> None:
    simple = burden_of(lifecycle("simple"), [SIMPLE]).whole
    full = burden_of(lifecycle("full"), [FULL]).whole

    assert simple.minutes <= 60
    assert 2 * simple.asked <= full.asked + full.advised


def test_a_measured_nought_is_written_and_an_empty_score_is_not() -> None:
    logic = a_change_logic()

    baselines = list(instances(logic, ["indicators", "baseline"]))

    assert all(map(is_filled, baselines))
    assert not is_filled(0)


def test_minutes_are_begun_minutes() -> None:
    assert (minutes(0), minutes(1), minutes(60_000), minutes(60_001)) == (0, 1, 1, 2)


def test_a_longer_kind_takes_longer() -> None:
    assert milliseconds("text") > milliseconds("line") > milliseconds("tick")
    assert typed(95) == 60_000
    assert set(CHARACTERS) >= {field("change_logic.links.cause").kind}


def test_an_element_of_a_list_is_told_from_a_list_of_words() -> None:
    written = hints(ChangeLogic)

    found = element(written["challenges"])

    assert found is not None
    assert issubclass(found, Item)
    assert element(written["external_factors"]) is None

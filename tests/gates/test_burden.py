from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from gronatraden import manuscript
from gronatraden.documents import Item
from gronatraden.gates.burden import burden_at, burden_of, milliseconds_left
from gronatraden.gates.burden.fields import element, field, hints, instances, is_filled, leaves
from gronatraden.gates.burden.typing import CHARACTERS, milliseconds, minutes, typed
from gronatraden.phases import Lifecycle
from gronatraden.policy import AppliesTo, Policy
from gronatraden.tools.change_logic import ChangeLogic
from gronatraden.tools.collaboration_ladder import CollaborationLadder
from tests.builders import a_change_logic, a_context, a_stakeholder_analysis
from tests.builders.gates import a_gate_policy, a_policy, a_requirement
from tests.builders.history import a_finished_context, altered
from tests.house.source import ROOT
from tests.policy.shipped import FULL, SIMPLE

if TYPE_CHECKING:
    from gronatraden.gates.burden.fields import Kind
    from gronatraden.policy import Requirement


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


@pytest.mark.parametrize(
    ("policy", "gate", "smallest", "finished"),
    [
        pytest.param(FULL, "start", (122, 33, 44), (221, 62, 79), id="full, start"),
        pytest.param(FULL, "checkpoint", (84, 5, 24), (122, 11, 35), id="full, checkpoint"),
        pytest.param(FULL, "close", (26, 1, 10), (30, 1, 10), id="full, close"),
        pytest.param(FULL, "finish", (20, 0, 8), (22, 0, 8), id="full, finish"),
        pytest.param(SIMPLE, "start", (67, 4, 22), (87, 10, 31), id="simple, start"),
        pytest.param(SIMPLE, "close", (12, 0, 4), (12, 0, 4), id="simple, close"),
        pytest.param(SIMPLE, "finish", (11, 2, 5), (13, 2, 6), id="simple, finish"),
    ],
)
def test_what_is_shipped_asks_for_so_much(
    policy: Policy, gate: str, smallest: tuple[int, ...], finished: tuple[int, ...]
) -> None:
    """Fields asked for, fields advised on, minutes. More of any of them should be meant."""
    first = burden_at(gate, [policy])
    last = burden_at(gate, [policy], a_finished_context())

    assert (first.asked, first.advised, first.minutes) == smallest
    assert (last.asked, last.advised, last.minutes) == finished


@pytest.mark.parametrize(
    ("name", "policy", "anew"),
    [
        ("full", FULL, {"start": 122 + 33, "checkpoint": 15, "close": 11, "finish": 5}),
        ("simple", SIMPLE, {"start": 67 + 4, "close": 8, "finish": 7}),
    ],
)
def test_a_later_gate_adds_only_what_is_new_or_wanted_again(
    name: str, policy: Policy, anew: dict[str, int]
) -> None:
    gates = burden_of(lifecycle(name), [policy]).gates

    assert {count.gate: count.asked + count.advised for count in gates} == anew


def test_readings_are_wanted_again_at_every_gate() -> None:
    requires = a_gate_policy(a_requirement("thread.indicators_are_read"))
    policy = a_policy(gates={"checkpoint": requires, "close": requires})

    gates = burden_of(lifecycle("full"), [policy]).gates

    assert [count.asked for count in gates] == [0, 6, 6, 0]


def test_the_day_of_a_review_is_wanted_again_at_every_gate() -> None:
    requires = a_gate_policy(a_requirement("stakeholder_analysis.the_list_is_reviewed"))
    policy = a_policy(gates={"checkpoint": requires, "close": requires})

    gates = burden_of(lifecycle("full"), [policy]).gates

    assert [count.asked for count in gates] == [0, 1, 1, 0]


@pytest.mark.parametrize(
    ("check", "asked"),
    [
        pytest.param("change_logic.targets_say_a_change", 2 * 2, id="an indicator per effect"),
        pytest.param("change_logic.every_effect_follows_from_an_activity", 3 * 2, id="links"),
        pytest.param("competent_leadership.required_roles_are_filled", 6 * 2, id="six roles"),
        pytest.param("competent_leadership.gaps_are_being_closed", 6, id="and no gap"),
        pytest.param("stakeholder_analysis.every_stakeholder_has_a_motive", 2 * 2, id="two"),
        pytest.param("stakeholder_analysis.priorities_are_acted_upon", 2 * 2, id="no action"),
        pytest.param("collaboration_ladder.the_shared_view_is_shared", 1, id="no actor"),
        pytest.param("equality_mainstreaming.differences_are_explained", 0, id="no difference"),
        pytest.param(
            "equality_mainstreaming.explained_differences_lead_to_measures", 0, id="no measure"
        ),
        pytest.param("thread.equality_lives_in_the_change_logic", 0, id="no goal"),
        pytest.param("thread.indicators_are_read", 2 * 3, id="a reading per indicator"),
        pytest.param("learning.every_offered_lesson_is_answered", 0, id="no lesson"),
    ],
)
def test_the_smallest_project_is_asked_for_no_more_elements_than_pass(
    check: str, asked: int
) -> None:
    assert burden_at("start", [a_policy(a_requirement(check))]).asked == asked


@pytest.mark.parametrize(
    "only", [AppliesTo(funds=("eruf",)), AppliesTo(budget_from_sek=1)], ids=["fund", "budget"]
)
def test_what_only_some_projects_are_asked_the_smallest_is_not(only: AppliesTo) -> None:
    policy = a_policy(a_requirement(applies_to=only))

    assert burden_at("start", [policy]).asked == 0
    assert burden_at("start", [policy], a_context()).asked > 0


EVERYBODY = len(a_stakeholder_analysis().stakeholders)
ALL_PARTS = "documents.stakeholder_analysis.stakeholders.all(s, s.part != '')"


@pytest.mark.parametrize(
    ("more", "places"),
    [
        pytest.param(a_requirement("stakeholder_analysis.the_steering_is_on_the_list"), 2, id="2"),
        pytest.param(a_requirement("", expr=ALL_PARTS), EVERYBODY, id="every one"),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_a_field_is_asked_for_in_as_many_places_as_whoever_asks_for_most(
    more: Requirement, places: int, *, turned: bool
) -> None:
    one_place = a_requirement("thread.those_who_matter_stand_on_the_ladder")
    both = [more, one_place] if turned else [one_place, more]
    others = burden_at("start", [a_policy(one_place)], a_context()).asked - 1

    assert burden_at("start", [a_policy(*both)], a_context()).asked - others == places


def test_what_only_some_projects_meet_is_not_asked_of_the_smallest() -> None:
    narrowed = a_requirement(when='project.title != ""')

    assert burden_at("start", [a_policy(narrowed)]).asked == 0
    assert burden_at("start", [a_policy(a_requirement(), when="true")]).asked == 0


def test_what_one_document_still_lacks_is_counted_apart_from_others() -> None:
    asks = [
        a_requirement("change_logic.the_alternative_is_stated"),
        a_requirement("stakeholder_analysis.every_stakeholder_has_a_motive"),
    ]
    emptied = altered(a_context(), "change_logic.challenges[car-dominates].if_not_done", "")

    assert milliseconds_left("change_logic", asks, emptied) == milliseconds("text")
    assert milliseconds_left("stakeholder_analysis", asks, emptied) == 0


def test_an_emptied_field_is_left_to_write() -> None:
    context = altered(a_finished_context(), "change_logic.indicators[bike-users].unit", "")

    count = burden_at("start", [FULL], context)

    assert count.asked + count.advised - count.filled == 1
    assert count.minutes_left == 1


def test_an_unread_indicator_is_left_to_read() -> None:
    context = altered(a_finished_context(), "context.readings", ())

    count = burden_at("checkpoint", [FULL], context)

    assert count.minutes_left > 0


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("change_logic.colour", id="no such field"),
        pytest.param("change_logic.external_factors.colour", id="inside a list of words"),
        pytest.param("change_logic", id="a document as a whole"),
        pytest.param("readings.colour", id="not in a row"),
        pytest.param("colours.red", id="no such document"),
    ],
)
def test_what_is_no_field_is_refused(path: str) -> None:
    with pytest.raises(KeyError):
        field(path)


def test_the_fields_of_a_document_are_its_single_values() -> None:
    found = set(leaves(ChangeLogic, "change_logic"))

    assert {"change_logic.external_factors", "change_logic.activities.owner"} <= found
    assert "change_logic.activities" not in found


def test_a_field_of_a_part_is_a_field_of_the_document() -> None:
    assert "collaboration_ladder.constellations.next_step.owner" in set(
        leaves(CollaborationLadder, "collaboration_ladder")
    )


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
    assert is_filled(Decimal(0))


@pytest.mark.parametrize("empty", [None, "", (), 0, False])
def test_what_says_nothing_is_not_written(empty: object) -> None:
    assert not is_filled(empty)


def test_minutes_are_begun_minutes() -> None:
    assert (minutes(0), minutes(1), minutes(60_000), minutes(60_001)) == (0, 1, 1, 2)


@pytest.mark.parametrize("kind", CHARACTERS)
def test_seeing_what_is_asked_takes_a_moment_besides_typing_it(kind: Kind) -> None:
    assert milliseconds(kind) - typed(CHARACTERS[kind]) == 1_350


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

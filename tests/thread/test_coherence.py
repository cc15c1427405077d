from __future__ import annotations

from dataclasses import replace

import pytest

from gronatraden.thread.coherence import (
    a_question_tests_what_is_risky,
    equality_lives_in_the_change_logic,
    everyone_named_is_a_stakeholder,
    those_who_matter_stand_on_the_ladder,
)
from tests.builders import a_context
from tests.builders.change_logic import LINKS
from tests.builders.collaboration_ladder import ACTORS
from tests.builders.history import altered
from tests.builders.stakeholder_analysis import UNIVERSITY

WHOLE = a_context()
GROUP = "change_logic.short_term_effects[staff-try-bikes].target_group"
ABOUT = "learning_cycle.questions[does-trying-stick].about"
ACTORS_PATH = "collaboration_ladder.constellations[commute].actors"
CALM = tuple(replace(link, risk=1) for link in LINKS)


@pytest.mark.parametrize("group", ["employees", "Anställda som pendlar med bil", "EMPLOYEES "])
def test_a_target_group_goes_by_id_or_name(group: str) -> None:
    assert list(everyone_named_is_a_stakeholder(altered(WHOLE, GROUP, group))) == []


@pytest.mark.parametrize(
    ("group", "code"),
    [("", "effect-has-no-target-group"), ("pendlare", "target-group-is-no-stakeholder")],
)
def test_a_target_group_is_a_stakeholder(group: str, code: str) -> None:
    (found,) = everyone_named_is_a_stakeholder(altered(WHOLE, GROUP, group))

    assert (found.code, found.where) == (code, GROUP)


def test_an_actor_is_a_stakeholder() -> None:
    stranger = replace(ACTORS[0], stakeholder="stranger")

    found = everyone_named_is_a_stakeholder(altered(WHOLE, ACTORS_PATH, (*ACTORS, stranger)))

    assert [(f.code, f.facts["actor"]) for f in found] == [("actor-is-no-stakeholder", "stranger")]


@pytest.mark.parametrize(
    ("stakeholder", "listed"),
    [
        pytest.param("university", ["Linnéuniversitetet"], id="an organisation"),
        pytest.param("residents", [], id="a group of people"),
        pytest.param("company", [], id="on the ladder already"),
    ],
)
def test_only_those_who_can_act_are_missed_on_the_ladder(
    stakeholder: str, listed: list[str]
) -> None:
    path = f"stakeholder_analysis.stakeholders[{stakeholder}].priority"

    found = those_who_matter_stand_on_the_ladder(altered(WHOLE, path, "high"))

    assert [f.facts["stakeholder"] for f in found] == listed


def test_a_target_group_of_organisations_is_no_actor() -> None:
    group = replace(UNIVERSITY, kind="target_group", priority="high")

    found = those_who_matter_stand_on_the_ladder(
        altered(WHOLE, "stakeholder_analysis.stakeholders[university]", group)
    )

    assert list(found) == []


def test_a_measure_that_is_reasoned_away_needs_no_activity() -> None:
    path = "equality_mainstreaming.measures[outreach-to-women]"
    without = altered(WHOLE, f"{path}.activity", None)

    reasoned = altered(without, f"{path}.no_measure_because", "Arbetsgivaren gör det redan.")

    assert [f.code for f in equality_lives_in_the_change_logic(without)] == [
        "measure-is-no-activity"
    ]
    assert list(equality_lives_in_the_change_logic(reasoned)) == []


def test_an_equality_goal_is_measured() -> None:
    path = "equality_mainstreaming.goals[equal-use].indicator"

    (found,) = equality_lives_in_the_change_logic(altered(WHOLE, path, "unknown"))

    assert (found.code, found.where) == ("equality-goal-is-not-measured", path)


@pytest.mark.parametrize(
    ("about", "met"),
    [
        pytest.param("bike-campaign→staff-try-bikes", True, id="the risky link"),
        pytest.param(" bike-campaign → staff-try-bikes ", True, id="with spaces"),
        pytest.param("staff-try-bikes", True, id="the effect it leads to"),
        pytest.param("evaluate→staff-try-bikes", False, id="a safer link to the same effect"),
        pytest.param("fewer-car-trips→lower-co2", False, id="another link"),
        pytest.param("lower-co2", False, id="another effect"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_a_question_is_best_spent_on_a_risk(about: str, *, met: bool) -> None:
    found = list(a_question_tests_what_is_risky(altered(WHOLE, ABOUT, about)))

    assert (found == []) is met


def test_the_riskiest_link_is_pointed_out() -> None:
    (found,) = a_question_tests_what_is_risky(altered(WHOLE, ABOUT, "lower-co2"))

    assert found.facts == {"cause": "bike-campaign", "effect": "staff-try-bikes"}


@pytest.mark.parametrize(
    ("links", "found"),
    [
        pytest.param(CALM, 0, id="any link will do when none is risky"),
        pytest.param((), 0, id="without links there is nothing to ask"),
        pytest.param(LINKS, 1, id="a risky link must be asked about"),
    ],
)
def test_a_question_about_a_safe_link(links: tuple[object, ...], found: int) -> None:
    context = altered(WHOLE, "change_logic.links", links)

    asked = altered(context, ABOUT, "fewer-car-trips→lower-co2")

    assert len(list(a_question_tests_what_is_risky(asked))) == found


def test_what_counts_as_risky_is_a_number() -> None:
    context = altered(WHOLE, ABOUT, "staff-try-bikes→fewer-car-trips")

    assert list(a_question_tests_what_is_risky(context, risk=3)) == []

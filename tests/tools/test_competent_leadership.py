from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from gronatraden.diagram import Bars
from gronatraden.documents import decode, encode
from gronatraden.text.voice import LANGUAGES, Voice
from gronatraden.tools.competent_leadership import TOOL, CompetentLeadership
from gronatraden.tools.competent_leadership.content import (
    Competence,
    Development,
)
from gronatraden.tools.competent_leadership.rules import (
    REQUIRED,
    foresight_is_practised,
    gaps_are_being_closed,
    required_roles_are_filled,
)
from tests.builders import a_context, with_
from tests.builders.competent_leadership import a_competent_leadership, a_role
from tests.tools.breaking import Break, expected, judge, named, told

GAP = "roles[project-manager].development[0]"

BREAKS = {
    "nobody keeps the money": Break(
        "KL-01", "roles[finance].vacant", value=True, code="role-is-not-filled"
    ),
    "nobody learns": Break(
        "KL-01", "roles[learning-owner].role", "other", "role-is-not-filled", "roles"
    ),
    "no equality competence": Break(
        "KL-01",
        "roles[equality-competence].vacant",
        value=True,
        code="equality-competence-is-missing",
    ),
    "no activity": Break(
        "KL-02",
        "roles[project-manager].development",
        (),
        "gap-has-no-activity",
        "roles[project-manager].competences[gender_and_diversity]",
    ),
    "no date": Break(
        "KL-02",
        f"{GAP}.due_on",
        None,
        "gap-has-no-activity",
        "roles[project-manager].competences[gender_and_diversity]",
    ),
    "elsewhere": Break(
        "KL-02",
        f"{GAP}.area",
        "archive_and_gdpr",
        "gap-has-no-activity",
        "roles[project-manager].competences[gender_and_diversity]",
    ),
    "not assessed": Break(
        "KL-02",
        "roles[finance].competences[0].present",
        0,
        "competence-is-not-assessed",
        "roles[finance].competences[challenge_knowledge]",
    ),
    "women unknown": Break(
        "KL-05", "steering_group.women", None, "steering-group-is-not-counted", "steering_group"
    ),
    "men unknown": Break(
        "KL-05", "steering_group.men", None, "steering-group-is-not-counted", "steering_group"
    ),
    "no scenario": Break("KL-F1", "foresight.scenarios", (), "foresight-is-missing"),
    "a scenario of nothing": Break(
        "KL-F1",
        "foresight.scenarios[work-from-anywhere].society",
        "",
        "foresight-is-missing",
        "foresight.scenarios",
    ),
    "nothing prepared": Break(
        "KL-F1",
        "foresight.scenarios[work-from-anywhere].preparation",
        "",
        "scenario-prepares-nothing",
    ),
}


def test_the_example_satisfies_every_rule() -> None:
    said = judge(TOOL, a_competent_leadership())

    assert told(said) == []


@pytest.mark.parametrize("broken", named(BREAKS))
def test_one_changed_field_breaks_one_rule(broken: Break) -> None:
    leadership = with_(a_competent_leadership(), broken.path, broken.value)

    said = judge(TOOL, leadership)

    assert told(said) == expected(TOOL, broken)


def test_every_rule_has_a_field_that_breaks_it() -> None:
    assert {b.rule for b in BREAKS.values()} == {check.rule for check in TOOL.checks}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("broken", named(BREAKS))
def test_every_finding_is_a_sentence(broken: Break, language: str) -> None:
    [(_, finding)] = judge(TOOL, with_(a_competent_leadership(), broken.path, broken.value))

    sentence = Voice(language).say(f"finding.{finding.code}", **finding.facts)

    assert sentence[-1] in ".?"


def test_an_empty_leadership_lacks_every_required_role() -> None:
    found = required_roles_are_filled(CompetentLeadership(), a_context())

    assert [f.facts["role"] for f in found] == list(REQUIRED)


def test_a_missing_role_is_asked_for_by_the_owner_first() -> None:
    leadership = with_(a_competent_leadership(), "roles[finance].vacant", value=True)

    (found,) = required_roles_are_filled(leadership, a_context())

    assert (found.where, found.who) == (
        "competent_leadership.roles[finance].vacant",
        ("project_owner", "project_manager"),
    )


@pytest.mark.parametrize(
    ("role", "broken"),
    [
        pytest.param("equality-competence", [], id="equality competence can be bought"),
        pytest.param("finance", ["KL-01"], id="finance cannot"),
    ],
)
def test_only_equality_competence_can_be_bought(role: str, broken: list[str]) -> None:
    vacant = with_(a_competent_leadership(), f"roles[{role}].vacant", value=True)
    bought = with_(vacant, f"roles[{role}].external_budget_sek", 100_000)

    found = [rule for rule, _ in judge(TOOL, bought)]

    assert found == broken


def test_a_second_holder_fills_a_vacant_role() -> None:
    roles = a_competent_leadership().roles
    vacant = with_(a_competent_leadership(), "roles[finance].vacant", value=True)
    substitute = with_(a_role("finance", "Ersättare"), "id", "finance-substitute")
    leadership = with_(vacant, "roles", (*vacant.roles, substitute))

    broken = [rule for rule, _ in judge(TOOL, leadership)]

    assert (broken, len(leadership.roles)) == ([], len(roles) + 1)


@given(
    needed=st.integers(0, 5), present=st.integers(0, 5), gap=st.integers(min_value=1, max_value=4)
)
def test_a_gap_is_found_from_its_limit_on(needed: int, present: int, gap: int) -> None:
    competence = Competence(area="archive_and_gdpr", needed=needed, present=present)
    leadership = with_(a_competent_leadership(), "roles[finance].competences", (competence,))

    found = [f.code for f in gaps_are_being_closed(leadership, a_context(), gap=gap)]

    unassessed = needed > 0 and present == 0
    large = present > 0 and needed - present >= gap
    assert found == ["competence-is-not-assessed"] * unassessed + ["gap-has-no-activity"] * large


def test_an_activity_without_area_develops_the_whole_role() -> None:
    course = Development(activity="Ledarutveckling", due_on=date(2025, 4, 1))
    leadership = with_(a_competent_leadership(), "roles[project-manager].development", (course,))

    broken = [rule for rule, _ in judge(TOOL, leadership)]

    assert broken == []


def test_an_activity_without_words_closes_no_gap() -> None:
    leadership = with_(a_competent_leadership(), f"{GAP}.activity", "")

    broken = [rule for rule, _ in judge(TOOL, leadership)]

    assert broken == ["KL-02"]


def test_a_vacant_role_is_not_asked_for_competence() -> None:
    leadership = with_(a_competent_leadership(), "roles[project-manager].vacant", value=True)
    idle = with_(leadership, "roles[project-manager].development", ())

    broken = [rule for rule, _ in judge(TOOL, idle)]

    assert broken == ["KL-01"]


def test_nobody_of_another_sex_is_a_count_too() -> None:
    leadership = with_(a_competent_leadership(), "steering_group.women", 0)

    broken = [rule for rule, _ in judge(TOOL, leadership)]

    assert broken == []


def test_a_policy_may_ask_for_more_scenarios() -> None:
    leadership = a_competent_leadership()

    (found,) = foresight_is_practised(leadership, a_context(), at_least=2)

    assert found.facts == {"at_least": 2}


def test_both_doors_open_to_the_same_leadership() -> None:
    leadership = a_competent_leadership()

    body = encode(leadership)

    kind = CompetentLeadership
    assert decode(body, kind) == TypeAdapter(kind).validate_json(body) == leadership


def test_the_bars_split_what_is_needed() -> None:
    shape = TOOL.draw(a_competent_leadership()).shape

    assert isinstance(shape, Bars)
    assert {bar.label: bar.values for bar in shape.bars}["Projektledare"] == (7, 2)


@given(scores=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=7))
def test_a_bar_is_as_long_as_the_need(scores: list[tuple[int, int]]) -> None:
    competences = tuple(
        Competence(area="archive_and_gdpr", needed=needed, present=present)
        for needed, present in scores
    )
    role = with_(a_role("other", "Expert"), "competences", competences)

    shape = TOOL.draw(a_competent_leadership(roles=(role,))).shape

    assert isinstance(shape, Bars)
    assert sum(shape.bars[0].values) == sum(needed for needed, _ in scores)


def test_a_vacant_role_has_no_bar() -> None:
    leadership = with_(a_competent_leadership(), "roles[finance].vacant", value=True)

    shape = TOOL.draw(leadership).shape

    assert isinstance(shape, Bars)
    assert "Projektekonom" not in {bar.label for bar in shape.bars}

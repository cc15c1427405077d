from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pydantic import TypeAdapter

from gronatraden.diagram import Coded, Ladder, Step
from gronatraden.documents import decode, encode
from gronatraden.text.voice import LANGUAGES, Voice
from gronatraden.tools.collaboration_ladder import TOOL, CollaborationLadder
from gronatraden.tools.collaboration_ladder.content import NextStep
from gronatraden.tools.collaboration_ladder.rules import (
    joint_rungs_are_joint,
)
from tests.builders import a_collaboration_ladder, a_context, with_
from tests.builders.collaboration_ladder import ACTORS, ANSWERS, AT_THE_TOP, COMMUTE
from tests.tools.breaking import Break, expected, judge, named, told

ON = "constellations[commute]"
TOMORROW = date(2024, 12, 2)
REGION, MUNICIPALITY, COMPANY, CLUB = ACTORS

BREAKS = {
    "an empty ladder": Break("ST-01", "constellations", (), "ladder-is-empty"),
    "a question without answer": Break(
        "ST-01", f"{ON}.answers", ANSWERS[1:], "rung-is-not-answered"
    ),
    "an answer without words": Break(
        "ST-01", f"{ON}.answers[1].answer", "", "rung-is-not-answered", f"{ON}.answers"
    ),
    "an answer without evidence": Break(
        "ST-01", f"{ON}.answers[2].evidence", "", "rung-has-no-evidence", f"{ON}.answers"
    ),
    "one actor alone": Break("ST-02", f"{ON}.actors", ACTORS[:1], "rung-has-too-few-organisations"),
    "one organisation twice": Break(
        "ST-02",
        f"{ON}.actors",
        (REGION, replace(MUNICIPALITY, organisation="REGION KRONOBERG")),
        "rung-has-too-few-organisations",
    ),
    "no shared problem": Break("ST-03", f"{ON}.shared_problem", "", "shared-view-is-not-written"),
    "an actor who has not confirmed": Break(
        "ST-03", f"{ON}.actors[company].confirmed_on", None, "shared-view-is-not-confirmed"
    ),
    "an actor who confirms tomorrow": Break(
        "ST-03", f"{ON}.actors[company].confirmed_on", TOMORROW, "shared-view-is-not-confirmed"
    ),
    "an actor without task": Break("ST-04", f"{ON}.actors[company].task", "", "actor-has-no-task"),
    "an actor without resource": Break(
        "ST-04", f"{ON}.actors[company].contributes", "", "actor-brings-no-resource"
    ),
    "no target": Break("ST-05", f"{ON}.target_rung", "", "target-rung-is-not-set"),
    "a target without reason": Break(
        "ST-05", f"{ON}.target_because", "", "target-rung-is-not-motivated"
    ),
    "a climb without date": Break("ST-05", f"{ON}.target_on", None, "climb-has-no-date"),
    "a climb without next step": Break(
        "ST-05", f"{ON}.next_step", NextStep(), "next-step-is-incomplete"
    ),
    "a next step nobody owns": Break(
        "ST-05", f"{ON}.next_step.owner", "", "next-step-is-incomplete", f"{ON}.next_step"
    ),
}

TOP_BREAKS = {
    "one sector": Break("ST-02", f"{ON}.actors", ACTORS[:2], "rung-has-too-few-sectors"),
    "one level": Break("ST-02", f"{ON}.actors", ACTORS[1:], "rung-has-too-few-levels"),
    "nothing signed": Break(
        "ST-04", f"{ON}.responsibility_signed_on", None, "responsibility-is-not-signed"
    ),
    "signed tomorrow": Break(
        "ST-04", f"{ON}.responsibility_signed_on", TOMORROW, "responsibility-is-not-signed"
    ),
    "no joint follow-up": Break("ST-04", f"{ON}.joint_follow_up", "", "follow-up-is-not-joint"),
    "the top question without answer": Break(
        "ST-01", f"{ON}.answers", ANSWERS, "rung-is-not-answered"
    ),
}


def a_top_ladder() -> CollaborationLadder:
    return a_collaboration_ladder(constellations=(AT_THE_TOP,))


@pytest.mark.parametrize("ladder", [a_collaboration_ladder(), a_top_ladder()])
def test_the_example_satisfies_every_rule(ladder: CollaborationLadder) -> None:
    said = judge(TOOL, ladder)

    assert told(said) == []


@pytest.mark.parametrize("broken", named(BREAKS))
def test_one_changed_field_breaks_one_rule(broken: Break) -> None:
    ladder = with_(a_collaboration_ladder(), broken.path, broken.value)

    said = judge(TOOL, ladder)

    assert told(said) == expected(TOOL, broken)


@pytest.mark.parametrize("broken", named(TOP_BREAKS))
def test_one_changed_field_breaks_one_rule_at_the_top(broken: Break) -> None:
    ladder = with_(a_top_ladder(), broken.path, broken.value)

    said = judge(TOOL, ladder)

    assert told(said) == expected(TOOL, broken)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("broken", named(BREAKS) + named(TOP_BREAKS))
def test_every_finding_is_a_sentence(broken: Break, language: str) -> None:
    said = judge(TOOL, with_(a_top_ladder(), broken.path, broken.value))
    said += judge(TOOL, with_(a_collaboration_ladder(), broken.path, broken.value))

    sentences = [Voice(language).say(f"finding.{f.code}", **f.facts) for _, f in said]

    assert sentences
    assert {sentence[-1] for sentence in sentences} == {"."}


def test_every_rule_has_a_field_that_breaks_it() -> None:
    elsewhere = {"ST-06"}  # takes an earlier version: see the rungs

    broken = {b.rule for b in (*BREAKS.values(), *TOP_BREAKS.values())}

    assert broken | elsewhere == {check.rule for check in TOOL.checks}


def test_a_constellation_without_rung_is_one_finding_about_it() -> None:
    said = judge(TOOL, with_(a_collaboration_ladder(), f"{ON}.rung", ""))

    assert told(said) == [("ST-01", "constellation-has-no-rung", f"collaboration_ladder.{ON}.rung")]


def test_a_policy_may_leave_the_breadth_of_the_top_to_advice() -> None:
    ladder = with_(a_top_ladder(), f"{ON}.actors", ACTORS[2:])

    found = list(joint_rungs_are_joint(ladder, a_context(), sectors=0, levels=0))

    assert found == []


def test_an_actor_without_organisation_counts_for_none() -> None:
    ladder = with_(
        a_collaboration_ladder(), f"{ON}.actors", (REGION, replace(CLUB, organisation=""))
    )

    found = list(joint_rungs_are_joint(ladder, a_context()))

    assert [f.facts["present"] for f in found] == [1]


def test_both_doors_give_the_same_content() -> None:
    body = encode(a_collaboration_ladder())

    assert decode(body, CollaborationLadder) == a_collaboration_ladder()
    assert TypeAdapter(CollaborationLadder).validate_json(body) == a_collaboration_ladder()


def test_the_picture_shows_who_stands_where_and_who_climbs() -> None:
    staying = replace(COMMUTE, id="freight", title="Gods", target_rung="dialogue", rung="dialogue")
    ladder = a_collaboration_ladder(constellations=(COMMUTE, staying))

    picture = TOOL.draw(ladder)

    assert picture.shape == Ladder(
        (
            Step("dialogue", ("Gods",), ()),
            Step("shared_view"),
            Step("cooperation", ("Resan till jobbet",), ()),
            Step("collaboration", (), ("Resan till jobbet",)),
        )
    )
    assert picture.table.rows[1][:3] == ("Gods", Coded("dialogue"), Coded("dialogue"))


def test_an_empty_draft_is_judged_and_drawn() -> None:
    said = judge(TOOL, CollaborationLadder())

    assert told(said) == [("ST-01", "ladder-is-empty", "collaboration_ladder.constellations")]
    assert TOOL.draw(CollaborationLadder()).table.rows == ()


def test_dialogue_asks_neither_for_confirmation_nor_for_tasks() -> None:
    talking = (replace(REGION, task="", contributes="", confirmed_on=None),)
    talks = replace(COMMUTE, rung="dialogue", actors=talking, shared_problem="")

    said = judge(TOOL, with_(a_collaboration_ladder(), ON, talks))

    assert told(said) == []

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gronatraden.text.voice import LANGUAGES, Voice
from gronatraden.tools._actors import RUNGS, Rung, height
from gronatraden.tools.collaboration_ladder import TOOL, CollaborationLadder
from gronatraden.tools.collaboration_ladder.content import NextStep
from gronatraden.tools.collaboration_ladder.rules import (
    every_rung_is_answered,
    falls_are_explained,
    joint_rungs_are_joint,
    targets_are_motivated,
)
from tests.builders import a_collaboration_ladder, a_context, with_
from tests.builders.collaboration_ladder import (
    ACTORS,
    AT_THE_TOP,
    COMMUTE,
    a_constellation,
)
from tests.tools.breaking import judge, told

if TYPE_CHECKING:
    from gronatraden.findings import Finding

ON = "constellations[commute]"
TOMORROW = date(2024, 12, 2)
REGION, MUNICIPALITY, COMPANY, CLUB = ACTORS

rungs = st.sampled_from(RUNGS)


def at(rung: Rung, **changes: object) -> CollaborationLadder:
    """Return a ladder whose constellation claims a rung, with the given fields changed."""
    return CollaborationLadder(constellations=(a_constellation(rung=rung, **changes),))


def codes(found: list[Finding]) -> list[str]:
    return [finding.code for finding in found]


def test_the_rungs_are_the_ones_a_content_may_name() -> None:
    assert get_args(Rung) == ("", *RUNGS)


@given(rungs)
def test_a_rung_asks_for_every_answer_up_to_it(rung: Rung) -> None:
    ladder = at(rung, answers=())

    found = list(every_rung_is_answered(ladder, a_context()))

    assert [f.facts["rung"] for f in found] == list(RUNGS[: height(rung)])


@given(st.lists(st.sampled_from(ACTORS), unique=True), rungs)
def test_joint_rungs_count_what_is_distinct(actors: list[object], rung: Rung) -> None:
    chosen = [actor for actor in ACTORS if actor in actors]
    ladder = at(rung, actors=tuple(actors))

    found = codes(list(joint_rungs_are_joint(ladder, a_context())))

    top = rung == "collaboration"
    assert ("rung-has-too-few-organisations" in found) == (rung != "dialogue" and len(chosen) < 2)
    assert ("rung-has-too-few-sectors" in found) == (top and len({a.sector for a in chosen}) < 2)
    assert ("rung-has-too-few-levels" in found) == (top and len({a.level for a in chosen}) < 2)


@given(now=rungs, target=rungs)
def test_any_target_will_do_when_it_is_motivated(now: Rung, target: Rung) -> None:
    found = list(targets_are_motivated(at(now, target_rung=target), a_context()))

    assert found == []


@given(now=rungs, target=rungs)
def test_only_a_climb_asks_for_date_and_next_step(now: Rung, target: Rung) -> None:
    ladder = at(now, target_rung=target, target_on=None, next_step=NextStep())

    found = codes(list(targets_are_motivated(ladder, a_context())))

    climb = ["climb-has-no-date", "next-step-is-incomplete"]
    assert found == (climb if height(target) > height(now) else [])


@given(before=rungs, now=rungs)
def test_exactly_a_fall_asks_for_comment_and_action(before: Rung, now: Rung) -> None:
    context = a_context(earlier={CollaborationLadder: at(before)})

    found = codes(list(falls_are_explained(at(now), context)))

    fall = ["fall-is-not-explained", "fall-has-no-action"]
    assert found == (fall if height(now) < height(before) else [])


def test_a_fall_with_comment_and_action_is_no_finding() -> None:
    context = a_context(
        earlier={CollaborationLadder: CollaborationLadder(constellations=(AT_THE_TOP,))}
    )
    fallen = replace(COMMUTE, fall_comment="Ett företag lade ned.", fall_action="Bjud in ett nytt.")

    said = judge(TOOL, CollaborationLadder(constellations=(fallen,)), context)

    assert told(said) == []


@pytest.mark.parametrize(
    ("missing", "code"),
    [("fall_comment", "fall-is-not-explained"), ("fall_action", "fall-has-no-action")],
)
def test_a_fall_breaks_one_rule(missing: str, code: str) -> None:
    context = a_context(
        earlier={CollaborationLadder: CollaborationLadder(constellations=(AT_THE_TOP,))}
    )
    fallen = replace(COMMUTE, fall_comment="Nedlagt.", fall_action="Bjud in ett nytt.")
    ladder = with_(CollaborationLadder(constellations=(fallen,)), f"{ON}.{missing}", "")

    said = judge(TOOL, ladder, context)

    assert told(said) == [("ST-06", code, f"collaboration_ladder.{ON}.{missing}")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_constellation_does_not_fall_off_unseen(language: str) -> None:
    context = a_context(earlier={CollaborationLadder: a_collaboration_ladder()})
    another = replace(COMMUTE, id="school-run", title="Resan till skolan")

    [(rule, found)] = judge(TOOL, CollaborationLadder(constellations=(another,)), context)

    assert (rule, found.code) == ("ST-06", "constellation-is-gone")
    assert "Resan till jobbet" in Voice(language).say(f"finding.{found.code}", **found.facts)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fall_is_told_with_both_rungs(language: str) -> None:
    context = a_context(
        earlier={CollaborationLadder: CollaborationLadder(constellations=(AT_THE_TOP,))}
    )
    voice = Voice(language)

    found = next(iter(falls_are_explained(a_collaboration_ladder(), context)))

    sentence = voice.say(f"finding.{found.code}", **found.facts)
    assert voice.term("collaboration") in sentence
    assert voice.term("cooperation") in sentence

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from pydantic import TypeAdapter

from gronatraden.documents import decode, encode
from gronatraden.text.voice import LANGUAGES, Voice
from gronatraden.tools.change_logic import TOOL, ChangeLogic
from gronatraden.tools.change_logic.content import Acceptance, Link
from tests.builders import a_change_logic, a_context, a_moment, some_facts, with_
from tests.builders.change_logic import CAR_DOMINATES, INDICATORS, LINKS
from tests.tools.breaking import Break, expected, judge, named, told

BACK = Link(cause="lower-co2", effect="staff-try-bikes", assumption="Ren luft lockar ut fler.")
JUMP = Link(cause="bike-campaign", effect="lower-co2", assumption="Elcyklar släpper inte ut något.")
UNANSWERED = replace(CAR_DOMINATES, id="noise", statement="Buller vid skolor.")
LATER = Acceptance(by="styrgruppen", on=date(2024, 12, 2))
UNDATED = Acceptance(by="styrgruppen")
CHALLENGE = "challenges[car-dominates]"
SHORT = "short_term_effects[staff-try-bikes]"
LONG = "long_term_effects[lower-co2]"
FIRST = "links[bike-campaign→staff-try-bikes]"
USERS = "indicators[bike-users]"
TRIPS = "indicators[car-trips]"

BREAKS = {
    "no challenge": Break("FL-01", "challenges", (), "box-is-empty"),
    "no resource": Break("FL-01", "resources", (), "box-is-empty"),
    "a challenge without words": Break(
        "FL-01", f"{CHALLENGE}.statement", "", "box-is-empty", "challenges"
    ),
    "an effect cut off": Break("FL-02", "links", LINKS[:4], "effect-has-no-activity", LONG),
    "an activity cut off": Break(
        "FL-03",
        "links",
        LINKS[1:],
        "activity-leads-nowhere",
        "activities[bike-campaign]",
    ),
    "an activity without resource": Break(
        "FL-04", "activities[evaluate].resources", (), "activity-has-no-resource"
    ),
    "an activity with an unknown resource": Break(
        "FL-04", "activities[evaluate].resources", ("gold",), "activity-has-no-resource"
    ),
    "an activity without owner": Break(
        "FL-04", "activities[evaluate].owner", "", "activity-has-no-owner"
    ),
    "a krona too little": Break(
        "FL-04",
        "resources[money].amount_sek",
        6_649_999,
        "activities-cost-more-than-resources",
        "resources",
    ),
    "a challenge nobody answers": Break(
        "FL-05",
        "challenges",
        (CAR_DOMINATES, UNANSWERED),
        "challenge-is-not-answered",
        "challenges[noise]",
    ),
    "a long-term effect that answers nothing": Break(
        "FL-05", f"{LONG}.answers", (), "effect-answers-no-challenge"
    ),
    "a loop": Break(
        "FL-06",
        "links",
        (*LINKS, BACK),
        "links-form-a-loop",
        "links[staff-try-bikes→fewer-car-trips]",
    ),
    "a jump": Break(
        "FL-07",
        "links",
        (*LINKS, JUMP),
        "link-jumps-to-the-long-term",
        "links[bike-campaign→lower-co2]",
    ),
    "an activity without end": Break(
        "FL-08", "activities[evaluate].ends_on", None, "activity-has-no-date"
    ),
    "an activity that starts too late": Break(
        "FL-08",
        "activities[evaluate].starts_on",
        date(2026, 4, 1),
        "activity-ends-before-it-starts",
        "activities[evaluate].ends_on",
    ),
    "an effect without date": Break("FL-08", f"{LONG}.by", None, "effect-has-no-date"),
    "an effect before its cause": Break(
        "FL-08",
        f"{SHORT}.by",
        date(2026, 3, 30),
        "effect-comes-before-its-cause",
        "links[evaluate→staff-try-bikes]",
    ),
    "a link without assumption": Break(
        "FL-09", "links[0].assumption", "", "assumption-is-not-stated", f"{FIRST}.assumption"
    ),
    "a risky link without evidence": Break(
        "FL-09",
        "links[0].evidence",
        "none",
        "risky-assumption-has-no-evidence",
        f"{FIRST}.evidence",
    ),
    "an effect nobody measures": Break(
        "FL-10",
        "indicators",
        INDICATORS[:1],
        "effect-is-not-measured",
        "medium_term_effects[fewer-car-trips]",
    ),
    "an indicator without direction": Break(
        "FL-11", f"{TRIPS}.direction", "", "indicator-has-no-direction"
    ),
    "a target that stands still": Break(
        "FL-11", f"{TRIPS}.target", Decimal(20_400), "target-is-no-change"
    ),
    "a target that runs the wrong way": Break(
        "FL-11", f"{USERS}.direction", "decrease", "target-is-no-change", f"{USERS}.target"
    ),
    "a target beyond the horizon": Break(
        "FL-11", f"{TRIPS}.target_on", date(2032, 1, 1), "target-is-beyond-the-horizon"
    ),
    "people not split by sex": Break(
        "FL-12", f"{USERS}.split_by", ("age",), "people-are-not-split-by-sex"
    ),
    "a goal nobody accepted": Break("FL-13", f"{SHORT}.accepted", (), "goal-is-not-accepted"),
    "a goal accepted on no day": Break(
        "FL-13", f"{SHORT}.accepted", (UNDATED,), "goal-is-not-accepted"
    ),
    "a goal accepted tomorrow": Break(
        "FL-13", f"{SHORT}.accepted", (LATER,), "goal-is-not-accepted"
    ),
    "a goal that is an activity": Break(
        "FL-14", f"{SHORT}.statement", "Genomföra tre seminarier.", "goal-is-an-activity"
    ),
    "no strategy": Break("FL-15", "strategy_links", (), "no-strategy-goal"),
    "a strategy without goal": Break(
        "FL-15", "strategy_links[0].goal", "", "no-strategy-goal", "strategy_links"
    ),
    "no alternative": Break("FL-16", f"{CHALLENGE}.if_not_done", "", "alternative-is-not-stated"),
    "a challenge nothing shows": Break(
        "G0-questions", f"{CHALLENGE}.evidence", "", "challenge-is-not-shown"
    ),
    "a challenge nobody asks about": Break(
        "G0-questions", f"{CHALLENGE}.asked_for_by", "", "challenge-is-not-asked-for"
    ),
    "nothing serves": Break(
        "F-perspective",
        "activities[equal-outreach].serves",
        (),
        "perspective-has-no-activity",
        "activities",
    ),
    "no plan for the evaluation": Break(
        "FL-17", "evaluation.plan", "", "evaluation-is-not-planned"
    ),
    "no money for the evaluation": Break(
        "FL-17", "evaluation.budget_sek", None, "evaluation-has-no-budget"
    ),
} | {
    f"an indicator without {field}": Break(
        "FL-10", f"{TRIPS}.{field}", empty, "indicator-is-incomplete", TRIPS
    )
    for field, empty in {
        "title": "",
        "definition": "",
        "unit": "",
        "baseline": None,
        "baseline_on": None,
        "target": None,
        "target_on": None,
        "data_source": "",
        "method": "",
        "frequency": "",
        "responsible": "",
    }.items()
}

ALLOWED = {
    "a loop marked as feedback": ("links", (*LINKS, replace(BACK, feedback=True))),
    "a zero as baseline": (f"{USERS}.baseline", Decimal(0)),
    "a target on the last day of the horizon": (f"{TRIPS}.target_on", date(2031, 12, 31)),
    "an effect on the day its cause ends": (f"{SHORT}.by", date(2026, 3, 31)),
    "money to the last krona": ("resources[money].amount_sek", 6_650_000),
    "a risky link with weak evidence": ("links[0].risk", 5),
    "an activity word inside a goal": (
        f"{SHORT}.statement",
        "Fler arbetsplatser vill anordna cykelpooler.",
    ),
    "acceptance on the same day": (
        f"{SHORT}.accepted",
        (Acceptance(by="styrgruppen", on=date(2024, 12, 1)),),
    ),
    "things counted without a split": (f"{TRIPS}.split_by", ()),
}


def test_the_example_satisfies_every_rule() -> None:
    said = judge(TOOL, a_change_logic())

    assert told(said) == []


@pytest.mark.parametrize("broken", named(BREAKS))
def test_one_changed_field_breaks_one_rule(broken: Break) -> None:
    logic = with_(a_change_logic(), broken.path, broken.value)

    said = judge(TOOL, logic)

    assert told(said) == expected(TOOL, broken)


def test_every_rule_has_a_field_that_breaks_it() -> None:
    assert {b.rule for b in BREAKS.values()} == {check.rule for check in TOOL.checks}


@pytest.mark.parametrize(
    ("path", "value"), [pytest.param(*change, id=words) for words, change in ALLOWED.items()]
)
def test_a_harmless_change_is_no_finding(path: str, value: object) -> None:
    logic = with_(a_change_logic(), path, value)

    said = judge(TOOL, logic)

    assert told(said) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("broken", named(BREAKS))
def test_every_finding_is_a_sentence(broken: Break, language: str) -> None:
    [(_, finding)] = judge(TOOL, with_(a_change_logic(), broken.path, broken.value))

    sentence = Voice(language).say(f"finding.{finding.code}", **finding.facts)

    assert sentence[-1] in ".?"


@pytest.mark.parametrize(
    "box", ["activities", "short_term_effects", "medium_term_effects", "long_term_effects"]
)
def test_an_empty_box_is_always_named(box: str) -> None:
    said = judge(TOOL, with_(a_change_logic(), box, ()))

    assert ("FL-01", "box-is-empty", f"change_logic.{box}") in told(said)


def test_an_indicator_of_an_activity_measures_no_effect() -> None:
    said = judge(TOOL, with_(a_change_logic(), f"{TRIPS}.effect", "evaluate"))

    assert told(said) == [
        ("FL-10", "effect-is-not-measured", "change_logic.medium_term_effects[fewer-car-trips]"),
        ("FL-10", "indicator-has-no-effect", "change_logic.indicators[car-trips].effect"),
    ]


def test_a_goal_may_be_to_keep_what_is() -> None:
    kept = replace(INDICATORS[1], direction="maintain", target=Decimal(20_400))

    said = judge(TOOL, with_(a_change_logic(), TRIPS, kept))

    assert told(said) == []


def test_without_an_end_the_project_has_no_horizon() -> None:
    context = a_context(facts=some_facts(ends_on=None))
    logic = with_(a_change_logic(), f"{TRIPS}.target_on", date(2099, 1, 1))

    assert told(judge(TOOL, logic, context)) == []


def test_a_coming_acceptance_limits_how_long_the_verdict_holds() -> None:
    context = a_context(moment=a_moment())

    judge(TOOL, with_(a_change_logic(), f"{SHORT}.accepted", (LATER,)), context)

    assert context.moment.valid_until == datetime(2024, 12, 1, 23, tzinfo=UTC)


def test_both_doors_give_the_same_content() -> None:
    body = encode(a_change_logic())

    assert decode(body, ChangeLogic) == a_change_logic()
    assert TypeAdapter(ChangeLogic).validate_json(body) == a_change_logic()


def test_an_empty_draft_is_judged_and_drawn() -> None:
    said = judge(TOOL, ChangeLogic())

    assert {rule for rule, _ in said} == {"FL-01", "FL-15", "FL-17", "F-perspective"}
    assert TOOL.draw(ChangeLogic()).table.rows == ()

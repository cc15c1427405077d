from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from gronatraden.exports.minutes import markdown, page, write
from gronatraden.exports.minutes.record import Someone
from gronatraden.findings import Finding
from gronatraden.gates.decision import Motion
from gronatraden.history import Condition, Outcome
from gronatraden.text import LANGUAGES, Voice
from tests.builders.minutes import DISA, a_decision_recorded, a_record, a_referral, said
from tests.exports.minuted import HERE, READ, minuted
from tests.exports.pages import Page

SV = Voice("sv")


def text_of(**changes: object) -> str:
    """Return the Swedish minutes of a record as Markdown."""
    return markdown.render(write(a_record(**changes), SV))


def decided(outcome: Outcome, **changes: object) -> str:
    """Return the Swedish minutes of an outcome of the steering group's."""
    decision = a_decision_recorded(outcome, **changes)
    return text_of(decision=decision, words=(said(DISA, outcome),), conditions=(), enters="")


@pytest.mark.parametrize("name", READ)
def test_minutes_are_as_they_were_read(name: str) -> None:
    assert minuted(name) == (HERE / name).read_text("utf-8")


@pytest.mark.parametrize(
    ("outcome", "says"),
    [
        (Outcome.GO, "att öppna grinden start"),
        (Outcome.GO_WITH_CONDITIONS, "med de villkor som anges nedan"),
        (Outcome.REFER_BACK, "att återremittera ärendet"),
        (Outcome.HOLD, "att bordlägga ärendet till den 1 mars 2025"),
        (Outcome.STOP, "avslutas i förtid"),
    ],
)
def test_every_outcome_is_said_as_minutes_say_it(outcome: Outcome, says: str) -> None:
    assert says in decided(outcome, hold_until=date(2025, 3, 1))


def test_a_condition_has_its_owner_and_its_day() -> None:
    said_of = "vinterväghållning. Ansvarig: projektledare. Senast den 31 mars 2025."

    assert f"1. Ta fram en plan för {said_of}" in text_of()


def test_a_replaced_word_is_shown_as_replaced() -> None:
    assert "återremiss, ersatt av ett senare yttrande" in text_of()


def test_a_word_of_another_mind_is_shown_as_apart() -> None:
    apart = said(DISA, Outcome.HOLD, "apart", hold_until=date(2025, 3, 1))

    assert "vänta, ingick inte i beslutet | Till den 1 mars 2025." in text_of(words=(apart,))


def test_while_nothing_is_decided_no_word_stands_apart() -> None:
    text = text_of(decision=None, number=0, words=(said(DISA, Outcome.GO, "waits"),))

    assert "| gå vidare | Inget skäl angavs. |" in text


def test_a_substitute_is_named_with_whom_they_stand_in_for() -> None:
    ellen = Someone(name="Ellen Ek", roles=("steering_chair",), instead_of=("Disa Alm",))

    text = text_of(words=(said(ellen, Outcome.GO),))

    assert "| Ellen Ek (styrgruppens ordförande, ersättare för Disa Alm) | gå vidare |" in text


def test_a_condition_that_was_given_more_time_has_the_day_it_was_set_with() -> None:
    moved = Condition(
        id="c-1",
        text="Ploga",
        owner="project_manager",
        due_on=date(2025, 6, 30),
        first_due_on=date(2025, 3, 31),
    )

    assert "1. Ploga. Ansvarig: projektledare. Senast den 31 mars 2025." in text_of(
        conditions=(moved,)
    )


def test_what_follows_a_reason_is_a_sentence_of_its_own() -> None:
    held = said(DISA, Outcome.HOLD, reason="Budgeten dröjer", hold_until=date(2025, 3, 1))

    assert "Budgeten dröjer. Till den 1 mars 2025." in text_of(words=(held,))


def test_more_time_is_given_to_a_condition_by_name_and_for_a_reason() -> None:
    motion = Motion(
        asks=Outcome.EXTEND, reason="Överklagat.", condition="c-1", due_on=date(2025, 6, 30)
    )
    whole = a_record()
    request = replace(whole.request, motion=motion)

    text = text_of(request=request, decision=a_decision_recorded(Outcome.EXTEND), about="Ploga")

    assert "att ge villkoret ”Ploga” vid grinden start" in text
    assert "Skäl för begäran: Överklagat." in text


def test_a_reason_that_many_gave_is_given_once() -> None:
    reasons = text_of().partition("## Skäl")[2].partition("## Ärendet")[0]

    assert reasons.count("Underlaget håller.") == 1


def test_one_persons_decision_is_no_boards() -> None:
    text = markdown.render(write(a_referral(), SV))

    assert text.startswith("**Beslut**")
    assert "Justerare" not in text


def test_without_a_decision_it_is_a_note_for_the_file() -> None:
    text = text_of(decision=None, number=0, deciders=(), conditions=(), enters="")

    assert text.startswith("**Tjänsteanteckning**")
    assert "räcker ännu inte till ett beslut" in text


def test_a_missing_registry_number_is_left_to_be_written() -> None:
    assert f"**Diarienummer:** {markdown.LINE}" in markdown.render(write(a_referral(), SV))


def test_the_chair_signs_before_those_who_confirm() -> None:
    signed = text_of().partition("## Underskrifter")[2]

    assert signed.index("Disa Alm") < signed.index("Bo Ek")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_in_its_language_with_one_heading_above_all(language: str) -> None:
    voice = Voice(language)

    found = Page(page.render(write(a_record(), voice), voice))

    assert [e.attributes["lang"] for e in found.elements if e.tag == "html"] == [language]
    assert len([e for e in found.elements if e.tag == "h1"]) == 1


def test_every_table_has_a_caption_and_headings() -> None:
    found = Page(page.render(write(a_record(), SV), SV)).elements

    tables, captions = ([e for e in found if e.tag == tag] for tag in ("table", "caption"))

    assert len(tables) == len(captions) == 3
    assert all(e.attributes.get("scope") for e in found if e.tag == "th")


def test_a_demonstration_is_no_official_record() -> None:
    assert "påhittade" in text_of(simulated=True)
    assert "påhittade" not in text_of()


@settings(deadline=None, max_examples=40)
@given(st.text(min_size=1))
def test_what_people_wrote_is_only_ever_text(written: str) -> None:
    hostile = f"<script>{written}</script>"

    shown = page.render(
        write(a_record(title=hostile, words=(said(DISA, Outcome.GO, reason=hostile),)), SV), SV
    )

    assert "<script" not in shown


def test_everyone_who_approved_a_waiver_is_named() -> None:
    (held,) = a_record().waivers

    text = text_of(waivers=(replace(held, approved_by=("Disa Alm", "Olle Ek")),))

    assert "godkänt av Disa Alm och Olle Ek." in text


def test_rules_that_did_not_match_the_facts_are_in_the_minutes() -> None:
    missed = Finding(
        "policy-is-called-for", "project.funding", {"policy": "esf-plus", "version": 1}
    )
    plain = a_record()
    told = replace(plain, verdict=structs.replace(plain.verdict, misfits=(missed,)))

    said_then = "Reglerna stämde inte med projektets fakta"
    assert said_then in markdown.render(write(told, SV))
    assert "esf-plus" in markdown.render(write(told, SV))
    assert said_then not in markdown.render(write(plain, SV))


def test_a_silent_policy_is_in_the_minutes() -> None:
    plain = a_record()
    (rules,) = plain.policies
    silent = replace(rules, ref=structs.replace(rules.ref, speaks=False))

    said_then = "som inte gällde det så som dess fakta då var"
    assert said_then in text_of(policies=(silent,))
    assert said_then not in text_of()

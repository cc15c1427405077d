from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pydantic import TypeAdapter

from gronatraden.diagram import Grid
from gronatraden.documents import decode, encode
from gronatraden.text.voice import LANGUAGES, Voice
from gronatraden.tools.stakeholder_analysis import TOOL, StakeholderAnalysis
from gronatraden.tools.stakeholder_analysis.content import AbsentSector, Action
from tests.builders import a_stakeholder_analysis, changed, with_
from tests.builders.stakeholder_analysis import EMPLOYEES, RESIDENTS, UNIVERSITY, a_stakeholder
from tests.tools.breaking import Break, expected, judge, named, told

TOMORROW = date(2024, 12, 2)
UNINVOLVED = Action(id="leaflet", what="Broschyr", owner="kommunikatör", due_on=date(2025, 5, 1))
UNOWNED = Action(id="talk", what="Samtal", due_on=date(2025, 1, 31))
UNDATED = Action(id="talk", what="Samtal", owner="projektledare")
NAMELESS = Action(id="talk", owner="projektledare", due_on=date(2025, 1, 31))
LIST = "stakeholders"


def of(stakeholder: str, field: str) -> str:
    return f"stakeholders[{stakeholder}].{field}"


BREAKS = {
    "no motive": Break("IA-01", of("company", "motive"), "", "stakeholder-has-no-motive"),
    "neither affected nor affecting": Break(
        "IA-02",
        of("university", "can_affect"),
        "",
        "stakeholder-has-no-side",
        "stakeholders[university]",
    ),
    "a sector nobody comes from": Break(
        "IA-03", of("university", "sector"), "", "sector-is-absent", LIST
    ),
    "no expectations": Break(
        "IA-05", of("residents", "expectations"), "", "expectations-are-not-written"
    ),
    "expectations only assumed": Break(
        "IA-05",
        of("municipality", "expectations_known_by"),
        "assumed",
        "expectations-are-only-assumed",
    ),
    "expectations known in no stated way": Break(
        "IA-05", of("region", "expectations_known_by"), "", "expectations-are-only-assumed"
    ),
    "no priority": Break("IA-06", of("company", "priority"), "", "priority-is-not-set"),
    "a priority without action": Break(
        "IA-06", of("region", "actions"), (), "priority-has-no-action"
    ),
    "an action nobody owns": Break(
        "IA-06", of("region", "actions"), (UNOWNED,), "priority-has-no-action"
    ),
    "an action without date": Break(
        "IA-06", of("region", "actions"), (UNDATED,), "priority-has-no-action"
    ),
    "an action that does nothing": Break(
        "IA-06", of("region", "actions"), (NAMELESS,), "priority-has-no-action"
    ),
    "weak and left out": Break(
        "IA-07", of("residents", "actions"), (), "weak-stakeholder-is-not-involved"
    ),
    "weak and only informed": Break(
        "IA-07", of("residents", "actions"), (UNINVOLVED,), "weak-stakeholder-is-not-involved"
    ),
    "affected without assessed power": Break(
        "IA-07", of("residents", "power"), 0, "power-is-not-assessed"
    ),
    "never read for equality": Break(
        "IA-08", "equality_pass.done_on", None, "equality-pass-is-not-done"
    ),
    "read for equality tomorrow": Break(
        "IA-08", "equality_pass.done_on", TOMORROW, "equality-pass-is-not-done"
    ),
    "read without conclusion": Break(
        "IA-08", "equality_pass.conclusion", "", "equality-pass-has-no-conclusion"
    ),
    "never reviewed": Break("IA-09", "reviewed_on", None, "list-is-not-reviewed"),
    "reviewed tomorrow": Break("IA-09", "reviewed_on", TOMORROW, "list-is-not-reviewed"),
    "reviewed long ago": Break("IA-09", "reviewed_on", date(2023, 11, 30), "review-is-old"),
    "no project owner": Break("IA-11", of("region", "part"), "", "steering-is-absent", LIST),
    "no steering group": Break(
        "IA-11", of("steering-group", "part"), "partner", "steering-is-absent", LIST
    ),
}

ALLOWED = {
    "one who only wants to affect": (
        "stakeholders[university]",
        replace(UNIVERSITY, can_affect="", wants_to_affect="Vill pröva nya metoder."),
    ),
    "assumed expectations of low priority": (of("residents", "expectations_known_by"), "assumed"),
    "a medium priority without action": (of("company", "actions"), ()),
    "reviewed today": ("reviewed_on", date(2024, 12, 1)),
    "reviewed a year ago to the day": ("reviewed_on", date(2023, 12, 1)),
    "weak but hardly concerned": (
        "stakeholders[residents]",
        replace(RESIDENTS, relevance=3, actions=()),
    ),
    "concerned but strong": ("stakeholders[residents]", replace(RESIDENTS, power=3, actions=())),
}


def test_the_example_satisfies_every_rule() -> None:
    said = judge(TOOL, a_stakeholder_analysis())

    assert told(said) == []


@pytest.mark.parametrize("broken", named(BREAKS))
def test_one_changed_field_breaks_one_rule(broken: Break) -> None:
    analysis = with_(a_stakeholder_analysis(), broken.path, broken.value)

    said = judge(TOOL, analysis)

    assert told(said) == expected(TOOL, broken)


def test_every_rule_has_a_field_that_breaks_it() -> None:
    elsewhere = {"IA-04"}  # takes two fields, the example having two target groups

    assert {b.rule for b in BREAKS.values()} | elsewhere == {c.rule for c in TOOL.checks}


@pytest.mark.parametrize(
    ("path", "value"), [pytest.param(*change, id=words) for words, change in ALLOWED.items()]
)
def test_a_harmless_change_is_no_finding(path: str, value: object) -> None:
    said = judge(TOOL, with_(a_stakeholder_analysis(), path, value))

    assert told(said) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("broken", named(BREAKS))
def test_every_finding_is_a_sentence(broken: Break, language: str) -> None:
    [(_, finding)] = judge(TOOL, with_(a_stakeholder_analysis(), broken.path, broken.value))

    sentence = Voice(language).say(f"finding.{finding.code}", **finding.facts)

    assert sentence[-1] in ".?"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        pytest.param({"kind": "organisation"}, "target-group-is-absent", id="no group"),
        pytest.param({"persons": False}, "target-group-is-only-organisations", id="no people"),
    ],
)
def test_a_target_group_is_people(changes: dict[str, object], code: str) -> None:
    analysis = with_(a_stakeholder_analysis(), "stakeholders[6]", changed(EMPLOYEES, changes))

    said = judge(TOOL, with_(analysis, "stakeholders[7]", changed(RESIDENTS, changes)))

    assert told(said) == [("IA-04", code, "stakeholder_analysis.stakeholders")]


def test_one_target_group_of_people_is_enough() -> None:
    firms = replace(RESIDENTS, persons=False)

    said = judge(TOOL, with_(a_stakeholder_analysis(), "stakeholders[residents]", firms))

    assert told(said) == []


@pytest.mark.parametrize(
    ("side", "code"), [("can_affect", "nobody-is-affected"), ("affected_by", "nobody-can-affect")]
)
def test_the_list_holds_both_sides(side: str, code: str) -> None:
    one = a_stakeholder(**{side: "Ja."})

    said = judge(TOOL, a_stakeholder_analysis(stakeholders=(one,)))

    assert [found.code for rule, found in said if rule == "IA-02"] == [code]


def test_an_absent_sector_with_a_reason_is_covered() -> None:
    analysis = with_(a_stakeholder_analysis(), of("university", "sector"), "")
    because = AbsentSector(sector="academia", because="Ingen forskning rör frågan.")

    said = judge(TOOL, with_(analysis, "absent_sectors", (because,)))

    assert told(said) == []


def test_an_absent_sector_without_a_reason_is_not_covered() -> None:
    analysis = with_(a_stakeholder_analysis(), of("university", "sector"), "")

    said = judge(TOOL, with_(analysis, "absent_sectors", (AbsentSector(sector="academia"),)))

    assert [found.facts for _, found in said] == [{"sector": "academia"}]


def test_both_doors_give_the_same_content() -> None:
    body = encode(a_stakeholder_analysis())

    assert decode(body, StakeholderAnalysis) == a_stakeholder_analysis()
    assert TypeAdapter(StakeholderAnalysis).validate_json(body) == a_stakeholder_analysis()


def test_an_empty_draft_is_judged_and_drawn() -> None:
    said = judge(TOOL, StakeholderAnalysis())

    assert {rule for rule, _ in said} == {"IA-02", "IA-03", "IA-04", "IA-08", "IA-09", "IA-11"}
    assert TOOL.draw(StakeholderAnalysis()).shape == Grid("interest", "power", ())

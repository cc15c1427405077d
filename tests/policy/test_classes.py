from __future__ import annotations

from dataclasses import replace

import pytest

from gronatraden import manuscript
from gronatraden.gates.burden import burden_of
from gronatraden.policy import Classes, class_problems, meaning, outgrown
from gronatraden.project import Funding, Risk
from gronatraden.samples import folders
from gronatraden.services._handing_in import read_handed
from gronatraden.text.voice import LANGUAGES, Voice
from tests.builders import some_facts
from tests.builders.samples import the_lifecycle, the_policy, written
from tests.house.source import ROOT

CLASSES = manuscript.validate(manuscript.read(ROOT / "policies" / "classes.yaml"), Classes)
LIFECYCLES = ("full", "simple")
OWN = (Funding(id="own", fund="own"),)
ESF = (Funding(id="esf", fund="esf"),)
SMALL, MIDDLE, LARGE = CLASSES.order


@pytest.mark.parametrize(
    ("budget", "name"),
    [
        *((0, "small"), (500_000, "small"), (500_001, "middle")),
        *((3_000_000, "middle"), (3_000_001, "large")),
    ],
)
def test_a_project_is_in_the_first_class_that_takes_it(budget: int, name: str) -> None:
    now = CLASSES.class_of(some_facts(total_budget_sek=budget, funding=OWN))

    assert now is not None
    assert now.id == name


def test_a_funder_with_criteria_of_its_own_makes_a_project_large() -> None:
    assert CLASSES.class_of(some_facts(total_budget_sek=1, funding=ESF)) == LARGE


@pytest.mark.parametrize(
    ("risk", "name"), [("", "small"), ("low", "small"), ("medium", "small"), ("high", "large")]
)
def test_a_small_project_with_a_high_risk_is_large(risk: Risk, name: str) -> None:
    now = CLASSES.class_of(some_facts(total_budget_sek=500_000, funding=OWN, risk=risk))

    assert now is not None
    assert now.id == name


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"risk": "high"}, ("small", "project.risk")),
        ({"funding": ESF}, ("small", "project.funding")),
        ({"total_budget_sek": 500_001}, None),
        ({"total_budget_sek": 500_001, "risk": "high"}, ("middle", "project.risk")),
        ({"total_budget_sek": 3_000_001, "risk": "high"}, None),
        ({"total_budget_sek": None, "risk": "high"}, None),
        ({}, None),
    ],
)
def test_it_is_told_what_keeps_a_project_out_of_a_lighter_class(
    facts: dict[str, object], expected: tuple[str, str] | None
) -> None:
    stated = some_facts(**{"total_budget_sek": 500_000, "funding": OWN, **facts})

    found = CLASSES.passed_over(stated)

    assert (found and (found[0].id, found[1])) == expected


def test_classes_that_say_nothing_of_risk_mean_what_they_meant() -> None:
    silent = [replace(one, risks_apart=()) for one in CLASSES.order]

    assert "risks_apart" not in str(meaning(replace(CLASSES, order=tuple(silent))))
    assert "risks_apart" in str(meaning(CLASSES))


def test_what_is_not_stated_is_in_no_class() -> None:
    assert CLASSES.class_of(some_facts(total_budget_sek=None)) is None


@pytest.mark.parametrize(
    ("project", "name"),
    [
        *(("crkkl", "large"), ("res-gront", "large"), ("transporteffektivt-kronoberg", "large")),
        *(("starkt-vardskap", None), ("starkt-vardskap/fictional/start", "middle")),
    ],
)
def test_real_projects_are_classed_as_they_were_run(project: str, name: str | None) -> None:
    handed = read_handed(written(folders.ROOT / project / "project.yaml"))

    now = CLASSES.class_of(handed.content)  # type: ignore[arg-type]  # the facts

    assert (now and now.id) == name
    assert now is None or now.lifecycle == handed.envelope.lifecycle


def test_a_small_project_writes_much_less() -> None:
    minutes = {
        name: burden_of(the_lifecycle(name), [the_policy(name).policy]).whole.minutes
        for name in LIFECYCLES
    }

    assert minutes["simple"] * 2 <= minutes["full"]


def test_shipped_classes_have_no_problems() -> None:
    assert list(class_problems(CLASSES, LIFECYCLES)) == []


WRONG = {
    "id-used-twice": (SMALL, SMALL, LARGE),
    "class-has-no-lifecycle": (replace(SMALL, lifecycle="sipmle"), LARGE),
    "last-class-leaves-some-out": (SMALL, replace(LARGE, risks_apart=("high",))),
}


TOLD: dict[str, tuple[tuple[str | int, ...], dict[str, object]]] = {
    "id-used-twice": (("order", 1, "id"), {"id": "small"}),
    "class-has-no-lifecycle": (
        ("order", 0, "lifecycle"),
        {"name": "sipmle", "known": ["full", "simple"]},
    ),
    "last-class-leaves-some-out": (("order", 1), {"id": "large"}),
}


@pytest.mark.parametrize("code", WRONG)
def test_careless_classes_are_told_where_they_are(code: str) -> None:
    (problem,) = class_problems(replace(CLASSES, order=WRONG[code]), LIFECYCLES)

    assert (problem.where, problem.facts) == TOLD[code]


@pytest.mark.parametrize("code", WRONG)
@pytest.mark.parametrize("language", LANGUAGES)
def test_careless_classes_are_refused_in_words(code: str, language: str) -> None:
    (problem,) = class_problems(replace(CLASSES, order=WRONG[code]), LIFECYCLES)

    assert problem.code == code
    assert Voice(language).say(f"problem.{code}", **problem.facts)


@pytest.mark.parametrize(
    ("lifecycle", "budget", "excused", "found"),
    [
        pytest.param("simple", 3_000_001, "", 1, id="grown past it"),
        pytest.param("simple", 3_000_000, "", 0, id="grown inside it"),
        pytest.param("full", 3_000_001, "", 0, id="on the full way"),
        pytest.param("full", 1, "", 0, id="shrunk"),
        pytest.param("simple", 3_000_001, "large", 0, id="let take a lighter way"),
        pytest.param("simple", 3_000_001, "middle", 1, id="let so in another class"),
        pytest.param("short", 3_000_001, "", 0, id="on a way of its own"),
    ],
)
def test_a_project_that_outgrows_its_class_is_told(
    lifecycle: str, budget: int, excused: str, found: int
) -> None:
    facts = some_facts(total_budget_sek=budget, funding=OWN)

    assert len(list(outgrown(CLASSES, lifecycle, facts, excused=excused))) == found


@pytest.mark.parametrize(
    ("facts", "where"),
    [
        ({"total_budget_sek": 3_000_001}, "project.total_budget_sek"),
        ({"risk": "high"}, "project.risk"),
        ({"funding": ESF}, "project.funding"),
    ],
)
def test_the_fact_that_it_outgrew_it_by_is_named(facts: dict[str, object], where: str) -> None:
    stated = some_facts(**{"total_budget_sek": 500_000, "funding": OWN, **facts})

    (finding,) = outgrown(CLASSES, "simple", stated)

    assert finding.where == where

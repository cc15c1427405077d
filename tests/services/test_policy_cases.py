from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from gronatraden.samples.shipped import folder
from gronatraden.services.authoring.cases.run_tests import run_tests
from gronatraden.services.authoring.cases.suites import Reader
from gronatraden.services.folders.export_project import export_project
from tests.services.policy_cases import BASE, CASES, POLICY, run_cases
from tests.services.simulator import a_life

if TYPE_CHECKING:
    from pathlib import Path

    from gronatraden.services.authoring.cases.run_tests import Tested

TESTED = {
    *("gronatraden-full", "gronatraden-simple"),
    *("eruf-2021-2027", "esf-plus", "interreg-oks", "regional-1-1", "region-kalmar"),
}
HISTORY = """\
schema: gronatraden/case-history/1
submitted_by: [alva]
roles:
  - {person: bo, role: steering_group, from_on: 2024-09-01}
  - {person: bea, role: steering_group, from_on: 2024-09-01}
  - {person: disa, role: steering_chair, from_on: 2024-09-01}
"""
SUITE = """\
schema: gronatraden/policy-test/1
policy: full.yaml
base: exported
at: "{at}"
cases: [{{name: as it stands}}]
"""


@pytest.fixture(scope="module")
def shipped() -> Tested:
    """Return what came of the shipped cases."""
    return run_tests([folder() / "tests"])


def missed(done: Tested) -> dict[str, list[str]]:
    """Return what came out otherwise than expected, by case."""
    return {ran.name: [m.requirement for m in ran.misses] for ran in done.ran if ran.misses}


def problems(done: Tested) -> list[tuple[str, int]]:
    """Return what is wrong with files: code and line."""
    return [(p.code, p.line) for error in done.broken for p in error.problems]


def test_what_is_shipped_is_tested_in_full(shipped: Tested) -> None:
    names = {one.policy.policy for one in shipped.policies}

    assert names == TESTED
    assert (missed(shipped), shipped.passed, shipped.covered) == ({}, True, True)


def test_a_small_policy_is_tested_in_full(tmp_path: Path) -> None:
    done = run_cases(tmp_path)

    (policy,) = done.policies
    assert (missed(done), done.passed, done.covered) == ({}, True, True)
    assert (policy.cases, policy.requirements, policy.boundaries) == (6, 3, 3)


@pytest.mark.parametrize(
    ("old", "new", "case"),
    [
        pytest.param(".owner != ''", ".id != ''", "two activities have no owner", id="a condition"),
        pytest.param(">= params", "> params", "no plan", id="a comparison"),
        pytest.param("500000}", "499999}", "too little money to plan for", id="a limit"),
        pytest.param("> 0", "> 2", "complete", id="a number in a condition"),
    ],
)  # fmt: skip
def test_another_rule_is_told(tmp_path: Path, old: str, new: str, case: str) -> None:
    done = run_cases(tmp_path, policy=POLICY.replace(old, new))

    assert (done.passed, case in missed(done)) == (False, True)


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("gronatraden-full", "{percent: 60}", "{percent: 61}"),
        ("gronatraden-simple", "{stage: 1}", "{stage: 2}"),
    ],
)
def test_a_shipped_number_that_is_moved_is_told(
    tmp_path: Path, name: str, before: str, after: str
) -> None:
    shutil.copytree(folder(), tmp_path / "policies")
    file = tmp_path / "policies" / f"{name}.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace(before, after), "utf-8")

    done = run_tests([tmp_path / "policies" / "tests" / name])

    assert (before in text, done.passed) == (True, False)


def test_offenders_are_held_against_what_was_expected(tmp_path: Path) -> None:
    done = run_cases(tmp_path, CASES.replace("[ride, tell]", "[ride]"))

    (miss,) = next(ran.misses for ran in done.ran if ran.misses)
    assert (miss.expected, miss.found) == ("ride", "ride, tell")


@pytest.mark.parametrize(
    ("until", "missing"),
    [
        pytest.param('  - name: "no plan"', "start.evaluation-is-planned", id="never broken"),
        pytest.param('  - name: "too little', "start.evaluation-is-planned", id="never left out"),
    ],
)
def test_what_no_case_shows_is_a_gap(tmp_path: Path, until: str, missing: str) -> None:
    done = run_cases(tmp_path, CASES.partition(until)[0])

    (policy,) = done.policies
    assert (done.passed, [gap.requirement for gap in policy.gaps]) == (True, [missing])


def test_a_limit_that_no_case_stands_at_is_told(tmp_path: Path) -> None:
    base = BASE.replace("500000", "600000")
    cases = CASES.replace("499999", "400000")

    (policy,) = run_cases(tmp_path, cases, base=base).policies

    assert [(b.name, b.instead) for b in policy.untold] == [
        ("params.enough_sek", 499_999),
        ("params.enough_sek", 500_001),
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("[ride].owner", "[rode].owner", ("patch-leads-nowhere", 13), id="no element"),
        pytest.param("change_logic.activities[ride]", "change_logik.activities[ride]",
                     ("unknown-room", 13), id="no room"),
        pytest.param('[ride].owner", to: ""', '[ride].owner", to: 7', ("needs-quotes", 13),
                     id="another type"),
        pytest.param("[ride].owner", "[ride].ower", ("unknown-field", 13), id="no field"),
        pytest.param("not_satisfied: [start.there", "not_satisfied: [start.their",
                     ("unknown-requirement", 21), id="no requirement"),
        pytest.param("closed: [start], not_satisfied: [start.there",
                     "closed: [strat], not_satisfied: [start.there",
                     ("unknown-gate", 21), id="no gate"),
        pytest.param("expect:\n", "expects:\n", ("unknown-field", 15), id="no such word"),
    ],
)  # fmt: skip
def test_a_mistake_in_a_file_of_cases_is_told_the_line(
    tmp_path: Path, old: str, new: str, expected: tuple[str, int]
) -> None:
    done = run_cases(tmp_path, CASES.replace(old, new, 1))

    assert (problems(done), done.passed) == ([expected], False)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        pytest.param("policy-test/1", "policy-test/9", "not-a-policy-test", id="another schema"),
        pytest.param("small.yaml", "none.yaml", "file-is-missing", id="no policy"),
        pytest.param("  project:", "  projekt:", "unknown-room", id="no room"),
    ],
)
def test_a_mistake_in_the_base_is_told(tmp_path: Path, old: str, new: str, code: str) -> None:
    assert problems(run_cases(tmp_path, base=BASE.replace(old, new, 1)))[0][0] == code


def test_a_folder_without_cases_is_told(tmp_path: Path) -> None:
    assert problems(run_tests([tmp_path])) == [("no-policy-tests", 0)]


def test_a_policy_that_is_not_sound_is_not_run_cases(tmp_path: Path) -> None:
    done = run_cases(tmp_path, policy=POLICY.replace("a.owner", "a.ower"))

    assert problems(done) == [("unknown-condition-field", 15)]


def test_an_exported_project_is_judged_as_its_record_is(tmp_path: Path) -> None:
    life = a_life(tmp_path / "life", after="filled")
    there = {r.id: r.status for r in life.check("start").verdict.requirements}
    base = tmp_path / "exported"
    base.mkdir()
    files = export_project(life.parts, project="cykla").files
    for name, text in {**files, "history.yaml": HISTORY}.items():
        (base / name).write_text(text, "utf-8")
    shutil.copy(folder() / "gronatraden-full.yaml", tmp_path / "full.yaml")
    suite = tmp_path / "suite.yaml"
    suite.write_text(SUITE.format(at=life.at.isoformat()), "utf-8")

    ready = Reader().read(suite)

    verdict = ready.stood(0).judge(ready.policies, "start")
    assert {r.id: r.status for r in verdict.requirements} == there


def test_a_number_in_a_condition_is_a_limit_too(tmp_path: Path) -> None:
    cases = CASES.replace('  - name: "one activity is enough"\n', '  - name: "another"\n')
    cases = cases.replace('    patches: [{at: "change_logic.activities[tell]"}]\n', "")

    (policy,) = run_cases(tmp_path, cases).policies

    assert [(b.requirement, b.name, b.value, b.instead) for b in policy.untold] == [
        ("start.there-are-activities", "expr[43]", 0, 1)
    ]


TIGHTER = """\
policy: tighter
version: 1
level: funder
title: {sv: "Hårdare", en: "Tighter"}
source: "Prov"
gates:
  start:
    tightens:
      - id: start.boxes
        numbers: {at_least: 2}
        because: {sv: "Utan den går det inte att följa upp.", en: "Nothing is followed up."}
"""
BOXES = """\
      - id: start.boxes
        check: change_logic.no_box_is_empty
        numbers: {at_least: LEAST}
        because: {sv: "Utan den går det inte att följa upp.", en: "Nothing is followed up."}
"""
TWO = """\
  - name: "two in each"
    patches: [{at: "change_logic.activities[+]", to: {id: ask}}]
    expect: {closed: [start]}
"""


@pytest.mark.parametrize(
    ("least", "untold"),
    [
        pytest.param(1, {("tightens.numbers.at_least", 1), ("tightens.numbers.at_least", 3)}),
        pytest.param(2, {("tightens.numbers.at_least", 3)}),
    ],
    ids=["tighter", "as tight as it is already"],
)
def test_a_number_that_is_tightened_is_tested_where_it_makes_a_difference(
    tmp_path: Path, least: int, untold: set[tuple[str, int]]
) -> None:
    """Nothing in the base has a box filled, so that no number is ever told."""
    method = POLICY + BOXES.replace("LEAST", str(least))
    (tmp_path / "method.yaml").write_text(method, "utf-8")
    base = BASE.replace("policy: small.yaml\n", "policy: small.yaml\nbeside: [method.yaml]\n")

    (tested,) = run_cases(tmp_path, TWO, TIGHTER, base).policies

    assert {(b.name, b.instead) for b in tested.untold} == untold

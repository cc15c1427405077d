from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import jsonschema  # type: ignore[import-untyped]  # has no types of its own
import pytest

from gronatraden import manuscript
from gronatraden.errors import ManuscriptError
from gronatraden.samples.shipped import shipped
from gronatraden.services.authoring._drafts import kind_of
from gronatraden.services.authoring.lint import lint
from gronatraden.services.authoring.schema import schema_of
from gronatraden.services.publish import publish
from gronatraden.text import LANGUAGES, Voice

if TYPE_CHECKING:
    from pathlib import Path

    from gronatraden.manuscript import Manuscript
    from tests.services.simulator import ProjectSimulator

MINE = """\
policy: mine
version: 1
title: {sv: "Min", en: "Mine"}
lifecycle: full
source: "Prov"
params: {most: 3}
gates:
  start:
    decided_by: [{role: steering_chair}]
    requires:
      - id: start.boxes
        check: change_logic.no_box_is_empty
        numbers: {at_least: 1}
        waivable: true
        because: {sv: "Utan det går det inte att följa upp.", en: "Nothing is followed up."}
        source: "Prov"
      - id: start.high
        when: size(documents.stakeholder_analysis.stakeholders) > params.most
        expr: documents.stakeholder_analysis.stakeholders.exists(s, s.sector == 'academia')
        because: {sv: "Utan dem går det inte att börja.", en: "One cannot start without them."}
        source: "Prov"
"""
WRONG = [
    pytest.param("  start:\n", "  strat:\n", ("unknown-gate", 8, 3), id="a gate"),
    pytest.param("no_box_is_empty", "no_box_is_emty", ("unknown-check", 12, 9), id="a check"),
    pytest.param("{at_least: 1}", "{at_last: 1}", ("unknown-number", 13, 19), id="a number"),
    pytest.param("start.high", "start.boxes", ("duplicate-id", 17, 9), id="an id"),
    pytest.param("steering_chair", "steering_chare", ("not-in-list", 9, 19), id="a role"),
    pytest.param("params.most", "params.mist", ("unknown-condition-param", 18, 74), id="a param"),
    pytest.param("s.sector", "s.sektor", ("unknown-condition-field", 19, 71), id="a field"),
    pytest.param("version: 1", "versoin: 1", ("missing-field", 1, 1), id="a key"),
]


@cache
def read() -> list[Manuscript]:
    """Return what is shipped, read once."""
    return [manuscript.read(path) for path in shipped()]


def said_of(text: str, *others: str) -> list[tuple[str, int, int]]:
    """Return what is wrong with a policy: code, line and column."""
    files = [manuscript.read_text(t, name=f"{n}.txt") for n, t in enumerate((text, *others))]
    return [(p.code, p.line, p.column) for p in lint(files, shipped=read())[0].problems]


def advised(text: str) -> set[str]:
    """Return the codes of a policy's warnings."""
    (one,) = lint([manuscript.read_text(text, name="mine.txt")], shipped=read())
    return {p.code for p in one.warnings}


def test_a_sound_policy_has_no_problems() -> None:
    assert (said_of(MINE), advised(MINE)) == ([], set())


@pytest.mark.parametrize(("old", "new", "expected"), WRONG)
def test_a_problem_has_its_line_and_column(
    old: str, new: str, expected: tuple[str, int, int]
) -> None:
    assert expected in said_of(MINE.replace(old, new))


@pytest.mark.parametrize(("old", "new", "expected"), WRONG)
def test_publishing_refuses_what_lint_refuses(
    opened: ProjectSimulator, old: str, new: str, expected: tuple[str, int, int]
) -> None:
    text = MINE.replace(old, new)

    with pytest.raises(ManuscriptError) as caught:
        publish(opened.parts, written=manuscript.read_text(text, name="mine.txt"), by="olle")

    assert expected in said_of(text)
    assert [(p.code, p.line, p.column) for p in caught.value.problems] == said_of(text)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        pytest.param('        source: "Prov"\n      - id: start.high', "      - id: start.high",
                     "requirement-without-source", id="no source"),
        pytest.param("Nothing is followed up.", "Utan det går det inte att följa upp.",
                     "because-is-not-translated", id="one language"),
        pytest.param("waivable: true", "waivable: true\n        weight: advisory",
                     "waivable-in-vain", id="waived in vain"),
        pytest.param("{most: 3}", "{most: 3, least: 1}", "param-is-unused", id="unused"),
    ],
)  # fmt: skip
def test_what_may_be_meant_otherwise_is_a_warning(old: str, new: str, code: str) -> None:
    text = MINE.replace(old, new)

    assert (said_of(text), advised(text)) == ([], {code})


def test_a_gate_that_nobody_asks_anything_at_is_a_warning() -> None:
    gates = "[{gate: start}, {gate: end}]"
    shape = f"lifecycle: own\nversion: 1\nphases: [{{phase: during, gates: {gates}}}]\n"
    files = [
        manuscript.read_text(shape, name="a"),
        manuscript.read_text(MINE.replace("lifecycle: full", "lifecycle: own"), name="b"),
    ]

    _, policy = lint(files)

    assert (policy.problems, [w.facts for w in policy.warnings]) == ((), [{"gate": "end"}])


def test_a_slip_in_one_field_hides_no_problem_elsewhere(opened: ProjectSimulator) -> None:
    text = MINE.replace("title:", "titel:").replace("no_box_is_empty", "no_box_is_emty")
    text = text.replace("s.sector", "s.sektor").replace("numbers: {at_least: 1}", "number: 7")

    with pytest.raises(ManuscriptError) as caught:
        publish(opened.parts, written=manuscript.read_text(text, name="mine.txt"), by="olle")

    assert said_of(text) == [
        ("missing-field", 1, 1),
        ("unknown-field", 3, 1),
        ("unknown-field", 13, 9),
        ("unknown-condition-field", 19, 71),
    ]
    assert [(p.code, p.line, p.column) for p in caught.value.problems] == said_of(text)


def test_after_a_hundred_problems_it_is_said_that_there_are_more() -> None:
    one = MINE[MINE.index("      - id: start.boxes") : MINE.index("      - id: start.high")]
    many = "".join(
        one.replace("start.boxes", f"start.box-{n}").replace("_empty", "_emty") for n in range(200)
    )

    codes = [
        code for code, _, _ in said_of(MINE.replace("    requires:\n", f"    requires:\n{many}"))
    ]

    assert (len(codes), codes[-1]) == (101, "more-problems")


def test_two_files_cannot_be_the_same_version() -> None:
    assert said_of(MINE, MINE) == [("version-stands-twice", 2, 1)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_warning_is_said(language: str) -> None:
    text = MINE.replace("{most: 3}", "{most: 3, least: 1}")
    (one,) = lint(
        [manuscript.read_text(text, name="a")], shipped=[manuscript.read(p) for p in shipped()]
    )

    said = [Voice(language).say(f"problem.{w.code}", **w.facts) for w in one.warnings]

    assert ["params.least" in sentence for sentence in said] == [True]


@pytest.mark.parametrize("path", shipped(), ids=lambda path: path.stem)
def test_editors_are_given_a_schema_that_fits_what_is_shipped(path: Path) -> None:
    written = manuscript.read(path)
    kind = kind_of(written)

    found = list(jsonschema.Draft202012Validator(schema_of(kind)).iter_errors(written.value))

    assert found == []

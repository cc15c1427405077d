"""What is wrong with a policy's conditions is told at the requirement, the field and the place.

In the texts here, ``^`` stands where the trouble is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gronatraden.gates.conditions.problems import LONGEST
from gronatraden.gates.registry import problems_of
from gronatraden.policy import Each
from tests.builders import changed
from tests.builders.gates import a_policy, a_requirement
from tests.gates.test_registry import LIFECYCLE, WHERE
from tests.policy.conditions.asking import marks

if TYPE_CHECKING:
    from gronatraden.policy import Requirement
    from gronatraden.policy.conditions.port import Facts
    from gronatraden.policy.problem import PolicyProblem

LISTED = "documents.change_logic.activities"
OWNED = f"{LISTED}.all(a, a.owner != '')"
NEAR_TITLE: Facts = {"name": "titel", "nearest": "title"}
NEAR_OWNER: Facts = {"name": "ownr", "nearest": "owner"}
OF_NONE: Facts = {"list": LISTED}


def stated(check: str = "", **said: object) -> Requirement:
    """Return a requirement that says what is given."""
    return changed(a_requirement(check), said)


def told(*requires: Requirement) -> list[PolicyProblem]:
    """Return what is wrong at the start gate."""
    return list(problems_of(a_policy(*requires), LIFECYCLE))


@pytest.mark.parametrize("field", ["expr", "when"])
@pytest.mark.parametrize(
    ("marked", "code", "facts"),
    [
        ("project.^titel == ''", "unknown-condition-field", NEAR_TITLE),
        ("project.title == '' || project.^titel == ''", "unknown-condition-field", NEAR_TITLE),
        ("^project.title", "condition-is-no-bool", {"type": "string"}),
        ("1 +^", "condition-ends-early", {}),
    ],
)
def test_a_condition_by_itself(field: str, marked: str, code: str, facts: Facts) -> None:
    text, (at,) = marks(marked)

    (problem,) = told(stated("change_logic.no_box_is_empty", **{field: text}))

    assert (problem.code, problem.where, problem.facts, problem.at) == (
        code,
        (*WHERE, field),
        facts,
        at,
    )


@pytest.mark.parametrize(
    ("each", "part", "marked", "code", "facts"),
    [
        ({}, "in", "project.^titel", "unknown-condition-field", NEAR_TITLE),
        ({}, "in", "^project.title", "condition-is-no-list", {"type": "string"}),
        ({}, "in", "^   ", "condition-ends-early", {}),
        ({}, "expect", "^   ", "condition-ends-early", {}),
        ({}, "expect", "a.^", "condition-ends-early", {}),
        ({}, "expect", "  a.^ownr == ''", "unknown-condition-field", NEAR_OWNER),
        (
            {},
            "expect",
            "^a.owner",
            "condition-types-do-not-fit",
            {"function": "!", "types": ["string"]},
        ),
        (
            {},
            "where",
            "a.owner == 'x' && a.^ownr == ''",
            "unknown-condition-field",
            NEAR_OWNER,
        ),
        ({}, "id", "a^.budget_sek", "condition-is-no-string", {"type": "int"}),
        ({}, "id", "^1", "condition-is-no-string", {"type": "int"}),
        ({}, "as", "^gate", "condition-name-is-taken", {"name": "gate"}),
        ({}, "as", "^params", "condition-name-is-taken", {"name": "params"}),
        ({"expect": "a.owner != ''"}, "in", f"^{LISTED}", "condition-is-true-of-none", OF_NONE),
        (
            {"expect": "a.owner != ''"},
            "in",
            f"^{LISTED}.filter(b, b.owner != '')",
            "condition-is-true-of-none",
            OF_NONE,
        ),
    ],
)
def test_a_part_of_an_each(
    each: dict[str, str], part: str, marked: str, code: str, facts: Facts
) -> None:
    text, (at,) = marks(marked)
    said = {
        "in_": LISTED,
        "as_": "a",
        "expect": "true",
        **each,
        {"in": "in_", "as": "as_"}.get(part, part): text,
    }

    (problem,) = told(stated(each=Each(**said)))

    assert (problem.code, problem.where, problem.facts, problem.at) == (
        code,
        (*WHERE, "each", part),
        facts,
        at,
    )


@pytest.mark.parametrize(("more", "codes"), [(0, []), (1, ["condition-is-too-long"])])
def test_a_condition_may_be_so_long_and_no_longer(more: int, codes: list[str]) -> None:
    padded = "true".ljust(LONGEST + more)
    each = Each(in_=f"{LISTED}.filter(b, size({LISTED}) > 0)", as_="a", expect=padded)

    found = [told(stated(expr=padded)), told(stated(when=padded, expr="true"))]
    in_a_part = told(stated(expr=f"size({LISTED}) > 0", each=each))

    assert [[p.code for p in problems] for problems in (*found, in_a_part)] == [codes] * 3
    assert all(p.facts == {"limit": LONGEST, "length": LONGEST + 1} for p in in_a_part)
    assert all(p.at == 0 for p in in_a_part)


@pytest.mark.parametrize(
    ("marked", "facts"),
    [
        (f"{LISTED}.all^(a, a.owner != '')", OF_NONE),
        (f"project.title == '' || {LISTED}.all^(a, a.owner != '')", OF_NONE),
        (f"{LISTED}.filter(b, b.id != '').all^(a, a.owner != '')", OF_NONE),
        ("readings.all^(r, r.value > 0.0)", {"list": "readings"}),
        (
            f"size(readings) > 0 && {LISTED}.all^(a, readings.exists(r, r.indicator == a.id))",
            OF_NONE,
        ),
    ],
)
def test_a_word_on_all_is_told_where_the_walk_is(marked: str, facts: Facts) -> None:
    text, (at,) = marks(marked)

    (problem,) = told(stated(expr=text))

    assert (problem.code, problem.where, problem.facts, problem.at) == (
        "condition-is-true-of-none",
        (*WHERE, "expr"),
        facts,
        at,
    )


@pytest.mark.parametrize(
    "beside",
    [
        pytest.param(stated(expr=f"size({LISTED}) > 0 && {OWNED}"), id="measured"),
        pytest.param(stated(expr=f"{LISTED} != [] && {OWNED}"), id="compared"),
        pytest.param(stated(expr=f"{LISTED}[0].id != '' && {OWNED}"), id="by its place"),
        pytest.param(stated(expr=f"{LISTED}.exists(b, b.id != '') && {OWNED}"), id="one of them"),
        pytest.param(
            stated(expr=f"{LISTED}.exists_one(b, b.id != '') && {OWNED}"), id="only one of them"
        ),
        pytest.param(stated(expr=OWNED, when=f"size({LISTED}) > 0"), id="in when"),
        pytest.param(stated("change_logic.no_box_is_empty", expr=OWNED), id="by its own check"),
    ],
)
def test_a_word_on_how_many_makes_a_word_on_all_meant(beside: Requirement) -> None:
    assert told(beside) == []


@pytest.mark.parametrize(
    ("weight", "codes"),
    [("blocking", []), ("advisory", ["condition-is-true-of-none"])],
)
def test_only_what_weighs_as_much_counts_for_another(weight: str, codes: list[str]) -> None:
    counted = stated(id="start.counted", expr=f"size({LISTED}) > 0", weight=weight)

    assert [problem.code for problem in told(counted, stated(expr=OWNED))] == codes


def test_what_is_misspelt_elsewhere_counts_nothing() -> None:
    misspelt = stated(id="start.counted", expr=f"size({LISTED}) >")

    found = [(p.code, p.where[3]) for p in told(misspelt, stated(expr=OWNED))]

    assert found == [("condition-ends-early", 0), ("condition-is-true-of-none", 1)]


@pytest.mark.parametrize(
    ("marked", "code", "facts"),
    [
        ("project.^titel == ''", "unknown-condition-field", NEAR_TITLE),
        ("^project.title", "condition-is-no-bool", {"type": "string"}),
        ("1 +^", "condition-ends-early", {}),
        ("^passed(project.ends_on)", "policy-when-reads-the-moment", {"name": "passed"}),
        (
            "project.title == '' || ^older_than(project.ends_on, 1)",
            "policy-when-reads-the-moment",
            {"name": "older_than"},
        ),
    ],
)
def test_the_when_of_a_policy(marked: str, code: str, facts: Facts) -> None:
    text, (at,) = marks(marked)

    (problem,) = problems_of(a_policy(a_requirement(), when=text), LIFECYCLE)

    assert (problem.code, problem.where, problem.facts, problem.at) == (code, ("when",), facts, at)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("size(documents.change_logic.activities) > 0", "documents"),
        ("has(earlier.change_logic)", "earlier"),
        ("gate == 'start'", "gate"),
        ("occurrence == 1", "occurrence"),
        ("size(readings) > 0", "readings"),
        ("size(evidence) > 0", "evidence"),
        ("size(lessons) > 0", "lessons"),
        ("size(decisions) > 0", "decisions"),
        ("size(conditions) > 0", "conditions"),
    ],
)
def test_the_when_of_a_policy_reads_the_facts_alone(text: str, name: str) -> None:
    (problem,) = problems_of(a_policy(a_requirement(), when=text), LIFECYCLE)

    assert (problem.code, problem.facts["name"]) == ("policy-when-reads-facts-alone", name)


def test_a_name_that_stands_for_nothing_is_told_as_everywhere() -> None:
    (problem,) = problems_of(a_policy(a_requirement(), when="nobody == ''"), LIFECYCLE)

    assert problem.code == "unlike-any-condition-name"


def test_the_when_of_a_policy_may_name_a_day() -> None:
    dated = a_policy(a_requirement(), when="day('2024-01-01') < project.ends_on")

    assert list(problems_of(dated, LIFECYCLE)) == []

"""The traps of the language and its engine, each with what keeps us out of it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from gronatraden.errors import ManuscriptError
from gronatraden.gates.conditions.vocabulary import engine, vocabulary_of
from gronatraden.gates.registry import problems_of
from gronatraden.manuscript import read_text
from gronatraden.policy import Each
from gronatraden.policy.conditions.values import plain
from tests.builders import a_change_logic, a_context
from tests.builders.gates import a_policy, a_requirement
from tests.gates.test_registry import LIFECYCLE
from tests.house.source import PACKAGE, modules
from tests.policy.conditions.asking import ENGINE, Part, Whole, answer, codes, told

JOIN = "it.parts.all(a, it.parts.filter(b, b.id == a.id).size() == 1)"


def test_an_error_is_never_taken_for_a_true_text() -> None:
    found = answer("it.amount > 1", amount=None)

    assert found.value is None
    assert found.failure


def test_work_beyond_the_budget_is_a_failure_like_any_other() -> None:
    parts = [{"id": str(number)} for number in range(140)]

    assert answer(JOIN, parts=parts[:60]).value is True
    assert "budget" in answer(JOIN, parts=parts).failure


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("it.parts.map(p, p.id + p.id).size() > 0", id="a text"),
        pytest.param("it.parts.map(p, [p.id, p.id]).size() > 0", id="a list"),
        pytest.param("it.parts.map(p, p.tags + p.tags).size() > 0", id="two lists"),
        pytest.param('["x"].map(a, a + a).map(a, a + a).size() > 0', id="twice"),
    ],
)
def test_nothing_grows_in_a_walk(text: str) -> None:
    assert set(codes(text)) == {"condition-builds-in-a-walk"}


def test_values_that_the_engine_refuses_are_made_plain() -> None:
    logic = plain(a_change_logic())

    answered = engine().bind({"documents": {"change_logic": logic}}, a_context().moment)

    assert answered.evaluate("documents.change_logic.indicators[0].target > 1.0").value is True


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("it.parts.exists(p, p.share > 1)", id="compared"),
        pytest.param("it.parts.exists(p, p.share + 1 > 2.0)", id="added"),
    ],
)
def test_whole_numbers_and_numbers_with_a_point_are_not_mixed(text: str) -> None:
    assert codes(text) == ["condition-mixes-numbers"]


def test_an_empty_field_is_null_and_has_is_not_asked_of_it() -> None:
    assert codes("has(it.amount)") == ["condition-has-is-always-true"]
    assert answer("it.amount == null", **plain(Whole())).value is True


def test_what_may_be_absent_is_asked_for_with_has() -> None:
    assert codes('has(it.seal) && it.seal.by != ""') == []
    assert answer("has(it.seal)", **plain(Whole())).value is False


def test_a_function_has_its_kinds_and_no_other() -> None:
    assert codes("passed(it.title)") == ["condition-types-do-not-fit"]
    assert answer("passed(it.ends_on)", ends_on="2024-11-30").value is True


def test_a_misspelt_field_is_no_rule_that_nobody_breaks() -> None:
    (trouble,) = told("!it.parts.exists(p, p.influenc == 'low')")

    assert (trouble.code, trouble.at) == ("unknown-condition-field", 22)
    assert trouble.facts == {"name": "influenc", "nearest": "influence"}


@pytest.mark.parametrize("text", ["it.titel == ''", "it.titel != ''", "itt.title == ''"])
def test_a_misspelt_path_is_found_at_load(text: str) -> None:
    assert codes(text)[0].startswith("unknown-condition-")


def test_a_texts_length_is_counted_in_characters() -> None:
    assert answer("size(it.title) == 3", title="åäö").value is True


def test_a_bracket_or_a_comment_in_a_part_stays_in_it() -> None:
    sly = Each(in_="documents.change_logic.activities", as_="a", expect="true) || (true")
    noted = Each(in_="documents.change_logic.activities // all", as_="a", expect="a.id != '' // x")

    found = [
        [p.code for p in problems_of(a_policy(a_requirement(each=each)), LIFECYCLE)]
        for each in (sly, noted)
    ]

    assert found == [["condition-syntax"], []]


@pytest.mark.parametrize(
    ("beside", "problems"),
    [
        pytest.param("", ["condition-is-true-of-none"], id="alone"),
        pytest.param("size(documents.change_logic.activities) > 0", [], id="counted beside"),
    ],
)
def test_a_word_on_all_needs_a_word_on_how_many(beside: str, problems: list[str]) -> None:
    each = Each(in_="documents.change_logic.activities", as_="a", expect='a.owner != ""')
    requirement = a_requirement("", expr=beside, each=each)

    found = [problem.code for problem in problems_of(a_policy(requirement), LIFECYCLE)]

    assert found == problems


@pytest.mark.parametrize("name", ["grants", "submitters", "deciders", "approvals"])
def test_no_condition_counts_approvals(name: str) -> None:
    checked = engine().check(f"size({name}) > 1", vocabulary_of(a_policy(a_requirement())))

    assert isinstance(checked, tuple)


def test_an_expression_that_yaml_would_cut_is_refused() -> None:
    cut = 'expr: it.strict ? it.title : "#1"\n'

    with pytest.raises(ManuscriptError, match="colon-in-text"):
        read_text(cut, name="policy.yaml")


def test_one_room_alone_knows_the_engine() -> None:
    knowing = {path for path in modules(PACKAGE) if "cel_expr_python" in path.read_text("utf-8")}

    assert [path.relative_to(PACKAGE).as_posix() for path in knowing] == [
        "policy/conditions/cel/engine.py"
    ]


def test_threads_that_share_a_condition_get_answers_of_their_own() -> None:
    amounts = range(40)

    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda amount: answer("it.amount > 19", amount=amount), amounts))

    assert [one.value for one in found] == [amount > 19 for amount in amounts]


def test_the_engine_answers_again_after_it_failed() -> None:
    bound = ENGINE.bind({"it": plain(Whole(amount=5, parts=(Part(id="a"),)))}, a_context().moment)

    failed, answered = bound.evaluate("it.parts[3].id == ''"), bound.evaluate("it.amount == 5")

    assert (bool(failed.failure), answered.value) == (True, True)

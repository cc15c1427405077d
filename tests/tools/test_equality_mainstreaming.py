from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from gronatraden.diagram import Bars
from gronatraden.documents import decode, encode
from gronatraden.text.voice import LANGUAGES, Voice
from gronatraden.tools.equality_mainstreaming import TOOL, EqualityMainstreaming
from gronatraden.tools.equality_mainstreaming.content import Children, EqualityGoal, Measure
from gronatraden.tools.equality_mainstreaming.everyone import children_are_considered
from gronatraden.tools.equality_mainstreaming.four_r import (
    differences_are_explained,
    every_row_adds_up,
)
from tests.builders import a_context, with_
from tests.builders.equality_mainstreaming import (
    CHILDREN,
    a_resource_row,
    a_row,
    an_equality_mainstreaming,
)
from tests.tools.breaking import Break, expected, judge, named, told

ROW = "representation[commuters-by-bike]"
RESOURCE = "resources[bike-parking]"
EXPLANATION = "realia.explanations[women-travel-in-several-steps]"
MEASURE = "measures[outreach-to-women]"

BREAKS = {
    "R1 is empty": Break("JM-01", "representation", (), "r-is-not-answered"),
    "R2 is empty": Break("JM-01", "resources", (), "r-is-not-answered"),
    "R3 is empty": Break("JM-01", "realia.analysis", "", "r-is-not-answered"),
    "women not counted": Break("JM-01", f"{ROW}.women", None, "row-is-incomplete", ROW),
    "men not counted": Break("JM-01", f"{ROW}.men", None, "row-is-incomplete", ROW),
    "no number": Break("JM-01", f"{RESOURCE}.n", None, "row-is-incomplete", RESOURCE),
    "no data source": Break("JM-01", f"{ROW}.data_source", "", "row-is-incomplete", ROW),
    "no date": Break("JM-01", f"{ROW}.measured_on", None, "row-is-incomplete", ROW),
    "nobody answers": Break("JM-01", f"{RESOURCE}.responsible", "", "row-is-incomplete", RESOURCE),
    "one too many": Break("JM-02", f"{ROW}.n", 181, "row-does-not-add-up"),
    "others left out": Break(
        "JM-02", f"{RESOURCE}.other", None, "row-does-not-add-up", f"{RESOURCE}.n"
    ),
    "no reason": Break("JM-03", "realia.explanations", (), "difference-is-not-explained", ROW),
    "no words": Break(
        "JM-03", f"{EXPLANATION}.explanation", "", "difference-is-not-explained", ROW
    ),
    "other row": Break(
        "JM-03", f"{EXPLANATION}.row", "bike-parking", "difference-is-not-explained", ROW
    ),
    "no measure": Break("JM-04", "measures", (), "difference-has-no-measure", EXPLANATION),
    "not this": Break(
        "JM-04", f"{MEASURE}.answers", "bike-parking", "difference-has-no-measure", EXPLANATION
    ),
    "nothing to do": Break("JM-04", f"{MEASURE}.what", "", "measure-is-not-planned", MEASURE),
    "no owner": Break("JM-04", f"{MEASURE}.owner", "", "measure-is-not-planned", MEASURE),
    "no due date": Break("JM-04", f"{MEASURE}.due_on", None, "measure-is-not-planned", MEASURE),
    "small cell": Break(
        "JM-06",
        RESOURCE,
        a_resource_row(women=49, men=47, other=4),
        "small-cell-is-not-hidden",
        f"{RESOURCE}.suppressed_in_public",
    ),
    "no goal of its own": Break("JM-E2", "goals", (), "equality-has-no-goal"),
    "nothing required": Break(
        "JM-E6", "required_when_procuring", "", "procurement-asks-for-no-competence"
    ),
    "evaluated by itself": Break("JM-E8", "evaluated_by_others", "", "equality-is-not-evaluated"),
    "no accessibility": Break("JM-07", "accessibility", "", "principle-is-not-considered"),
    "discrimination": Break("JM-07", "non_discrimination", "", "principle-is-not-considered"),
    "not asked": Break("JM-B1", "children.affected", "", "children-are-not-considered"),
    "which children": Break("JM-B1", "children.which", "", "children-are-not-heard", "children"),
    "not heard": Break("JM-B1", "children.how_heard", "", "children-are-not-heard", "children"),
    "what is best": Break(
        "JM-B1", "children.what_is_best", "", "children-are-not-heard", "children"
    ),
    "ruled out without reason": Break(
        "JM-B1",
        "children.affected",
        "no",
        "children-are-ruled-out-without-reason",
        "children.not_affected_because",
    ),
}

counts = st.integers(min_value=0, max_value=10**12)


def test_the_example_satisfies_every_rule() -> None:
    said = judge(TOOL, an_equality_mainstreaming())

    assert told(said) == []


@pytest.mark.parametrize("broken", named(BREAKS))
def test_one_changed_field_breaks_one_rule(broken: Break) -> None:
    equality = with_(an_equality_mainstreaming(), broken.path, broken.value)

    said = judge(TOOL, equality)

    assert told(said) == expected(TOOL, broken)


def test_every_rule_has_a_field_that_breaks_it() -> None:
    assert {b.rule for b in BREAKS.values()} == {check.rule for check in TOOL.checks}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("broken", named(BREAKS))
def test_every_finding_is_a_sentence(broken: Break, language: str) -> None:
    [(_, finding)] = judge(TOOL, with_(an_equality_mainstreaming(), broken.path, broken.value))

    sentence = Voice(language).say(f"finding.{finding.code}", **finding.facts)

    assert sentence[-1] in ".?"


@pytest.mark.parametrize("broken", named(BREAKS))
def test_equality_competence_can_mend_every_finding(broken: Break) -> None:
    [(_, finding)] = judge(TOOL, with_(an_equality_mainstreaming(), broken.path, broken.value))

    assert finding.who == ("equality_competence", "project_manager")


@pytest.mark.parametrize(
    ("goals", "broken"),
    [
        pytest.param((EqualityGoal(id="equal-use", goal="Lika användning."),), [], id="a goal"),
        pytest.param((), ["JM-01", "JM-E2"], id="no goal"),
    ],
)
def test_goals_alone_answer_the_fourth_r(
    goals: tuple[EqualityGoal, ...], broken: list[str]
) -> None:
    even = an_equality_mainstreaming(
        representation=(a_row(women=90, men=90),), measures=(), goals=goals
    )
    unexplained = with_(even, "realia.explanations", ())

    found = [rule for rule, _ in judge(TOOL, unexplained)]

    assert found == broken


@given(women=counts, men=counts, other=counts)
def test_a_row_that_adds_up_is_no_finding(women: int, men: int, other: int) -> None:
    row = a_row(women=women, men=men, other=other, n=women + men + other)
    equality = an_equality_mainstreaming(representation=(row,))

    found = list(every_row_adds_up(equality, a_context()))

    assert found == []


@given(women=counts, men=counts, other=counts, off=st.integers(-1000, 1000).filter(bool))
def test_a_row_that_is_off_says_both_numbers(women: int, men: int, other: int, off: int) -> None:
    total = women + men + other
    row = a_row(women=women, men=men, other=other, n=total + off)
    equality = an_equality_mainstreaming(representation=(row,))

    (found,) = every_row_adds_up(equality, a_context())

    assert (found.facts["sum"], found.facts["n"]) == (total, total + off)


@given(women=counts, men=counts, percent=st.integers(50, 100))
@example(women=60, men=40, percent=60)
@example(women=61, men=39, percent=60)
@example(women=0, men=0, percent=60)
def test_a_difference_is_found_just_above_its_limit(women: int, men: int, percent: int) -> None:
    equality = an_equality_mainstreaming(
        representation=(), resources=(a_resource_row(women=women, men=men, other=0),)
    )

    found = any(differences_are_explained(equality, a_context(), percent=percent))

    largest = Fraction(max(women, men), max(women + men, 1))
    assert found == (largest > Fraction(percent, 100))


@given(women=counts, men=counts, other=counts)
def test_the_unknown_neither_hide_nor_make_a_difference(women: int, men: int, other: int) -> None:
    rows = [a_row(id="row", women=women, men=men, other=many) for many in (0, other)]

    found = [
        any(
            differences_are_explained(an_equality_mainstreaming(representation=(row,)), a_context())
        )
        for row in rows
    ]

    assert found[0] == found[1]


def test_a_difference_names_the_larger_sex_and_no_count() -> None:
    equality = with_(an_equality_mainstreaming(), "realia.explanations", ())

    (found,) = differences_are_explained(equality, a_context())

    assert found.facts == {
        "row": "Anställda som cyklar till arbetet",
        "larger": "men",
        "percent": 60,
    }


def test_a_row_marked_as_hidden_may_have_small_cells() -> None:
    row = a_resource_row(women=49, men=47, other=4, suppressed_in_public=True)

    broken = [rule for rule, _ in judge(TOOL, an_equality_mainstreaming(resources=(row,)))]

    assert broken == []


def test_a_measure_may_answer_the_row_itself() -> None:
    equality = with_(an_equality_mainstreaming(), f"{MEASURE}.answers", "commuters-by-bike")

    broken = [rule for rule, _ in judge(TOOL, equality)]

    assert broken == []


def test_doing_nothing_is_an_answer_when_it_has_a_reason() -> None:
    nothing = Measure(
        id="none", answers="commuters-by-bike", no_measure_because="Skillnaden beror på läget."
    )

    broken = [rule for rule, _ in judge(TOOL, an_equality_mainstreaming(measures=(nothing,)))]

    assert broken == []


@pytest.mark.parametrize(
    ("children", "codes"),
    [
        pytest.param(CHILDREN, [], id="affected and heard"),
        pytest.param(
            Children(affected="no", not_affected_because="Bara vuxna anställda deltar."),
            [],
            id="not affected, because",
        ),
        pytest.param(Children(affected="no"), ["children-are-ruled-out-without-reason"], id="no"),
        pytest.param(Children(affected="yes"), ["children-are-not-heard"], id="yes"),
        pytest.param(
            Children(not_affected_because="Nej."), ["children-are-not-considered"], id="no answer"
        ),
    ],
)
def test_the_question_on_children_has_two_answers(children: Children, codes: list[str]) -> None:
    equality = an_equality_mainstreaming(children=children)

    found = [f.code for f in children_are_considered(equality, a_context())]

    assert found == codes


def test_both_doors_open_to_the_same_mainstreaming() -> None:
    equality = an_equality_mainstreaming()

    body = encode(equality)

    kind = EqualityMainstreaming
    assert decode(body, kind) == TypeAdapter(kind).validate_json(body) == equality


def test_the_bars_show_counts_and_the_table_percentages() -> None:
    diagram = TOOL.draw(an_equality_mainstreaming())

    assert isinstance(diagram.shape, Bars)
    assert diagram.shape.bars[0].values == (60, 120, 0)
    assert diagram.table.rows[0][2:8] == ("60", "120", "0", "33\u00a0%", "67\u00a0%", "0\u00a0%")


def test_a_row_with_a_small_cell_is_drawn_without_numbers() -> None:
    row = a_row(women=176, men=4, other=0, n=180)

    diagram = TOOL.draw(an_equality_mainstreaming(representation=(row,), resources=()))

    assert isinstance(diagram.shape, Bars)
    assert diagram.shape.bars == ()
    assert diagram.table.rows[0][2:8] == ("176", "<5", "0", "", "", "")


def test_an_uncounted_row_stands_in_the_table_alone() -> None:
    row = a_row(women=None)

    diagram = TOOL.draw(an_equality_mainstreaming(representation=(row,), resources=()))

    assert isinstance(diagram.shape, Bars)
    assert diagram.shape.bars == ()
    assert diagram.table.rows[0][2:5] == ("", "120", "0")

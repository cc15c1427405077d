"""What is wrong with a condition is told where it stands, with what it is about.

In the texts here, ``^`` stands where the trouble is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gronatraden.policy.conditions.cel.complaints import complaints
from gronatraden.policy.conditions.vocabulary import Vocabulary
from tests.policy.conditions.asking import ENGINE, codes, marks, told
from tests.policy.conditions.asking import NAMES as NAMED

if TYPE_CHECKING:
    from gronatraden.policy.conditions.port import Facts

KNOWN_PARAMS = ["limit", "strict", "word"]
FIELDS = ["amount", "ends_on", "parts", "seal", "title"]
LEVELS = ["low", "high"]
A_SUM = "condition-builds-in-a-walk"
NOT_EQUAL_TO = "condition-value-is-unknown"
HIHG: Facts = {"word": "hihg", "known": LEVELS, "nearest": "high"}


def unfit(function: str, *types: str) -> Facts:
    """Return the facts of a function whose arguments it has no use for."""
    return {"function": function, "types": list(types)}


NAMES: list[tuple[str, str, Facts]] = [
    ("it.amount == ^nothing", "unknown-condition-name", {"name": "nothing", "nearest": "contains"}),
    ("has(^itt.seal)", "unknown-condition-name", {"name": "itt", "nearest": "it"}),
    (
        "it.title == '' || has(^itt.seal)",
        "unknown-condition-name",
        {"name": "itt", "nearest": "it"},
    ),
    ("^itt.seal.by == ''", "unknown-condition-name", {"name": "itt", "nearest": "it"}),
    ("^now() > it.ends_on", "condition-reads-a-clock", {"name": "now"}),
    ("it.ends_on > ^today", "condition-reads-a-clock", {"name": "today"}),
    ("it.ends_on > ^date", "condition-reads-a-clock", {"name": "date"}),
    ("it.ends_on > ^time", "condition-reads-a-clock", {"name": "time"}),
    ("it.^amuont > 1", "unknown-condition-field", {"name": "amuont", "nearest": "amount"}),
    ("it.^zzz > 1", "unlike-any-condition-field", {"name": "zzz", "known": FIELDS}),
    (
        "it.parts.all(p, p.^amuont > 1)",
        "unknown-condition-field",
        {"name": "amuont", "nearest": "amount"},
    ),
    ('it.seal.^bi == ""', "unknown-condition-field", {"name": "bi", "nearest": "by"}),
    ("params.^limt > 1", "unknown-condition-param", {"name": "limt", "nearest": "limit"}),
    (
        "params.^nonsense > 1",
        "unlike-any-condition-param",
        {"name": "nonsense", "known": KNOWN_PARAMS},
    ),
    (
        "it.title == '' ||\n  it.^amuont > 1",
        "unknown-condition-field",
        {"name": "amuont", "nearest": "amount"},
    ),
    ("type^(it.title) == string", "condition-function-is-unknown", {"name": "type"}),
]
TYPES: list[tuple[str, str, Facts]] = [
    ("it.amount ^> 1.5", "condition-mixes-numbers", unfit(">", "int", "double")),
    ("it.title ^> 1", "condition-types-do-not-fit", unfit(">", "string", "int")),
    (
        "it.title.startsWith^(1)",
        "condition-types-do-not-fit",
        unfit("startsWith", "string", "int"),
    ),
    (
        'it.parts.contains^("a")',
        "condition-types-do-not-fit",
        unfit("contains", "list of object", "string"),
    ),
    ("it.title ^in 3", "condition-types-do-not-fit", unfit("in", "string", "int")),
    ('^-it.title == ""', "condition-types-do-not-fit", unfit("-", "string")),
    ("size^(it.amount) > 0", "condition-types-do-not-fit", unfit("size", "int")),
    ("it.ends_on ^* 2 > 3", "condition-types-do-not-fit", unfit("*", "day", "int")),
    (
        'it.title ^== duration("1h")',
        "condition-types-do-not-fit",
        unfit("==", "string", "duration"),
    ),
    ("it.parts ^> null", "condition-types-do-not-fit", unfit(">", "list of object", "null")),
    (
        "days_between^(it.ends_on, 1) > 1",
        "condition-types-do-not-fit",
        unfit("days_between", "day", "int"),
    ),
    ("[it.ends_on] ^* 2 == 1", "condition-types-do-not-fit", unfit("*", "list of day", "int")),
    (
        '{"a": 1}.contains^("a")',
        "condition-types-do-not-fit",
        unfit("contains", "map(string, int)", "string"),
    ),
    ('duration("1h") ^* 2 > 1', "condition-types-do-not-fit", unfit("*", "duration", "int")),
    ("it.seal ^* 2 > 1", "condition-types-do-not-fit", unfit("*", "object", "int")),
    (
        "it.seal.by^.foo == ''",
        "condition-unfit",
        {"reason": "expression of type 'string' cannot be the operand of a select operation"},
    ),
    ("it.amount == ^9223372036854775808", "condition-unfit", {"reason": "invalid int literal"}),
]
GRAMMAR: list[tuple[str, str, Facts]] = [
    ("it.parts[0].id ==^", "condition-ends-early", {}),
    ("(^", "condition-ends-early", {}),
    ("^" + "(" * 500 + "true" + ")" * 500, "condition-is-too-deep", {}),
    ("it.amount > ^> 1", "condition-syntax", {"found": ">"}),
    ("it.amount > 1 ^" + "x" * 50, "condition-syntax", {"found": "x" * 40}),
]
WORDS: list[tuple[str, str, Facts]] = [
    ('it.parts.exists(p, p.influence == ^"hihg")', NOT_EQUAL_TO, HIHG),
    ('it.parts.exists(p, ^"hihg" == p.influence)', NOT_EQUAL_TO, HIHG),
    ('it.parts.exists(p, p.influence != ^"hihg")', NOT_EQUAL_TO, HIHG),
    ('it.parts.exists(p, p.influence in ["low", ^"hihg"])', NOT_EQUAL_TO, HIHG),
    (
        'it.parts.exists(p, p.influence == ^"zz")',
        "condition-value-is-like-none",
        {"word": "zz", "known": LEVELS},
    ),
    ('it.parts[0].influence == ^"hihg"', NOT_EQUAL_TO, HIHG),
    (
        '(it.amount > 1 ? it.parts[0] : it.parts[1]).influence == ^"hihg"',
        NOT_EQUAL_TO,
        HIHG,
    ),
    ('it.parts.filter(q, q.id != "").exists(p, p.influence == ^"hihg")', NOT_EQUAL_TO, HIHG),
    ('it.parts.filter(p, p.influence == ^"hihg") == []', NOT_EQUAL_TO, HIHG),
    ('it.parts.filter(p, p.influence == ^"hihg").exists(q, q.id == "")', NOT_EQUAL_TO, HIHG),
    ('it.parts.map(q, q.influence) == [^"hihg"]', NOT_EQUAL_TO, HIHG),
    ('^"hihg" in it.parts.map(q, q.influence)', NOT_EQUAL_TO, HIHG),
]
READ: list[tuple[str, str, Facts]] = [
    (
        'it.ends_on < day(^"2024-13-01")',
        "condition-day-is-unreadable",
        {"literal": "2024-13-01"},
    ),
    (
        'older_than(it.ends_on, duration(^"x"))',
        "condition-duration-is-unreadable",
        {"literal": "x"},
    ),
    ('it.title.matches(^"(")', "condition-matches-is-unreadable", {"literal": "("}),
    ("it.ends_on < day(^it.title)", "condition-needs-a-literal", {"function": "day"}),
    ("it.title.matches(^it.title)", "condition-needs-a-literal", {"function": "matches"}),
]
ABSENCE: list[tuple[str, str, Facts]] = [
    ("has^(it.title)", "condition-has-is-always-true", {"field": "title"}),
    ("it.amount > 1 && has^(it.parts)", "condition-has-is-always-true", {"field": "parts"}),
    ("it.parts.all(p, has^(p.id))", "condition-has-is-always-true", {"field": "id"}),
]
KINDS: list[tuple[str, str, Facts]] = [
    ("^it.parts[0] == it.parts[1]", "condition-compares-objects", {}),
    ("^it.parts[0] in it.parts", "condition-compares-objects", {}),
    ('^it.ends_on + duration("48h") > it.ends_on', "condition-counts-with-days", {}),
    ('duration^("48h") > duration("24h")', "condition-compares-durations", {}),
]
WALKS: list[tuple[str, str, Facts]] = [
    ('it.parts.exists(p, ^p.id + p.id == "x")', A_SUM, {}),
    ('it.parts.exists(p, ^[p.id] == ["x"])', A_SUM, {}),
    ("it.parts.map(p, ^p.tags) == []", A_SUM, {}),
    ("it.parts.map(p, ^p) == []", A_SUM, {}),
    ('it.parts.exists(p, ^p.tags + p.tags == ["a"])', A_SUM, {}),
    ('it.parts.exists(p, ^["a", p.id] == p.tags)', A_SUM, {}),
    ('^it.parts.exists(it, it.id == "")', "condition-name-is-taken", {"name": "it"}),
    (
        'it.parts.exists(p, ^it.parts.exists(p, p.id == ""))',
        "condition-name-is-taken",
        {"name": "p"},
    ),
    (
        'it.parts.all(a, it.parts.all(b, it.parts.all(c, ^it.parts.all(d, d.id == ""))))',
        "condition-walks-too-deep",
        {"limit": 3},
    ),
]


@pytest.mark.parametrize(
    ("marked", "code", "facts"),
    [*NAMES, *TYPES, *GRAMMAR, *WORDS, *READ, *ABSENCE, *KINDS, *WALKS],
)
def test_a_trouble_is_told_where_it_stands(marked: str, code: str, facts: Facts) -> None:
    text, (at,) = marks(marked)

    (trouble,) = told(text)

    assert (trouble.code, trouble.at, trouble.facts) == (code, at, facts)


def test_the_nearest_of_several_names_is_told() -> None:
    words = Vocabulary(NAMED, {"limits": 1, "limit": 1, "lit": 1})

    (trouble,) = told("params.limt > 1", words)

    assert trouble.facts["nearest"] == "limit"


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param('it.amount ^== "x" || it.title ^== 3', id="types"),
        pytest.param("params.^zzz > 1 || it.^amuont > 1", id="names and fields"),
        pytest.param('^{"a": 1} == ^{"b": 1}', id="objects"),
        pytest.param('it.parts.exists(p, ^[p.id] == ^[p.id] || ^p.id + p.id == "")', id="walks"),
    ],
)
def test_all_troubles_are_told_in_the_order_of_the_text(marked: str) -> None:
    text, at = marks(marked)

    assert [trouble.at for trouble in told(text)] == at


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('it.parts.exists(p, p.influence == "high")', id="one of the words"),
        pytest.param('it.parts.exists(p, p.influence == "")', id="no word yet"),
        pytest.param('it.parts.exists(p, ["a"] == p.tags)', id="a list of literals in a walk"),
        pytest.param("it.parts.exists(p, [params.word] == p.tags)", id="and of parameters"),
        pytest.param("it.parts.map(p, p.id) == []", id="texts as they are"),
        pytest.param('it.title + it.title == ""', id="a sum outside of walks"),
        pytest.param("it.parts.exists(p, p.amount + 1 > 2)", id="a number in a walk"),
        pytest.param("it.parts.all(a, a.tags.all(b, a.tags.all(c, b == c)))", id="three deep"),
        pytest.param('older_than(it.ends_on, duration("48h"))', id="older than days"),
        pytest.param("it.title == it.title", id="text beside text"),
        pytest.param('[it.parts[0]].exists(p, p.influence == "low")', id="in a list written out"),
        pytest.param('it.parts.filter(p, p.id != "")[0].id == ""', id="of what is kept"),
    ],
)
def test_what_may_be_said_has_no_trouble(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    "text",
    [
        *(f"it.amount {sign} 2" for sign in ("==", "!=", "<", "<=", ">", ">=")),
        *(f"it.amount {sign} 2 == 1" for sign in "+-*/%"),
        "-it.amount == 1",
        "it.title == '' && it.title != '' || !(it.title == '')",
        "it.title == '' ? true : false",
        "it.title in ['a', 'b']",
        "it.parts[0].id == ''",
        "size(it.parts) > 0",
        "it.title.startsWith('a') || it.title.endsWith('a') || it.title.contains('a')",
        "it.title.matches('^a')",
        "double(it.amount) > 1.5",
        "it.ends_on < day('2024-12-31')",
        "passed(it.ends_on) || reached(it.ends_on)",
        "reached(months_after(it.ends_on, 6))",
        "days_between(it.ends_on, it.ends_on) > 1",
    ],
)
def test_every_word_of_the_guide_may_be_used(text: str) -> None:
    assert codes(text) == []


def test_what_the_engine_says_and_no_table_knows_is_told_in_its_words() -> None:
    (trouble,) = complaints("something else\nand more", "it.title", None)

    assert (trouble.code, trouble.at, trouble.facts) == (
        "condition-unfit",
        0,
        {"reason": "something else"},
    )


def test_a_long_reason_is_cut() -> None:
    (trouble,) = complaints("x" * 300, "it.title", None)

    assert trouble.facts == {"reason": "x" * 200}


@pytest.mark.parametrize(
    ("place", "at"),
    [
        pytest.param("1:1", 0, id="at the beginning"),
        pytest.param("1:3", 2, id="within the first line"),
        pytest.param("2:1", 4, id="at the next line"),
        pytest.param("2:3", 6, id="within it"),
        pytest.param("2:99", 7, id="beyond the end"),
        pytest.param("-1:-1", 0, id="nowhere"),
        pytest.param("0:1", 0, id="before the first line"),
        pytest.param("1:0", 0, id="before its line"),
    ],
)
def test_a_line_and_a_column_are_a_place_in_the_text(place: str, at: int) -> None:
    (trouble,) = complaints(f"ERROR: <input>:{place}: what it is", "abc\nefg", None)

    assert (trouble.at, trouble.facts) == (at, {"reason": "what it is"})


def test_one_error_of_grammar_stands_for_those_that_follow_from_it() -> None:
    assert [trouble.code for trouble in ENGINE.misspelt("it.amount > > > 1 +")] == [
        "condition-syntax"
    ]

"""A condition as Python: what is written, and no more than it needs.

A truth that is certain is not asked for again, a walk that looks for an equal becomes a
look into a set, and every walk says how many steps it may take.
"""

from __future__ import annotations

import pytest

from gronatraden.policy.conditions.fast.writing import UncoveredError, Writer
from tests.policy.conditions.asking import ENGINE, VOCABULARY

PARTS = "it['it'].parts"
IDS = f"frozenset([e.id for e in {PARTS}])"
LEVELS = f"frozenset([e.influence for e in {PARTS}])"
WALKED, SET = "walked = Walked()", f"s0 = {IDS}"
JOIN = "it.parts.exists(q, q.id == p.id)"


def written(text: str, *rooms: str) -> list[str]:
    """Return the lines that a condition is written as, below its first."""
    tree = ENGINE.check(text, VOCABULARY)
    assert not isinstance(tree, tuple)
    first, *lines = Writer(tree, frozenset(rooms)).function().splitlines()
    assert first == "def answer(it, params, moment):"
    return [line.strip().removeprefix("return ") for line in lines]


@pytest.mark.parametrize(
    ("text", "python"),
    [
        ("it.title == 'a'", "(it['it'].title == 'a')"),
        (
            "it.title != 'a' && it.amount > 1",
            "((it['it'].title != 'a') and (it['it'].amount > 1))",
        ),
        (
            "it.title == 'a' || !(it.amount <= 1)",
            "((it['it'].title == 'a') or (not (it['it'].amount <= 1)))",
        ),
        ("!(it.amount < 1 && true)", "(not ((it['it'].amount < 1) and True))"),
        ("!(it.amount < 1 || false)", "(not ((it['it'].amount < 1) or False))"),
        ("true && it.amount >= 1", "(it['it'].amount >= 1)"),
        ("true || it.amount >= 1", "(True or (it['it'].amount >= 1))"),
        ("!(it.title in ['a', 'b'])", "(not (it['it'].title in ('a', 'b', )))"),
        ("params.strict", "params['strict']"),
        (
            "params.strict || params.limit < 2",
            "(truth(params['strict']) or (params['limit'] < 2))",
        ),
        (
            "params.strict ? it.amount : 2",
            "(it['it'].amount if truth(params['strict']) else 2)",
        ),
        ("it.amount == null", "(it['it'].amount == None)"),
        ("it.ends_on == null", "(it['it'].ends_on == None)"),
        (
            "it.ends_on < day('2024-01-01')",
            "(as_day(it['it'].ends_on) < day(moment, '2024-01-01'))",
        ),
        (
            "passed(it.ends_on) && older_than(it.ends_on, 6)",
            (
                "(passed(moment, as_day(it['it'].ends_on))"
                " and older_than(moment, as_day(it['it'].ends_on), 6))"
            ),
        ),
        ("has(it.seal)", "(it['it'].seal is not None)"),
        (
            "has(it.seal) && it.seal.by == ''",
            "(truth((it['it'].seal is not None)) and (it['it'].seal.by == ''))",
        ),
        (
            "it.amount + 1 - 2 * 3 / 4 % 5 == -it.amount",
            (
                "(minus(plus(it['it'].amount, 1), rest(over(times(2, 3), 4), 5))"
                " == less(it['it'].amount))"
            ),
        ),
        ("double(it.amount) > 1.5", "(double(it['it'].amount) > 1.5)"),
        (
            "older_than(it.ends_on, duration('48h'))",
            "older_than(moment, as_day(it['it'].ends_on), duration('48h'))",
        ),
        ("size(it.parts) > 0", "(len(it['it'].parts) > 0)"),
        ("it.title.startsWith('a')", "it['it'].title.startswith('a')"),
        ("it.title.endsWith('a')", "it['it'].title.endswith('a')"),
        ("!it.title.contains('a')", "(not truth(contains(it['it'].title, 'a')))"),
        ("it.parts[0].share > 1.5", "(as_number(at(it['it'].parts, 0).share) > 1.5)"),
        ("it.parts[0].share != null", "(at(it['it'].parts, 0).share != None)"),
        (
            "it.parts[0].tags == ['a']",
            "(tuple(at(it['it'].parts, 0).tags) == tuple(('a', )))",
        ),
    ],
)
def test_what_has_no_walk_is_one_line(text: str, python: str) -> None:
    assert written(text) == [python]


@pytest.mark.parametrize(
    ("text", "python"),
    [
        ("it.parts.all(p, p.id != '')", f"all((e0.id != '') for e0 in walked.by({PARTS}, 1))"),
        ("it.parts.exists(p, p.id == 'a')", f"any((e0.id == 'a') for e0 in walked.by({PARTS}, 1))"),
        (
            "it.parts.exists_one(p, p.amount > 1)",
            f"(sum((e0.amount > 1) for e0 in walked.by({PARTS}, 1)) == 1)",
        ),
        (
            "it.parts.filter(p, p.id != '')",
            f"[e0 for e0 in walked.by({PARTS}, 1) if (e0.id != '')]",
        ),
        ("it.parts.map(p, p.id)", f"[e0.id for e0 in walked.by({PARTS}, 1)]"),
        (
            "it.parts.map(p, p.id != '', p.id)",
            f"[e0.id for e0 in walked.by({PARTS}, 1) if (e0.id != '')]",
        ),
        (
            "it.parts.filter(p, p.id != '').map(p, p.id)",
            f"[e0.id for e0 in walked.by({PARTS}, 2) if (e0.id != '')]",
        ),
        (
            "it.parts.filter(p, p.id != '').map(q, q.id)",
            (
                "[e0.id for e0 in walked.by("
                f"[e0 for e0 in walked.by({PARTS}, 1) if (e0.id != '')], 1)]"
            ),
        ),
        (
            "it.parts.all(p, p.tags.exists(t, t == p.id))",
            (
                "all(any((e1 == e0.id) for e1 in walked.by(e0.tags, 1))"
                f" for e0 in walked.by({PARTS}, 1))"
            ),
        ),
        (
            "it.parts.all(p, it.parts.exists(q, q.id == q.influence))",
            (
                f"all(any((e1.id == e1.influence) for e1 in walked.by({PARTS}, 1))"
                f" for e0 in walked.by({PARTS}, 1))"
            ),
        ),
        (
            "it.parts.all(p, it.parts.exists(q, p.id == p.influence))",
            (
                f"all(any((e0.id == e0.influence) for e1 in walked.by({PARTS}, 1))"
                f" for e0 in walked.by({PARTS}, 1))"
            ),
        ),
        (
            "it.parts.all(p, it.parts.exists(q, q.amount > p.amount))",
            (
                f"all(any((e1.amount > e0.amount) for e1 in walked.by({PARTS}, 1))"
                f" for e0 in walked.by({PARTS}, 1))"
            ),
        ),
        (
            "it.parts.all(p, it.parts.all(q, q.id == p.id))",
            (
                f"all(all((e1.id == e0.id) for e1 in walked.by({PARTS}, 1))"
                f" for e0 in walked.by({PARTS}, 1))"
            ),
        ),
        (
            "it.parts.exists(p, p.share == null || p.share > 1.0)",
            (
                "any(((e0.share == None) or (as_number(e0.share) > 1.0))"
                f" for e0 in walked.by({PARTS}, 1))"
            ),
        ),
        (
            "!it.parts.exists(p, params.strict)",
            f"(not any(truth(params['strict']) for e0 in walked.by({PARTS}, 1)))",
        ),
    ],
)
def test_a_walk_counts_its_steps(text: str, python: str) -> None:
    assert written(text) == [WALKED, python]


@pytest.mark.parametrize(
    ("text", "sets", "python"),
    [
        (
            f"it.parts.all(p, {JOIN})",
            [SET],
            f"all((e0.id in s0) for e0 in walked.by({PARTS}, 1 + len({PARTS})))",
        ),
        (
            "it.parts.all(p, it.parts.exists(q, p.id == q.id))",
            [SET],
            f"all((e0.id in s0) for e0 in walked.by({PARTS}, 1 + len({PARTS})))",
        ),
        (
            f"it.parts.all(p, {JOIN} && it.parts.exists(r, r.id == p.influence))",
            [SET],
            (
                "all(((e0.id in s0) and (e0.influence in s0))"
                f" for e0 in walked.by({PARTS}, 1 + len({PARTS})))"
            ),
        ),
        (
            f"it.parts.all(p, {JOIN} && it.parts.exists(r, r.influence == p.id))",
            [SET, f"s1 = {LEVELS}"],
            (
                "all(((e0.id in s0) and (e0.id in s1))"
                f" for e0 in walked.by({PARTS}, 1 + len({PARTS}) + len({PARTS})))"
            ),
        ),
        (
            f"has(it.seal) || it.parts.all(p, {JOIN})",
            [f"s0 = once(lambda: {IDS})"],
            (
                "(truth((it['it'].seal is not None)) or"
                f" all((e0.id in s0()) for e0 in walked.by({PARTS}, 1 + len({PARTS}))))"
            ),
        ),
    ],
)
def test_a_walk_that_looks_for_an_equal_looks_into_a_set(
    text: str, sets: list[str], python: str
) -> None:
    assert written(text) == [WALKED, *sets, python]


@pytest.mark.parametrize(
    "text",
    ["it.title.matches('^a')", "{'a': 1} == {'a': 1}", "b'a' == b'b'", "type(it) == type(it)"],
)
def test_what_is_not_covered_is_refused(text: str) -> None:
    with pytest.raises(UncoveredError):
        written(text)


def test_what_may_be_absent_is_read_by_its_key() -> None:
    asked = written("has(it.seal) && it.seal.by == ''", "it")

    assert asked == ["(truth(('seal' in it['it'])) and (it['it']['seal'].by == ''))"]


def test_an_element_that_is_called_as_a_room_is_an_element() -> None:
    assert written("it.parts.exists(rooms, rooms.id == '')", "rooms") == [
        WALKED,
        f"any((e0.id == '') for e0 in walked.by({PARTS}, 1))",
    ]

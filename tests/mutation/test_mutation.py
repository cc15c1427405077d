"""A rule that is broken on purpose is one small change, and is seen where there is a test."""

from __future__ import annotations

import ast
import subprocess
import sys
from textwrap import dedent

import pytest

from tests.mutation.near import ROOMS, Near, near
from tests.mutation.operators import mutants_of, mutated
from tests.mutation.telling import EQUIVALENT, interval, known_equivalent
from tests.mutation.trying import ROOT, Tries, file_of

WHOLE = dedent(
    '''
    """A module."""
    from somewhere import something

    LIMIT: int = 3

    def rule(rows: list[int], *, at: int = 0) -> bool:
        """Say whether."""
        if not rows:
            raise ValueError("nothing")
        return at < LIMIT and all(row > 1 for row in rows)
    '''
)


SAID = "at < LIMIT and all((row > 1 for row in rows))"


def changed(whole: str = WHOLE) -> set[str]:
    """Return each mutant, as operator, what stood there and what stands there."""
    return {f"{m.operator}: {m.before} -> {m.after}" for m in mutants_of("m", whole)}


def test_each_place_is_broken_in_its_ways() -> None:
    assert changed() == {
        "constant: 3 -> 4",
        "constant: 3 -> 2",
        "constant: 0 -> 1",
        "constant: 0 -> -1",
        "not: not rows -> rows",
        "statement: raise ValueError('nothing') -> pass",
        f"return: return {SAID} -> return None",
        f"return: return {SAID} -> return not ({SAID})",
        f"and-or: {SAID} -> {SAID.replace(' and ', ' or ')}",
        "compare: at < LIMIT -> at <= LIMIT",
        "compare: at < LIMIT -> at >= LIMIT",
        "compare: row > 1 -> row >= 1",
        "compare: row > 1 -> row <= 1",
        "constant: 1 -> 2",
        "constant: 1 -> 0",
        "all-any: all -> any",
    }


def test_a_word_of_sql_is_another() -> None:
    rule = "RULE = 'EXISTS (SELECT 1 FROM word w WHERE w.said_by = NEW.said_by)'"

    assert any("w.said_by <> NEW.said_by" in one for one in changed(rule))


def test_what_no_test_should_look_at_is_left_alone() -> None:
    assert (
        changed('"""Words."""\nfrom a import b\n__all__ = ["b", "c"]\nx: int\ny = "word"') == set()
    )


@pytest.mark.parametrize("place", range(len(mutants_of("m", WHOLE))))
def test_a_mutant_is_one_change(place: int) -> None:
    tree = mutated(WHOLE, place)
    compile(tree, "m", "exec")

    assert ast.unparse(tree) != ast.unparse(ast.parse(WHOLE))


def test_there_is_no_mutant_beyond_the_last() -> None:
    with pytest.raises(LookupError):
        mutated(WHOLE, 1_000)


ONE = """
import ast
from tests.mutation.near import Near
from tests.mutation.operators import mutated
from tests.mutation.trying import Tries, file_of, preload

preload()
whole, tries = file_of(MODULE).read_text("utf-8"), Tries(2)
for tree in (ast.parse(whole), mutated(whole, PLACE)):
    for what, outcome in tries.begin(ast.unparse(tree) == ast.unparse(ast.parse(whole)), MODULE,
                                     tree, Near(("tests/test_moment.py",), ())):
        print(what, outcome)
for what, outcome in tries.rest():
    print(what, outcome)
"""


def test_a_broken_rule_is_killed_and_a_whole_one_survives() -> None:
    module = "gronatraden.moment"
    found = mutants_of(module, file_of(module).read_text("utf-8"))
    place = next(m.place for m in found if m.before == "day < self._today")
    code = ONE.replace("MODULE", repr(module)).replace("PLACE", str(place))

    said = subprocess.run(  # noqa: S603 - our own environment's Python
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout

    assert sorted(said.splitlines()) == ["False killed", "True survived"]


def test_what_is_imported_already_cannot_be_broken() -> None:
    begun = Tries[str](1).begin("it", "tests.mutation.near", ast.parse(""), Near((), ()))

    with pytest.raises(RuntimeError, match="imported"):
        list(begun)


def test_every_room_is_there_and_has_tests_that_are() -> None:
    places = [ROOT / name for names in ROOMS.values() for name in names]
    tests = [ROOT / test for test in near("gronatraden.gates.tally").first]

    assert all(place.exists() for place in (*places, *tests))


def test_a_score_says_how_sure_it_is() -> None:
    low, high = interval(90, 100)

    assert (round(low, 3), round(high, 3)) == (0.826, 0.945)
    assert interval(0, 0) == (0.0, 1.0)
    assert interval(5, 5)[1] == 1.0


def test_what_is_called_equivalent_has_a_reason_and_is_a_mutant() -> None:
    there = {
        m.id
        for name in {one.partition(":")[0] for one in known_equivalent()}
        for m in mutants_of(name, file_of(name).read_text("utf-8"))
    }

    assert EQUIVALENT.exists()
    assert known_equivalent().keys() <= there
    assert all(len(because) > 20 for because in known_equivalent().values())

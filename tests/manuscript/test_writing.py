from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from gronatraden.manuscript import read_text, write
from gronatraden.manuscript.characters import first_unreadable

CHARACTERS = st.characters(codec="utf-8").filter(lambda c: not first_unreadable(c))
texts = st.text(CHARACTERS | st.sampled_from(" \n\t\r:#-'\"|>åäöÅÄÖשלום🚲"), max_size=120)
numbers = st.integers(-(2**53) + 1, 2**53 - 1) | st.decimals(-(10**9), 10**9, places=3)
scalars = st.none() | st.booleans() | numbers | texts
values = st.recursive(
    scalars,
    lambda inside: st.lists(inside, max_size=3) | st.dictionaries(texts, inside, max_size=3),
    max_leaves=12,
)

WORDS = """
null ~ true yes 010 0x1F 1_000 1e3 1.5 -3 1:30 = << 2019-03-01 &a *a !a %a @a `a` [a] {a} ?
"""
LOOKS_LIKE_SOMETHING_ELSE = ["", "a: b", "# a", "- a", *WORDS.split()]


@given(st.dictionaries(texts, values, max_size=4))
@example({"a": [" \n x", "\n\n", "  \n"]})
@example({"a": [{"b": "\n x"}, [["  x\n y"]]]})
@example({"a": "x" * 200 + "\n" + "y " * 100})
def test_what_is_written_is_read_back(value: dict[str, object]) -> None:
    written = write(value)  # type: ignore[arg-type]  # any mix of what a manuscript holds

    assert not value or read_text(written, name="a.yaml").value == value


@pytest.mark.parametrize("word", LOOKS_LIKE_SOMETHING_ELSE)
def test_a_text_stays_a_text(word: str) -> None:
    written = write({"word": word, word: 1})

    assert read_text(written, name="a.yaml").value == {"word": word} | {word: 1}


@pytest.mark.parametrize("digits", ["1.50", "0.000001", "-12", "123456789012.000000"])
def test_a_number_keeps_its_digits(digits: str) -> None:
    written = write({"value": Decimal(digits)})

    assert written == f"value: {digits}\n"


def test_a_day_is_written_as_a_day() -> None:
    assert write({"day": date(2019, 3, 1)}) == "day: 2019-03-01\n"


def test_letters_of_any_alphabet_stand_as_they_are() -> None:
    said = "Åsa och Örjan cyklar 🚲 till שלום"

    assert write({"said": said}) == f"said: {said}\n"


def test_several_lines_stand_line_by_line() -> None:
    assert write({"said": "Ett.\nTvå.\n"}) == "said: |\n  Ett.\n  Två.\n"

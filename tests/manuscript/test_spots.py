from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gronatraden.manuscript import Position, read_text, spot, write

WRITTEN = {
    "plain": ("expr: a == b\n", (1, 12)),
    "single quotes": ("expr: 'a == b'\n", (1, 13)),
    "double quotes": ('expr:   "a == b"\n', (1, 15)),
    "a doubled quote falls back": ("expr: '''x'' == b'\n", (1, 8)),
    "literal": ("expr: |\n  a ==\n  b\n", (3, 3)),
    "folded": ("expr: >-   # why\n    a ==\n    b\n", (3, 5)),
    "plain on two lines": ("expr: a ==\n  b\n", (2, 3)),
    "in braces": ("{x: 1, expr: a == b}\n", (1, 19)),
    "a quoted key": ('"expr": a == b\n', (1, 14)),
}


@pytest.mark.parametrize("words", WRITTEN)
def test_a_character_is_found_where_it_was_written(words: str) -> None:
    text, place = WRITTEN[words]
    written = read_text(text, name="policy.yaml")

    found = spot(written, ("expr",), str(written.value["expr"]).index("b"))

    assert found == Position(*place)


@given(st.text("ab'\"\\ \n=å:#", max_size=30), st.integers(0, 30))
def test_a_spot_is_always_in_the_file(text: str, at: int) -> None:
    written = read_text(write({"expr": text}), name="policy.yaml")

    line, column = spot(written, ("expr",), min(at, len(text)))

    assert 1 <= line <= written.text.count("\n") + 1
    assert column >= 1

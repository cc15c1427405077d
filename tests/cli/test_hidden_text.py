from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.house import Desk


@pytest.mark.parametrize("hidden", ["\u2028", "\u202e", "\ufeff"])
def test_a_word_that_shows_otherwise_than_it_is_stored_is_refused(desk: Desk, hidden: str) -> None:
    answer = desk("--as", "alva", "lesson", "log", "cykla", "x", "--finding", f"19{hidden}000 kr")

    assert (answer.code, ascii(hidden) in answer.err) == (2, True)


def test_a_word_from_right_to_left_is_taken(desk: Desk) -> None:
    answer = desk("--as", "alva", "lesson", "log", "cykla", "x", "--finding", "\u200fשלום\u200f")

    assert answer.code == 0

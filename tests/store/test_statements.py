from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import create_engine, literal, select

from gronatraden.store.backends.backend import MOST_KEPT, Statements

if TYPE_CHECKING:
    from sqlalchemy import Select

ONE, ANOTHER = select(literal(1).label("one")), select(literal(1).label("another"))


@pytest.fixture
def kept() -> Statements:
    """Return where nothing is kept yet."""
    return Statements()


def answer(kept: Statements, statement: Select[tuple[int]]) -> int:
    """Ask a database of its own, with an engine of its own."""
    engine = create_engine("sqlite://", execution_options={"compiled_cache": kept})
    with engine.connect() as connection:
        found = connection.scalar(statement)
    engine.dispose()
    return found or 0


def fill(kept: Statements, asked: int) -> None:
    """Keep so many statements."""
    for number in range(asked):
        kept["dialect", number] = "SELECT"


def test_what_one_database_was_asked_is_compiled_for_all(kept: Statements) -> None:
    assert (answer(kept, ONE), answer(kept, ONE)) == (1, 1)
    assert len(kept) == 1


def test_another_question_is_compiled_for_itself(kept: Statements) -> None:
    assert (answer(kept, ONE), answer(kept, ANOTHER)) == (1, 1)
    assert len(kept) == 2


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        pytest.param(MOST_KEPT, MOST_KEPT, id="as many as there is room for"),
        pytest.param(MOST_KEPT + 1, 1, id="one more"),
    ],
)
def test_no_more_are_kept_than_there_is_room_for(kept: Statements, asked: int, left: int) -> None:
    fill(kept, asked)

    assert len(kept) == left

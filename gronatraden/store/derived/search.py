"""Full-text search over lessons: derived from the record, never governed.

Words are stems already, the same on both databases: each version of PostgreSQL has a Swedish
stemmer of its own, which a verification could not repeat. SQLite ranks with bm25 (FTS5),
PostgreSQL with ts_rank; both put the lesson that shares most with the question first, and
equals in order of id. A word is a word, whatever is in it: no question can steer the
search's own language.
"""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Column,
    MetaData,
    Table,
    Text,
    column,
    delete,
    desc,
    func,
    insert,
    literal_column,
    select,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import ColumnElement, Select

    from gronatraden.store.reader import Reader
    from gronatraden.store.transaction import Transaction

MOST_WORDS = 100
"""A longer question is cut: the search's own language nests no deeper."""

_TEXT = Table("lesson_text", MetaData(), Column("lesson", Text), Column("words", Text))


def index_lesson(t: Transaction, lesson: str, words: Iterable[str]) -> None:
    """Make a lesson findable by its words; what it was found by before is forgotten.

    Args:
        t: An open write.
        lesson: The lesson's id.
        words: Stems, repeated as often as they occur.
    """
    said: object = " ".join(_clean(words))
    if t.dialect == "postgresql":
        said = func.to_tsvector("simple", said)
    t.derive(delete(_TEXT).where(_TEXT.c.lesson == lesson))
    t.derive(insert(_TEXT).values(lesson=lesson, words=said))


def search_lessons(r: Reader, words: Iterable[str], limit: int) -> list[tuple[str, float]]:
    """Return the lessons that share any of the words, nearest first.

    Args:
        r: Where to read.
        words: Stems, in any order.
        limit: How many lessons at most.

    Returns:
        Lesson ids with their rank; a higher rank is nearer. Ranks compare within one
        answer only.
    """
    asked = list(dict.fromkeys(_clean(words)))[:MOST_WORDS]
    if not asked:
        return []
    matches, rank = (_postgresql if r.dialect == "postgresql" else _sqlite)(asked)
    found: Select[Any] = (
        select(_TEXT.c.lesson, rank.label("rank"))
        .where(matches)
        .order_by(desc("rank"), _TEXT.c.lesson)
        .limit(limit)
    )
    return [(row["lesson"], row["rank"]) for row in r.all(found)]


def indexed(r: Reader) -> dict[str, frozenset[str]]:
    """Return the words that each lesson is found by, as they stand in the index."""
    words: Any = _TEXT.c.words
    if r.dialect == "postgresql":
        words = func.array_to_string(func.tsvector_to_array(words), " ")
    rows = r.all(select(_TEXT.c.lesson, words.label("words")))
    return {row["lesson"]: frozenset(str(row["words"]).split()) for row in rows}


def _clean(words: Iterable[str]) -> Iterable[str]:
    """Leave out what neither database takes as text."""
    return (word for word in words if word.strip() and "\0" not in word)


def _sqlite(words: list[str]) -> tuple[ColumnElement[bool], ColumnElement[float]]:
    question = " OR ".join(f'"{word.replace(chr(34), chr(34) * 2)}"' for word in words)
    table: ColumnElement[Any] = literal_column("lesson_text")
    return table.op("MATCH", is_comparison=True)(question), -func.bm25(table)


def _postgresql(words: list[str]) -> tuple[ColumnElement[bool], ColumnElement[float]]:
    asked = [func.plainto_tsquery("simple", word) for word in words]
    question = reduce(lambda left, right: left.op("||")(right), asked)  # type: ignore[arg-type, return-value]  # an operator of PostgreSQL's own
    vector: ColumnElement[Any] = column("words")
    return vector.op("@@", is_comparison=True)(question), func.ts_rank(vector, question)

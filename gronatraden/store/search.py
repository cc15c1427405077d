"""Full-text search over the lessons' stems; the index is derived and can be made again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Column, MetaData, Table, Text, func, insert, literal_column, select

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gronatraden.store.reader import Reader
    from gronatraden.store.transaction import Transaction

_DERIVED = MetaData()
_TEXT = Table("lesson_text", _DERIVED, Column("lesson", Text), Column("words", Text))
_RANK = literal_column("rank")


def index_lesson(t: Transaction, lesson: str, words: Sequence[str]) -> None:
    """Note the stems of a lesson, so that it is found."""
    text = " ".join(words)
    if t.dialect == "postgresql":
        vector = func.array_to_tsvector(func.string_to_array(text, " "))
        t.derive(insert(_TEXT).values(lesson=lesson, words=vector), {})
    else:
        t.derive(insert(_TEXT), {"lesson": lesson, "words": text})


def search_lessons(r: Reader, words: Sequence[str], limit: int) -> list[tuple[str, float]]:
    """Return (lesson, rank) for lessons that share a stem, the nearest first; ties by id."""
    if not words:
        return []
    if r.dialect == "postgresql":
        query = func.to_tsquery("simple", " | ".join(f"'{w}'" for w in words if "'" not in w))
        rank = func.ts_rank(_TEXT.c.words, query)
        found = (
            select(_TEXT.c.lesson, rank.label("rank"))
            .where(_TEXT.c.words.op("@@")(query))
            .order_by(rank.desc(), _TEXT.c.lesson)
        )
    else:
        asked = " OR ".join('"' + w.replace('"', '""') + '"' for w in words)
        found = (
            select(_TEXT.c.lesson, _RANK.label("rank"))
            .where(literal_column("lesson_text").op("MATCH")(asked))
            .order_by(_RANK, _TEXT.c.lesson)
        )
    return [(row["lesson"], float(row["rank"])) for row in r.all(found.limit(limit))]

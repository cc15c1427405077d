"""Rows of lessons, offerings and answers, as values."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import bindparam, func, select

from gronatraden.history import OfferedLesson
from gronatraden.learning import Lesson
from gronatraden.store import tables as t
from gronatraden.store.reader import per_project

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import RowMapping

    from gronatraden.store.reader import Reader


_LESSONS_OF = select(t.lesson.c.id).where(t.lesson.c.project == bindparam("of"))
_OFFERINGS = per_project(
    select(t.offering.c.number, t.offering.c.lessons, t.offering.c.offered_at).order_by(
        t.offering.c.number
    ),
    t.offering.c.project,
)
_ANSWERS = per_project(
    select(t.answer).order_by(t.answer.c.lesson, t.answer.c.number), t.answer.c.project
)
_FINDINGS = per_project(select(t.lesson.c.from_finding, t.lesson.c.logged_at), t.lesson.c.project)


def lesson_by_id(r: Reader, name: str) -> Lesson | None:
    """Return one lesson, or None."""
    row = r.one_or_none(select(t.lesson).where(t.lesson.c.id == name))
    return None if row is None else _lesson(row)


def lessons(r: Reader, ids: Iterable[str] | None = None) -> tuple[Lesson, ...]:
    """Return lessons in the order logged: all, or those with the given ids."""
    found = select(t.lesson).order_by(t.lesson.c.logged_at, t.lesson.c.id)
    if ids is not None:
        found = found.where(t.lesson.c.id.in_(list(ids)))
    return tuple(_lesson(row) for row in r.all(found))


def lessons_of(r: Reader, project: str) -> frozenset[str]:
    """Return the ids of the lessons that a project has taught."""
    return frozenset(row["id"] for row in r.all(_LESSONS_OF, of=project))


def logged_findings(r: Reader, project: str) -> tuple[str, ...]:
    """Return the ids of a project's learning findings that are logged as lessons."""
    rows = r.all(_FINDINGS, of=project)
    return tuple(row["from_finding"] for row in rows if row["from_finding"])


def last_offering(r: Reader, project: str) -> tuple[int, tuple[str, ...]]:
    """Return the number of a project's newest offering and its lessons; 0 where none."""
    rows = r.all(_OFFERINGS, of=project)
    if not rows:
        return 0, ()
    last = rows[-1]
    return last["number"], msgspec.json.decode(last["lessons"], type=tuple[str, ...])


def answer_count(r: Reader, project: str, lesson: str) -> int:
    """Return how often a project has answered a lesson."""
    found = select(func.count()).select_from(t.answer)
    return int(r.scalar(found.where(t.answer.c.project == project, t.answer.c.lesson == lesson)))


def last_answer(r: Reader, project: str, lesson: str) -> OfferedLesson | None:
    """Return a project's newest answer to a lesson, or None."""
    row = r.one_or_none(
        select(t.answer)
        .where(t.answer.c.project == project, t.answer.c.lesson == lesson)
        .order_by(t.answer.c.number.desc())
        .limit(1)
    )
    if row is None:
        return None
    return OfferedLesson(lesson=lesson, answer=row["answer"], because=row["because"])


def answers(r: Reader, project: str) -> dict[str, OfferedLesson]:
    """Return a project's newest answers by the lesson they are about, in order of its id."""
    return {
        row["lesson"]: OfferedLesson(
            lesson=row["lesson"], answer=row["answer"], because=row["because"]
        )
        for row in r.all(_ANSWERS, of=project)
    }


def offered(r: Reader, project: str) -> tuple[OfferedLesson, ...]:
    """Return the lessons now in front of a project with its newest answers, nearest first."""
    _, ids = last_offering(r, project)
    given = answers(r, project)
    return tuple(given.get(name, OfferedLesson(lesson=name)) for name in ids)


def offered_at(r: Reader, project: str, at: datetime) -> tuple[OfferedLesson, ...]:
    """Return the lessons in front of a project at a moment that has passed, as answered then."""
    rows = [x for x in r.all(_OFFERINGS, of=project) if _was(x["offered_at"], at)]
    ids = msgspec.json.decode(rows[-1]["lessons"], type=tuple[str, ...]) if rows else ()
    given = {
        row["lesson"]: OfferedLesson(
            lesson=row["lesson"], answer=row["answer"], because=row["because"]
        )
        for row in r.all(_ANSWERS, of=project)
        if _was(row["answered_at"], at)
    }
    return tuple(given.get(name, OfferedLesson(lesson=name)) for name in ids)


def logged_findings_at(r: Reader, project: str, at: datetime) -> tuple[str, ...]:
    """Return the learning findings that were logged as lessons at a moment that has passed."""
    rows = [x for x in r.all(_FINDINGS, of=project) if _was(x["logged_at"], at)]
    return tuple(row["from_finding"] for row in rows if row["from_finding"])


def _was(stamped: str, at: datetime) -> bool:
    return datetime.fromisoformat(stamped) <= at


def _lesson(row: RowMapping) -> Lesson:
    return Lesson(
        id=row["id"],
        programme=row["programme"],
        project=row["project"],
        from_finding=row["from_finding"],
        question=row["question"],
        finding=row["finding"],
        change=row["change"],
        decision=row["decision"],
        recipient=row["recipient"],
        spread=row["spread"],
        tags=msgspec.json.decode(row["tags"], type=tuple[str, ...]),
        source=row["source"],
        origin=row["origin"],
        learnt_on=None if row["learnt_on"] is None else date.fromisoformat(row["learnt_on"]),
    )

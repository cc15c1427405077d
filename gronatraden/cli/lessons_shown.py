"""Lessons as data and as people read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from click import style

from gronatraden.cli.layout import paragraph

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.cli.door import Door
    from gronatraden.history import OfferedLesson
    from gronatraden.learning import Lesson
    from gronatraden.services.answer_lesson import Near


def lesson_data(lesson: Lesson) -> dict[str, Any]:
    """Return a lesson as plain JSON values."""
    return {
        "lesson": lesson.id,
        "programme": lesson.programme,
        "project": lesson.project,
        "question": lesson.question,
        "finding": lesson.finding,
        "change": lesson.change,
        "decision": lesson.decision,
        "recipient": lesson.recipient,
        "spread": lesson.spread,
        "tags": list(lesson.tags),
        "source": lesson.source,
        "origin": lesson.origin,
        "learnt_on": lesson.learnt_on,
    }


def near_data(near: Near) -> dict[str, Any]:
    """Return a lesson with how a project has answered it."""
    answered = near.offered if near.offered and near.offered.answer else None
    return lesson_data(near.lesson) | {
        "offered": near.offered is not None,
        "answer": answered.answer if answered else None,
        "because": answered.because if answered else None,
    }


def lesson_lines(
    door: Door, lesson: Lesson, answer: OfferedLesson | None = None, *, is_offered: bool = False
) -> Iterator[str]:
    """Yield a lesson line by line: what was found, what is done differently, the answer."""
    yield paragraph(lesson.finding or lesson.question or lesson.id, hang=2, first="• ")
    if lesson.change:
        yield paragraph(door.say("cli.lesson.change", change=lesson.change), indent=2)
    if answer is not None and answer.answer:
        facts = {"answer": answer.answer, "because": answer.because}
        yield paragraph(door.say("cli.lesson.answer", **facts), indent=2)
    elif is_offered:
        yield "  " + door.say("cli.lesson.waits")
    tags = f"  {', '.join(lesson.tags)}" if lesson.tags else ""
    yield style(f"  {lesson.id}{tags}", dim=True)

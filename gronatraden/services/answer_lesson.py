"""Earlier lessons are searched, put in front of a project, and answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gronatraden.errors import ConflictError, UsageError
from gronatraden.history import OfferedLesson
from gronatraden.project import Act
from gronatraden.services._desk import (
    find_person,
    find_project,
    open_dossier,
    permit,
    unknown,
)
from gronatraden.services._offering import challenge_text, nearest, offer
from gronatraden.services._parts import stamp
from gronatraden.store import lessons, people, projects

if TYPE_CHECKING:
    from gronatraden.learning import AnswerKind, Lesson
    from gronatraden.project import Person
    from gronatraden.services._parts import Parts
    from gronatraden.store.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """An earlier lesson as a project meets it."""

    lesson: Lesson
    offered: OfferedLesson | None
    """How it was offered and answered; None where it was only found."""


def search_lessons(
    parts: Parts, *, project: str | None = None, text: str = "", limit: int = 10
) -> tuple[Near, ...]:
    """Return the lessons nearest to a text, or to a project's own challenge text.

    Raises:
        UnknownNameError: When there is no such project.
    """
    with parts.read() as r:
        offers = {}
        if project is not None:
            find_project(r, project)
            offers = {o.lesson: o for o in lessons.offered(r, project)}
            text = text or challenge_text(projects.latest(r, project).get("change_logic"))
        ids = nearest(r, text, but_not_from=project or "", limit=limit)
        found = {x.id: x for x in lessons.lessons(r, ids)}
        return tuple(Near(lesson=found[i], offered=offers.get(i)) for i in ids if i in found)


def offered_lessons(parts: Parts, *, project: str) -> tuple[Near, ...]:
    """Return the lessons now in front of a project, nearest first."""
    with parts.read() as r:
        find_project(r, project)
        offers = lessons.offered(r, project)
        found = {x.id: x for x in lessons.lessons(r, [o.lesson for o in offers])}
        return tuple(Near(lesson=found[o.lesson], offered=o) for o in offers)


def offer_lessons(parts: Parts, *, project: str, by: str) -> tuple[Near, ...]:
    """Put the nearest earlier lessons in front of a project; safe to repeat.

    Once a project has started, what is in front of it stays as it was answered.

    Raises:
        UnknownNameError: When there is no such project.
        NotPermittedError: When the actor may not answer lessons in the project.
    """
    with parts.write() as t:
        actor = permit(parts, t, by, Act.ANSWER_LESSON, find_project(t, project))
        _put_in_front(t, parts, project, actor)
    return offered_lessons(parts, project=project)


def offer_as_machine(parts: Parts, *, project: str) -> tuple[Near, ...]:
    """Let the machine put the nearest earlier lessons in front of a project.

    It may: nothing changes but what is offered.

    Raises:
        UnknownNameError: When there is no such project.
    """
    with parts.write() as t:
        _put_in_front(t, parts, project, find_person(t, people.MACHINE))
    return offered_lessons(parts, project=project)


def _put_in_front(t: Transaction, parts: Parts, project: str, actor: Person) -> None:
    dossier = open_dossier(t, project)
    version = dossier.snapshot.get("change_logic")
    if version is None or dossier.standing.phase != "before_start":
        return
    if offer(t, parts, version, actor=actor):
        t.record("lessons.offered", stream=f"project/{project}", actor=actor.id, at=parts.at)


def answer_lesson(
    parts: Parts, *, project: str, lesson: str, answer: AnswerKind, because: str, by: str
) -> OfferedLesson:
    """Answer a lesson: *applied, how* or *not relevant, because*; a later answer replaces it.

    The same answer again records nothing.

    Raises:
        UnknownNameError: When there is no such lesson.
        ConflictError: When the lesson is the project's own.
        UsageError: When it is not said how, or why not.
        NotPermittedError: When the actor may not answer lessons in the project.
    """
    if not because.strip():
        raise UsageError(reason="answer-needs-a-reason")
    with parts.write() as t:
        actor = permit(parts, t, by, Act.ANSWER_LESSON, find_project(t, project))
        known = lessons.lesson_by_id(t, lesson)
        if known is None:
            raise unknown(kind="lesson", name=lesson, known=(x.id for x in lessons.lessons(t)))
        if known.project == project:
            raise ConflictError(what="lesson-is-your-own", name=lesson)
        said = OfferedLesson(lesson=lesson, answer=answer, because=because)
        if lessons.last_answer(t, project, lesson) == said:
            return said
        append_answer(t, parts, project, said, actor=actor)
        t.record("lesson.answered", stream=f"project/{project}", actor=actor.id, at=parts.at)
        return said


def append_answer(
    t: Transaction, parts: Parts, project: str, said: OfferedLesson, *, actor: Person
) -> None:
    """Append an answer to a lesson; the caller records the event."""
    number = lessons.answer_count(t, project, said.lesson) + 1
    t.insert(
        "answer",
        f"{project}/answer/{said.lesson}/{number}",
        project=project,
        lesson=said.lesson,
        number=number,
        answer=said.answer,
        because=said.because,
        answered_by=actor.id,
        answered_at=stamp(parts.at),
    )

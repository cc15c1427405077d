"""Lessons are logged: one at a time, from a file, or from the learning cycle's findings."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from gronatraden import canonical, manuscript
from gronatraden.documents import Slug, content, decode
from gronatraden.learning import Lesson, LessonWritten, stems
from gronatraden.project import Act
from gronatraden.services._desk import find_person, find_project, permit, unknown
from gronatraden.services._parts import stamp
from gronatraden.store import lessons, people, projects, search
from gronatraden.tools.learning_cycle import LearningCycle

if TYPE_CHECKING:
    from gronatraden.manuscript import Manuscript
    from gronatraden.project import Person
    from gronatraden.services._parts import Parts
    from gronatraden.store.transaction import Transaction


@content
class LessonFile:
    """Lessons of a finished project, as a file hands them in."""

    programme: Slug
    lessons: Annotated[tuple[LessonWritten, ...], Field(min_length=1)]
    sources: dict[str, str] = field(default_factory=dict)


def list_lessons(parts: Parts, *, project: str | None = None) -> tuple[Lesson, ...]:
    """Return lessons in the order logged: all, or a project's own.

    Raises:
        UnknownNameError: When there is no such project.
    """
    with parts.read() as r:
        if project is not None:
            find_project(r, project)
        return tuple(x for x in lessons.lessons(r) if project in {None, x.project})


def log_lesson(parts: Parts, *, project: str, lesson: LessonWritten, by: str) -> Lesson:
    """Log one lesson of a project, from its learning or from an event.

    Raises:
        NotPermittedError: When the actor may not log lessons in the project.
    """
    with parts.write() as t:
        found = find_project(t, project)
        actor = permit(parts, t, by, Act.LOG_LESSON, found)
        logged = _lesson(lesson, f"{project}/{lesson.id}", found.programme, project)
        _append(t, parts, logged, actor)
        t.record("lesson.logged", stream=f"project/{project}", actor=actor.id, at=parts.at)
        return logged


def import_lessons(parts: Parts, *, written: Manuscript, by: str) -> tuple[Lesson, ...]:
    """Import lessons of projects that were finished elsewhere; those there are passed over.

    Raises:
        ManuscriptError: When the file holds no lessons.
        UnknownNameError: When its programme does not exist.
        NotPermittedError: When the actor may not log lessons in the programme.
    """
    file = manuscript.validate(written, LessonFile)
    with parts.write() as t:
        if people.programme_by_id(t, file.programme) is None:
            known = (p.id for p in people.programmes(t))
            raise unknown(kind="programme", name=file.programme, known=known)
        actor = permit(parts, t, by, Act.LOG_LESSON, file.programme)
        added = []
        for lesson in file.lessons:
            name = f"{file.programme}/{lesson.id}"
            if lessons.lesson_by_id(t, name) is not None:
                continue
            cited = file.sources.get(lesson.source, lesson.source)
            logged = _lesson(lesson, name, file.programme, None, source=cited)
            _append(t, parts, logged, actor)
            added.append(logged)
        if added:
            stream = f"programme/{file.programme}"
            t.record("lessons.imported", stream=stream, actor=actor.id, at=parts.at)
        return tuple(added)


def log_learning(parts: Parts, *, project: str, by: str) -> tuple[Lesson, ...]:
    """Log what the learning cycle has found and not yet logged; safe to repeat.

    The machine may do this: it copies what a person handed in.

    Raises:
        NotPermittedError: When the actor may not log lessons in the project.
    """
    with parts.write() as t:
        found = find_project(t, project)
        machine = by == people.MACHINE
        actor = find_person(t, by) if machine else permit(parts, t, by, Act.LOG_LESSON, found)
        added = []
        for written in _findings(t, project):
            logged = _lesson(
                written, f"{project}/{written.id}", found.programme, project, finding=written.id
            )
            if lessons.lesson_by_id(t, logged.id) is None:
                _append(t, parts, logged, actor)
                added.append(logged)
        if added:
            t.record("learning.logged", stream=f"project/{project}", actor=actor.id, at=parts.at)
        return tuple(added)


def _findings(t: Transaction, project: str) -> tuple[LessonWritten, ...]:
    version = projects.latest(t, project).get("learning_cycle")
    if version is None:
        return ()
    cycle = decode(version.body, LearningCycle)
    asked = {q.id: q for q in cycle.questions}
    return tuple(
        LessonWritten(
            id=found.id,
            source=version.sources.get(found.source, found.source),
            origin=found.origin or version.origin,
            question=asked[found.question].question if found.question in asked else "",
            finding=found.finding,
            change=found.change or found.no_change_because,
            recipient=found.communicated_to,
            spread="; ".join(f"{s.where}, {s.on}" if s.on else s.where for s in found.spread),
            tags=found.tags,
            learnt_on=found.found_on,
        )
        for found in cycle.findings
        if found.finding
    )


def _lesson(
    written: LessonWritten,
    name: str,
    programme: str,
    project: str | None,
    *,
    finding: str = "",
    source: str = "",
) -> Lesson:
    return Lesson(
        id=name,
        programme=programme,
        project=project,
        from_finding=finding,
        question=written.question,
        finding=written.finding,
        change=written.change,
        decision=written.decision,
        recipient=written.recipient,
        spread=written.spread,
        tags=written.tags,
        source=source or written.source,
        origin=written.origin,
        learnt_on=written.learnt_on,
    )


def _append(t: Transaction, parts: Parts, lesson: Lesson, actor: Person) -> None:
    t.insert(
        "lesson",
        lesson.id,
        programme=lesson.programme,
        project=lesson.project,
        from_finding=lesson.from_finding,
        question=lesson.question,
        finding=lesson.finding,
        change=lesson.change,
        decision=lesson.decision,
        recipient=lesson.recipient,
        spread=lesson.spread,
        tags=canonical.encode(list(lesson.tags)).decode(),
        source=lesson.source,
        origin=lesson.origin,
        learnt_on=None if lesson.learnt_on is None else lesson.learnt_on.isoformat(),
        logged_by=actor.id,
        logged_at=stamp(parts.at),
    )
    search.index_lesson(t, lesson.id, stems(lesson.searchable))

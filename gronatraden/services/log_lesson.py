"""Lessons are logged: one at a time, from a file, or from the learning cycle's findings."""

from __future__ import annotations

from dataclasses import field
from itertools import chain, count
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from gronatraden import canonical, manuscript
from gronatraden.documents import Slug, content, decode
from gronatraden.errors import ConflictError, UsageError
from gronatraden.learning import Lesson, LessonWritten, stems
from gronatraden.project import Act
from gronatraden.services._desk import find_person, find_project, permit, unknown
from gronatraden.services._parts import stamp
from gronatraden.store import lessons, people, projects
from gronatraden.store.derived import search
from gronatraden.tools.learning_cycle import LearningCycle

if TYPE_CHECKING:
    from gronatraden.manuscript import Manuscript
    from gronatraden.project import Person, Project
    from gronatraden.services._parts import Parts
    from gronatraden.store.reader import Reader
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

    The same lesson again records nothing.

    Raises:
        UsageError: When it does not say what was found.
        ConflictError: When another lesson has its id.
        NotPermittedError: When the actor may not log lessons in the project.
    """
    if not lesson.finding.strip():
        raise UsageError(reason="lesson-says-nothing")
    with parts.write() as t:
        found = find_project(t, project)
        actor = permit(parts, t, by, Act.LOG_LESSON, found)
        logged = _lesson(lesson, f"{project}/{lesson.id}", found.programme, project)
        there = lessons.lesson_by_id(t, logged.id)
        if there == logged:
            return logged
        if there is not None:
            raise ConflictError(what="lesson-exists", name=logged.id)
        append_lesson(t, parts, logged, actor)
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
            append_lesson(t, parts, logged, actor)
            added.append(logged)
        if added:
            stream = f"programme/{file.programme}"
            t.record("lessons.imported", stream=stream, actor=actor.id, at=parts.at)
        return tuple(added)


def log_learning(parts: Parts, *, project: str, by: str) -> tuple[Lesson, ...]:
    """Log what the learning cycle has found and not yet logged; safe to repeat.

    Raises:
        UnknownNameError: When there is no such project.
        NotPermittedError: When the actor may not log lessons in the project.
    """
    with parts.write() as t:
        found = find_project(t, project)
        actor = permit(parts, t, by, Act.LOG_LESSON, found)
        return _log_findings(t, parts, found, actor)


def log_as_machine(parts: Parts, *, project: str) -> tuple[Lesson, ...]:
    """Let the machine log what the learning cycle has found and not yet logged.

    It may: it copies what a person handed in.

    Raises:
        UnknownNameError: When there is no such project.
    """
    with parts.write() as t:
        found = find_project(t, project)
        return _log_findings(t, parts, found, find_person(t, people.MACHINE))


def _log_findings(
    t: Transaction, parts: Parts, project: Project, actor: Person
) -> tuple[Lesson, ...]:
    there = set(lessons.logged_findings(t, project.id))
    added = []
    for written in _findings(t, project.id):
        if written.id in there:
            continue
        name = _free_name(t, f"{project.id}/{written.id}")
        logged = _lesson(written, name, project.programme, project.id, finding=written.id)
        append_lesson(t, parts, logged, actor)
        added.append(logged)
    if added:
        t.record("learning.logged", stream=f"project/{project.id}", actor=actor.id, at=parts.at)
    return tuple(added)


def _free_name(r: Reader, name: str) -> str:
    """Return a lesson's id, or the next where a lesson logged by hand has it."""
    names = chain([name], (f"{name}-{number}" for number in count(2)))
    return next(free for free in names if lessons.lesson_by_id(r, free) is None)


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


def append_lesson(t: Transaction, parts: Parts, lesson: Lesson, actor: Person) -> None:
    """Append a lesson and let it be found; the caller records the event."""
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

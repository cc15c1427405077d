"""``lesson``: what a project teaches the next one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gronatraden.cli.kinds import COUNT, DAY
from gronatraden.cli.lessons_shown import lesson_data, lesson_lines, near_data
from gronatraden.cli.spoken import Noun, option
from gronatraden.errors import UsageError

if TYPE_CHECKING:
    from gronatraden.cli.door import Door
    from gronatraden.learning import LessonWritten

NOUN = Noun("lesson")


@NOUN.verb("log", writes=True)
@click.argument("project")
@click.argument("id", metavar="[LESSON]", required=False)
@option("--question", default="", metavar="TEXT")
@option("--finding", default="", metavar="TEXT")
@option("--change", default="", metavar="TEXT")
@option("--decision", default="", metavar="TEXT")
@option("--recipient", default="", metavar="TEXT")
@option("--spread", default="", metavar="TEXT")
@option("--source", default="", metavar="TEXT")
@option("--tag", "tags", multiple=True, metavar="WORD")
@option("--learnt-on", type=DAY, metavar="DAY")
def log(door: Door, *, project: str, **said: Any) -> None:  # noqa: ANN401 - a lesson's fields
    """Log one lesson, or without an id what the learning cycle has found."""
    from gronatraden.services.log_lesson import log_learning, log_lesson  # noqa: PLC0415 - slow

    written = _written(said) if said["id"] else None
    with door.parts() as parts:
        if written is None:
            logged = log_learning(parts, project=project, by=door.actor)
        else:
            logged = (log_lesson(parts, project=project, lesson=written, by=door.actor),)
    data = {
        "schema": "gronatraden/lessons-logged/1",
        "project": project,
        "lessons": [lesson_data(lesson) for lesson in logged],
    }
    lines = [line for lesson in logged for line in lesson_lines(door, lesson)]
    door.answer(data, *(lines or [door.say("cli.lesson.nothing-new")]))
    door.next(door.command("lesson", "list", project))


def _written(said: dict[str, Any]) -> LessonWritten:
    """Return a lesson from the command's options, checked like any other that is handed in."""
    from gronatraden import manuscript  # noqa: PLC0415 - slow to import
    from gronatraden.learning import LessonWritten  # noqa: PLC0415 - as above

    stated = {name: value for name, value in said.items() if value}
    text = json.dumps(stated, ensure_ascii=False, default=str)
    return manuscript.validate(manuscript.read_text(text, name="lesson log"), LessonWritten)


@NOUN.verb("search")
@click.argument("words", nargs=-1, metavar="[WORD]…")
@option("--project", metavar="PROJECT")
@option("--limit", type=COUNT, default=10, metavar="N")
def search(door: Door, *, words: tuple[str, ...], project: str | None, limit: int) -> None:
    """Search lessons by words, or by a project's own challenges, the nearest first."""
    from gronatraden.services.answer_lesson import search_lessons  # noqa: PLC0415 - slow

    if not words and project is None:
        raise UsageError(reason="nothing-to-search-for")
    text = " ".join(words)
    with door.parts() as parts:
        found = search_lessons(parts, project=project, text=text, limit=limit)
    data = {
        "schema": "gronatraden/lessons-found/1",
        "project": project,
        "words": text,
        "lessons": [near_data(near) for near in found],
    }
    lines = [line for near in found for line in lesson_lines(door, near.lesson, near.offered)]
    door.answer(data, *(lines or [door.say("cli.lesson.none-found")]))


@NOUN.verb("answer", writes=True)
@click.argument("project")
@click.argument("lesson")
@option("--applied", metavar="TEXT")
@option("--not-relevant", metavar="TEXT")
def answer(
    door: Door, *, project: str, lesson: str, applied: str | None, not_relevant: str | None
) -> None:
    """Answer a lesson: applied, how, or not relevant, because."""
    from gronatraden.services.answer_lesson import (  # noqa: PLC0415 - SQLAlchemy is slow
        answer_lesson,
        offered_lessons,
    )

    if (applied is None) == (not_relevant is None):
        raise UsageError(reason="which-answer")
    with door.parts() as parts:
        given = answer_lesson(
            parts,
            project=project,
            lesson=lesson,
            answer="not_relevant" if applied is None else "applied",
            because=applied or not_relevant or "",
            by=door.actor,
        )
        left = [n for n in offered_lessons(parts, project=project) if not _is_answered(n)]
    data = {
        "schema": "gronatraden/lesson-answer/1",
        "project": project,
        "lesson": given.lesson,
        "answer": given.answer,
        "because": given.because,
        "unanswered": [near.lesson.id for near in left],
    }
    door.answer(data, door.say("cli.lesson.answered", lesson=lesson, answer=given.answer))
    following = ("lesson", "list", project) if left else ("gate", "check", project)
    door.next(door.command(*following))


def _is_answered(near: Any) -> bool:  # noqa: ANN401 - Near, whose module is slow to import
    return bool(near.offered and near.offered.answer)


@NOUN.verb("import", writes=True)
@click.argument("file", type=click.Path(path_type=Path))
def import_(door: Door, *, file: Path) -> None:
    """Import lessons of projects that were finished elsewhere."""
    from gronatraden import manuscript  # noqa: PLC0415 - slow to import
    from gronatraden.services.log_lesson import import_lessons  # noqa: PLC0415 - as above

    written = manuscript.read(file)
    with door.parts() as parts:
        added = import_lessons(parts, written=written, by=door.actor)
    data = {
        "schema": "gronatraden/lessons-imported/1",
        "lessons": [lesson_data(lesson) for lesson in added],
    }
    code = "cli.lesson.imported" if added else "cli.lesson.nothing-new"
    door.answer(data, door.say(code, count=len(added)))
    door.next(door.command("lesson", "list"))


@NOUN.verb("list")
@click.argument("project", required=False)
def show_all(door: Door, *, project: str | None) -> None:
    """List all lessons, or those in front of a project and those it has logged."""
    from gronatraden.services.answer_lesson import offered_lessons  # noqa: PLC0415 - slow
    from gronatraden.services.log_lesson import list_lessons  # noqa: PLC0415 - as above

    with door.parts() as parts:
        own = list_lessons(parts, project=project)
        offered = () if project is None else offered_lessons(parts, project=project)
    data = {
        "schema": "gronatraden/lessons/1",
        "project": project,
        "offered": [near_data(near) for near in offered],
        "lessons": [lesson_data(lesson) for lesson in own],
    }
    lines: list[str] = []
    if offered:
        lines.append(click.style(door.say("cli.lesson.offered", project=project), bold=True))
    for near in offered:
        lines += lesson_lines(door, near.lesson, near.offered, is_offered=True)
    if own:
        code = "cli.lesson.all" if project is None else "cli.lesson.own"
        lines.append(click.style(door.say(code, project=project), bold=True))
    for lesson in own:
        lines += lesson_lines(door, lesson)
    door.answer(data, *(lines or [door.say("cli.lesson.none")]))
    waiting = [near.lesson.id for near in offered if not _is_answered(near)][:1]
    how = door.say("cli.lesson.how")
    by = door.actor
    door.next(
        *(
            door.command("lesson", "answer", str(project), one, "--applied", how, by=by)
            for one in waiting
        )
    )

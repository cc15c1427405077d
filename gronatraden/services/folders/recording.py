"""What lies beside a folder's documents is recorded: what is there already, only once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gronatraden.errors import ConflictError
from gronatraden.history import OfferedLesson
from gronatraden.services.add_reading import append_reading, indicators_of
from gronatraden.services.answer_lesson import append_answer
from gronatraden.services.folders.beside import kept_reading
from gronatraden.services.log_lesson import append_lesson
from gronatraden.store import lessons, projects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.project import Person, Project
    from gronatraden.services._parts import Parts
    from gronatraden.services.folders.beside import Answers, Lessons, ReadingKept, Readings
    from gronatraden.services.folders.folder import Filed
    from gronatraden.store.transaction import Transaction


@dataclass(frozen=True, slots=True)
class Errand:
    """One folder on its way into one project."""

    t: Transaction
    parts: Parts
    home: Project
    actor: Person

    def record(self, event: str, *, stream: str = "") -> None:
        """Record what was done, in the project's own stream where no other is named."""
        stream = stream or f"project/{self.home.id}"
        self.t.record(event, stream=stream, actor=self.actor.id, at=self.parts.at)


def record_readings(errand: Errand, filed: Filed[Readings] | None) -> int:
    """Append the readings that are not there; return how many.

    Raises:
        ManuscriptError: When one is of no indicator, from the future, or no sum of its parts.
    """
    home = errand.home.id
    there = [kept_reading(x) for x in projects.readings(errand.t, home)]
    before = len(there)
    for kept in _checked(errand, filed) if filed else ():
        if kept not in there:
            there.append(kept)
            append_reading(
                errand.t, errand.parts, home, kept.reading, number=len(there), actor=errand.actor
            )
    if len(there) > before:
        errand.record("readings.imported")
    return len(there) - before


def _checked(errand: Errand, filed: Filed[Readings]) -> Iterator[ReadingKept]:
    """Yield a file's readings, each held to what ``reading add`` asks for."""
    known = indicators_of(errand.t, errand.home.id)
    for index, kept in enumerate(filed.content.readings):
        if kept.indicator not in known:
            place = ("readings", index, "indicator")
            filed.refuse("reading-of-no-indicator", *place, indicator=kept.indicator)
    lists = {
        "readings": filed.content.readings,
        "of_former_indicators": filed.content.of_former_indicators,
    }
    for name, listed in lists.items():
        for index, kept in enumerate(listed):
            if kept.measured_on > errand.parts.today:
                filed.refuse("reading-from-the-future", name, index, "measured_on")
            if not kept.is_split_in_full:
                filed.refuse("reading-is-not-its-sum", name, index, "value")
            yield kept


def record_lessons(
    errand: Errand, filed: Filed[Lessons] | None
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Append the project's own lessons; return those, and those known as from outside.

    Raises:
        ManuscriptError: When one is not the project's own.
        ConflictError: When another lesson has its id.
    """
    home = errand.home
    added, outside = [], []
    for index, kept in enumerate(filed.content.lessons if filed else ()):
        if filed and not kept.id.startswith(f"{home.id}/"):
            filed.refuse("lesson-of-another", "lessons", index, "id", project=home.id)
        there = lessons.lesson_by_id(errand.t, kept.id)
        if there is None:
            append_lesson(errand.t, errand.parts, kept.lesson(home, own=True), errand.actor)
            added.append(kept.id)
        elif there.project != home.id:
            outside.append(kept.id)
        elif there != kept.lesson(home, own=True):
            raise ConflictError(what="lesson-exists", name=kept.id)
    if added:
        errand.record("lessons.imported")
    return tuple(added), tuple(outside)


def record_earlier_lessons(errand: Errand, filed: Filed[Answers] | None) -> tuple[str, ...]:
    """Append the lessons of others that answers are about and nobody knows here; return them.

    Raises:
        ManuscriptError: When an unknown lesson does not say what was found.
    """
    added = []
    for index, answer in enumerate(filed.content.answers if filed else ()):
        kept = answer.lesson
        if lessons.lesson_by_id(errand.t, kept.id) is not None:
            continue
        if filed and not kept.finding.strip():
            place = ("answers", index, "lesson", "id")
            filed.refuse("lesson-is-not-known", *place, lesson=kept.id)
        append_lesson(errand.t, errand.parts, kept.lesson(errand.home, own=False), errand.actor)
        added.append(kept.id)
    if added:
        errand.record("lessons.imported", stream=f"programme/{errand.home.programme}")
    return tuple(added)


def record_answers(errand: Errand, filed: Filed[Answers] | None) -> tuple[str, ...]:
    """Append the answers that differ from the latest ones; return the lessons they are about.

    Raises:
        ConflictError: When a lesson is the project's own.
    """
    given = lessons.answers(errand.t, errand.home.id)
    added = []
    for answer in filed.content.answers if filed else ():
        name = answer.lesson.id
        if name.startswith(f"{errand.home.id}/"):
            raise ConflictError(what="lesson-is-your-own", name=name)
        said = OfferedLesson(lesson=name, answer=answer.answer, because=answer.because)
        if given.get(name) != said:
            append_answer(errand.t, errand.parts, errand.home.id, said, actor=errand.actor)
            added.append(name)
    if added:
        errand.record("answers.imported")
    return tuple(added)

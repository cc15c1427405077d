"""What lies beside the documents in a project's folder: readings, lessons and answers.

Each file says by its ``schema`` what it is. Texts are as long as they were recorded; what
holds a hand-written file back is its size.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

from gronatraden.documents import Limit, Measured, Origin, Slug, content
from gronatraden.history import Reading
from gronatraden.learning import AnswerKind, Lesson

if TYPE_CHECKING:
    from gronatraden.project import Project

Count = Annotated[int, Limit(ge=0)]
LessonName = Annotated[str, Limit(pattern=r"^[a-z0-9-]+/[a-z0-9-]+$")]
"""Id of a lesson: the project or programme it came by, and its own name."""


@content
class ReadingKept:
    """One measured value of an indicator."""

    indicator: Slug
    measured_on: date
    value: Measured
    women: Count | None = None
    men: Count | None = None
    other: Count | None = None
    deviation: str = ""
    source: str = ""

    @property
    def reading(self) -> Reading:
        """The reading as rules know it."""
        return Reading(
            indicator=self.indicator,
            measured_on=self.measured_on,
            value=self.value,
            women=self.women,
            men=self.men,
            other=self.other,
            deviation=self.deviation,
            source=self.source,
        )

    @property
    def is_split_in_full(self) -> bool:
        """Whether the parts, where there are any, make up the whole."""
        parts = (self.women, self.men, self.other)
        return parts == (None, None, None) or sum(p or 0 for p in parts) == self.value


@content
class LessonKept:
    """A lesson as it was logged."""

    id: LessonName
    from_finding: str = ""
    """Id of the learning cycle's finding it comes from."""
    question: str = ""
    finding: str = ""
    change: str = ""
    decision: str = ""
    recipient: str = ""
    spread: str = ""
    tags: tuple[str, ...] = ()
    source: str = ""
    origin: Origin = ""
    learnt_on: date | None = None

    def lesson(self, home: Project, *, own: bool) -> Lesson:
        """Return the lesson, a project's own or one from outside its programme."""
        return Lesson(
            id=self.id,
            programme=home.programme,
            project=home.id if own else None,
            from_finding=self.from_finding if own else "",
            question=self.question,
            finding=self.finding,
            change=self.change,
            decision=self.decision,
            recipient=self.recipient,
            spread=self.spread,
            tags=self.tags,
            source=self.source,
            origin=self.origin,
            learnt_on=self.learnt_on,
        )


@content
class AnswerKept:
    """A project's latest answer to an earlier lesson, and the lesson, so that it can be read."""

    answer: AnswerKind
    because: Annotated[str, Limit(min_length=1)]
    lesson: LessonKept


@content
class Readings:
    """A project's readings, in the order measured."""

    schema: Literal["gronatraden/project-readings/1"] = "gronatraden/project-readings/1"
    project: Slug
    readings: tuple[ReadingKept, ...] = ()
    of_former_indicators: tuple[ReadingKept, ...] = ()
    """Readings of indicators that the change logic no longer has."""


@content
class Lessons:
    """The lessons that a project has logged."""

    schema: Literal["gronatraden/project-lessons/1"] = "gronatraden/project-lessons/1"
    project: Slug
    lessons: tuple[LessonKept, ...] = ()


@content
class Answers:
    """What a project has answered to the lessons of others."""

    schema: Literal["gronatraden/project-answers/1"] = "gronatraden/project-answers/1"
    project: Slug
    answers: tuple[AnswerKept, ...] = ()


Beside = Readings | Lessons | Answers
KINDS: dict[str, type[Readings | Lessons | Answers]] = {
    "readings": Readings,
    "lessons": Lessons,
    "answers": Answers,
}
"""What each file is, by its name without ending."""


def kept_reading(reading: Reading) -> ReadingKept:
    """Return a recorded reading as a file holds it."""
    return ReadingKept(
        indicator=reading.indicator,
        measured_on=reading.measured_on,
        value=reading.value,
        women=reading.women,
        men=reading.men,
        other=reading.other,
        deviation=reading.deviation,
        source=reading.source,
    )


def kept_lesson(lesson: Lesson, *, own: bool) -> LessonKept:
    """Return a logged lesson as a file holds it; of another's, only what it teaches."""
    return LessonKept(
        id=lesson.id,
        from_finding=lesson.from_finding if own else "",
        question=lesson.question,
        finding=lesson.finding,
        change=lesson.change,
        decision=lesson.decision,
        recipient=lesson.recipient,
        spread=lesson.spread,
        tags=lesson.tags,
        source=lesson.source,
        origin=lesson.origin,
        learnt_on=lesson.learnt_on,
    )


def schema_of(kind: type[Readings | Lessons | Answers]) -> str:
    """Return what a file of a kind says it is."""
    return str(kind.__dataclass_fields__["schema"].default)

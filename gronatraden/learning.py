"""Lessons (lärdomar): what a project teaches the next one and the policies.

A lesson outlives its project. When a project states its challenge, the lessons
nearest to that text are put in front of it, and each is answered: *applied, how* or
*not relevant, because*. Nearness is full-text search over stems, so that
``resvanor`` finds ``resvana``.

- an offered lesson is answered before the start (rule L-1)
- what was learnt is logged before the finish (rule L-2)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from gronatraden.documents import Item, Line, Origin, Prose, content
from gronatraden.findings import Finding
from gronatraden.tools import Check
from gronatraden.tools.learning_cycle import LearningCycle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.context import Context

AnswerKind = Literal["applied", "not_relevant"]
OFFERED = 5
"""How many lessons are put in front of a project at a time."""

_WORD = re.compile(r"[^\W\d_]{3,}")
_STOP_WORDS = """
och att det som för med den till har inte ett från kan men vid eller ska hos oss vad när där här
hur alla detta denna dessa även bara mer mycket sig sin sitt sina vara blir blev var vår the and
that for with from not this are was has have will can but
"""
_STOP = frozenset(_STOP_WORDS.split())


@content
class LessonWritten(Item):
    """A lesson as it is handed in (lärdom)."""

    question: Prose = ""
    """The learning question, or the event that taught something."""
    finding: Prose = ""
    """What was found."""
    change: Prose = ""
    """What we do differently."""
    decision: Prose = ""
    """The decision it led to."""
    recipient: Line = ""
    """Who can use it."""
    spread: Prose = ""
    """Where and when it was spread."""
    tags: tuple[Line, ...] = ()
    learnt_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A lesson in the record."""

    id: str
    programme: str
    project: str | None
    """Project that taught it; None where it was imported from outside."""
    from_finding: str
    """Id of the learning cycle's finding it comes from, or empty."""
    question: str
    finding: str
    change: str
    decision: str
    recipient: str
    spread: str
    tags: tuple[str, ...]
    source: str
    origin: Origin
    learnt_on: date | None

    @property
    def searchable(self) -> str:
        """The text that is searched."""
        return " ".join((self.question, self.finding, self.change, *self.tags))


@cache
def _stemmer() -> Any:  # noqa: ANN401 - the package ships no types
    """Return the Swedish stemmer; its package reads every language when it is imported."""
    import snowballstemmer  # type: ignore[import-untyped]  # noqa: PLC0415 - as said

    return snowballstemmer.stemmer("swedish")


@cache
def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word))


def stems(text: str) -> tuple[str, ...]:
    """Return the stems of a text's telling words, in order, each once."""
    words = (w for w in _WORD.findall(text.casefold()) if w not in _STOP)
    return tuple(dict.fromkeys(_stem(w) for w in words))


def every_offered_lesson_is_answered(context: Context) -> Iterator[Finding]:
    """Every lesson put in front of the project has an answer with a reason.

    Rule: L-1. Basis: METHOD fact 9, the learning loop is the weak point; DESIGN §5.
    """
    for offered in context.offered:
        if not (offered.answer and offered.because):
            who = ("project_manager", "learning_owner")
            where = f"lessons[{offered.lesson}]"
            yield Finding("lesson-is-not-answered", where, {"lesson": offered.lesson}, who)


def what_was_learnt_is_logged(context: Context) -> Iterator[Finding]:
    """Every finished finding of the learning cycle stands in the lesson log.

    Rule: L-2. Basis: METHOD §5, learning dies with the project; §2.7 G5.
    """
    cycle = context.read(LearningCycle)
    for found in cycle.findings:
        if found.finished and found.id not in context.logged_lessons:
            where = f"learning_cycle.findings[{found.id}]"
            who = ("learning_owner", "project_manager")
            yield Finding("finding-is-not-logged", where, {"finding": found.id}, who)


CHECKS = (
    Check(
        "L-1",
        every_offered_lesson_is_answered,
        asks=(
            "lessons.answer",
            "lessons.because",
        ),
    ),
    Check("L-2", what_was_learnt_is_logged, (LearningCycle,)),
)
"""Checks that policies call as ``learning.<name>``."""

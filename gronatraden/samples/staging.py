"""What a demonstration needs besides documents: people, days, readings and answers."""

from __future__ import annotations

from dataclasses import field
from datetime import date
from typing import Annotated

from pydantic import Field

from gronatraden.documents import Item, Line, Measured, Origin, Prose, Slug, content
from gronatraden.history import Reading
from gronatraden.learning import AnswerKind
from gronatraden.project import Role

Sources = dict[str, str]
Count = Annotated[int, Field(ge=0)]


@content
class Member:
    """Someone in the cast: a role with a handle, nobody in particular."""

    handle: Slug
    name: Line
    roles: Annotated[tuple[Role, ...], Field(min_length=1)]
    everywhere: bool = False
    """True where the roles are held in the whole house, not only in the programme."""


@content
class CastProgramme:
    """The programme that the sample projects belong to."""

    id: Slug
    title: Line
    owner: Line


@content
class Cast:
    """The people of the demonstration and their programme."""

    origin: Origin
    programme: CastProgramme
    people: Annotated[tuple[Member, ...], Field(min_length=1)]


@content
class Day(Item):
    """A day on which something happens, and why it is that day."""

    on: date
    because: Prose


@content
class Calendar:
    """A project's days in order; the demonstration sets its clock by them."""

    project: Slug
    sources: Sources = field(default_factory=dict)
    days: Annotated[tuple[Day, ...], Field(min_length=1)]

    def on(self, name: str) -> date:
        """Return the day of that name.

        Raises:
            KeyError: When the calendar has no such day.
        """
        return {day.id: day.on for day in self.days}[name]


@content
class ReadingWritten:
    """A value of an indicator as a file hands it in."""

    indicator: Slug
    measured_on: date
    value: Measured
    women: Count | None = None
    men: Count | None = None
    other: Count | None = None
    deviation: Prose = ""
    source: Line
    """Key of the file's source."""
    origin: Origin


@content
class ReadingsFile:
    """Readings of a project, in the order they are recorded."""

    project: Slug
    sources: Sources
    readings: Annotated[tuple[ReadingWritten, ...], Field(min_length=1)]

    def as_recorded(self) -> tuple[Reading, ...]:
        """Return the readings with their sources written out."""
        return tuple(
            Reading(
                indicator=written.indicator,
                measured_on=written.measured_on,
                value=written.value,
                women=written.women,
                men=written.men,
                other=written.other,
                deviation=written.deviation,
                source=self.sources[written.source],
            )
            for written in self.readings
        )


@content
class AnswerWritten:
    """A project's answer to an earlier lesson."""

    lesson: Annotated[str, Field(pattern=r"^[a-z0-9-]+/[a-z0-9-]+$")]
    """Id of the lesson: its project and its own name."""
    answer: AnswerKind
    because: Annotated[Prose, Field(min_length=1)]


@content
class AnswersFile:
    """A project's answers to the lessons it may be offered."""

    project: Slug
    origin: Origin
    answers: Annotated[tuple[AnswerWritten, ...], Field(min_length=1)]

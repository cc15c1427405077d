"""An indicator is read: one dated value, kept beside its baseline and target."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gronatraden.documents import decode
from gronatraden.errors import UsageError
from gronatraden.project import Act
from gronatraden.services._desk import find_project, permit, unknown
from gronatraden.services._parts import stamp
from gronatraden.store import projects
from gronatraden.tools.change_logic import ChangeLogic

if TYPE_CHECKING:
    from gronatraden.history import Reading
    from gronatraden.project import Person
    from gronatraden.services._parts import Parts
    from gronatraden.store.reader import Reader
    from gronatraden.store.transaction import Transaction
    from gronatraden.tools.change_logic.content import Indicator


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """An indicator with everything that was read of it, in the order measured."""

    indicator: Indicator
    readings: tuple[Reading, ...]


def add_reading(parts: Parts, *, project: str, reading: Reading, by: str) -> Reading:
    """Record a reading of one of the project's indicators; the same again records nothing.

    Raises:
        UnknownNameError: When the change logic has no such indicator.
        UsageError: When it was measured in the future, is no number, or the split is no
            sum of it.
        NotPermittedError: When the actor may not add readings in the project.
    """
    if reading.measured_on > parts.today:
        raise UsageError(reason="measured-in-the-future")
    if not reading.value.is_finite():
        raise UsageError(reason="value-is-no-number")
    split = [part for part in (reading.women, reading.men, reading.other) if part is not None]
    if split and (sum(split) != reading.value or min(split) < 0):
        raise UsageError(reason="split-is-not-the-sum")
    with parts.write() as t:
        actor = permit(parts, t, by, Act.ADD_READING, find_project(t, project))
        known = indicators_of(t, project)
        if reading.indicator not in known:
            raise unknown(kind="indicator", name=reading.indicator, known=known)
        there = projects.readings(t, project)
        if any(replace(x, recorded_at=reading.recorded_at) == reading for x in there):
            return reading
        append_reading(t, parts, project, reading, number=len(there) + 1, actor=actor)
        t.record("reading.added", stream=f"project/{project}", actor=actor.id, at=parts.at)
        return reading


def append_reading(
    t: Transaction, parts: Parts, project: str, reading: Reading, *, number: int, actor: Person
) -> None:
    """Append a reading as the project's next; the caller records the event."""
    t.insert(
        "reading",
        f"{project}/reading/{number}",
        project=project,
        number=number,
        indicator=reading.indicator,
        measured_on=reading.measured_on.isoformat(),
        value=str(reading.value),
        women=reading.women,
        men=reading.men,
        other=reading.other,
        deviation=reading.deviation,
        source=reading.source,
        recorded_by=actor.id,
        recorded_at=stamp(parts.at),
    )


def indicators_of(r: Reader, project: str) -> dict[str, Indicator]:
    """Return the indicators of a project's latest change logic, by id."""
    version = projects.latest(r, project).get("change_logic")
    if version is None:
        return {}
    return {i.id: i for i in decode(version.body, ChangeLogic).indicators}


def list_readings(parts: Parts, *, project: str) -> tuple[Series, ...]:
    """Return every indicator with its readings against baseline and target."""
    with parts.read() as r:
        find_project(r, project)
        read = projects.readings(r, project)
        return tuple(
            Series(indicator=i, readings=tuple(x for x in read if x.indicator == i.id))
            for i in indicators_of(r, project).values()
        )

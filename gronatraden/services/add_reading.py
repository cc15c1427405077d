"""An indicator is read: one dated value, kept beside its baseline and target."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gronatraden.documents import decode
from gronatraden.errors import UsageError
from gronatraden.project import Act
from gronatraden.services._desk import find_project, permit, unknown
from gronatraden.services._parts import stamp
from gronatraden.services.changes._terms import find_change
from gronatraden.services.changes.request_change import link_reading
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


def add_reading(
    parts: Parts, *, project: str, reading: Reading, change: int | None = None, by: str
) -> Reading:
    """Record a reading of one of the project's indicators; the same again records nothing.

    Args:
        parts: What the act works with.
        project: Whose.
        reading: What was read.
        change: Number of the change that explains it, where one does.
        by: Handle of who records it.

    Raises:
        UnknownNameError: When the change logic has no such indicator, or the project no
            such change.
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
        asked = None if change is None else find_change(t, project, change)
        changes = () if change is None else (change,)
        there = projects.readings(t, project)
        new = _as_measured(reading)
        if any(_as_measured(x) == new and set(changes) <= set(x.changes) for x in there):
            return reading
        number = len(there) + 1
        append_reading(t, parts, project, reading, number=number, actor=actor)
        if asked is not None:
            link_reading(t, parts, asked, number, actor=actor)
        t.record("reading.added", stream=f"project/{project}", actor=actor.id, at=parts.at)
        return replace(reading, number=number, changes=changes)


def _as_measured(reading: Reading) -> Reading:
    """Return a reading without what the record adds to it."""
    return replace(reading, recorded_at=None, number=0, changes=())


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

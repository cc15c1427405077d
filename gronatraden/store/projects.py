"""Rows of projects and their documents and readings, as values."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import bindparam, func, select

from gronatraden.documents import DocumentVersion, Snapshot
from gronatraden.history import Reading
from gronatraden.project import Project
from gronatraden.store.backends.spelt import InUtf8
from gronatraden.store.reader import per_project
from gronatraden.store.tables import (
    change,
    change_reading,
    content,
    document,
    pin,
    project,
    reading,
    repinning,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy import RowMapping

    from gronatraden.store.reader import Reader


_MOVE = repinning.alias("move")
_LAST_MOVE = select(func.max(_MOVE.c.number)).where(_MOVE.c.project == project.c.id)
_PROJECTS = (
    select(
        project,
        pin.c.policy,
        pin.c.version,
        repinning.c.policies.label("repinned"),
        repinning.c.lifecycle.label("exchanged"),
        repinning.c.lifecycle_version.label("relived"),
    )
    .outerjoin(pin, pin.c.project == project.c.id)
    .outerjoin(
        repinning,
        (repinning.c.project == project.c.id)
        & (repinning.c.number == _LAST_MOVE.scalar_subquery()),
    )
    .order_by(project.c.opened_at, project.c.id, pin.c.position)
)
_PROJECT = per_project(_PROJECTS, project.c.id)
_REPINNED_TIMES = (
    select(func.count()).select_from(repinning).where(repinning.c.project == bindparam("of"))
)
_WHOLE = (select(document, InUtf8(content.c.body).label("body"), content.c.sources)).join(
    content, (content.c.id == document.c.id) & (content.c.document == document.c.id)
)
_VERSIONS = per_project(
    _WHOLE.order_by(document.c.submitted_at, document.c.tool, document.c.number),
    document.c.project,
)
_OF_TOOL = _VERSIONS.where(document.c.tool == bindparam("kind"))
_VERSION = _OF_TOOL.where(document.c.number == bindparam("place"))
_LATEST_OF_TOOL = _OF_TOOL.order_by(None).order_by(document.c.number.desc()).limit(1)
_OTHER = document.alias()
_NEWEST = (
    select(func.max(_OTHER.c.number))
    .where(_OTHER.c.project == document.c.project, _OTHER.c.tool == document.c.tool)
    .scalar_subquery()
)
_LATEST = per_project(_WHOLE.where(document.c.number == _NEWEST), document.c.project)
_READINGS = per_project(
    select(reading).order_by(reading.c.measured_on, reading.c.number), reading.c.project
)
_EXPLAINED = per_project(
    select(change_reading.c.reading, change.c.number)
    .join(change, change.c.id == change_reading.c.change)
    .order_by(change.c.number),
    change.c.project,
)


def project_by_id(r: Reader, name: str) -> Project | None:
    """Return the project of that id, or None."""
    return next(_projects(r.all(_PROJECT, of=name)), None)


def projects(r: Reader) -> tuple[Project, ...]:
    """Return all projects in the order they were opened."""
    return tuple(_projects(r.all(_PROJECTS)))


def repinned_times(r: Reader, project_id: str) -> int:
    """Return how many times a project was moved to other rules."""
    return int(r.scalar(_REPINNED_TIMES, of=project_id))


def latest(r: Reader, project_id: str) -> Snapshot:
    """Return the latest version of each document of a project, by tool."""
    rows = sorted(r.all(_LATEST, of=project_id), key=itemgetter("submitted_at", "tool"))
    return {row["tool"]: _version(row) for row in rows}


def latest_of(r: Reader, project_id: str, tool: str) -> DocumentVersion | None:
    """Return the latest version of one document, or None."""
    row = r.one_or_none(_LATEST_OF_TOOL, of=project_id, kind=tool)
    return None if row is None else _version(row)


def versions(r: Reader, project_id: str) -> tuple[DocumentVersion, ...]:
    """Return every document version of a project in the order handed in, then by tool."""
    return tuple(_version(row) for row in r.all(_VERSIONS, of=project_id))


def version(r: Reader, project_id: str, tool: str, number: int) -> DocumentVersion | None:
    """Return one document version, or None."""
    row = r.one_or_none(_VERSION, of=project_id, kind=tool, place=number)
    return None if row is None else _version(row)


def readings(r: Reader, project_id: str) -> tuple[Reading, ...]:
    """Return a project's readings in the order measured."""
    rows = r.all(_READINGS, of=project_id)
    led_to: dict[str, tuple[int, ...]] = {}
    for row in r.all(_EXPLAINED, of=project_id) if rows else ():
        led_to[row["reading"]] = (*led_to.get(row["reading"], ()), row["number"])
    return tuple(_reading(row, led_to.get(row["id"], ())) for row in rows)


def _version(row: RowMapping) -> DocumentVersion:
    return DocumentVersion(
        project=row["project"],
        tool=row["tool"],
        number=row["number"],
        schema=row["schema"],
        sha256=row["sha256"],
        origin=row["origin"],
        sources=msgspec.json.decode(row["sources"]),
        submitted_by=row["submitted_by"],
        submitted_at=datetime.fromisoformat(row["submitted_at"]),
        body=row["body"],
    )


def _projects(rows: Iterable[RowMapping]) -> Iterator[Project]:
    """Yield projects from rows of one pinned policy each, those of a project together."""
    for _, group in groupby(rows, key=itemgetter("id")):
        first, *others = group
        yield Project(
            id=first["id"],
            programme=first["programme"],
            lifecycle=first["exchanged"] or first["lifecycle"],
            lifecycle_version=first["relived"] or first["lifecycle_version"],
            policies=_repinned(first["repinned"])
            or tuple((row["policy"], row["version"]) for row in (first, *others) if row["policy"]),
            opened_at=datetime.fromisoformat(first["opened_at"]),
        )


def _repinned(text: str | None) -> tuple[tuple[str, int], ...]:
    if text is None:
        return ()
    return msgspec.json.decode(text, type=tuple[tuple[str, int], ...])


def _reading(row: RowMapping, changes: tuple[int, ...]) -> Reading:
    return Reading(
        number=row["number"],
        indicator=row["indicator"],
        measured_on=date.fromisoformat(row["measured_on"]),
        value=Decimal(row["value"]),
        women=row["women"],
        men=row["men"],
        other=row["other"],
        deviation=row["deviation"],
        source=row["source"],
        recorded_at=datetime.fromisoformat(row["recorded_at"]),
        changes=changes,
    )

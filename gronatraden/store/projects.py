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
_PROJECT = _PROJECTS.where(project.c.id == bindparam("name"))
_REPINNED_TIMES = (
    select(func.count()).select_from(repinning).where(repinning.c.project == bindparam("of"))
)
_VERSIONS = (
    select(document, content.c.body, content.c.sources)
    .join(content, content.c.document == document.c.id)
    .where(document.c.project == bindparam("of"))
    .order_by(document.c.submitted_at, document.c.tool, document.c.number)
)
_OF_TOOL = _VERSIONS.where(document.c.tool == bindparam("kind"))
_VERSION = _OF_TOOL.where(document.c.number == bindparam("place"))
_LATEST_OF_TOOL = _OF_TOOL.order_by(None).order_by(document.c.number.desc()).limit(1)
_NEWEST = (
    select(document.c.tool, func.max(document.c.number).label("number"))
    .where(document.c.project == bindparam("of"))
    .group_by(document.c.tool)
    .subquery()
)
_LATEST = _VERSIONS.join(
    _NEWEST, (_NEWEST.c.tool == document.c.tool) & (_NEWEST.c.number == document.c.number)
)
_READINGS = (
    select(reading, change.c.number.label("change"))
    .outerjoin(change_reading, change_reading.c.reading == reading.c.id)
    .outerjoin(change, change.c.id == change_reading.c.change)
    .where(reading.c.project == bindparam("of"))
    .order_by(reading.c.measured_on, reading.c.number, change.c.number)
)


def project_by_id(r: Reader, name: str) -> Project | None:
    """Return the project of that id, or None."""
    return next(_projects(r.all(_PROJECT, name=name)), None)


def projects(r: Reader) -> tuple[Project, ...]:
    """Return all projects in the order they were opened."""
    return tuple(_projects(r.all(_PROJECTS)))


def repinned_times(r: Reader, project_id: str) -> int:
    """Return how many times a project was moved to other rules."""
    return int(r.scalar(_REPINNED_TIMES, of=project_id))


def latest(r: Reader, project_id: str) -> Snapshot:
    """Return the latest version of each document of a project, by tool."""
    return {row["tool"]: _version(row) for row in r.all(_LATEST, of=project_id)}


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
    rows = groupby(r.all(_READINGS, of=project_id), key=itemgetter("id"))
    return tuple(_reading(*group) for _, group in rows)


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
        body=row["body"].encode(),
    )


def _projects(rows: Iterable[RowMapping]) -> Iterator[Project]:
    """Yield projects from rows of one pinned policy each, those of a project together."""
    for _, group in groupby(rows, key=itemgetter("id")):
        first, *others = group
        yield Project(
            id=first["id"],
            programme=first["programme"],
            lifecycle=first["lifecycle"],
            lifecycle_version=first["relived"] or first["lifecycle_version"],
            policies=_repinned(first["repinned"])
            or tuple((row["policy"], row["version"]) for row in (first, *others) if row["policy"]),
            opened_at=datetime.fromisoformat(first["opened_at"]),
        )


def _repinned(text: str | None) -> tuple[tuple[str, int], ...]:
    if text is None:
        return ()
    return msgspec.json.decode(text, type=tuple[tuple[str, int], ...])


def _reading(row: RowMapping, *others: RowMapping) -> Reading:
    """Return a reading from rows of one change each."""
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
        changes=tuple(x["change"] for x in (row, *others) if x["change"] is not None),
    )

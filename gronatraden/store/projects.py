"""Rows of projects and their documents and readings, as values."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import func, select

from gronatraden.documents import DocumentVersion, Snapshot
from gronatraden.history import Reading
from gronatraden.project import Project
from gronatraden.store.tables import content, document, pin, project, reading

if TYPE_CHECKING:
    from sqlalchemy import RowMapping, Select

    from gronatraden.store.reader import Reader


def project_by_id(r: Reader, name: str) -> Project | None:
    """Return the project of that id, or None."""
    row = r.one_or_none(select(project).where(project.c.id == name))
    return None if row is None else _project(r, row)


def projects(r: Reader) -> tuple[Project, ...]:
    """Return all projects in the order they were opened."""
    rows = r.all(select(project).order_by(project.c.opened_at, project.c.id))
    return tuple(_project(r, row) for row in rows)


def latest(r: Reader, project_id: str) -> Snapshot:
    """Return the latest version of each document of a project, by tool."""
    newest = (
        select(document.c.tool, func.max(document.c.number).label("number"))
        .where(document.c.project == project_id)
        .group_by(document.c.tool)
        .subquery()
    )
    rows = r.all(
        _versions(project_id).join(
            newest, (newest.c.tool == document.c.tool) & (newest.c.number == document.c.number)
        )
    )
    return {row["tool"]: _version(row) for row in rows}


def versions(r: Reader, project_id: str) -> tuple[DocumentVersion, ...]:
    """Return every document version of a project in the order handed in, then by tool."""
    ordered = _versions(project_id).order_by(
        document.c.submitted_at, document.c.tool, document.c.number
    )
    return tuple(_version(row) for row in r.all(ordered))


def version(r: Reader, project_id: str, tool: str, number: int) -> DocumentVersion | None:
    """Return one document version, or None."""
    found = _versions(project_id).where(document.c.tool == tool, document.c.number == number)
    row = r.one_or_none(found)
    return None if row is None else _version(row)


def readings(r: Reader, project_id: str) -> tuple[Reading, ...]:
    """Return a project's readings in the order measured."""
    rows = r.all(
        select(reading)
        .where(reading.c.project == project_id)
        .order_by(reading.c.measured_on, reading.c.number)
    )
    return tuple(_reading(row) for row in rows)


def _versions(project_id: str) -> Select[tuple[object, ...]]:
    return (
        select(document, content.c.body, content.c.sources)
        .join(content, content.c.document == document.c.id)
        .where(document.c.project == project_id)
    )


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


def _project(r: Reader, row: RowMapping) -> Project:
    pins = r.all(
        select(pin.c.policy, pin.c.version)
        .where(pin.c.project == row["id"])
        .order_by(pin.c.position)
    )
    return Project(
        id=row["id"],
        programme=row["programme"],
        lifecycle=row["lifecycle"],
        lifecycle_version=row["lifecycle_version"],
        policies=tuple((p["policy"], p["version"]) for p in pins),
        opened_at=datetime.fromisoformat(row["opened_at"]),
    )


def _reading(row: RowMapping) -> Reading:
    return Reading(
        indicator=row["indicator"],
        measured_on=date.fromisoformat(row["measured_on"]),
        value=Decimal(row["value"]),
        women=row["women"],
        men=row["men"],
        other=row["other"],
        deviation=row["deviation"],
        source=row["source"],
        recorded_at=datetime.fromisoformat(row["recorded_at"]),
    )

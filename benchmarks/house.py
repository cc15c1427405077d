"""A record to measure on: a sample project whose start is ready to be asked for."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.measuring import ROOM
from gronatraden import manuscript, wiring
from gronatraden.cli.shipped import publish_shipped
from gronatraden.project import Role
from gronatraden.samples import folders
from gronatraden.samples.staging import Calendar
from gronatraden.services.add_person import add_person
from gronatraden.services.grant_role import grant_role
from gronatraden.services.open_programme import open_programme
from gronatraden.services.open_project import open_project
from gronatraden.services.submit_document import submit_document
from gronatraden.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.services import Parts

PROJECT = "res-gront"
PROGRAMME = "grona-kronoberg"
BY = "projektledare"
"""Who submits documents."""
_OFFICE = "programkontor"
_CAST = {
    BY: Role.PROJECT_MANAGER,
    "styrgrupp-1": Role.STEERING_GROUP,
    "styrgrupp-2": Role.STEERING_GROUP,
    "ordforande": Role.STEERING_CHAIR,
}
_NOON = time(12, tzinfo=UTC)


@contextmanager
def furnished() -> Iterator[Settings]:
    """Yield the settings of a record of its own, in memory, on the day of the start gate."""
    calendar = manuscript.validate(
        manuscript.read(folders.project(PROJECT) / folders.CALENDAR), Calendar
    )
    with TemporaryDirectory(dir=ROOM, prefix="gronatraden-") as folder:
        settings = Settings(
            database=f"sqlite:///{Path(folder) / 'gronatraden.db'}",
            log_key=Path(folder) / "gronatraden.key",
            actor="",
            language="sv",
            at=datetime.combine(calendar.on("opened"), _NOON),
        )
        wiring.create(settings, clock_kind="simulated")
        with wiring.connect(settings) as parts:
            _furnish(parts)
            _fill(parts)
        yield replace(settings, at=datetime.combine(calendar.on("start"), _NOON))


def _furnish(parts: Parts) -> None:
    """Add people, rules and the project."""
    for handle in ("systemansvarig", _OFFICE, *_CAST):
        add_person(parts, handle=handle, name=handle, by="systemansvarig")
    _grant(parts, _OFFICE, Role.PROGRAMME_OFFICE, None)
    open_programme(
        parts, programme=PROGRAMME, title="Gröna Kronoberg", owner="Region Kronoberg", by=_OFFICE
    )
    for handle, role in _CAST.items():
        _grant(parts, handle, role, PROGRAMME)
    publish_shipped(parts, by=_OFFICE)
    open_project(
        parts,
        programme=PROGRAMME,
        project=PROJECT,
        title="Res grönt",
        lifecycle="full",
        by=_OFFICE,
    )


def _grant(parts: Parts, person: str, role: Role, programme: str | None) -> None:
    grant_role(
        parts, person=person, role=role, programme=programme, project=None, by="systemansvarig"
    )


def _fill(parts: Parts) -> None:
    """Hand in the public documents, and what the demonstration adds before the start."""
    for folder in (folders.project(PROJECT), folders.fictional(PROJECT, "start")):
        for file in folders.documents(folder):
            submit_document(parts, project=PROJECT, written=manuscript.read(file), by=BY)


def document(tool: str) -> str:
    """Return the text of a document that was handed in last."""
    return (folders.fictional(PROJECT, "start") / f"{tool}.yaml").read_text("utf-8")

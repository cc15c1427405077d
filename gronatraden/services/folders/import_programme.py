"""A whole programme is imported: many folders in one go, one transaction for each project.

A project that is refused leaves nothing behind and stops no other. Projects whose lessons
others answer go first, so that an answer meets the lesson itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from gronatraden.errors import (
    ConflictError,
    DocumentError,
    GateError,
    GronatradenError,
    PolicyError,
    UsageError,
)
from gronatraden.services._desk import find_person
from gronatraden.services.folders.folder import Folder, read_folder
from gronatraden.services.folders.import_project import import_project
from gronatraden.services.open_project import find_programme
from gronatraden.store import projects

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from gronatraden.manuscript import Manuscript
    from gronatraden.services._parts import Parts
    from gronatraden.services.folders.import_project import Imported, OnExisting

    _Pair = tuple["FolderFound", Folder | GronatradenError]

REFUSALS = (DocumentError, UsageError, ConflictError, PolicyError, GateError)
"""What one project can be refused for; anything else stops the whole import."""

Outcome = Literal["pass", "changed", "skipped", "failed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderFound:
    """A project's folder as it was found."""

    name: str
    """Where it is, as the caller named it."""
    written: tuple[Manuscript, ...] = ()
    unreadable: GronatradenError | None = None
    """Why a file in it could not be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What became of one folder."""

    name: str
    """The folder's."""
    project: str = ""
    """Id of the project; empty where the folder cannot be read."""
    outcome: Outcome
    """``pass`` where everything was there already, ``changed`` where something was recorded."""
    imported: Imported | None = None
    refusal: GronatradenError | None = None


def import_programme(
    parts: Parts,
    *,
    programme: str,
    folders: Iterable[FolderFound],
    by: str,
    on_existing: OnExisting = "stop",
) -> tuple[Brought, ...]:
    """Import the projects of a programme; safe to run again.

    Args:
        parts: What the act works with.
        programme: Where they open.
        folders: One per project, in any order.
        by: Handle of who acts.
        on_existing: What to do with projects that are there already: with ``stop`` a single
            one keeps all from being imported.

    Returns:
        What became of each folder, in the order given.

    Raises:
        UnknownNameError: When there is no such programme or person.
        NoActorError: When nobody was named.
        ConflictError: When projects are there already and that stops the import.
    """
    batch = tuple((found, _read(found)) for found in folders)
    known = [folder.project for _, folder in batch if not isinstance(folder, GronatradenError)]
    with parts.read() as r:
        find_person(r, by)
        find_programme(r, programme)
        there = {project.id for project in projects.projects(r)}.intersection(known)
    if there and on_existing == "stop":
        raise ConflictError(what="projects-exist", names=sorted(there))

    def bring(found: FolderFound, folder: Folder) -> Imported:
        if known.count(folder.project) > 1:
            raise UsageError(reason="project-in-two-folders", name=folder.project)
        return import_project(
            parts, programme=programme, written=found.written, by=by, on_existing=on_existing
        )

    brought = {found.name: _attempt(found, folder, bring) for found, folder in _in_order(batch)}
    return tuple(brought[found.name] for found, _ in batch)


def _read(found: FolderFound) -> Folder | GronatradenError:
    """Return what a folder says, or why it cannot be read."""
    if found.unreadable is not None:
        return found.unreadable
    try:
        return read_folder(found.written)
    except REFUSALS as refusal:
        return refusal


def _attempt(
    found: FolderFound,
    folder: Folder | GronatradenError,
    bring: Callable[[FolderFound, Folder], Imported],
) -> Brought:
    if isinstance(folder, GronatradenError):
        return Brought(name=found.name, outcome="failed", refusal=folder)
    try:
        done = bring(found, folder)
    except REFUSALS as refusal:
        return Brought(name=found.name, project=folder.project, outcome="failed", refusal=refusal)
    outcome: Outcome = "skipped" if done.skipped else "changed" if done.changed else "pass"
    return Brought(name=found.name, project=done.project.id, outcome=outcome, imported=done)


def _in_order(batch: Iterable[_Pair]) -> Iterator[_Pair]:
    """Yield folders so that the projects whose lessons another answers come before it.

    Where two answer each other, the one named first comes first.
    """
    waiting = list(batch)
    while waiting:
        ahead = {folder.project for _, folder in waiting if isinstance(folder, Folder)}
        ready = [pair for pair in waiting if not _answered(pair[1]) & ahead] or waiting[:1]
        yield from ready
        gone = {found.name for found, _ in ready}
        waiting = [pair for pair in waiting if pair[0].name not in gone]


def _answered(folder: Folder | GronatradenError) -> set[str]:
    """Return whose lessons a folder answers."""
    if isinstance(folder, GronatradenError) or folder.answers is None:
        return set()
    others = {x.lesson.id.partition("/")[0] for x in folder.answers.content.answers}
    return others - {folder.project}

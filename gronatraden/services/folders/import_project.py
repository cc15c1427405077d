"""A project is opened from its folder, or its folder is handed in again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from gronatraden.errors import ConflictError
from gronatraden.project import Act
from gronatraden.services._desk import find_person, open_dossier, permit
from gronatraden.services._handing_in import hand_in
from gronatraden.services.folders.folder import read_folder
from gronatraden.services.folders.recording import (
    Errand,
    record_answers,
    record_earlier_lessons,
    record_lessons,
    record_readings,
)
from gronatraden.services.open_project import append_project, find_programme, record_opening
from gronatraden.store import projects

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gronatraden.documents import DocumentVersion
    from gronatraden.manuscript import Manuscript
    from gronatraden.project import Project
    from gronatraden.services._parts import Parts
    from gronatraden.services.folders.folder import Folder

OnExisting = Literal["stop", "skip", "update"]
"""What to do where the project is there already: refuse, leave it alone, or hand in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did."""

    project: Project
    opened: bool
    """False where the project was there already."""
    skipped: bool = False
    """True where it was there already and left alone."""
    submitted: tuple[DocumentVersion, ...] = ()
    unchanged: tuple[str, ...] = ()
    """Documents that said nothing but what was there, by tool."""
    readings: int = 0
    """How many were added."""
    lessons: tuple[str, ...] = ()
    """The project's own lessons that were logged."""
    earlier: tuple[str, ...] = ()
    """Lessons of others that were not known and came along with the answers to them."""
    answers: tuple[str, ...] = ()
    """Lessons of others that were answered."""
    known_from_outside: tuple[str, ...] = ()
    """The project's own lessons that stand in the record as another's, and stay so."""
    passed_over: tuple[str, ...] = ()
    """Files that are neither documents nor written by an export."""

    @property
    def changed(self) -> bool:
        """Whether anything was recorded."""
        written = (self.submitted, self.readings, self.lessons, self.earlier, self.answers)
        return self.opened or any(written)


def import_project(
    parts: Parts,
    *,
    programme: str,
    written: Iterable[Manuscript],
    by: str,
    on_existing: OnExisting = "update",
) -> Imported:
    """Open a project from its folder, or hand it in again; all or nothing, safe to run again.

    Who may open projects in the programme may open one with everything its folder says. In
    a project that is there, each thing that is new asks for its own permission.

    Args:
        parts: What the act works with.
        programme: Where it opens.
        written: The files of its folder, in any order.
        by: Handle of who acts.
        on_existing: What to do where the project is there already.

    Raises:
        ManuscriptError: When a file cannot be read as what it is.
        WrongProjectError: When they are not all of one project.
        UsageError: When the project's facts are not among them, or two are of one tool.
        ConflictError: When the project is in another programme or finished, is there and
            that stops the import, or a document moved on.
        NotPermittedError: When the actor may not do something that the folder asks for.
    """
    folder = read_folder(written)
    with parts.write() as t:
        actor = find_person(t, by)
        there = projects.project_by_id(t, folder.project)
        if there is None:
            permit(parts, t, by, Act.OPEN_PROJECT, find_programme(t, programme))
            home = append_project(t, parts, programme, folder.envelope, actor=actor)
            record_opening(t, parts, home, actor)
            return _bring(Errand(t, parts, home, actor), folder, opened=True)
        if there.programme != programme:
            raise ConflictError(what="project-is-elsewhere", name=there.programme)
        if on_existing == "stop":
            raise ConflictError(what="project-exists", name=there.id)
        if on_existing == "skip":
            return Imported(project=there, opened=False, skipped=True)
        done = _bring(Errand(t, parts, there, actor), folder, opened=False)
        for act in _acts(done):
            permit(parts, t, by, act, there)
        return done


def _acts(done: Imported) -> list[Act]:
    """Return what an import did, as the acts that ask for permission."""
    written = {
        Act.SUBMIT_DOCUMENT: done.submitted,
        Act.ADD_READING: done.readings,
        Act.LOG_LESSON: done.lessons or done.earlier,
        Act.ANSWER_LESSON: done.answers,
    }
    return [act for act, what in written.items() if what]


def _bring(errand: Errand, folder: Folder, *, opened: bool) -> Imported:
    """Record what the folder says and the record does not, earlier lessons first."""
    earlier = record_earlier_lessons(errand, folder.answers)
    phase = open_dossier(errand.t, errand.home.id).standing.phase
    done = [
        hand_in(errand.t, errand.parts, handed, actor=errand.actor, phase=phase)
        for handed in folder.documents
    ]
    readings = record_readings(errand, folder.readings)
    logged, outside = record_lessons(errand, folder.lessons)
    answered = record_answers(errand, folder.answers)
    submitted = tuple(new.version for new in done if new.version is not None)
    taken = {version.tool for version in submitted}
    stated = (handed.envelope.tool for handed in folder.documents)
    return Imported(
        project=errand.home,
        opened=opened,
        submitted=submitted,
        unchanged=tuple(tool for tool in stated if tool not in taken),
        readings=readings,
        lessons=logged,
        earlier=earlier,
        answers=answered,
        known_from_outside=outside,
        passed_over=folder.passed_over,
    )

"""The stage: a database of the demo's own, its clock, its people and its flows.

Everything is done through the same acts and flows as anyone's work. The clock is
simulated, and the database says so.
"""

from __future__ import annotations

import shutil
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Self

from gronatraden import manuscript, wiring
from gronatraden.cli.shipped import publish_shipped
from gronatraden.errors import ConflictError
from gronatraden.samples import folders
from gronatraden.samples.staging import AnswersFile, Calendar, Cast, ReadingsFile
from gronatraden.services.add_person import add_person
from gronatraden.services.add_reading import add_reading
from gronatraden.services.answer_lesson import answer_lesson, offered_lessons
from gronatraden.services.folders.import_project import import_project
from gronatraden.services.grant_role import grant_role
from gronatraden.services.open_programme import open_programme
from gronatraden.services.show_document import list_documents
from gronatraden.services.submit_document import submit_document
from gronatraden.settings import Settings
from gronatraden.text import Voice

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from flows.runtime import TemporaryServer
    from gronatraden.manuscript import Manuscript
    from gronatraden.project import Role
    from gronatraden.services import Parts
    from gronatraden.services.folders.import_project import Imported

OFFICE, OWNER = "programkontor", "projektagare"
MANAGER, CHAIR = "projektledare", "ordforande"
DECIDERS = ("styrgrupp-1", "styrgrupp-2", CHAIR)
"""In the order they speak."""
_SEAL = 'package_sha256: "{}"'
_NOON = time(12, tzinfo=UTC)


class Stage:
    """Owns the demo's folder, its clock and its Prefect; the clock only moves forward."""

    def __init__(self, folder: Path, language: str) -> None:
        self.folder = folder
        self.cast = manuscript.validate(manuscript.read(folders.PEOPLE), Cast)
        self.settings = Settings(
            database=f"sqlite:///{folder / 'gronatraden.db'}",
            log_key=folder / "gronatraden.key",
            actor="",
            language=language,
            at=None,
        )
        self.voice = Voice(language)
        self.opened: list[str] = []
        """Projects opened so far, in order."""
        self._open = ExitStack()
        self._server: TemporaryServer | None = None
        self._prefect_is_quiet = False

    def __enter__(self) -> Self:
        """Start Prefect's server in the background; the first flow waits for it."""
        from flows.runtime import TemporaryServer  # noqa: PLC0415 - only a flow needs Prefect

        self._server = self._open.enter_context(TemporaryServer())
        return self

    def __exit__(self, *why: object) -> None:
        """Stop the server."""
        self._open.close()

    def move_to(self, project: str, name: str) -> date:
        """Move the clock to noon of a day in a project's calendar."""
        file = manuscript.read(folders.project(project) / folders.CALENDAR)
        day = manuscript.validate(file, Calendar).on(name)
        self.settings = replace(self.settings, at=datetime.combine(day, _NOON))
        return day

    @contextmanager
    def parts(self) -> Iterator[Parts]:
        """Open the demo's database for an act."""
        with wiring.connect(self.settings) as parts:
            yield parts

    def clear(self) -> None:
        """Remove what an earlier demo left; anyone else's database stays.

        Raises:
            ConflictError: When the folder holds a database that no demo made.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        if (self.folder / "gronatraden.db").exists():
            with self.parts() as parts:
                if wiring.clock_of(parts.store) != "simulated":
                    raise ConflictError(what="folder-is-in-use", name=str(self.folder))
        shutil.rmtree(self.settings.evidence_folder, ignore_errors=True)
        for left in [*self.folder.glob("gronatraden.db*"), *self.folder.glob("gronatraden.key")]:
            left.unlink()

    def furnish(self) -> None:
        """Make the database, its people and its programme, and publish the rules."""
        wiring.create(self.settings, clock_kind="simulated")
        programme = self.cast.programme
        with self.parts() as parts:
            first, *others = self.cast.people
            add_person(parts, handle=first.handle, name=first.name, by="")
            for person in others:
                add_person(parts, handle=person.handle, name=person.name, by=first.handle)
                if person.everywhere:
                    self._grant(parts, person.handle, person.roles, None)
            open_programme(
                parts,
                programme=programme.id,
                title=programme.title,
                owner=programme.owner,
                by=OFFICE,
            )
            for person in others:
                if not person.everywhere:
                    self._grant(parts, person.handle, person.roles, programme.id)
            publish_shipped(parts, by=OFFICE)

    def _grant(
        self, parts: Parts, handle: str, roles: tuple[Role, ...], programme: str | None
    ) -> None:
        for role in roles:
            grant_role(
                parts,
                person=handle,
                role=role,
                programme=programme,
                project=None,
                by=self.cast.people[0].handle,
            )

    def open(self, project: str) -> Imported:
        """Open a sample project on its public facts alone."""
        written = [manuscript.read(f) for f in folders.documents(folders.project(project))]
        self.opened.append(project)
        with self.parts() as parts:
            return import_project(
                parts, programme=self.cast.programme.id, written=written, by=MANAGER
            )

    def hand_in(self, project: str, step: str, *, without: str = "") -> list[str]:
        """Submit what is added before a gate, but for one file; return the tools."""
        folder = folders.fictional(project, step)
        tools = []
        for file in reversed(folders.documents(folder)):
            if f"{step}/{file.name}" == without:
                continue
            with self.parts() as parts:
                written = _sealed(parts, project, file)
                done = submit_document(parts, project=project, written=written, by=MANAGER)
            tools.append(done.version.tool)
        if (folder / folders.READINGS).exists() and f"{step}/{folders.READINGS}" != without:
            self._read(project, folder / folders.READINGS)
        return tools

    def _read(self, project: str, file: Path) -> None:
        readings = manuscript.validate(manuscript.read(file), ReadingsFile)
        for reading in readings.as_recorded():
            with self.parts() as parts:
                add_reading(parts, project=project, reading=reading, by=MANAGER)

    def answer(self, project: str) -> int:
        """Answer the lessons that are offered, as the sample says; return how many."""
        file = manuscript.read(folders.project(project) / folders.ANSWERS)
        written = {a.lesson: a for a in manuscript.validate(file, AnswersFile).answers}
        with self.parts() as parts:
            offered = [n.lesson.id for n in offered_lessons(parts, project=project)]
            for lesson in offered:
                if lesson in written:
                    answer_lesson(
                        parts,
                        project=project,
                        lesson=lesson,
                        answer=written[lesson].answer,
                        because=written[lesson].because,
                        by=MANAGER,
                    )
        return sum(lesson in written for lesson in offered)

    def run(self, phase: str, project: str) -> str:
        """Run a phase's Prefect flow and return the name of its end state."""
        self._enter_prefect()
        from flows.lifecycle import PHASES  # noqa: PLC0415 - Prefect takes a second

        flow = next(f for f in PHASES if f.name == phase)
        at = self.settings.at.isoformat() if self.settings.at else ""
        state = flow(project, self.settings.database, at, return_state=True)
        state.result()  # what a flow raised is raised here
        return str(state.name)

    def _enter_prefect(self) -> None:
        """Make Prefect quiet before the first flow, until the stage is left."""
        if not self._prefect_is_quiet:
            from flows.runtime import quiet_prefect  # noqa: PLC0415 - only a flow needs Prefect

            self._open.enter_context(quiet_prefect(self._server))
            self._prefect_is_quiet = True


def _sealed(parts: Parts, project: str, file: Path) -> Manuscript:
    """Return a manuscript with the seal over the documents as they stand, where it has room."""
    seal = list_documents(parts, project=project).package_sha256
    text = file.read_text("utf-8").replace(_SEAL.format(""), _SEAL.format(seal))
    return manuscript.read_text(text, name=file.name)

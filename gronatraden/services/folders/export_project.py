"""A project is exported: what it says now, as files that an import reads back.

Exported are the latest version of each document, the readings, the lessons it has logged
and its latest answers to earlier ones, with those lessons. Not exported is how it came to
be so: earlier versions, decisions, conditions, changes, waivers, evidence and the log.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from gronatraden.documents import decode, encode
from gronatraden.errors import ExportError, ManuscriptError
from gronatraden.manuscript import plain, read_text, write
from gronatraden.project import FACTS
from gronatraden.services._desk import open_dossier
from gronatraden.services.add_reading import indicators_of
from gronatraden.services.folders.beside import (
    AnswerKept,
    Answers,
    Lessons,
    Readings,
    kept_lesson,
    kept_reading,
)
from gronatraden.services.folders.folder import read_folder
from gronatraden.services.show_document import as_handed_in, kinds
from gronatraden.store import lessons, projects

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gronatraden.documents import DocumentVersion, Snapshot
    from gronatraden.learning import AnswerKind
    from gronatraden.project import Project
    from gronatraden.services._parts import Parts
    from gronatraden.services.folders.beside import Beside
    from gronatraden.store.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A project as the files of a folder."""

    project: Project
    files: Mapping[str, str]
    """Text by name; the facts last, so that half a folder is no project."""


def export_project(parts: Parts, *, project: str) -> Exported:
    """Return what a project says now, as files; each is read back before it is returned.

    Raises:
        UnknownNameError: When there is no such project.
        ExportError: When something in the record cannot stand in a file that is read back,
            or a document is of a plugin that is not let in.
    """
    with parts.read() as r:
        dossier = open_dossier(r, project)
        home, snapshot = dossier.project, dossier.snapshot
        beside = _beside(r, home)
    documents = {
        f"{tool}.yaml": _document(version, home) for tool, version in sorted(snapshot.items())
    }
    facts = {name: documents.pop(name) for name in (f"{FACTS}.yaml",) if name in documents}
    files = {**documents, **{name: _written(x) for name, x in beside.items()}, **facts}
    _read_back(files, snapshot, beside)
    return Exported(project=home, files=files)


def _document(version: DocumentVersion, home: Project) -> str:
    if version.tool not in kinds():
        raise ExportError(file=f"{version.tool}.yaml", reason="unknown-tool")
    content: object = decode(version.body, kinds()[version.tool])
    return write(as_handed_in(version, content, lifecycle=home.lifecycle))


def _beside(r: Reader, home: Project) -> dict[str, Beside]:
    """Return what lies beside the documents by file name; what is empty gets no file."""
    read = [kept_reading(x) for x in projects.readings(r, home.id)]
    known = indicators_of(r, home.id)
    own = sorted((x for x in lessons.lessons(r) if x.project == home.id), key=lambda x: x.id)
    given = lessons.answers(r, home.id)
    earlier = {x.id: x for x in lessons.lessons(r, given)}
    found: dict[str, Beside] = {}
    if read:
        found["readings.yaml"] = Readings(
            project=home.id,
            readings=tuple(x for x in read if x.indicator in known),
            of_former_indicators=tuple(x for x in read if x.indicator not in known),
        )
    if own:
        logged = tuple(kept_lesson(x, own=True) for x in own)
        found["lessons.yaml"] = Lessons(project=home.id, lessons=logged)
    if given:
        answered = tuple(
            AnswerKept(
                answer=cast("AnswerKind", said.answer),
                because=said.because,
                lesson=kept_lesson(earlier[name], own=False),
            )
            for name, said in given.items()
        )
        found["answers.yaml"] = Answers(project=home.id, answers=answered)
    return found


def _written(beside: Beside) -> str:
    """Return a file beside the documents; what it is stands first."""
    held = plain(beside)
    return write({"schema": beside.schema, **(held if isinstance(held, dict) else {})})


def _read_back(files: Mapping[str, str], snapshot: Snapshot, beside: Mapping[str, Beside]) -> None:
    """Hold the files against the record they were written from.

    Raises:
        ExportError: When one would be refused, or says something else.
    """
    try:
        folder = read_folder(read_text(text, name=name) for name, text in files.items())
    except ManuscriptError as error:
        raise ExportError(file=error.file, reason="not-read-back") from error
    for handed in folder.documents:
        version, envelope = snapshot[handed.envelope.tool], handed.envelope
        said = (encode(handed.content), envelope.origin, envelope.sources)
        if said != (version.body, version.origin, version.sources):
            raise ExportError(file=handed.file, reason="not-read-back")
    for filed in (folder.readings, folder.lessons, folder.answers):
        if filed is not None and filed.content != beside[filed.written.file]:
            raise ExportError(file=filed.written.file, reason="not-read-back")

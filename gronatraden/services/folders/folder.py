"""A folder is read: which of its files are documents, which lie beside, which are neither."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Generic, NoReturn, TypeVar

from gronatraden import manuscript
from gronatraden.errors import ManuscriptError, Problem, UsageError, WrongProjectError
from gronatraden.project import FACTS
from gronatraden.services._handing_in import Envelope, Handed, read_handed
from gronatraden.services.folders.beside import KINDS, Answers, Beside, Lessons, Readings, schema_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gronatraden.manuscript import Manuscript


Kind = TypeVar("Kind", bound=Beside)


@dataclass(frozen=True, slots=True)
class Filed(Generic[Kind]):
    """A file beside the documents, and what stands in it."""

    written: Manuscript
    content: Kind

    def refuse(self, code: str, *path: str | int, **facts: str) -> NoReturn:
        """Say that something in the file has to be written otherwise, and where.

        Raises:
            ManuscriptError: Always.
        """
        place = self.written.line_of(path)
        raise ManuscriptError(self.written.file, [Problem(code, place.line, place.column, facts)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    """One project's folder, read and checked for shape."""

    documents: tuple[Handed, ...]
    """The facts first, one of each tool."""
    readings: Filed[Readings] | None
    lessons: Filed[Lessons] | None
    """The project's own."""
    answers: Filed[Answers] | None
    """To the lessons of others."""
    passed_over: tuple[str, ...]
    """Files that are neither documents nor written by an export, as the caller named them."""

    @property
    def envelope(self) -> Envelope:
        """What stands around the project's facts."""
        return self.documents[0].envelope

    @property
    def project(self) -> str:
        """Id of the project."""
        return self.envelope.project


def read_folder(written: Iterable[Manuscript]) -> Folder:
    """Return what a project's files say.

    Raises:
        ManuscriptError: When one cannot be read as what it is.
        UnknownNameError: When one names a tool that does not exist.
        WrongProjectError: When they are not all of one project.
        UsageError: When the project's facts are not among them, or two are of one tool.
    """
    documents: list[Handed] = []
    beside: dict[type, Filed[Any]] = {}
    left: list[str] = []
    for file in written:
        kind = KINDS.get(PurePath(file.file).stem)
        if kind is None:
            documents.append(read_handed(file))
        elif file.value.get("schema") != schema_of(kind):
            left.append(file.file)
        elif kind in beside:
            raise UsageError(reason="two-documents-of-a-tool", name=file.file, tool=kind.__name__)
        else:
            beside[kind] = Filed(file, manuscript.validate(file, kind))
    documents.sort(key=lambda handed: handed.envelope.tool != FACTS)
    _refuse_mixtures(documents, beside.values())
    return Folder(
        documents=tuple(documents),
        readings=beside.get(Readings),
        lessons=beside.get(Lessons),
        answers=beside.get(Answers),
        passed_over=tuple(left),
    )


def _refuse_mixtures(documents: list[Handed], beside: Iterable[Filed[Any]]) -> None:
    """Refuse a folder that is not of one project, or says two things of one tool."""
    if not documents or documents[0].envelope.tool != FACTS:
        raise UsageError(reason="no-project-facts")
    expected = documents[0].envelope.project
    stated = [(handed.file, handed.envelope.project) for handed in documents]
    for file, project in (*stated, *((f.written.file, f.content.project) for f in beside)):
        if project != expected:
            raise WrongProjectError(file=file, expected=expected, actual=project)
    seen: set[str] = set()
    for handed in documents:
        tool = handed.envelope.tool
        if tool in seen:
            raise UsageError(reason="two-documents-of-a-tool", name=handed.file, tool=tool)
        seen.add(tool)

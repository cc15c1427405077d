"""Document versions are listed, and one is shown as it can be handed in again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gronatraden.documents import decode, package_sha256
from gronatraden.project import FACTS, ProjectFacts
from gronatraden.services._desk import find_project, unknown
from gronatraden.store import projects
from gronatraden.tools import TOOLS

if TYPE_CHECKING:
    from gronatraden.documents import DocumentVersion
    from gronatraden.services._parts import Parts


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsSeen:
    """Every version that was handed in, and the seal over the latest."""

    versions: tuple[DocumentVersion, ...]
    """In the order handed in."""
    package_sha256: str
    """Seal over the latest documents, the project's facts left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSeen:
    """One version with its content."""

    version: DocumentVersion
    content: object
    lifecycle: str
    """The project's lifecycle, which its facts state."""


def list_documents(parts: Parts, *, project: str) -> DocumentsSeen:
    """Return all versions of a project's documents.

    Raises:
        UnknownNameError: When there is no such project.
    """
    with parts.read() as r:
        find_project(r, project)
        return DocumentsSeen(
            versions=projects.versions(r, project),
            package_sha256=package_sha256(projects.latest(r, project).values()),
        )


def show_document(
    parts: Parts, *, project: str, tool: str, number: int | None = None
) -> DocumentSeen:
    """Return a version of a document, the latest where no number is given.

    Raises:
        UnknownNameError: When there is no such project, tool or version.
    """
    kinds: dict[str, type] = {FACTS: ProjectFacts} | {x.name: x.content for x in TOOLS}
    with parts.read() as r:
        found = find_project(r, project)
        if tool not in kinds:
            raise unknown(kind="tool", name=tool, known=kinds)
        there = {v.number: v for v in projects.versions(r, project) if v.tool == tool}
        asked = max(there, default=0) if number is None else number
        if asked not in there:
            name = f"{project}/{tool}/{asked}" if number else f"{project}/{tool}"
            known = (f"{project}/{tool}/{n}" for n in there)
            raise unknown(kind="document", name=name, known=known)
        version = there[asked]
        content: object = decode(version.body, kinds[tool])
        return DocumentSeen(version=version, content=content, lifecycle=found.lifecycle)

"""Document versions are listed, one is shown to be handed in again, and two are compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gronatraden.documents import decode, package_sha256
from gronatraden.errors import UsageError
from gronatraden.gates.holding.comparison import differences, of_envelope
from gronatraden.manuscript import plain
from gronatraden.project import FACTS, ProjectFacts
from gronatraden.services._desk import find_project, unknown
from gronatraden.store import gates, projects
from gronatraden.tools.plugged import tools

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gronatraden.documents import DocumentVersion
    from gronatraden.gates.decision import Decision
    from gronatraden.gates.holding.comparison import Difference
    from gronatraden.manuscript.writing import Plain
    from gronatraden.services._parts import Parts
    from gronatraden.store.reader import Reader


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
    with parts.read() as r:
        found = find_project(r, project)
        there = _versions(r, project, tool)
        version = _version(
            there, project, tool, max(there, default=0) if number is None else number
        )
        content: object = decode(version.body, kinds()[tool])
        return DocumentSeen(version=version, content=content, lifecycle=found.lifecycle)


def as_handed_in(
    version: DocumentVersion, content: object, *, lifecycle: str, continued: bool = False
) -> dict[str, Plain]:
    """Return a version as somebody would hand it in, ready to be written as a manuscript.

    Args:
        version: The version.
        content: What it holds.
        lifecycle: The project's lifecycle; only its facts state it.
        continued: Whether what is handed in goes on from this version and no other.
    """
    facts: dict[str, Plain] = {"lifecycle": lifecycle} if version.tool == FACTS else {}
    schema: dict[str, Plain] = {"schema": version.schema} if version.schema != 1 else {}
    cited: dict[str, Plain] = dict(version.sources)
    return {
        "tool": version.tool,
        "project": version.project,
        **facts,
        **schema,
        **({"based_on": version.number} if continued else {}),
        "origin": version.origin,
        **({"sources": cited} if cited else {}),
        "content": plain(content),
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Two versions of a document and what differs between them."""

    before: DocumentVersion | None
    """None where the document was not handed in yet."""
    after: DocumentVersion
    differences: tuple[Difference, ...]
    """In the order of the document's fields; origin and sources first."""
    decision: Decision | None
    """The decision that the earlier version was decided on, where that was asked for."""


def compare_documents(
    parts: Parts,
    *,
    project: str,
    tool: str,
    before: int | None = None,
    after: int | None = None,
    since_decision: bool = False,
) -> Compared:
    """Return what differs between two versions of a document.

    Args:
        parts: What the act works with.
        project: Id of the project.
        tool: Name of the tool, or ``project`` for the facts.
        before: Number of the earlier version, 0 for none; otherwise the one before ``after``.
        after: Number of the later version; otherwise the latest.
        since_decision: Whether the earlier version is the one that the project's last
            decision was taken on, whatever its outcome.

    Raises:
        UnknownNameError: When there is no such project, tool or version.
        UsageError: When nothing has been decided yet, or both ways of choosing are used.
    """
    if since_decision and before is not None:
        raise UsageError(reason="since-what")
    with parts.read() as r:
        find_project(r, project)
        there = _versions(r, project, tool)
        later = _version(there, project, tool, max(there, default=0) if after is None else after)
        decision = _last_decision(r, project) if since_decision else None
        number = _decided_on(r, decision, tool) if decision else before
        earlier = max(0, later.number - 1) if number is None else number
        former = _version(there, project, tool, earlier) if earlier else None
        return Compared(
            before=former,
            after=later,
            differences=tuple(_differences(former, later, kinds()[tool])),
            decision=decision,
        )


def kinds() -> dict[str, type]:
    """Return every kind of document by name: the facts, then the tools."""
    return {FACTS: ProjectFacts} | {tool.name: tool.content for tool in tools()}


def _versions(r: Reader, project: str, tool: str) -> dict[int, DocumentVersion]:
    if tool not in kinds():
        raise unknown(kind="tool", name=tool, known=kinds())
    return {v.number: v for v in projects.versions(r, project) if v.tool == tool}


def _version(
    there: dict[int, DocumentVersion], project: str, tool: str, number: int
) -> DocumentVersion:
    if number not in there:
        name = f"{project}/{tool}/{number}" if number else f"{project}/{tool}"
        raise unknown(kind="document", name=name, known=(f"{project}/{tool}/{n}" for n in there))
    return there[number]


def _last_decision(r: Reader, project: str) -> Decision:
    taken = gates.decisions(r, project)
    if not taken:
        raise UsageError(reason="nothing-is-decided", name=project)
    return taken[-1]


def _decided_on(r: Reader, decision: Decision, tool: str) -> int:
    """Return the number of the version that was decided on; 0 where none was handed in."""
    refs = gates.verdict_of(r, decision).documents
    return next((ref.number for ref in refs if ref.tool == tool), 0)


def _differences(
    before: DocumentVersion | None, after: DocumentVersion, kind: type
) -> Iterator[Difference]:
    was: object = kind() if before is None else decode(before.body, kind)
    around: tuple[str, Mapping[str, str]] = ("", {})
    if before is not None:
        around = (before.origin, before.sources)
    yield from of_envelope(around, (after.origin, after.sources))
    yield from differences(was, decode(after.body, kind))

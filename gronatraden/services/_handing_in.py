"""A document is handed in: read, compared with what is there, appended and recorded.

Shared by ``submit_document`` and ``open_project``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import msgspec

from gronatraden import canonical, manuscript
from gronatraden.documents import DocumentVersion, Line, Origin, Slug, content, encode
from gronatraden.errors import ConflictError, ManuscriptError, Problem
from gronatraden.phases import FINISHED
from gronatraden.project import FACTS, FACTS_SCHEMA, ProjectFacts
from gronatraden.services._desk import unknown
from gronatraden.services._offering import offer
from gronatraden.services._parts import stamp
from gronatraden.services.holding.noticing import notice
from gronatraden.store import projects
from gronatraden.tools.plugged import tools

if TYPE_CHECKING:
    from gronatraden.gates.holding.telling import Told
    from gronatraden.manuscript import Manuscript
    from gronatraden.project import Person
    from gronatraden.services._parts import Parts
    from gronatraden.store.transaction import Transaction


@content
class Envelope:
    """What stands around a content in a file: which document it is, and of which project."""

    tool: Line = FACTS
    project: Slug
    lifecycle: Slug = "full"
    """Only a project's facts say it; the project is pinned when it opens."""
    schema: int = 1
    origin: Origin = "own"
    sources: dict[str, str] = field(default_factory=dict)
    based_on: int | None = None
    """Number of the version that this one continues; refused when another came between."""
    content: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A document as read from a file, its content checked for shape."""

    file: str
    """Where it comes from, as the caller named it."""
    envelope: Envelope
    content: object


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedIn:
    """What came of handing a document in."""

    version: DocumentVersion | None
    """None where it says nothing but what is there."""
    told: Told | None
    """What is told of it to those who decided, where there is something to tell."""


def read_handed(written: Manuscript) -> Handed:
    """Return the document that a manuscript holds.

    Raises:
        ManuscriptError: When it is not one; all mistakes at once, with line and column.
        UnknownNameError: When it names a tool that does not exist.
    """
    envelope = manuscript.validate(written, Envelope)
    kinds: dict[str, type] = {FACTS: ProjectFacts} | {tool.name: tool.content for tool in tools()}
    if envelope.tool not in kinds:
        raise unknown(kind="tool", name=envelope.tool, known=kinds)
    _refuse_other_schemas(written, envelope)
    found: object = manuscript.validate(written, kinds[envelope.tool], at=("content",))
    return Handed(file=written.file, envelope=envelope, content=found)


def _refuse_other_schemas(written: Manuscript, envelope: Envelope) -> None:
    """Take no content of another schema for one of today's: it would be read wrongly."""
    known = schema_of(envelope.tool)
    if envelope.schema == known:
        return
    facts: dict[str, str | int | list[str]] = {
        "field": "schema",
        "actual": str(envelope.schema),
        "known": [str(known)],
    }
    place = written.line_of(("schema",))
    problem = Problem("unlike-any-value", place.line, place.column, facts)
    raise ManuscriptError(file=written.file, problems=[problem])


def schema_of(tool: str) -> int:
    """Return the current schema version of a kind of document."""
    return next((x.schema for x in tools() if x.name == tool), FACTS_SCHEMA)


def hand_in(t: Transaction, parts: Parts, handed: Handed, *, actor: Person, phase: str) -> HandedIn:
    """Append a version, record it, and offer lessons where it states the challenge anew.

    Where a gate has opened on the document, a notice says what changed since.

    Raises:
        ConflictError: When the file continues a version that is not the latest, or the
            project is finished.
    """
    project = handed.envelope.project
    latest = projects.latest_of(t, project, handed.envelope.tool)
    version = put(t, parts, handed, actor=actor, latest=latest)
    if version is None:
        return HandedIn(version=None, told=None)
    if phase == FINISHED:
        raise ConflictError(what="project-is-finished", name=project)
    if version.tool == "change_logic" and phase == "before_start":
        offer(t, parts, version, actor=actor)
    told = notice(t, latest, version)
    t.record(
        "document.submitted",
        stream=f"project/{project}",
        actor=actor.id,
        at=parts.at,
        tool=version.tool,
        number=version.number,
    )
    return HandedIn(version=version, told=told)


def put(
    t: Transaction,
    parts: Parts,
    handed: Handed,
    *,
    actor: Person,
    latest: DocumentVersion | None = None,
) -> DocumentVersion | None:
    """Append a document version; None where it says nothing but what is there.

    Raises:
        ConflictError: When the file continues a version that is not the latest.
    """
    envelope = handed.envelope
    number = 0 if latest is None else latest.number
    body = encode(handed.content)
    sha256 = canonical.sha256_hex(body)
    said = (sha256, envelope.origin, envelope.sources)
    if latest is not None and (latest.sha256, latest.origin, latest.sources) == said:
        return None
    if envelope.based_on is not None and envelope.based_on != number:
        raise ConflictError(
            what="document-moved-on", tool=envelope.tool, expected=envelope.based_on, actual=number
        )
    version = DocumentVersion(
        project=envelope.project,
        tool=envelope.tool,
        number=number + 1,
        schema=schema_of(envelope.tool),
        sha256=sha256,
        origin=envelope.origin,
        sources=envelope.sources,
        submitted_by=actor.id,
        submitted_at=parts.at,
        body=body,
    )
    _insert(t, version)
    return version


def _insert(t: Transaction, version: DocumentVersion) -> None:
    name = f"{version.project}/{version.tool}/{version.number}"
    t.insert(
        "document",
        name,
        project=version.project,
        tool=version.tool,
        number=version.number,
        schema=version.schema,
        sha256=version.sha256,
        origin=version.origin,
        submitted_by=version.submitted_by,
        submitted_at=stamp(version.submitted_at),
    )
    t.insert(
        "content",
        name,
        document=name,
        body=version.body.decode(),
        sources=msgspec.json.encode(version.sources, order="sorted").decode(),
    )

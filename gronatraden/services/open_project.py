"""A project is opened, alone or from a folder, and pinned to the rules of the day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gronatraden.errors import ConflictError, PolicyError, UsageError, WrongProjectError
from gronatraden.project import FACTS, Act, ProjectFacts
from gronatraden.services._desk import find_project, open_dossier, permit, require_id, unknown
from gronatraden.services._handing_in import Envelope, Handed, hand_in, put, read_handed
from gronatraden.services._parts import stamp
from gronatraden.store import people, policies, projects

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gronatraden.documents import DocumentVersion
    from gronatraden.manuscript import Manuscript
    from gronatraden.phases import Lifecycle
    from gronatraden.project import Person, Project
    from gronatraden.services._parts import Parts
    from gronatraden.store.reader import Reader
    from gronatraden.store.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did."""

    project: Project
    opened: bool
    """False where the project was there already."""
    submitted: tuple[DocumentVersion, ...]
    unchanged: tuple[str, ...]
    """Documents that said nothing but what was there, by tool."""


def open_project(
    parts: Parts, *, programme: str, project: str, title: str, lifecycle: str, by: str
) -> Project:
    """Open a project with nothing but its title.

    Raises:
        UsageError: When the id is not one that can be said.
        ConflictError: When there is one of that id.
        UnknownNameError: When the programme or lifecycle does not exist.
        PolicyError: When no policy is published for the lifecycle.
        NotPermittedError: When the actor may not open projects in the programme.
    """
    envelope = Envelope(project=require_id(project), lifecycle=lifecycle, content={})
    handed = Handed(file="", envelope=envelope, content=ProjectFacts(title=title))
    with parts.write() as t:
        actor = permit(parts, t, by, Act.OPEN_PROJECT, _programme(t, programme))
        if projects.project_by_id(t, project) is not None:
            raise ConflictError(what="project-exists", name=project)
        opened = _open(t, parts, programme, envelope, actor=actor)
        version = put(t, parts, handed, actor=actor)
        _record_opening(t, parts, opened, actor)
        if version is None:
            raise UsageError(reason="nothing-to-open")
        return opened


def import_project(
    parts: Parts, *, programme: str, written: Iterable[Manuscript], by: str
) -> Imported:
    """Open a project from its manuscripts and submit them, all or nothing; safe to run again.

    Args:
        parts: What the act works with.
        programme: Where it opens.
        written: ``project.yaml`` and one manuscript per tool, in any order.
        by: Handle of who acts.

    Raises:
        ManuscriptError: When one cannot be read as a document.
        WrongProjectError: When they are not all of one project.
        UsageError: When the project's facts are not among them, or two are of one tool.
        ConflictError: When the project is in another programme or finished, or a document
            moved on.
        NotPermittedError: When the actor may not open projects in the programme.
    """
    read = _read_folder(written)
    envelope = read[0].envelope
    with parts.write() as t:
        there = projects.project_by_id(t, envelope.project)
        if there is None:
            actor = permit(parts, t, by, Act.OPEN_PROJECT, _programme(t, programme))
            opened = _open(t, parts, programme, envelope, actor=actor)
            _record_opening(t, parts, opened, actor)
        else:
            actor = permit(parts, t, by, Act.SUBMIT_DOCUMENT, there)
            if there.programme != programme:
                raise ConflictError(what="project-is-elsewhere", name=there.programme)
        phase = open_dossier(t, envelope.project).standing.phase
        done = [hand_in(t, parts, handed, actor=actor, phase=phase) for handed in read]
        submitted = tuple(version for version in done if version is not None)
        taken = {v.tool for v in submitted}
        return Imported(
            project=find_project(t, envelope.project),
            opened=there is None,
            submitted=submitted,
            unchanged=tuple(h.envelope.tool for h in read if h.envelope.tool not in taken),
        )


def _read_folder(written: Iterable[Manuscript]) -> list[Handed]:
    """Return the documents of one project, its facts first and one of each tool."""
    read = sorted((read_handed(m) for m in written), key=lambda h: h.envelope.tool != FACTS)
    if not read or read[0].envelope.tool != FACTS:
        raise UsageError(reason="no-project-facts")
    project = read[0].envelope.project
    seen: set[str] = set()
    for handed in read:
        found = handed.envelope
        if found.project != project:
            raise WrongProjectError(file=handed.file, expected=project, actual=found.project)
        if found.tool in seen:
            raise UsageError(reason="two-documents-of-a-tool", name=handed.file, tool=found.tool)
        seen.add(found.tool)
    return read


def _programme(r: Reader, name: str) -> str:
    if people.programme_by_id(r, name) is None:
        raise unknown(kind="programme", name=name, known=(p.id for p in people.programmes(r)))
    return name


def _open(
    t: Transaction, parts: Parts, programme: str, envelope: Envelope, *, actor: Person
) -> Project:
    lifecycle = _newest_lifecycle(t, envelope.lifecycle)
    pinned = _policies_for(t, parts, lifecycle)
    opened_at = stamp(parts.at)
    t.insert(
        "project",
        envelope.project,
        programme=programme,
        lifecycle=lifecycle.lifecycle,
        lifecycle_version=lifecycle.version,
        opened_by=actor.id,
        opened_at=opened_at,
    )
    for position, (policy, version) in enumerate(pinned):
        t.insert(
            "pin",
            f"{envelope.project}/{policy}",
            project=envelope.project,
            position=position,
            policy=policy,
            version=version,
            pinned_by=actor.id,
            pinned_at=opened_at,
        )
    return find_project(t, envelope.project)


def _record_opening(t: Transaction, parts: Parts, opened: Project, actor: Person) -> None:
    stream = f"project/{opened.id}"
    policy, version = opened.policies[0]
    t.record(
        "project.opened",
        stream=stream,
        actor=actor.id,
        at=parts.at,
        policy=policy,
        version=version,
    )


def _newest_lifecycle(r: Reader, name: str) -> Lifecycle:
    found = [shape for published, shape in policies.lifecycles(r) if published.name == name]
    if not found:
        known = {published.name for published, _ in policies.lifecycles(r)}
        raise unknown(kind="lifecycle", name=name, known=known)
    return found[-1]


def _policies_for(r: Reader, parts: Parts, lifecycle: Lifecycle) -> list[tuple[str, int]]:
    newest: dict[str, int] = {}
    for published, policy in policies.policies(r):
        begun = policy.valid_from is None or policy.valid_from <= parts.today
        if policy.lifecycle == lifecycle.lifecycle and begun:
            newest[published.name] = published.version
    if not newest:
        raise PolicyError(reason="no-policy-for-lifecycle", name=lifecycle.lifecycle)
    return sorted(newest.items())

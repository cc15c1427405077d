"""A project is opened and pinned to the rules of the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.errors import ConflictError, PolicyError, UsageError
from gronatraden.project import Act, ProjectFacts
from gronatraden.services._desk import find_project, permit, require_id, unknown
from gronatraden.services._handing_in import Envelope, Handed, put
from gronatraden.services._parts import stamp
from gronatraden.store import people, policies, projects

if TYPE_CHECKING:
    from gronatraden.phases import Lifecycle
    from gronatraden.project import Person, Project
    from gronatraden.services._parts import Parts
    from gronatraden.store.reader import Reader
    from gronatraden.store.transaction import Transaction


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
        actor = permit(parts, t, by, Act.OPEN_PROJECT, find_programme(t, programme))
        if projects.project_by_id(t, project) is not None:
            raise ConflictError(what="project-exists", name=project)
        opened = append_project(t, parts, programme, envelope, actor=actor)
        version = put(t, parts, handed, actor=actor)
        record_opening(t, parts, opened, actor)
        if version is None:
            raise UsageError(reason="nothing-to-open")
        return opened


def find_programme(r: Reader, name: str) -> str:
    """Return a programme's id if there is one.

    Raises:
        UnknownNameError: When there is none.
    """
    if people.programme_by_id(r, name) is None:
        raise unknown(kind="programme", name=name, known=(p.id for p in people.programmes(r)))
    return name


def append_project(
    t: Transaction, parts: Parts, programme: str, envelope: Envelope, *, actor: Person
) -> Project:
    """Append a project, pinned to the rules of the day; the caller records the event.

    Raises:
        UnknownNameError: When the lifecycle does not exist.
        PolicyError: When no policy is published for the lifecycle.
    """
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


def record_opening(t: Transaction, parts: Parts, opened: Project, actor: Person) -> None:
    """Record that a project was opened, with the first policy it is pinned to."""
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
    waiting = policies.waiting(r)
    found = [
        shape
        for published, shape in policies.lifecycles(r)
        if published.name == name and ("lifecycle", name, published.version) not in waiting
    ]
    if not found and ("lifecycle", name) in {(kind, its_name) for kind, its_name, _ in waiting}:
        raise PolicyError(reason="rules-wait-for-another", name=name)
    if not found:
        known = {published.name for published, _ in policies.lifecycles(r)}
        raise unknown(kind="lifecycle", name=name, known=known)
    return found[-1]


def _policies_for(r: Reader, parts: Parts, lifecycle: Lifecycle) -> list[tuple[str, int]]:
    waiting = policies.waiting(r)
    newest: dict[str, int] = {}
    proposed = False
    for published, policy in policies.policies(r):
        begun = policy.valid_from is None or policy.valid_from <= parts.today
        if policy.lifecycle == lifecycle.lifecycle and begun:
            if ("policy", published.name, published.version) in waiting:
                proposed = True
            else:
                newest[published.name] = published.version
    if proposed and not newest:
        raise PolicyError(reason="rules-wait-for-another", name=lifecycle.lifecycle)
    if not newest:
        raise PolicyError(reason="no-policy-for-lifecycle", name=lifecycle.lifecycle)
    return sorted(newest.items())

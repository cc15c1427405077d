"""A project is opened and pinned to the rules of the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.errors import ConflictError, PolicyError, UsageError
from gronatraden.policy import called_for
from gronatraden.project import Act, ProjectFacts
from gronatraden.services._desk import find_project, permit, require_id, unknown
from gronatraden.services._handing_in import Envelope, Handed, put
from gronatraden.services._parts import stamp
from gronatraden.store import people, policies, projects

if TYPE_CHECKING:
    from gronatraden.canonical import CanonicalValue
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
        opened = append_project(t, parts, programme, handed, actor=actor)
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
    t: Transaction, parts: Parts, programme: str, handed: Handed, *, actor: Person
) -> Project:
    """Append a project, pinned to the rules of the day; the caller records the event.

    The rules are the method's for its lifecycle, and the overlays that its programme and
    its facts call for.

    Raises:
        UnknownNameError: When the lifecycle does not exist.
        PolicyError: When no policy is published for the lifecycle.
    """
    envelope, facts = handed.envelope, handed.content
    if not isinstance(facts, ProjectFacts):
        raise UsageError(reason="no-project-facts")
    lifecycle = _newest_lifecycle(t, envelope.lifecycle)
    every = [p for _, p in policies.policies(t)]
    called = called_for(every, lifecycle.lifecycle, programme, facts, on=parts.today)
    if all(policy.level != "method" for policy in called):
        raise PolicyError(reason="no-policy-for-lifecycle", name=lifecycle.lifecycle)
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
    for position, policy in enumerate(called):
        t.insert(
            "pin",
            f"{envelope.project}/{policy.policy}",
            project=envelope.project,
            position=position,
            policy=policy.policy,
            version=policy.version,
            pinned_by=actor.id,
            pinned_at=opened_at,
        )
    return find_project(t, envelope.project)


def record_opening(t: Transaction, parts: Parts, opened: Project, actor: Person) -> None:
    """Record that a project was opened, with the first policy it is pinned to.

    Each policy that holds another's requirements less strictly is recorded too.
    """
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
    for pinned in policies.pinned(t, opened.policies):
        named = pinned.policy
        eased: list[CanonicalValue] = list(
            dict.fromkeys(one.id for rules in named.gates.values() for one in rules.loosens)
        )
        if eased:
            t.record(
                "project.loosened",
                stream=stream,
                actor=actor.id,
                at=parts.at,
                policy=named.policy,
                version=named.version,
                requirements=eased,
            )


def _newest_lifecycle(r: Reader, name: str) -> Lifecycle:
    found = [shape for published, shape in policies.lifecycles(r) if published.name == name]
    if not found:
        known = {published.name for published, _ in policies.lifecycles(r)}
        raise unknown(kind="lifecycle", name=name, known=known)
    return found[-1]

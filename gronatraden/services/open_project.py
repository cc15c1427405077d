"""A project is opened and pinned to the rules of the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.errors import ConflictError, PolicyError, UsageError
from gronatraden.policy import called_for
from gronatraden.project import Act, ProjectFacts
from gronatraden.services._desk import find_project, permit, require_id, unknown
from gronatraden.services._handing_in import Envelope, Handed, put
from gronatraden.services._parts import stamp
from gronatraden.services.list_policies import burden_of_published, show_policy
from gronatraden.services.show_project import class_seen
from gronatraden.store import people, policies, projects

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from gronatraden.canonical import CanonicalValue
    from gronatraden.phases import Lifecycle
    from gronatraden.policy import Classes, Policy
    from gronatraden.project import Person, Project, Risk
    from gronatraden.services._parts import Parts
    from gronatraden.services.show_project import ClassSeen
    from gronatraden.store.reader import Reader
    from gronatraden.store.transaction import Transaction

_UNCLASSED = "full"
"""The lifecycle where nobody has published what is small."""


def open_project(
    parts: Parts,
    *,
    programme: str,
    project: str,
    title: str,
    lifecycle: str = "",
    budget_sek: int | None = None,
    risk: Risk = "",
    lighter_because: str = "",
    by: str,
) -> Project:
    """Open a project with its title, and its budget where it is known.

    Args:
        parts: What the act works with.
        programme: Where it opens.
        project: Its id.
        title: What it is called.
        lifecycle: The one that it goes through; its class's, where empty.
        budget_sek: What it costs in all; None where nobody knows yet.
        risk: How large its risk is; empty where nobody has said.
        lighter_because: Why it may go through a lighter lifecycle than its class.
        by: Handle of who acts.

    Raises:
        UsageError: When the id is not one that can be said.
        ConflictError: When there is one of that id.
        UnknownNameError: When the programme or lifecycle does not exist.
        PolicyError: When no policy is published for the lifecycle, or it is lighter than the
            project's class without a reason.
        NotPermittedError: When the actor may not open projects in the programme.
    """
    envelope = Envelope(project=require_id(project), lifecycle=lifecycle, content={})
    facts = ProjectFacts(title=title, total_budget_sek=budget_sek, risk=risk)
    handed = Handed(file="", envelope=envelope, content=facts)
    with parts.write() as t:
        actor = permit(parts, t, by, Act.OPEN_PROJECT, find_programme(t, programme))
        if projects.project_by_id(t, project) is not None:
            raise ConflictError(what="project-exists", name=project)
        opened = append_project(
            t, parts, programme, handed, actor=actor, lighter_because=lighter_because
        )
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
    t: Transaction,
    parts: Parts,
    programme: str,
    handed: Handed,
    *,
    actor: Person,
    lighter_because: str = "",
) -> Project:
    """Append a project, pinned to the rules of the day; the caller records the event.

    The lifecycle is the one stated, or its class's. The rules are the method's for it, and
    the overlays that its programme and its facts call for.

    Raises:
        UnknownNameError: When the lifecycle does not exist.
        PolicyError: When no policy is published for the lifecycle, or it is lighter than the
            project's class without a reason.
        NotPermittedError: When the actor may not choose a lighter one.
    """
    envelope, facts = handed.envelope, handed.content
    if not isinstance(facts, ProjectFacts):
        raise UsageError(reason="no-project-facts")
    classes = classes_on(t, parts.today)
    name = envelope.lifecycle or _lifecycle_for(classes, facts)
    lightened = _lighten(classes, facts, name, because=lighter_because)
    if lightened:
        permit(parts, t, actor.handle, Act.LIGHTEN_PROJECT, programme)
    lifecycle = _newest_lifecycle(t, name)
    called = rules_for(t, parts.today, programme, name, facts)
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
    _append_pins(t, envelope.project, called, pinned_by=actor.id, pinned_at=opened_at)
    if classes is not None:
        now = classes.class_of(facts)
        rows = {"class": "" if now is None else now.id, "lifecycle": lifecycle.lifecycle}
        rows["reason"] = lighter_because if lightened else ""
        stamped = {"classed_by": actor.id, "classed_at": opened_at}
        _append_class(t, envelope.project, classes, **rows, **stamped)
    return find_project(t, envelope.project)


def rules_for(
    r: Reader, day: date, programme: str, lifecycle: str, facts: ProjectFacts
) -> tuple[Policy, ...]:
    """Return the policies of the day for a lifecycle, a programme and some facts.

    Raises:
        PolicyError: When the method's for the lifecycle are not published, or not in force.
    """
    every = policies.in_force(r)
    called = called_for(every, lifecycle, programme, facts, on=day)
    there = {p.policy for _, p in policies.policies(r) if p.lifecycle == lifecycle}
    if all(policy.level != "method" for policy in called) and there - {p.policy for p in every}:
        raise PolicyError(reason="rules-wait-for-another", name=lifecycle)
    if all(policy.level != "method" for policy in called):
        raise PolicyError(reason="no-policy-for-lifecycle", name=lifecycle)
    return called


def _append_class(t: Transaction, project: str, by: Classes, **row: str) -> None:
    known: dict[str, str | int | None] = {"classes": by.classes, "version": by.version}
    t.insert("classing", f"{project}/class", project=project, **(known | row))


def _append_pins(t: Transaction, project: str, called: Iterable[Policy], **pinned: str) -> None:
    for position, policy in enumerate(called):
        t.insert(
            "pin",
            f"{project}/{policy.policy}",
            project=project,
            position=position,
            policy=policy.policy,
            version=policy.version,
            **pinned,
        )


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
    classed = policies.classed(t, opened.id)
    if classed is not None and classed.reason:
        t.record(
            "project.lightened",
            stream=stream,
            actor=actor.id,
            at=parts.at,
            lifecycle=opened.lifecycle,
            **{"class": classed.name},
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


def classes_on(r: Reader, day: date) -> Classes | None:
    """Return the newest classes of projects that hold on a day, or None."""
    waiting = policies.waiting(r)
    found = [
        x
        for _, x in policies.classes_published(r)
        if (x.valid_from or day) <= day and ("classes", x.classes, x.version) not in waiting
    ]
    return found[-1] if found else None


def foresee(
    parts: Parts,
    *,
    lifecycle: str,
    budget_sek: int | None,
    risk: Risk = "",
    lighter_because: str = "",
) -> tuple[ClassSeen | None, int | None]:
    """Return the class of a project with such facts, and the minutes a lifecycle asks for.

    The class is None where there are no classes, the minutes where no policy is published.
    """
    with parts.read() as r:
        classes = classes_on(r, parts.today)
    facts = ProjectFacts(total_budget_sek=budget_sek, risk=risk)
    burden = burden_of_published(parts, show_policy(parts, name=lifecycle))
    minutes = None if burden is None else burden.whole.minutes
    if classes is None:
        return None, minutes
    now = classes.class_of(facts)
    lightened = now is not None and classes.is_lighter(lifecycle, now.lifecycle)
    said = lighter_because if lightened else ""
    return class_seen(classes, facts, lighter_because=said), minutes


def _lifecycle_for(classes: Classes | None, facts: ProjectFacts) -> str:
    """Return the lifecycle of a project's class; the heaviest, where that cannot be told."""
    if classes is None:
        return _UNCLASSED
    now = classes.class_of(facts)
    return classes.heaviest if now is None else now.lifecycle


def _lighten(classes: Classes | None, facts: ProjectFacts, lifecycle: str, *, because: str) -> bool:
    """Say whether a lifecycle is lighter than a project's class, which takes a reason."""
    now = None if classes is None else classes.class_of(facts)
    if classes is None or now is None or not classes.is_lighter(lifecycle, now.lifecycle):
        return False
    if not because.strip():
        said = {"name": lifecycle, "project_class": now.id, "lifecycle": now.lifecycle}
        raise PolicyError(reason="lifecycle-is-lighter", **said)
    return True

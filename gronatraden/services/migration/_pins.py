"""What projects are pinned to now, and what they are to be pinned to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gronatraden.errors import PolicyError, UsageError
from gronatraden.policy import is_for, merge_order
from gronatraden.services._desk import find_project, unknown
from gronatraden.services._dossier import Dossier
from gronatraden.services.open_project import find_programme, rules_for
from gronatraden.store import policies, projects

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gronatraden.project import Project
    from gronatraden.store.reader import Reader


SHORTEST_PLAN = 8
"""Characters of a plan's hash that say which plan is meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which projects are meant: those that are named, a programme's, or all."""

    projects: tuple[str, ...] = ()
    programme: str = ""
    """Every project of a programme that is concerned; of all programmes, where empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A version of a policy or a lifecycle that projects are to follow."""

    name: str
    version: int | None
    """None where the policy is no longer to be followed."""
    scope: Scope = Scope()


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """A migration that is to be undone."""

    plan: str
    """Hash of its plan, or how that begins."""
    scope: Scope = Scope()


def targets(r: Reader, wanted: Wanted | Undone, *, on: date) -> Iterator[tuple[Project, Project]]:
    """Yield each project that is concerned, as it is pinned and as it is to be.

    Raises:
        UnknownNameError: When a project, the programme, the policy or the plan does not exist.
        PolicyError: When a project would be left without any policy, or another lifecycle
            has none in force.
        UsageError: When too little of a plan is named.
    """
    found = list(_undoing(r, wanted) if isinstance(wanted, Undone) else _moving(r, wanted, on))
    left = [now.id for now, then in found if not then.policies]
    if left:
        raise PolicyError(reason="no-policy-left", projects=left)
    yield from found


def _in_scope(r: Reader, scope: Scope) -> Iterator[Project]:
    if scope.projects:
        yield from (find_project(r, name) for name in dict.fromkeys(scope.projects))
        return
    if scope.programme:
        find_programme(r, scope.programme)
    for project in projects.projects(r):
        if scope.programme in {"", project.programme}:
            yield project


def _moving(r: Reader, wanted: Wanted, on: date) -> Iterator[tuple[Project, Project]]:
    """Yield the projects that follow the name; where they are named, those that are to as well.

    A policy may be named like its lifecycle: a project follows whichever has that version,
    and both where both have.
    """
    lifecycle = _lifecycle_of(r, wanted)
    is_shape = policies.lifecycle_version(r, *_named(wanted)) is not None
    is_rule = any(wanted.version in {None, v} for v in _versions(r, wanted.name))
    for project in _in_scope(r, wanted.scope):
        named, after = bool(wanted.scope.projects), project
        shaped = is_shape and project.lifecycle == wanted.name
        ruled = is_rule and (named or wanted.name in dict(project.policies))
        if is_shape and named and not shaped:
            yield project, _exchanged(r, project, wanted, on)
            continue
        if shaped:
            after = replace(after, lifecycle_version=wanted.version or 0)
        if ruled and lifecycle in {"", project.lifecycle}:
            yield project, replace(after, policies=_repinned(project, wanted))
        elif shaped:
            yield project, after


def _versions(r: Reader, name: str) -> tuple[int, ...]:
    """Return the published versions of a policy."""
    return tuple(p.version for p, _ in policies.policies(r) if p.name == name)


def _exchanged(r: Reader, project: Project, wanted: Wanted, on: date) -> Project:
    """Return a project in another lifecycle, with the policies for it and overlays that fit."""
    facts = Dossier(r, project).facts
    called = rules_for(r, on, project.programme, wanted.name, facts)
    held = (pinned.policy for pinned in policies.pinned(r, project.policies))
    kept = [p for p in held if p.level != "method" and is_for(p, wanted.name)]
    fresh = [p for p in called if p.level == "method" or p.lifecycle]
    rules = {p.policy: p for p in (*fresh, *kept)}
    pins = tuple((p.policy, p.version) for p in sorted(rules.values(), key=merge_order))
    name, version = _named(wanted)
    return replace(project, lifecycle=name, lifecycle_version=version, policies=pins)


def _repinned(project: Project, wanted: Wanted) -> tuple[tuple[str, int], ...]:
    """Return a project's pins with one of them moved, added at the end or left out."""
    pins = dict(project.policies)
    if wanted.version is None:
        pins.pop(wanted.name, None)
    else:
        pins[wanted.name] = wanted.version
    return tuple(pins.items())


def _named(wanted: Wanted) -> tuple[str, int]:
    return wanted.name, wanted.version or 0


def _lifecycle_of(r: Reader, wanted: Wanted) -> str:
    """Return the lifecycle that a policy is for, or that the name itself is.

    It is empty where a policy is for any.

    Raises:
        UnknownNameError: When no such version is published.
        PolicyError: When nobody but its author has put it in force.
    """
    if {("policy", *_named(wanted)), ("lifecycle", *_named(wanted))} & policies.waiting(r):
        raise PolicyError(reason="migration-waits-for-another", name=wanted.name)
    shapes = {(p.name, p.version): p.name for p, _ in policies.lifecycles(r)}
    rules = {(p.name, p.version): x.lifecycle for p, x in policies.policies(r)}
    for (name, version), lifecycle in (shapes | rules).items():
        left = wanted.version is None and (name, version) in rules
        if name == wanted.name and (left or version == wanted.version):
            return lifecycle
    name = wanted.name if wanted.version is None else f"{wanted.name}/{wanted.version}"
    raise unknown(kind="policy", name=name, known=(f"{n}/{v}" for n, v in shapes | rules))


def _undoing(r: Reader, wanted: Undone) -> Iterator[tuple[Project, Project]]:
    """Yield the projects whose latest migration was the one to be undone."""
    if len(wanted.plan) < SHORTEST_PLAN:
        raise UsageError(reason="migration-needs-a-plan")
    every = policies.repinnings(r)
    made = {one.project: one for one in every if one.plan.startswith(wanted.plan)}
    if not made:
        raise unknown(kind="plan", name=wanted.plan, known={one.plan for one in every})
    for project in _in_scope(r, wanted.scope):
        if (one := made.get(project.id)) is not None and one.is_latest:
            pins, (name, version) = one.policies_before, one.lifecycle_before
            before = replace(project, lifecycle=name, lifecycle_version=version, policies=pins)
            yield project, before

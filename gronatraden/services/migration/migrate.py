"""A migration is carried out, as it was planned: every project that is concerned, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden import canonical
from gronatraden.errors import ConflictError, PassedGateError, PolicyError, UsageError
from gronatraden.project import Act
from gronatraden.services._desk import find_project, permit
from gronatraden.services._parts import stamp
from gronatraden.services.migration._pins import SHORTEST_PLAN
from gronatraden.services.migration.plan_migration import draw_up
from gronatraden.store import policies, projects

if TYPE_CHECKING:
    from gronatraden.project import Person
    from gronatraden.services._parts import Parts
    from gronatraden.services.migration._pins import Undone, Wanted
    from gronatraden.services.migration.plan_migration import Plan, ProjectPlan
    from gronatraden.store.transaction import Transaction


def migrate(
    parts: Parts,
    *,
    wanted: Wanted | Undone,
    plan: str,
    reason: str,
    force: bool = False,
    lighter_because: str = "",
    by: str,
) -> Plan:
    """Move projects to other rules, exactly as was planned; undoing one is a migration too.

    Args:
        parts: What the act works with.
        wanted: What was planned.
        plan: Hash of the plan, or its first eight characters.
        reason: Why.
        force: Whether projects are moved whose passed gates would mean something else.
        lighter_because: Why projects may go through a lighter lifecycle than their class.
        by: Handle of who does it.

    Raises:
        UsageError: When there is no reason, or no plan is named.
        UnknownNameError: When a project, the programme, the policy or the plan does not exist.
        ConflictError: When the plan is no longer what would be done, or a project would
            stand at another gate.
        PassedGateError: When passed gates would mean something else, and it is not forced.
        PolicyError: When a project would go through a lighter lifecycle than its class
            without a reason, or be left without any policy.
        NotPermittedError: When the actor may not migrate one of the projects.
    """
    if not reason.strip():
        raise UsageError(reason="migration-needs-a-reason")
    if len(plan) < SHORTEST_PLAN:
        raise UsageError(reason="migration-needs-a-plan")
    with parts.write() as t:
        drawn = draw_up(parts, t, wanted)
        actors = [
            permit(parts, t, by, Act.MIGRATE_PROJECT, find_project(t, one.project))
            for one in drawn.projects
        ]
        if not drawn.sha256.startswith(plan):
            raise ConflictError(what="plan-moved-on", expected=plan, actual=drawn.sha256[:12])
        if drawn.impossible:
            names = [one.project for one in drawn.impossible]
            raise ConflictError(what="project-would-stand-elsewhere", projects=names)
        if drawn.held_back and not force:
            raise _held_back(drawn)
        _may_be_lighter(t, parts, drawn, because=lighter_because.strip(), by=by)
        for one, actor in zip(drawn.projects, actors, strict=True):
            _repin(t, parts, one, drawn, said=(reason, lighter_because.strip()), actor=actor)
        return drawn


def _may_be_lighter(t: Transaction, parts: Parts, drawn: Plan, *, because: str, by: str) -> None:
    if drawn.lightened and not because:
        names = [one.project for one in drawn.lightened]
        ways = sorted({one.lifecycle for one in drawn.lightened})
        raise PolicyError(reason="migration-is-lighter", projects=names, lifecycles=ways)
    for one in drawn.lightened:
        permit(parts, t, by, Act.LIGHTEN_PROJECT, find_project(t, one.project))


def _held_back(drawn: Plan) -> PassedGateError:
    first = drawn.held_back[0].passed
    return PassedGateError(
        projects=[one.project for one in drawn.held_back],
        gates=sorted({one.gate for project in drawn.held_back for one in project.passed}),
        requirements=[one.requirement for one in first],
    )


def _repin(
    t: Transaction,
    parts: Parts,
    one: ProjectPlan,
    drawn: Plan,
    *,
    said: tuple[str, str],
    actor: Person,
) -> None:
    """Append that a project is moved, with why, and why it may take a lighter way if it does."""
    reason, because = said
    stream, number = f"project/{one.project}", projects.repinned_times(t, one.project) + 1
    t.insert(
        "repinning",
        f"{one.project}/repinning-{number}",
        project=one.project,
        number=number,
        lifecycle=one.lifecycle,
        lifecycle_version=one.lifecycle_version,
        policies=canonical.encode([list(pin) for pin in one.policies]).decode(),
        **_class_said(t, one, because=because),
        reason=reason,
        plan=drawn.sha256,
        repinned_by=actor.id,
        repinned_at=stamp(parts.at),
    )
    t.record(
        "project.repinned",
        stream=stream,
        actor=actor.id,
        at=parts.at,
        plan=drawn.sha256,
        forced=bool(one.passed),
        lifecycle=f"{one.lifecycle}/{one.lifecycle_version}",
        policies=[f"{name}/{version}" for name, version in one.policies],
    )
    if one.lighter:
        named = {"lifecycle": one.lifecycle, "class": one.project_class}
        t.record("project.lightened", stream=stream, actor=actor.id, at=parts.at, **named)


def _class_said(t: Transaction, one: ProjectPlan, *, because: str) -> dict[str, str]:
    """Return the class that goes with the move; one within a lifecycle leaves what was said."""
    if one.lifecycle != one.lifecycle_before:
        reason = because if one.lighter else ""
        return {"class": one.project_class, "lighter_because": reason}
    then = policies.classed(t, one.project)
    name, reason = ("", "") if then is None else (then.name, then.reason)
    return {"class": name, "lighter_because": reason}

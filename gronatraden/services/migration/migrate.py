"""A migration is carried out, as it was planned: every project that is concerned, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden import canonical
from gronatraden.errors import ConflictError, PassedGateError, UsageError
from gronatraden.project import Act
from gronatraden.services._desk import find_project, permit
from gronatraden.services._parts import stamp
from gronatraden.services.migration._pins import SHORTEST_PLAN
from gronatraden.services.migration.plan_migration import draw_up
from gronatraden.store import projects

if TYPE_CHECKING:
    from gronatraden.services._parts import Parts
    from gronatraden.services.migration._pins import Undone, Wanted
    from gronatraden.services.migration.plan_migration import Plan, ProjectPlan
    from gronatraden.store.transaction import Transaction


def migrate(
    parts: Parts, *, wanted: Wanted | Undone, plan: str, reason: str, force: bool = False, by: str
) -> Plan:
    """Move projects to other rules, exactly as was planned; undoing one is a migration too.

    Args:
        parts: What the act works with.
        wanted: What was planned.
        plan: Hash of the plan, or its first eight characters.
        reason: Why.
        force: Whether projects are moved whose passed gates would mean something else.
        by: Handle of who does it.

    Raises:
        UsageError: When there is no reason, or no plan is named.
        UnknownNameError: When a project, the programme, the policy or the plan does not exist.
        ConflictError: When the plan is no longer what would be done, or a project would
            stand at another gate.
        PassedGateError: When passed gates would mean something else, and it is not forced.
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
        for one, actor in zip(drawn.projects, actors, strict=True):
            _repin(t, parts, one, drawn, reason=reason, actor=actor.id)
        return drawn


def _held_back(drawn: Plan) -> PassedGateError:
    first = drawn.held_back[0].passed
    return PassedGateError(
        projects=[one.project for one in drawn.held_back],
        gates=sorted({one.gate for project in drawn.held_back for one in project.passed}),
        requirements=[one.requirement for one in first],
    )


def _repin(
    t: Transaction, parts: Parts, one: ProjectPlan, drawn: Plan, *, reason: str, actor: str
) -> None:
    number = projects.repinned_times(t, one.project) + 1
    t.insert(
        "repinning",
        f"{one.project}/repinning-{number}",
        project=one.project,
        number=number,
        lifecycle_version=one.lifecycle_version,
        policies=canonical.encode([list(pin) for pin in one.policies]).decode(),
        reason=reason,
        plan=drawn.sha256,
        repinned_by=actor,
        repinned_at=stamp(parts.at),
    )
    t.record(
        "project.repinned",
        stream=f"project/{one.project}",
        actor=actor,
        at=parts.at,
        plan=drawn.sha256,
        forced=bool(one.passed),
        policies=[f"{name}/{version}" for name, version in one.policies],
    )

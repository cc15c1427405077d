"""Rules about who leads, what they can, and whether they look ahead.

- KL-01 required roles are filled
- KL-02 gaps in competence are being closed
- KL-05 the steering group's representation is shown
- KL-F1 foresight is practised

That the steering group has a mandate and a quorum and meets at every gate (KL-03), and
that nobody alone writes and approves (KL-04), takes decisions and is left to ``gates``.
A vacant role is KL-01's; its competence is not asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.context import Context
    from gronatraden.findings import Fact
    from gronatraden.tools.competent_leadership.content import (
        Competence,
        CompetentLeadership,
        LeadershipRole,
    )

REQUIRED = (
    "project_owner",
    "steering_chair",
    "project_manager",
    "finance",
    "learning_owner",
    "equality_competence",
)
"""Roles that a project cannot do without."""

OWNERS = ("project_owner", "project_manager")
"""Roles that can mend what is missing, the nearest first."""


def required_roles_are_filled(
    leadership: CompetentLeadership, context: Context
) -> Iterator[Finding]:
    """Every required role is filled; equality competence may also be bought from outside.

    Rule: KL-01. Basis: the project models of VGR and Kungälv; ESF-rådet's assessment
    criterion 5: gender competence inside or outside, else budgeted experts.
    """
    del context
    filled = {r.role for r in leadership.roles if _is_filled(r)}
    for role in REQUIRED:
        if role in filled:
            continue
        held = next((r for r in leadership.roles if r.role == role), None)
        where = "roles" if held is None else f"roles[{held.id}].vacant"
        code = (
            "equality-competence-is-missing"
            if role == "equality_competence"
            else "role-is-not-filled"
        )
        yield Finding(code, f"competent_leadership.{where}", {"role": role}, OWNERS)


def gaps_are_being_closed(
    leadership: CompetentLeadership, context: Context, *, gap: int = 2
) -> Iterator[Finding]:
    """Every large enough gap in a filled role's competence has an activity with a date.

    An activity closes a gap in the area it names, or in any area where it names none.

    Args:
        leadership: Any version of the leadership.
        context: Not read.
        gap: Steps between needed and present from which something must be done, 1 to 4.

    Yields:
        One finding per gap, with facts ``role``, ``area`` and ``gap``, and one per needed
        competence that nobody has assessed.

    Rule: KL-02. Basis: Gröna tråden, overview page: strategic competence development.
    """
    del context
    for role in leadership.roles:
        if role.vacant:
            continue
        for competence in role.competences:
            where = f"competent_leadership.roles[{role.id}].competences[{competence.area}]"
            facts = {"role": role.title or role.id, "area": competence.area}
            if competence.needed and not competence.present:
                yield Finding("competence-is-not-assessed", where, facts, OWNERS)
            elif competence.gap >= gap and not _is_developed(role, competence):
                met: dict[str, Fact] = {**facts, "gap": competence.gap}
                yield Finding("gap-has-no-activity", where, met, OWNERS)


def representation_is_shown(leadership: CompetentLeadership, context: Context) -> Iterator[Finding]:
    """It is shown how many women and men the steering group has.

    Rule: KL-05. Basis: 4R, R1 representation.
    """
    del context
    group = leadership.steering_group
    missing = tuple(name for name in ("women", "men") if getattr(group, name) is None)
    if missing:
        where = "competent_leadership.steering_group"
        yield Finding("steering-group-is-not-counted", where, {"missing": missing}, OWNERS)


def foresight_is_practised(
    leadership: CompetentLeadership, context: Context, *, at_least: int = 1
) -> Iterator[Finding]:
    """It is said how society may look in the longer run, and what is prepared for it.

    Rule: KL-F1. Basis: METHOD §1.5; "Kompetent ledarskap": foresight belongs to it,
    readiness for how society may look, for instance by scenarios.
    """
    del context
    seen = [s for s in leadership.foresight.scenarios if s.society]
    if len(seen) < at_least:
        where = "competent_leadership.foresight.scenarios"
        yield Finding("foresight-is-missing", where, {"at_least": at_least}, OWNERS)
    for scenario in seen:
        if not scenario.preparation:
            where = f"competent_leadership.foresight.scenarios[{scenario.id}].preparation"
            facts = {"scenario": scenario.title or scenario.id}
            yield Finding("scenario-prepares-nothing", where, facts, OWNERS)


def _is_filled(role: LeadershipRole) -> bool:
    bought = role.role == "equality_competence" and bool(role.external_budget_sek)
    return not role.vacant or bought


def _is_developed(role: LeadershipRole, competence: Competence) -> bool:
    return any(
        d.activity and d.due_on and d.area in {"", competence.area} for d in role.development
    )

"""A condition is met, with proof."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.errors import ConflictError, UsageError
from gronatraden.history import EvidenceLink
from gronatraden.project import Act
from gronatraden.services._desk import find_project, permit, unknown
from gronatraden.services._parts import stamp
from gronatraden.services.evidence._linking import find_evidence, link
from gronatraden.store import gates

if TYPE_CHECKING:
    from gronatraden.history import Condition
    from gronatraden.services._parts import Parts


def list_conditions(parts: Parts, *, project: str) -> tuple[Condition, ...]:
    """Return a project's conditions, the first due first."""
    with parts.read() as r:
        find_project(r, project)
        return gates.conditions(r, project)


def meet_condition(
    parts: Parts,
    *,
    project: str,
    condition: str,
    proof: str,
    evidence: tuple[int, ...] = (),
    by: str,
) -> Condition:
    """Record that a condition is met.

    Args:
        parts: What the act works with.
        project: Whose.
        condition: Its id.
        proof: What shows that it is met, in words.
        evidence: Numbers of the project's evidence that shows it.
        by: Handle of who says so.

    Raises:
        UnknownNameError: When the project has no such condition or evidence.
        UsageError: When there is neither proof nor evidence.
        ConflictError: When it is met already.
        NotPermittedError: When the actor may not meet conditions in the project.
    """
    if not (proof.strip() or evidence):
        raise UsageError(reason="condition-needs-proof")
    with parts.write() as t:
        actor = permit(parts, t, by, Act.MEET_CONDITION, find_project(t, project))
        known = {c.id: c for c in gates.conditions(t, project)}
        if condition not in known:
            raise unknown(kind="condition", name=condition, known=known)
        if known[condition].met_at is not None:
            raise ConflictError(what="condition-is-met", name=condition)
        t.insert(
            "condition_met",
            f"{condition}/met",
            condition=condition,
            proof=proof,
            met_by=actor.id,
            met_at=stamp(parts.at),
        )
        shows = EvidenceLink("condition", condition)
        for one in (find_evidence(t, project, number) for number in dict.fromkeys(evidence)):
            link(t, parts, one.id, {shows} - set(one.links), actor=actor)
        t.record("condition.met", stream=f"project/{project}", actor=actor.id, at=parts.at)
        return next(c for c in gates.conditions(t, project) if c.id == condition)

"""A requirement is waived for a time: requested, approved by another, revocable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.errors import ConflictError, FourEyesError, UnwaivableError, UsageError
from gronatraden.project import Act
from gronatraden.services._desk import find_gate, open_dossier, permit, unknown
from gronatraden.services._parts import stamp
from gronatraden.store import gates

if TYPE_CHECKING:
    from datetime import date

    from gronatraden.history import Waiver
    from gronatraden.policy import Requirement
    from gronatraden.services._dossier import Dossier
    from gronatraden.services._parts import Parts
    from gronatraden.store.transaction import Transaction


def list_waivers(parts: Parts, *, project: str) -> tuple[Waiver, ...]:
    """Return a project's waivers in the order requested, those that ended included."""
    with parts.read() as r:
        open_dossier(r, project)
        return gates.waivers(r, project)


def request_waiver(
    parts: Parts,
    *,
    project: str,
    gate: str,
    requirement: str,
    reason: str,
    expires_on: date,
    by: str,
) -> Waiver:
    """Ask to pass a gate without one requirement until a day; asking again records nothing.

    Raises:
        UnknownNameError: When the gate or requirement does not exist.
        UnwaivableError: When the policy does not let it be waived.
        UsageError: When there is no reason, or the day has passed.
        NotPermittedError: When the actor may not request waivers in the project.
    """
    if not reason.strip():
        raise UsageError(reason="waiver-needs-a-reason")
    if parts.moment.has_passed(expires_on):
        raise UsageError(reason="waiver-has-expired")
    with parts.write() as t:
        dossier = open_dossier(t, project)
        actor = permit(parts, t, by, Act.REQUEST_WAIVER, dossier.project)
        if not _requirement(dossier, gate, requirement).waivable:
            raise UnwaivableError(requirement=requirement)
        there = gates.waivers(t, project)
        asked = (gate, requirement, reason, expires_on, actor.id)
        if (same := next((w for w in there if _asks(w) == asked), None)) is not None:
            return same
        name = f"{project}/waiver-{len(there) + 1}"
        t.insert(
            "waiver",
            name,
            project=project,
            gate=gate,
            requirement=requirement,
            reason=reason,
            expires_on=expires_on.isoformat(),
            requested_by=actor.id,
            requested_at=stamp(parts.at),
        )
        t.record("waiver.requested", stream=f"project/{project}", actor=actor.id, at=parts.at)
        return _waiver(t, project, name)


def approve_waiver(parts: Parts, *, project: str, waiver: str, by: str) -> Waiver:
    """Approve a waiver that another person requested.

    Raises:
        UnknownNameError: When the project has no such waiver.
        ConflictError: When it was approved or revoked already.
        FourEyesError: When the actor requested it.
        NotPermittedError: When the actor may not approve waivers in the project.
    """
    with parts.write() as t:
        dossier = open_dossier(t, project)
        actor = permit(parts, t, by, Act.APPROVE_WAIVER, dossier.project)
        asked = _waiver(t, project, waiver)
        if asked.approved_at is not None or asked.revoked_at is not None:
            raise ConflictError(what="waiver-is-settled", name=waiver)
        if asked.requested_by == actor.id:
            raise FourEyesError(act="approve_waiver", reason="requester-cannot-decide", needed=[])
        t.insert(
            "waiver_approval",
            f"{waiver}/approval",
            waiver=waiver,
            approved_by=actor.id,
            approved_at=stamp(parts.at),
        )
        t.record("waiver.approved", stream=f"project/{project}", actor=actor.id, at=parts.at)
        return _waiver(t, project, waiver)


def revoke_waiver(parts: Parts, *, project: str, waiver: str, reason: str, by: str) -> Waiver:
    """Revoke a waiver; what was decided while it held stays decided.

    Raises:
        UnknownNameError: When the project has no such waiver.
        UsageError: When there is no reason.
        ConflictError: When it was revoked already.
        NotPermittedError: When the actor may not approve waivers in the project.
    """
    if not reason.strip():
        raise UsageError(reason="waiver-needs-a-reason")
    with parts.write() as t:
        dossier = open_dossier(t, project)
        actor = permit(parts, t, by, Act.APPROVE_WAIVER, dossier.project)
        if _waiver(t, project, waiver).revoked_at is not None:
            raise ConflictError(what="waiver-is-settled", name=waiver)
        t.insert(
            "waiver_end",
            f"{waiver}/end",
            waiver=waiver,
            reason=reason,
            revoked_by=actor.id,
            revoked_at=stamp(parts.at),
        )
        t.record("waiver.revoked", stream=f"project/{project}", actor=actor.id, at=parts.at)
        return _waiver(t, project, waiver)


def _asks(waiver: Waiver) -> tuple[object, ...] | None:
    """Return what a waiver asks for, and who; None where it was revoked."""
    if waiver.revoked_at is not None:
        return None
    asked = (waiver.gate, waiver.requirement, waiver.reason)
    return (*asked, waiver.expires_on, waiver.requested_by)


def _waiver(t: Transaction, project: str, name: str) -> Waiver:
    known = {w.id: w for w in gates.waivers(t, project)}
    if name not in known:
        raise unknown(kind="waiver", name=name, known=known)
    return known[name]


def _requirement(dossier: Dossier, gate: str, name: str) -> Requirement:
    find_gate(dossier, gate)
    known = {r.id: r for p in dossier.policies if gate in p.gates for r in p.gates[gate].requires}
    if name not in known:
        raise unknown(kind="requirement", name=name, known=known)
    return known[name]

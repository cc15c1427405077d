"""A requirement is waived for a time: requested, approved by others, revocable."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from gronatraden.errors import ConflictError, UnwaivableError, UsageError
from gronatraden.gates.holding.waiver_rules import refusal, waiver_rule
from gronatraden.gates.holding.waivers import LIVE, doubt_of, meaning_of, standing_of
from gronatraden.project import Act
from gronatraden.services._desk import find_gate, open_dossier, permit, unknown
from gronatraden.services._parts import stamp
from gronatraden.store import gates

if TYPE_CHECKING:
    from datetime import date

    from gronatraden.gates.holding.waivers import WaiverStanding
    from gronatraden.history import Waiver
    from gronatraden.services._dossier import Dossier
    from gronatraden.services._parts import Parts
    from gronatraden.store.reader import Reader
    from gronatraden.store.transaction import Transaction


def list_waivers(parts: Parts, *, project: str) -> tuple[WaiverStanding, ...]:
    """Return a project's waivers in the order requested, with what each is worth today."""
    with parts.read() as r:
        return standings(parts, r, open_dossier(r, project))


def standings(parts: Parts, r: Reader, dossier: Dossier) -> tuple[WaiverStanding, ...]:
    """Return a project's waivers in the order requested, with what each is worth today."""
    found = gates.waivers(r, dossier.project.id)
    return tuple(standing_of(waiver, dossier.policies, parts.moment) for waiver in found)


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
        UnwaivableError: When a policy does not let it be waived, or not for so long or
            beside so many others.
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
        _find_requirement(dossier, gate, requirement)
        refuse_unwaivable(dossier, gate, requirement, expires_on)
        there = standings(parts, t, dossier)
        means = meaning_of(dossier.policies, gate, requirement)
        asked = (gate, requirement, reason, expires_on, actor.id, means)
        live = [s.waiver for s in there if s.state in LIVE]
        if (same := next((w for w in live if _asks(w) == asked), None)) is not None:
            return same
        refuse_too_much(
            dossier, requirement, from_on=parts.today, until=expires_on, beside=len(live)
        )
        name = f"{project}/waiver-{len(there) + 1}"
        _insert(t, parts, name, project, asked)
        t.record("waiver.requested", stream=f"project/{project}", actor=actor.id, at=parts.at)
        return find_waiver(t, project, name)


def revoke_waiver(parts: Parts, *, project: str, waiver: str, reason: str, by: str) -> Waiver:
    """Revoke a waiver; what was decided while it held stays decided.

    Raises:
        UnknownNameError: When the project has no such waiver.
        UsageError: When there is no reason.
        ConflictError: When it was revoked already.
        NotPermittedError: When the actor may not revoke waivers in the project.
    """
    if not reason.strip():
        raise UsageError(reason="waiver-needs-a-reason")
    with parts.write() as t:
        dossier = open_dossier(t, project)
        actor = permit(parts, t, by, Act.REVOKE_WAIVER, dossier.project)
        found = find_waiver(t, project, waiver)
        if standing_of(found, dossier.policies, parts.moment).state == "revoked":
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
        return find_waiver(t, project, waiver)


def find_waiver(r: Reader, project: str, name: str) -> Waiver:
    """Return a project's waiver.

    Raises:
        UnknownNameError: When it has none of that name.
    """
    known = {w.id: w for w in gates.waivers(r, project)}
    if name not in known:
        raise unknown(kind="waiver", name=name, known=known)
    return known[name]


def refuse_unwaivable(dossier: Dossier, gate: str, requirement: str, until: date) -> None:
    """Refuse to let go what the policies hold to, or what closes nothing.

    Raises:
        UnwaivableError: When that is so.
    """
    if (why := refusal(dossier.policies, gate, requirement, until)) is not None:
        raise UnwaivableError(requirement=requirement, reason=why)


def refuse_changed(dossier: Dossier, waiver: Waiver) -> None:
    """Refuse to approve a waiver of what has come to mean something else.

    Raises:
        UnwaivableError: When that is so.
    """
    if doubt_of(waiver, dossier.policies) is not None:
        raise UnwaivableError(requirement=waiver.requirement, reason="changed")


def refuse_too_much(
    dossier: Dossier, requirement: str, *, from_on: date, until: date, beside: int
) -> None:
    """Refuse a waiver that lasts longer, or stands beside more others, than the policies let it.

    Args:
        dossier: The project, with its policies.
        requirement: What is to be let go.
        from_on: The day it was requested.
        until: Its last day.
        beside: How many others the project has.

    Raises:
        UnwaivableError: When that is so.
    """
    rule = waiver_rule(dossier.policies)
    if rule.longest_days is not None:
        last = from_on + timedelta(days=rule.longest_days)
        if until > last:
            raise UnwaivableError(
                requirement=requirement,
                reason="too-long",
                days=rule.longest_days,
                until=last.isoformat(),
            )
    if rule.at_once is not None and beside >= rule.at_once:
        count = rule.at_once
        raise UnwaivableError(requirement=requirement, reason="too-many", count=count)


def _insert(
    t: Transaction,
    parts: Parts,
    name: str,
    project: str,
    asked: tuple[str, str, str, date, str, str],
) -> None:
    gate, requirement, reason, expires_on, by, means = asked
    t.insert(
        "waiver",
        name,
        project=project,
        gate=gate,
        requirement=requirement,
        reason=reason,
        expires_on=expires_on.isoformat(),
        requested_by=by,
        requested_at=stamp(parts.at),
    )
    t.insert("waiver_ground", f"{name}/ground", waiver=name, means=means)


def _asks(waiver: Waiver) -> tuple[object, ...]:
    """Return what a waiver asks for, and who."""
    asked = (waiver.gate, waiver.requirement, waiver.reason, waiver.expires_on)
    return (*asked, waiver.requested_by, waiver.means)


def _find_requirement(dossier: Dossier, gate: str, name: str) -> None:
    find_gate(dossier, gate)
    known = {r.id for p in dossier.policies if gate in p.gates for r in p.gates[gate].requires}
    if name not in known:
        raise unknown(kind="requirement", name=name, known=known)

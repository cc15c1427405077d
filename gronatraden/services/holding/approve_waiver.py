"""A waiver is approved: by one other person, or by as many as the policies ask for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gronatraden.errors import ConflictError, FourEyesError, NotPermittedError
from gronatraden.gates.holding.waiver_rules import waits_for, waiver_rule
from gronatraden.gates.holding.waivers import standing_of
from gronatraden.moment import day_of
from gronatraden.project import MAY, Act, Role
from gronatraden.services._desk import find_person, open_dossier, roles_of
from gronatraden.services._parts import stamp
from gronatraden.services.holding.waive import (
    find_waiver,
    refuse_changed,
    refuse_too_much,
    refuse_unwaivable,
    standings,
)
from gronatraden.store import people

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gronatraden.gates.holding.waiver_rules import WaiverRule
    from gronatraden.history import Waiver
    from gronatraden.project import Person
    from gronatraden.services._dossier import Dossier
    from gronatraden.services._parts import Parts
    from gronatraden.store.transaction import Transaction

_ACT = Act.APPROVE_WAIVER.value


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverApproved:
    """A waiver after one more has approved it."""

    waiver: Waiver
    waits_for: Mapping[str, int]
    """How many of each role are still needed; empty once it is approved."""


def approve_waiver(parts: Parts, *, project: str, waiver: str, by: str) -> WaiverApproved:
    """Approve a waiver that another person requested; the same person again changes nothing.

    Where the policies ask for several, each says so, and it holds once the last has. Who
    has left the role meanwhile is no longer counted.

    Raises:
        UnknownNameError: When the project has no such waiver.
        ConflictError: When it was approved or revoked already, or its last day has passed.
        UnwaivableError: When the policies of today do not let it be waived, for so long or
            beside so many that hold, or ask for something else than they did.
        FourEyesError: When the actor requested it, or keeps people and roles.
        NotPermittedError: When the actor holds none of the roles that approve it.
    """
    with parts.write() as t:
        dossier = open_dossier(t, project)
        rule = waiver_rule(dossier.policies)
        actor = _approver(parts, t, dossier, rule, by)
        asked = find_waiver(t, project, waiver)
        state = standing_of(asked, dossier.policies, parts.moment).state
        if state != "requested":
            what = "waiver-has-lapsed" if state == "lapsed" else "waiver-is-settled"
            raise ConflictError(what=what, name=waiver)
        if asked.requested_by == actor.id:
            raise FourEyesError(act=_ACT, reason="requester-cannot-decide", needed=[])
        _refuse_unfit(parts, t, dossier, asked)
        return _say(t, parts, dossier, rule, asked, actor=actor)


def who_may_approve(parts: Parts, *, project: str, waiver: str) -> tuple[str, ...]:
    """Return the handles of those who can approve a waiver today and have not yet done so.

    Raises:
        UnknownNameError: When there is no such project or waiver.
    """
    with parts.read() as r:
        dossier = open_dossier(r, project)
        asked = find_waiver(r, project, waiver)
        needed = _roles(waiver_rule(dossier.policies))
        held = [g for g in dossier.grants if g.holds_on(parts.today)]
        barred = {g.person for g in held if g.role is Role.ADMIN}
        barred |= {asked.requested_by, *asked.approvers}
        able = {g.person for g in held if g.role in needed} - barred
        return tuple(sorted(p.handle for p in people.people(r) if p.id in able))


def _refuse_unfit(parts: Parts, t: Transaction, dossier: Dossier, asked: Waiver) -> None:
    """Refuse what could not be requested today: the rules, or what holds, may have changed.

    Of other waivers only those in force count: one that waits is counted when its turn comes.
    """
    until = asked.expires_on or parts.today
    refuse_unwaivable(dossier, asked.gate, asked.requirement, until)
    refuse_changed(dossier, asked)
    asked_on = day_of(asked.requested_at or parts.at)
    beside = sum(one.state == "in_force" for one in standings(parts, t, dossier))
    refuse_too_much(dossier, asked.requirement, from_on=asked_on, until=until, beside=beside)


def _roles(rule: WaiverRule) -> frozenset[str]:
    return frozenset(rule.approved_by or MAY[Act.APPROVE_WAIVER])


def _approver(parts: Parts, t: Transaction, dossier: Dossier, rule: WaiverRule, by: str) -> Person:
    """Return who approves, if they hold a role that does."""
    person = find_person(t, by)
    held = roles_of(dossier.grants, person, parts)
    needed = _roles(rule)
    if not held & needed:
        raise NotPermittedError(act=_ACT, needed=sorted(needed))
    if Role.ADMIN in held:
        raise FourEyesError(act=_ACT, reason="admin-cannot-decide", needed=sorted(needed))
    return person


def _say(
    t: Transaction,
    parts: Parts,
    dossier: Dossier,
    rule: WaiverRule,
    asked: Waiver,
    *,
    actor: Person,
) -> WaiverApproved:
    approvers = tuple(dict.fromkeys((*asked.approvers, actor.id)))
    lacking = waits_for(rule, _voices(parts, dossier, approvers))
    new = actor.id not in asked.approvers
    if new:
        number = len(approvers)
        at = stamp(parts.at)
        t.insert(
            "waiver_word",
            f"{asked.id}/word-{number}",
            waiver=asked.id,
            said_by=actor.id,
            said_at=at,
        )
    if not lacking:
        t.insert(
            "waiver_approval",
            f"{asked.id}/approval",
            waiver=asked.id,
            approved_by=actor.id,
            approved_at=stamp(parts.at),
        )
    if new or not lacking:
        event = "waiver.word" if lacking else "waiver.approved"
        t.record(event, stream=f"project/{asked.project}", actor=actor.id, at=parts.at)
    return WaiverApproved(waiver=find_waiver(t, asked.project, asked.id), waits_for=lacking)


def _voices(parts: Parts, dossier: Dossier, approvers: Iterable[str]) -> dict[str, frozenset[str]]:
    held = [(g.person, g.role.value) for g in dossier.grants if g.holds_on(parts.today)]
    return {one: frozenset(role for person, role in held if person == one) for one in approvers}

"""A policy or a lifecycle that a person has published is put in force by another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.errors import ConflictError, FourEyesError
from gronatraden.project import MAY, Act, in_force
from gronatraden.services._desk import permit, unknown
from gronatraden.services._parts import stamp
from gronatraden.store import people, policies

if TYPE_CHECKING:
    from gronatraden.services._parts import Parts
    from gronatraden.store.policies import Proposal

_ABLE = MAY[Act.ACTIVATE_POLICY]


def activate_policy(parts: Parts, *, name: str, version: int | None = None, by: str) -> Proposal:
    """Put what another person published in force, for projects that open from now on.

    Args:
        parts: What the act works with.
        name: Name of the policy or lifecycle.
        version: Which version; the newest that waits, where none is named.
        by: Handle of who does.

    Raises:
        UnknownNameError: When nothing of that name and version was published by a person.
        ConflictError: When it is in force already.
        FourEyesError: When the actor published it.
        NotPermittedError: When the actor may not put policies in force.
    """
    with parts.write() as t:
        actor = permit(parts, t, by, Act.ACTIVATE_POLICY, None, everywhere=True)
        every = policies.proposals(t)
        named = [p for p in every if p.name == name and version in {None, p.version}]
        if not named:
            asked = name if version is None else f"{name}/{version}"
            known = [word for p in every for word in (p.name, f"{p.name}/{p.version}")]
            raise unknown(kind="policy", name=asked, known=known)
        waiting = [p for p in named if p.activated_by is None]
        if not waiting:
            last = named[-1]
            raise ConflictError(what="policy-is-in-force", name=f"{last.name}/{last.version}")
        by_others = [p for p in waiting if p.proposed_by != actor.id]
        if not by_others:
            reason = "author-cannot-activate"
            raise FourEyesError(act=Act.ACTIVATE_POLICY.value, reason=reason, needed=[])
        meant = by_others[-1]
        t.insert(
            "activation",
            f"{meant.id}/activation",
            proposal=meant.id,
            activated_by=actor.id,
            activated_at=stamp(parts.at),
        )
        t.record(
            f"{meant.kind}.activated",
            stream="policies",
            actor=actor.id,
            at=parts.at,
            name=meant.name,
            version=meant.version,
            sha256=meant.sha256,
        )
        return next(p for p in policies.proposals(t) if p.id == meant.id)


def who_may_activate(parts: Parts, *, published_by: str) -> tuple[str, ...]:
    """Return the handles of those who may put in force today what a person has published."""
    with parts.read() as r:
        held = in_force(people.grants(r), parts.today)
        able = {g.person for g in held if g.programme is None and g.role in _ABLE}
        everyone = people.people(r)
        return tuple(p.handle for p in everyone if p.id in able and p.handle != published_by)

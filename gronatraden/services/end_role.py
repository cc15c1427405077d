"""A role ends: what was decided while it was held stays decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.errors import ConflictError, UsageError
from gronatraden.project import Act
from gronatraden.services._desk import permit, unknown
from gronatraden.services._parts import stamp
from gronatraden.store import people

if TYPE_CHECKING:
    from datetime import date

    from gronatraden.project import Grant
    from gronatraden.services._parts import Parts


def end_role(parts: Parts, *, grant: str, last_on: date | None = None, by: str) -> Grant:
    """End a grant; ``last_on`` is the last day it holds, today where nothing is said.

    Raises:
        UnknownNameError: When there is no such grant.
        ConflictError: When it has ended already.
        UsageError: When it would end before it began.
        NotPermittedError: When the actor may not keep people there.
    """
    last = last_on or parts.today
    with parts.write() as t:
        held = people.grant_by_id(t, grant)
        if held is None:
            raise unknown(kind="grant", name=grant, known=(g.id for g in people.grants(t)))
        actor = permit(parts, t, by, Act.KEEP_PEOPLE, held.programme, everywhere=True)
        if held.until_on is not None and held.until_on <= last:
            raise ConflictError(what="role-has-ended", name=grant)
        if last < held.from_on:
            raise UsageError(reason="period-ends-before-it-begins")
        t.insert(
            "role_end",
            f"{grant}/end",
            role_grant=grant,
            last_on=last.isoformat(),
            ended_by=actor.id,
            ended_at=stamp(parts.at),
        )
        t.record("role.ended", stream="people", actor=actor.id, at=parts.at)
        return people.grant_by_id(t, grant) or held

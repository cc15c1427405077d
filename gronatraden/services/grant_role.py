"""A role is granted to a person, for a programme, a project or everywhere."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gronatraden.errors import UsageError
from gronatraden.project import Act, Grant, Role
from gronatraden.services._desk import find_person, find_project, permit, unknown
from gronatraden.services._parts import stamp
from gronatraden.services.deciding.substitutes import require_substitute
from gronatraden.store import people

if TYPE_CHECKING:
    from datetime import date

    from gronatraden.project import Person
    from gronatraden.services._parts import Parts
    from gronatraden.store.reader import Reader
    from gronatraden.store.transaction import Transaction


def grant_role(
    parts: Parts,
    *,
    person: str,
    role: Role,
    programme: str | None,
    project: str | None,
    from_on: date | None = None,
    until_on: date | None = None,
    instead_of: str | None = None,
    by: str,
) -> Grant:
    """Grant a role for a period; without a programme or project it holds everywhere.

    What is granted already is granted once: asking again records nothing. A role that
    holds everywhere is granted by someone who keeps people everywhere.

    A substitute (``instead_of``) holds the role of another person for a period that has an
    end, as long as the other holds it. One person has one substitute at a time.

    Raises:
        UnknownNameError: When a person, programme or project does not exist.
        NotPermittedError: When the actor may not keep people there.
        ConflictError: When the one stood in for has another substitute then.
        UsageError: When the period ends before it begins, the project is in another
            programme, or a substitute's period has no end or nobody holds the role.
    """
    starts = from_on or parts.today
    if until_on is not None and until_on < starts:
        raise UsageError(reason="period-ends-before-it-begins")
    with parts.write() as t:
        scope = _scope(t, programme, project)
        actor = permit(parts, t, by, Act.KEEP_PEOPLE, scope, everywhere=True)
        holder = find_person(t, person)
        grant = Grant(
            id=f"grant-{people.grant_count(t) + 1}",
            person=holder.id,
            role=role,
            programme=scope,
            project=project,
            from_on=starts,
            until_on=until_on,
            instead_of=None if instead_of is None else find_person(t, instead_of).id,
        )
        if (there := _granted(t, grant)) is not None:
            return there
        if instead_of is not None:
            require_substitute(people.grants(t), grant, handle=instead_of)
        _append(t, parts, grant, actor)
        t.record("role.granted", stream="people", actor=actor.id, at=parts.at, role=role.value)
        return grant


def _scope(r: Reader, programme: str | None, project: str | None) -> str | None:
    if project is not None:
        home = find_project(r, project).programme
        if programme not in {None, home}:
            raise UsageError(reason="project-is-in-another-programme", name=home)
        return home
    if programme is not None and people.programme_by_id(r, programme) is None:
        raise unknown(kind="programme", name=programme, known=(p.id for p in people.programmes(r)))
    return programme


def _append(t: Transaction, parts: Parts, grant: Grant, actor: Person) -> None:
    t.insert(
        "role_grant",
        grant.id,
        person=grant.person,
        role=grant.role.value,
        programme=grant.programme,
        project=grant.project,
        from_on=grant.from_on.isoformat(),
        until_on=None if grant.until_on is None else grant.until_on.isoformat(),
        granted_by=actor.id,
        granted_at=stamp(parts.at),
    )
    if grant.instead_of is not None:
        name = f"{grant.id}/substitution"
        t.insert("substitution", name, role_grant=grant.id, instead_of=grant.instead_of)


def _granted(r: Reader, asked: Grant) -> Grant | None:
    """Return the grant that says just this, where there is one that has not been ended."""
    return next((g for g in people.grants(r) if g == replace(asked, id=g.id)), None)

"""A person is added, so that they can be given roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.errors import ConflictError
from gronatraden.project import Act, Person, Role
from gronatraden.services._desk import permit, require_id
from gronatraden.services._parts import stamp
from gronatraden.store import people

if TYPE_CHECKING:
    from gronatraden.services._parts import Parts
    from gronatraden.store.transaction import Transaction


def add_person(parts: Parts, *, handle: str, name: str, by: str) -> Person:
    """Add a person; the first one needs nobody's leave and keeps the people from then on.

    Args:
        parts: What the act works with.
        handle: What the person is called in commands, a slug.
        name: The person's name; it never enters the log.
        by: Handle of who adds them; ignored for the first person.

    Raises:
        UsageError: When the handle is not one that can be said.
        ConflictError: When the handle is taken.
        NotPermittedError: When the actor may not keep people.
    """
    with parts.write() as t:
        first = not people.people(t)
        actor = None if first else permit(parts, t, by, Act.KEEP_PEOPLE, None)
        if people.person_by_handle(t, handle) is not None or handle == people.MACHINE:
            raise ConflictError(what="handle-is-taken", name=handle)
        pseudonym = f"p-{parts.random(8).hex()}"
        added = Person(id=pseudonym, handle=require_id(handle), name=name)
        if first:
            machine = Person(id=people.MACHINE, handle=people.MACHINE, name=people.MACHINE)
            _insert(t, parts, machine, by=people.MACHINE)
        _insert(t, parts, added, by=added.id if actor is None else actor.id)
        if first:
            _make_admin(t, parts, added)
        actor_id = added.id if actor is None else actor.id
        t.record("person.added", stream="people", actor=actor_id, at=parts.at)
        return added


def _insert(t: Transaction, parts: Parts, who: Person, *, by: str) -> None:
    t.insert(
        "person",
        who.id,
        handle=who.handle,
        name=who.name,
        added_by=by,
        added_at=stamp(parts.at),
    )


def _make_admin(t: Transaction, parts: Parts, who: Person) -> None:
    t.insert(
        "role_grant",
        f"grant-{people.grant_count(t) + 1}",
        person=who.id,
        role=Role.ADMIN.value,
        programme=None,
        project=None,
        from_on=parts.today.isoformat(),
        until_on=None,
        granted_by=who.id,
        granted_at=stamp(parts.at),
    )

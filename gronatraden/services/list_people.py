"""People and the roles they hold are listed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gronatraden.services._desk import find_person, open_dossier
from gronatraden.store import people

if TYPE_CHECKING:
    from gronatraden.project import Grant, Person, Programme
    from gronatraden.services._parts import Parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A grant with who holds it and whether it holds today."""

    grant: Grant
    person: Person | None
    """None where the person has been erased."""
    today: bool


def list_people(parts: Parts) -> tuple[Person, ...]:
    """Return everyone but the machine, by handle."""
    with parts.read() as r:
        return people.people(r)


def handles(parts: Parts) -> dict[str, str]:
    """Return what everyone is called in commands, by pseudonym; the machine is called itself."""
    with parts.read() as r:
        return {people.MACHINE: people.MACHINE} | {p.id: p.handle for p in people.people(r)}


def list_programmes(parts: Parts) -> tuple[Programme, ...]:
    """Return all programmes, by id."""
    with parts.read() as r:
        return people.programmes(r)


def list_roles(
    parts: Parts, *, project: str | None = None, person: str | None = None
) -> tuple[Held, ...]:
    """Return every grant ever given, those that ended included, in the order given.

    Args:
        parts: What the act works with.
        project: Where they have to reach; anywhere where nothing is said.
        person: Handle of whose; everybody's where nothing is said.

    Raises:
        UnknownNameError: When there is no such project or person.
    """
    with parts.read() as r:
        known = {p.id: p for p in people.people(r)}
        whose = None if person is None else find_person(r, person).id
        reach = None if project is None else open_dossier(r, project).grants
        return tuple(
            Held(grant=g, person=known.get(g.person), today=g.holds_on(parts.today))
            for g in (people.grants(r) if reach is None else reach)
            if whose in {None, g.person}
        )

"""People and the roles they hold are listed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

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


def list_programmes(parts: Parts) -> tuple[Programme, ...]:
    """Return all programmes, by id."""
    with parts.read() as r:
        return people.programmes(r)


def list_roles(parts: Parts) -> tuple[Held, ...]:
    """Return every grant ever given, those that ended included, in the order given."""
    with parts.read() as r:
        known = {p.id: p for p in people.people(r)}
        return tuple(
            Held(grant=g, person=known.get(g.person), today=g.holds_on(parts.today))
            for g in people.grants(r)
        )

"""Rows about people and roles, as values."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, or_, select

from gronatraden.project import Grant, Person, Programme, Role
from gronatraden.store.reader import per_project
from gronatraden.store.tables import person, programme, role_end, role_grant, substitution

if TYPE_CHECKING:
    from sqlalchemy import RowMapping

    from gronatraden.store.reader import Reader

MACHINE = "machine"
"""Pseudonym and handle of the engine itself: it asks, it never decides."""


_KEPT = 1_024
_CELLS = itemgetter(
    "id",
    "person",
    "role",
    "programme",
    "project",
    "from_on",
    "until_on",
    "last_on",
    "instead_of",
)
_BY_HANDLE = select(person).where(person.c.handle == bindparam("said"))
_GRANTED = (
    select(role_grant, role_end.c.last_on, substitution.c.instead_of)
    .outerjoin(role_end, role_end.c.role_grant == role_grant.c.id)
    .outerjoin(substitution, substitution.c.role_grant == role_grant.c.id)
)
_WIDE = role_grant.c.project.is_(None) & or_(
    role_grant.c.programme.is_(None), role_grant.c.programme == bindparam("of_programme")
)
_IN_ORDER = (role_grant.c.granted_at, func.length(role_grant.c.id), role_grant.c.id)
"""Of grants of one moment, the one with the lower number first."""
_IN_PROGRAMME = _GRANTED.where(_WIDE).order_by(*_IN_ORDER)
_IN_PROJECT = per_project(_GRANTED.order_by(*_IN_ORDER), role_grant.c.project, also=_WIDE)


def person_by_handle(r: Reader, handle: str) -> Person | None:
    """Return the person of that handle, or None."""
    row = r.one_or_none(_BY_HANDLE, said=handle)
    return None if row is None else _person(row)


def people(r: Reader) -> tuple[Person, ...]:
    """Return everyone but the machine, by handle."""
    rows = r.all(select(person).where(person.c.id != MACHINE).order_by(person.c.handle))
    return tuple(_person(row) for row in rows)


def programmes(r: Reader) -> tuple[Programme, ...]:
    """Return all programmes, by id."""
    return tuple(_programme(row) for row in r.all(select(programme).order_by(programme.c.id)))


def programme_by_id(r: Reader, name: str) -> Programme | None:
    """Return the programme of that id, or None."""
    row = r.one_or_none(select(programme).where(programme.c.id == name))
    return None if row is None else _programme(row)


def grants(r: Reader) -> tuple[Grant, ...]:
    """Return every grant ever given, in the order given."""
    return tuple(_grant(row) for row in r.all(_GRANTED.order_by(*_IN_ORDER)))


def grants_in(r: Reader, programme_id: str, project_id: str | None) -> tuple[Grant, ...]:
    """Return the grants that reach a project or, without one, a programme; in the order given."""
    if project_id is None:
        rows = r.all(_IN_PROGRAMME, of_programme=programme_id)
    else:
        rows = r.all(_IN_PROJECT, of_programme=programme_id, of=project_id)
    return tuple(_grant(row) for row in rows)


def grant_by_id(r: Reader, name: str) -> Grant | None:
    """Return one grant, or None."""
    row = r.one_or_none(_GRANTED.where(role_grant.c.id == name))
    return None if row is None else _grant(row)


def grant_count(r: Reader) -> int:
    """Return how many grants were ever given."""
    return int(r.scalar(select(func.count()).select_from(role_grant)))


def _grant(row: RowMapping) -> Grant:
    return _granted(_CELLS(row))


@lru_cache(maxsize=_KEPT)
def _granted(cells: tuple[Any, ...]) -> Grant:
    """Return the grant of a row's cells; a programme's are met again in each of its projects."""
    name, person, role, programme, project, from_on, until_on, last_on, instead_of = cells
    ends = [date.fromisoformat(day) for day in (until_on, last_on) if day]
    return Grant(
        id=name,
        person=person,
        role=Role(role),
        programme=programme,
        project=project,
        from_on=date.fromisoformat(from_on),
        until_on=min(ends, default=None),
        instead_of=instead_of,
    )


def _person(row: RowMapping) -> Person:
    return Person(id=row["id"], handle=row["handle"], name=row["name"])


def _programme(row: RowMapping) -> Programme:
    return Programme(id=row["id"], title=row["title"], owner=row["owner"])

"""``role``: who answers for what, where and for how long."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from gronatraden.cli.kinds import DAY, Word
from gronatraden.cli.layout import table
from gronatraden.cli.spoken import Noun, option

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from gronatraden.cli.door import Door
    from gronatraden.project import Grant

NOUN = Noun("role")

ROLES = (
    "project_manager",
    "project_owner",
    "steering_group",
    "steering_chair",
    "programme_office",
    "equality_competence",
    "learning_owner",
    "funder",
    "auditor",
    "admin",
)
"""``project.Role``, spelt out because importing it would make every ``--help`` slower."""


@NOUN.verb("grant", writes=True)
@click.argument("person")
@click.argument("role", type=Word(ROLES), metavar="ROLE")
@option("--programme", metavar="PROGRAMME")
@option("--project", metavar="PROJECT")
@option("--from", "from_on", type=DAY, metavar="DAY")
@option("--until", "until_on", type=DAY, metavar="DAY")
@option("--substitute-for", "instead_of", metavar="PERSON")
def grant(
    door: Door,
    *,
    person: str,
    role: str,
    programme: str | None,
    project: str | None,
    from_on: date | None,
    until_on: date | None,
    instead_of: str | None,
) -> None:
    """Give a person a role for a period."""
    from gronatraden.project import Role  # noqa: PLC0415 - Pydantic is slow to import
    from gronatraden.services.grant_role import grant_role  # noqa: PLC0415 - as above
    from gronatraden.services.list_people import handles  # noqa: PLC0415 - as above

    with door.parts() as parts:
        given = grant_role(
            parts,
            person=person,
            role=Role(role),
            programme=programme,
            project=project,
            from_on=from_on,
            until_on=until_on,
            instead_of=instead_of,
            by=door.actor,
        )
        who = handles(parts)
    data = {"schema": "gronatraden/role/1", **_data(given, person, who)}
    facts = {"person": person, "role": role, "grant": given.id, "scope": _scope(door, given)}
    lines = [door.say("cli.role.granted", **facts)]
    if instead_of is not None:
        lines.append(door.say("cli.role.stands-in", person=person, other=instead_of))
    door.answer(data, *lines)
    door.next(door.command("role", "list", "--person", person))


@NOUN.verb("end", writes=True)
@click.argument("grant_id", metavar="GRANT")
@option("--last-on", type=DAY, metavar="DAY")
def end(door: Door, *, grant_id: str, last_on: date | None) -> None:
    """End a role; what was decided while it was held stays decided."""
    from gronatraden.services.end_role import end_role  # noqa: PLC0415 - slow to import
    from gronatraden.services.list_people import handles  # noqa: PLC0415 - as above

    with door.parts() as parts:
        ended = end_role(parts, grant=grant_id, last_on=last_on, by=door.actor)
        who = handles(parts)
    person = who.get(ended.person, ended.person)
    data = {"schema": "gronatraden/role/1", **_data(ended, person, who)}
    last = ended.until_on or last_on
    facts = {"person": person, "role": ended.role.value, "grant": ended.id, "last": last}
    door.answer(data, door.say("cli.role.ended", **facts))


@NOUN.verb("list")
@option("--person", metavar="PERSON")
@option("--project", metavar="PROJECT")
@option("--all", "every", is_flag=True)
def show_all(door: Door, *, person: str | None, project: str | None, every: bool) -> None:
    """List the roles that are held, or all that ever were."""
    from gronatraden.services.list_people import (  # noqa: PLC0415 - slow to import
        handles,
        list_roles,
    )

    with door.parts() as parts:
        found = [
            (held, held.person.handle if held.person else held.grant.person)
            for held in list_roles(parts, project=project, person=person)
            if every or held.today
        ]
        known = handles(parts)
    data = {
        "schema": "gronatraden/roles/1",
        "roles": [_data(held.grant, who, known) | {"today": held.today} for held, who in found],
    }
    rows = [
        (
            who,
            _role(door, held.grant, known),
            _scope(door, held.grant),
            held.grant.from_on,
            held.grant.until_on,
            held.grant.id,
        )
        for held, who in found
    ]
    door.answer(data, table(door, ("person", "role", "scope", "from", "until", "grant"), rows))


def _role(door: Door, grant: Grant, who: Mapping[str, str]) -> str:
    role = door.voice.term(grant.role.value)
    if grant.instead_of is None:
        return role
    other = who.get(grant.instead_of, grant.instead_of)
    return door.say("cli.panel.instead-of", role=role, person=other)


def _data(grant: Grant, person: str, who: Mapping[str, str]) -> dict[str, Any]:
    return {
        "grant": grant.id,
        "person": person,
        "role": grant.role.value,
        "programme": grant.programme,
        "project": grant.project,
        "from": grant.from_on.isoformat(),
        "substitute_for": who.get(grant.instead_of or "", grant.instead_of),
        "until": None if grant.until_on is None else grant.until_on.isoformat(),
    }


def _scope(door: Door, grant: Grant) -> str:
    return grant.project or grant.programme or door.say("cli.role.everywhere")

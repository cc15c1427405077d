"""``person``: the people who act; roles are given to them with ``role``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gronatraden.cli.layout import table
from gronatraden.cli.spoken import Noun, option

if TYPE_CHECKING:
    from gronatraden.cli.door import Door

NOUN = Noun("person")


@NOUN.verb("add", writes=True)
@click.argument("handle")
@option("--name", required=True)
def add(door: Door, *, handle: str, name: str) -> None:
    """Add a person; the first one makes the database and keeps the people."""
    from gronatraden import wiring  # noqa: PLC0415 - SQLAlchemy is slow to import
    from gronatraden.services.add_person import add_person  # noqa: PLC0415 - as above

    if door.settings.file is not None and not door.settings.file.exists():
        wiring.create(door.settings)
        door.tell("cli.database-made", file=door.settings.file, key=door.settings.log_key)
    with door.parts() as parts:
        added = add_person(parts, handle=handle, name=name, by=door.actor)
    data = {"schema": "gronatraden/person/1", "person": added.handle, "pseudonym": added.id}
    door.answer(data, door.say("cli.person-added", handle=added.handle, pseudonym=added.id))
    door.next(f"--as {handle} programme open PROGRAM --title TITEL --owner ÄGARE")


@NOUN.verb("list")
def show_all(door: Door) -> None:
    """List everyone."""
    from gronatraden.services.list_people import list_people  # noqa: PLC0415 - slow to import

    with door.parts() as parts:
        found = list_people(parts)
    data = {
        "schema": "gronatraden/people/1",
        "people": [{"person": p.handle, "name": p.name, "pseudonym": p.id} for p in found],
    }
    rows = [(p.handle, p.name, p.id) for p in found]
    door.answer(data, table(door, ("person", "name", "pseudonym"), rows))

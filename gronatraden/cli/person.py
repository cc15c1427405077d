"""``person``: the people who act; roles are given to them with ``role``."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from gronatraden.cli.kinds import TEXT
from gronatraden.cli.layout import table
from gronatraden.cli.spoken import Noun, option

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.cli.door import Door
    from gronatraden.services import Parts

NOUN = Noun("person")


@NOUN.verb("add", writes=True)
@click.argument("handle", metavar="PERSON")
@option("--name", required=True, type=TEXT)
def add(door: Door, *, handle: str, name: str) -> None:
    """Add a person; the first one makes the database and keeps the people."""
    from gronatraden.services.add_person import add_person  # noqa: PLC0415 - SQLAlchemy is slow
    from gronatraden.services.list_people import list_people  # noqa: PLC0415 - as above

    with _parts(door) as parts:
        added = add_person(parts, handle=handle, name=name, by=door.actor)
        first = len(list_people(parts)) == (0 if door.dry_run else 1)
    data = {"schema": "gronatraden/person/1", "person": added.handle, "pseudonym": added.id}
    code = "cli.person.first-added" if first else "cli.person.added"
    door.answer(data, door.say(code, person=added.handle, name=added.name))
    if first:
        door.next(
            door.command("role", "grant", handle, "programme_office", by=handle),
            door.command(
                *("programme", "open", "mitt-program", "--title", "Mitt program"),
                *("--owner", "Min organisation"),
                by=handle,
            ),
        )
    else:
        door.next(door.command("role", "grant", handle, "project_manager", by=door.actor))


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


@contextmanager
def _parts(door: Door) -> Iterator[Parts]:
    """Open the database, made now where there is none; a dry run makes one that is thrown away."""
    from gronatraden import wiring  # noqa: PLC0415 - SQLAlchemy is slow to import

    if wiring.exists(door.settings):
        with door.parts() as parts:
            yield parts
    elif door.dry_run:
        with TemporaryDirectory() as folder:
            settings = replace(
                door.settings,
                database=f"sqlite:///{Path(folder) / 'gronatraden.db'}",
                log_key=Path(folder) / "gronatraden.key",
            )
            wiring.create(settings)
            with wiring.connect(settings, dry_run=True) as parts:
                yield parts
    else:
        wiring.create(door.settings)
        door.tell("cli.database-made", database=door.database, key=door.settings.log_key)
        with door.parts() as parts:
            yield parts

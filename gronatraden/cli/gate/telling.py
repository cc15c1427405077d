"""What has changed at a gate, and what was asked, said and decided."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gronatraden.cli.gate.noun import NOUN
from gronatraden.cli.kinds import COUNT, Word
from gronatraden.cli.spoken import option
from gronatraden.text import LANGUAGES

if TYPE_CHECKING:
    from gronatraden.cli.door import Door


STDOUT = Path("-")


FORMATS = ("html", "markdown")


@NOUN.verb("changes")
@click.argument("project")
@click.argument("gate", required=False)
@option("--as", "reader", metavar="PERSON")
def changes(door: Door, *, project: str, gate: str | None, reader: str | None) -> None:
    """Tell what has changed since a person was last asked about a decision."""
    from gronatraden.cli.shown.since import since_data, since_lines  # noqa: PLC0415 - slow
    from gronatraden.services.check_gate import next_gate  # noqa: PLC0415 - slow to import
    from gronatraden.services.holding.what_changed import (  # noqa: PLC0415 - as above
        what_changed,
    )
    from gronatraden.services.list_people import handles  # noqa: PLC0415 - as above

    with door.parts() as parts:
        meant = gate or next_gate(parts, project=project)
        person = reader or door.actor
        found = what_changed(parts, project=project, gate=meant, by=person)
        who = handles(parts)
    door.answer(
        {
            "schema": "gronatraden/changed-since/1",
            "project": project,
            "gate": meant,
            "person": person,
            **since_data(found, who),
        },
        *since_lines(door, found, person=person),
    )
    door.next(door.command("gate", "check", project, meant))


@NOUN.verb("minutes")
@click.argument("project")
@click.argument("gate")
@option("--occurrence", type=COUNT, metavar="N")
@option("--decision", "numbered", type=COUNT, metavar="N")
@option("--format", "shape", type=Word(FORMATS), metavar="FORMAT")
@option("--output", "-o", type=click.Path(path_type=Path), default=STDOUT, metavar="FILE")
@option("--lang", "language", type=click.Choice(LANGUAGES))
def minutes(door: Door, **asked: Any) -> None:  # noqa: ANN401 - options
    """Write the minutes of a decision, or a note for the file while none stands."""
    from gronatraden.cli.gate.minuted import give  # noqa: PLC0415 - slow to import

    give(door, **asked)


@NOUN.verb("history")
@click.argument("project")
def history(door: Door, *, project: str) -> None:
    """Tell what was asked, said and decided at a project's gates."""
    from gronatraden.cli.deciding.history_shown import asked_data, asked_lines  # noqa: PLC0415 - slow
    from gronatraden.services.gate_history import gate_history  # noqa: PLC0415 - slow to import
    from gronatraden.services.list_people import handles  # noqa: PLC0415 - as above

    with door.parts() as parts:
        found = gate_history(parts, project=project)
        who = handles(parts)
    data = {
        "schema": "gronatraden/gate-history/1",
        "project": project,
        "requests": [asked_data(asked, who) for asked in found],
    }
    lines = [line for asked in found for line in asked_lines(door, asked, who)]
    door.answer(data, *(lines or [door.say("cli.gate.no-history", project=project)]))
    door.next(door.command("gate", "check", project))

"""``doctor``: whether everything around is as it should be, and what to do where it is not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from gronatraden.cli.complaint import sentences
from gronatraden.cli.exits import DONE, FAILED
from gronatraden.cli.layout import paragraph
from gronatraden.cli.spoken import option, spoken
from gronatraden.errors import GronatradenError, NoDatabaseError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.cli.doctor.checkups import Checkup
    from gronatraden.cli.door import Door

_MARKS = {"ok": ("✓", "green"), "advice": ("•", "yellow"), "wrong": ("✗", "red")}


@option("--upgrade", is_flag=True)
def doctor(door: Door, *, upgrade: bool) -> int:
    """Look at Python, packages, folders, database, key, policies and log."""
    if upgrade:
        _upgrade(door)
    found = list(_checkups(door))
    well = all(checkup.state != "wrong" for checkup in found)
    data = {
        "schema": "gronatraden/doctor/1",
        "ok": well,
        "checks": [_data(door, checkup) for checkup in found],
    }
    lines = [line for checkup in found for line in _lines(door, checkup)]
    said = door.say("cli.doctor.well" if well else "cli.doctor.unwell")
    door.answer(data, *lines, f"\n{click.style(said, bold=True)}")
    return DONE if well else FAILED


def _upgrade(door: Door) -> None:
    from gronatraden import wiring  # noqa: PLC0415 - SQLAlchemy is slow to import

    before = wiring.upgrade(door.settings)
    door.tell("cli.doctor.upgraded", database=door.database, revision=before)


def _checkups(door: Door) -> Iterator[Checkup]:
    from gronatraden.cli.doctor import checkups  # noqa: PLC0415 - metadata is slow to read
    from gronatraden.wiring import connect  # noqa: PLC0415 - SQLAlchemy is slow to import

    yield from checkups.surroundings(door)
    try:  # whatever plugins there are: the record is looked at without them
        with connect(replace(door.settings, plugins=())) as parts:
            yield from checkups.record(door, parts)
    except NoDatabaseError as error:
        yield checkups.Checkup("no-database", "advice", {"database": door.database}, error)
    except GronatradenError as error:
        yield checkups.Checkup("no-access", "wrong", {"database": door.database}, error)


def _data(door: Door, checkup: Checkup) -> dict[str, Any]:
    return {
        "check": checkup.name,
        "state": checkup.state,
        "facts": {name: str(fact) for name, fact in checkup.facts.items()},
        "said": door.say(f"cli.doctor.{checkup.name}", **checkup.facts),
        "do": None if checkup.state == "ok" else _remedy(door, checkup),
    }


def _lines(door: Door, checkup: Checkup) -> Iterator[str]:
    sign, colour = _MARKS[checkup.state]
    first = f"{click.style(sign, fg=colour)} "
    yield paragraph(door.say(f"cli.doctor.{checkup.name}", **checkup.facts), hang=2, first=first)
    if checkup.state != "ok":
        yield paragraph(_remedy(door, checkup), indent=2)


def _remedy(door: Door, checkup: Checkup) -> str:
    if checkup.error is None:
        return door.say(f"cli.doctor.{checkup.name}-do", **checkup.facts)
    said = sentences(door.voice, checkup.error)
    return f"{said['because']} {said['do']}"


NOUN = spoken("doctor", "doctor", doctor)

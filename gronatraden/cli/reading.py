"""``reading``: the indicators over time, against baseline and target."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from gronatraden.cli.kinds import COUNT, DAY, MEASURED
from gronatraden.cli.layout import table
from gronatraden.cli.spoken import Noun, option

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from gronatraden.cli.door import Door
    from gronatraden.history import Reading
    from gronatraden.services.add_reading import Series

NOUN = Noun("reading")


@NOUN.verb("add", writes=True)
@click.argument("project")
@click.argument("indicator")
@click.argument("value", type=MEASURED)
@option("--on", "measured_on", type=DAY, required=True, metavar="DAY")
@option("--women", type=COUNT, metavar="N")
@option("--men", type=COUNT, metavar="N")
@option("--other", type=COUNT, metavar="N")
@option("--deviation", default="", metavar="TEXT")
@option("--change", "explained_by", type=COUNT, metavar="N")
@option("--source", default="", metavar="TEXT")
def add(door: Door, *, project: str, explained_by: int | None, **said: Any) -> None:  # noqa: ANN401 - a reading's fields
    """Record a reading of one of the project's indicators."""
    from gronatraden.history import Reading  # noqa: PLC0415 - slow to import
    from gronatraden.services.add_reading import add_reading  # noqa: PLC0415 - as above

    with door.parts() as parts:
        new = Reading(**said)
        by = door.actor
        added = add_reading(parts, project=project, reading=new, change=explained_by, by=by)
    data = {"schema": "gronatraden/reading/1", "project": project, **_data(added)}
    facts = {"indicator": added.indicator, "value": _number(door, added.value)}
    door.answer(data, door.say("cli.reading.added", on=added.measured_on, **facts))
    door.next(door.command("reading", "list", project))


@NOUN.verb("list")
@click.argument("project")
def show_all(door: Door, *, project: str) -> None:
    """List the indicators with their readings."""
    from gronatraden.services.add_reading import list_readings  # noqa: PLC0415 - slow

    with door.parts() as parts:
        found = list_readings(parts, project=project)
    data = {
        "schema": "gronatraden/readings/1",
        "project": project,
        "indicators": [_series_data(series) for series in found],
    }
    shown = [one for series in found for one in _shown(door, series)]
    door.answer(data, *(shown or [door.say("cli.reading.none", project=project)]))


def _shown(door: Door, series: Series) -> Iterator[Any]:
    indicator = series.indicator
    unit = f" ({indicator.unit})" if indicator.unit else ""
    yield f"\n{click.style(indicator.title or indicator.id, bold=True)}{unit}"
    missing = door.say("cli.reading.missing")
    ends = {
        "baseline": missing if indicator.baseline is None else _number(door, indicator.baseline),
        "target": missing if indicator.target is None else _number(door, indicator.target),
    }
    yield (
        "  " + door.say("cli.reading.from-to", **ends) + click.style(f"  {indicator.id}", dim=True)
    )
    if not series.readings:
        yield "  " + door.say("cli.reading.not-read")
        return
    columns = ("measured", "value", "women", "men", "other", "deviation")
    used = [c for c in columns if any(_cell(door, x, c) for x in series.readings)]
    yield table(door, used, [[_cell(door, x, c) for c in used] for x in series.readings])


def _cell(door: Door, reading: Reading, column: str) -> str:
    match column:
        case "measured":
            return reading.measured_on.isoformat()
        case "value":
            return _number(door, reading.value)
        case "deviation":
            changes = (door.say("cli.reading.change", number=n) for n in reading.changes)
            return "; ".join(filter(None, (reading.deviation, *changes)))
        case _:
            counted = getattr(reading, column)
            return "" if counted is None else _number(door, counted)


def _number(door: Door, value: Decimal | int) -> str:
    return door.voice.number(value)


def _data(reading: Reading) -> dict[str, Any]:
    measured: date = reading.measured_on
    return {
        "indicator": reading.indicator,
        "measured_on": measured.isoformat(),
        "value": str(reading.value),
        "women": reading.women,
        "men": reading.men,
        "other": reading.other,
        "deviation": reading.deviation,
        "changes": list(reading.changes),
        "source": reading.source,
    }


def _series_data(series: Series) -> dict[str, Any]:
    indicator = series.indicator
    return {
        "indicator": indicator.id,
        "title": indicator.title,
        "unit": indicator.unit,
        "baseline": None if indicator.baseline is None else str(indicator.baseline),
        "target": None if indicator.target is None else str(indicator.target),
        "target_on": indicator.target_on,
        "readings": [_data(reading) for reading in series.readings],
    }

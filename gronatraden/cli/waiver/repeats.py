"""What is waived again and again, and what that may mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from gronatraden.cli.layout import paragraph
from gronatraden.cli.spoken import option
from gronatraden.cli.waiver.noun import NOUN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.cli.door import Door
    from gronatraden.gates.holding.repeats import Repeated


@NOUN.verb("report")
@option("--programme", metavar="PROGRAMME")
def report(door: Door, *, programme: str | None) -> None:
    """Report what is waived again and again, per requirement and programme."""
    from gronatraden.services.holding.report_waivers import (  # noqa: PLC0415 - slow to import
        report_waivers,
    )

    with door.parts() as parts:
        found = report_waivers(parts, programme=programme)
    data = {
        "schema": "gronatraden/waiver-report/1",
        "programme": programme,
        "requirements": [_data(one) for one in found],
    }
    lines = [line for one in found for line in _lines(door, one)]
    door.answer(data, *(lines or [door.say("cli.waiver.none-given")]))


def _data(found: Repeated) -> dict[str, Any]:
    return {
        "requirement": found.requirement,
        "waivers": found.waivers,
        "in_force": found.in_force,
        "days": found.days,
        "projects": list(found.projects),
        "again": list(found.again),
        "sign": found.sign,
        "programmes": [
            {
                "programme": p.programme,
                "asked": p.asked,
                "projects": list(p.projects),
                "waivers": p.waivers,
                "days": p.days,
                "often": p.is_often,
            }
            for p in found.programmes
        ],
    }


def _lines(door: Door, found: Repeated) -> Iterator[str]:
    yield click.style(found.requirement, bold=True)
    counts = {"waivers": found.waivers, "in_force": found.in_force, "days": found.days}
    yield paragraph(door.say("cli.waiver.counted", **counts), indent=2)
    for one in found.programmes:
        facts = {"programme": one.programme, "count": len(one.projects), "asked": one.asked}
        code = "cli.waiver.in-programme" if one.projects else "cli.waiver.not-in-programme"
        yield paragraph(door.say(code, projects=list(one.projects), **facts), indent=2)
    if found.again:
        yield paragraph(door.say("cli.waiver.again", projects=list(found.again)), indent=2)
    if found.sign:
        often = [p.programme for p in found.programmes if p.is_often]
        yield paragraph(door.say(f"cli.waiver.sign-{found.sign}", programmes=often), indent=2)

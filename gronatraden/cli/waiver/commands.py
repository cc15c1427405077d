"""A waiver is requested, approved and revoked, and all of them are listed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import click

from gronatraden.cli.kinds import COUNT, DAY
from gronatraden.cli.layout import paragraph
from gronatraden.cli.spoken import option
from gronatraden.cli.waiver.noun import NOUN
from gronatraden.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gronatraden.cli.door import Door
    from gronatraden.gates.holding.waivers import WaiverStanding

SCHEMA = "gronatraden/waiver/1"


@NOUN.verb("request", writes=True)
@click.argument("project")
@click.argument("gate")
@click.argument("requirement")
@option("--reason", required=True, metavar="TEXT")
@option("--until", "until_on", type=DAY, metavar="DAY")
@option("--days", type=COUNT, metavar="N")
def request(
    door: Door,
    *,
    project: str,
    gate: str,
    requirement: str,
    reason: str,
    until_on: date | None,
    days: int | None,
) -> None:
    """Ask to pass a gate without one requirement until a day."""
    from gronatraden.exports.holding.waiver_json import waiver_data  # noqa: PLC0415 - slow to import
    from gronatraden.services.holding.approve_waiver import (  # noqa: PLC0415 - as above
        who_may_approve,
    )
    from gronatraden.services.holding.waive import request_waiver  # noqa: PLC0415 - as above
    from gronatraden.services.list_people import handles  # noqa: PLC0415 - as above

    if (until_on is None) == (days is None):
        raise UsageError(reason="waiver-needs-an-end")
    with door.parts() as parts:
        last = until_on or _after(parts.today, days or 0)
        asked = request_waiver(
            parts,
            project=project,
            gate=gate,
            requirement=requirement,
            reason=reason,
            expires_on=last,
            by=door.actor,
        )
        who = handles(parts)
        others = who_may_approve(parts, project=project, waiver=asked.id)
    data = {"schema": SCHEMA, "project": project, **waiver_data(asked, who)}
    facts = {"waiver": asked.id, "requirement": requirement, "until": last}
    door.answer(data, door.say("cli.waiver.requested", **facts))
    other = others[0] if others else door.actor
    door.next(door.command("waiver", "approve", project, asked.id, by=other))


def _after(today: date, days: int) -> date:
    """Return the day so many days from today, or the last there is."""
    return today + timedelta(days=min(days, (date.max - today).days))


@NOUN.verb("approve", writes=True)
@click.argument("project")
@click.argument("waiver")
def approve(door: Door, *, project: str, waiver: str) -> None:
    """Approve a waiver that another person requested."""
    from gronatraden.exports.holding.waiver_json import waiver_data  # noqa: PLC0415 - slow to import
    from gronatraden.services.holding.approve_waiver import (  # noqa: PLC0415 - as above
        approve_waiver,
    )
    from gronatraden.services.list_people import handles  # noqa: PLC0415 - as above

    with door.parts() as parts:
        done = approve_waiver(parts, project=project, waiver=waiver, by=door.actor)
        who = handles(parts)
    waiting = [{"role": role, "count": count} for role, count in done.waits_for.items()]
    data = {"schema": SCHEMA, "project": project, **waiver_data(done.waiver, who)}
    places = door.voice.seats(done.waits_for.items())
    code = "cli.waiver.approved-in-part" if places else "cli.waiver.approved"
    facts = {"requirement": done.waiver.requirement, "until": data["until"]}
    door.answer(data | {"waiting_for": waiting}, door.say(code, places=places, **facts))
    door.next(door.command("gate", "check", project, done.waiver.gate))


@NOUN.verb("revoke", writes=True)
@click.argument("project")
@click.argument("waiver")
@option("--reason", required=True, metavar="TEXT")
def revoke(door: Door, *, project: str, waiver: str, reason: str) -> None:
    """Revoke a waiver; what was decided while it held stays decided."""
    from gronatraden.exports.holding.waiver_json import waiver_data  # noqa: PLC0415 - slow to import
    from gronatraden.services.holding.waive import revoke_waiver  # noqa: PLC0415 - as above
    from gronatraden.services.list_people import handles  # noqa: PLC0415 - as above

    with door.parts() as parts:
        revoked = revoke_waiver(parts, project=project, waiver=waiver, reason=reason, by=door.actor)
        who = handles(parts)
    data = {"schema": SCHEMA, "project": project, **waiver_data(revoked, who)}
    door.answer(data, door.say("cli.waiver.revoked", requirement=revoked.requirement))
    door.next(door.command("gate", "check", project, revoked.gate))


@NOUN.verb("list")
@click.argument("project")
def show_all(door: Door, *, project: str) -> None:
    """List a project's waivers, those that ended included."""
    from gronatraden.exports.holding.waiver_json import standing_data  # noqa: PLC0415 - slow to import
    from gronatraden.services.holding.waive import list_waivers  # noqa: PLC0415 - as above
    from gronatraden.services.list_people import handles  # noqa: PLC0415 - as above

    with door.parts() as parts:
        found = list_waivers(parts, project=project)
        who = handles(parts)
    data = {
        "schema": "gronatraden/waivers/1",
        "project": project,
        "waivers": [standing_data(one, who) for one in found],
    }
    lines = [line for one in found for line in _lines(door, one, who)]
    door.answer(data, *(lines or [door.say("cli.waiver.none", project=project)]))


def _lines(door: Door, standing: WaiverStanding, who: Mapping[str, str]) -> Iterator[str]:
    from gronatraden.exports.holding.waiver_json import waiver_data  # noqa: PLC0415 - slow to import

    said = waiver_data(standing.waiver, who)
    facts = {
        "asker": said["requested_by"],
        "approvers": said["approvers"],
        "until": said["until"],
        "reason": said["revoked_because"],
    }
    yield click.style(said["requirement"], bold=True)
    yield paragraph(door.say(f"cli.waiver.is-{standing.state}", **facts), indent=2)
    if standing.doubt is not None:
        yield paragraph(door.say(f"cli.waiver.{standing.doubt}"), indent=2)
    yield paragraph(said["reason"], indent=2)
    yield click.style(f"  {said['waiver']}", dim=True)

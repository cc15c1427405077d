"""``waiver``: leave to pass without a requirement, for a time, with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from gronatraden.cli.kinds import DAY
from gronatraden.cli.layout import paragraph
from gronatraden.cli.spoken import Noun, option

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from gronatraden.cli.door import Door
    from gronatraden.history import Waiver

NOUN = Noun("waiver")


@NOUN.verb("request", writes=True)
@click.argument("project")
@click.argument("gate")
@click.argument("requirement")
@option("--reason", required=True, metavar="TEXT")
@option("--until", "until_on", type=DAY, required=True, metavar="DAY")
def request(
    door: Door, *, project: str, gate: str, requirement: str, reason: str, until_on: date
) -> None:
    """Ask to pass a gate without one requirement until a day."""
    from gronatraden.cli.asking import actor_for  # noqa: PLC0415 - SQLAlchemy is slow to import
    from gronatraden.project import Act  # noqa: PLC0415 - as above
    from gronatraden.services.list_people import handles  # noqa: PLC0415 - as above
    from gronatraden.services.waive import request_waiver  # noqa: PLC0415 - as above

    with door.parts() as parts:
        asked = request_waiver(
            parts,
            project=project,
            gate=gate,
            requirement=requirement,
            reason=reason,
            expires_on=until_on,
            by=door.actor,
        )
        who = handles(parts)
        other = actor_for(door, parts, project=project, act=Act.APPROVE_WAIVER)
    data = {"schema": "gronatraden/waiver/1", "project": project, **_data(asked, who)}
    facts = {"waiver": asked.id, "requirement": requirement, "until": until_on}
    door.answer(data, door.say("cli.waiver.requested", **facts))
    door.next(door.command("waiver", "approve", project, asked.id, by=other))


@NOUN.verb("approve", writes=True)
@click.argument("project")
@click.argument("waiver")
def approve(door: Door, *, project: str, waiver: str) -> None:
    """Approve a waiver that another person requested."""
    from gronatraden.services.list_people import handles  # noqa: PLC0415 - slow to import
    from gronatraden.services.waive import approve_waiver  # noqa: PLC0415 - as above

    with door.parts() as parts:
        approved = approve_waiver(parts, project=project, waiver=waiver, by=door.actor)
        who = handles(parts)
    data = {"schema": "gronatraden/waiver/1", "project": project, **_data(approved, who)}
    facts = {"requirement": approved.requirement, "until": approved.expires_on}
    door.answer(data, door.say("cli.waiver.approved", **facts))
    door.next(door.command("gate", "check", project, approved.gate))


@NOUN.verb("revoke", writes=True)
@click.argument("project")
@click.argument("waiver")
@option("--reason", required=True, metavar="TEXT")
def revoke(door: Door, *, project: str, waiver: str, reason: str) -> None:
    """Revoke a waiver; what was decided while it held stays decided."""
    from gronatraden.services.list_people import handles  # noqa: PLC0415 - slow to import
    from gronatraden.services.waive import revoke_waiver  # noqa: PLC0415 - as above

    with door.parts() as parts:
        revoked = revoke_waiver(parts, project=project, waiver=waiver, reason=reason, by=door.actor)
        who = handles(parts)
    data = {"schema": "gronatraden/waiver/1", "project": project, **_data(revoked, who)}
    door.answer(data, door.say("cli.waiver.revoked", requirement=revoked.requirement))
    door.next(door.command("gate", "check", project, revoked.gate))


@NOUN.verb("list")
@click.argument("project")
def show_all(door: Door, *, project: str) -> None:
    """List a project's waivers, those that ended included."""
    from gronatraden.services.list_people import handles  # noqa: PLC0415 - slow to import
    from gronatraden.services.waive import list_waivers  # noqa: PLC0415 - as above

    with door.parts() as parts:
        found = list_waivers(parts, project=project)
        who = handles(parts)
        ended = {w.id for w in found if w.expires_on and parts.moment.has_passed(w.expires_on)}
    data = {
        "schema": "gronatraden/waivers/1",
        "project": project,
        "waivers": [_data(w, who) | {"expired": w.id in ended} for w in found],
    }
    lines = [line for w in found for line in _lines(door, w, who, expired=w.id in ended)]
    door.answer(data, *(lines or [door.say("cli.waiver.none", project=project)]))


def _data(waiver: Waiver, who: Mapping[str, str]) -> dict[str, Any]:
    return {
        "waiver": waiver.id,
        "gate": waiver.gate,
        "requirement": waiver.requirement,
        "reason": waiver.reason,
        "until": waiver.expires_on,
        "requested_by": who.get(waiver.requested_by, waiver.requested_by),
        "approved_by": who.get(waiver.approved_by, waiver.approved_by) or None,
        "approved_at": None if waiver.approved_at is None else waiver.approved_at.isoformat(),
        "revoked_at": None if waiver.revoked_at is None else waiver.revoked_at.isoformat(),
    }


def _lines(door: Door, waiver: Waiver, who: Mapping[str, str], *, expired: bool) -> Iterator[str]:
    state = "waiting" if waiver.approved_at is None else "expired" if expired else "approved"
    state = "revoked" if waiver.revoked_at is not None else state
    yield click.style(waiver.requirement, bold=True)
    facts = {
        "asker": who.get(waiver.requested_by, waiver.requested_by),
        "approver": who.get(waiver.approved_by, waiver.approved_by),
        "until": waiver.expires_on,
    }
    yield paragraph(door.say(f"cli.waiver.is-{state}", **facts), indent=2)
    yield paragraph(waiver.reason, indent=2)
    yield click.style(f"  {waiver.id}", dim=True)

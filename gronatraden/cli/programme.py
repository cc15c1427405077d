"""``programme``: portfolios of projects under one owner, and the rules that come with us."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gronatraden.cli.kinds import TEXT
from gronatraden.cli.layout import table
from gronatraden.cli.spoken import Noun, option

if TYPE_CHECKING:
    from gronatraden.cli.door import Door
    from gronatraden.services import Parts
    from gronatraden.services.publish import PublishedNow

NOUN = Noun("programme")


@NOUN.verb("open", writes=True)
@click.argument("programme")
@option("--title", required=True, type=TEXT)
@option("--owner", required=True, type=TEXT)
def open_(door: Door, *, programme: str, title: str, owner: str) -> None:
    """Open a programme, and publish the shipped rules where they are not there yet."""
    from gronatraden.services.open_programme import open_programme  # noqa: PLC0415 - slow

    with door.parts() as parts:
        opened = open_programme(parts, programme=programme, title=title, owner=owner, by=door.actor)
        published, ruled = _publish(door, parts)
    data = {
        "schema": "gronatraden/programme/1",
        "programme": opened.id,
        "title": opened.title,
        "owner": opened.owner,
        "published": [f"{p.name}/{p.version}" for p in published],
    }
    lines = [door.say("cli.programme.opened", programme=opened.id, title=opened.title)]
    if published:
        names = [f"{p.name} {p.version}" for p in published]
        lines.append(door.say("cli.policy.shipped-published", names=names))
    door.answer(data, *lines)
    if not ruled:
        door.tell("cli.programme.without-rules")
        door.next(
            door.command("role", "grant", door.actor, "programme_office", by=door.actor),
            door.command("policy", "publish", "--shipped", by=door.actor),
        )
        return
    door.next(
        door.command(
            *("role", "grant", door.actor, "project_manager", "--programme", opened.id),
            by=door.actor,
        ),
        door.command(
            *("project", "open", "mitt-projekt", "--programme", opened.id),
            *("--title", "Mitt projekt"),
            by=door.actor,
        ),
    )


def _publish(door: Door, parts: Parts) -> tuple[list[PublishedNow], bool]:
    """Publish what is shipped if the actor may; return what is new, and whether there are rules."""
    from gronatraden.cli.shipped import publish_shipped  # noqa: PLC0415 - slow to import
    from gronatraden.errors import NotPermittedError, PublishedPolicyError  # noqa: PLC0415
    from gronatraden.services.list_policies import list_policies  # noqa: PLC0415 - slow to import

    new: list[PublishedNow] = []
    try:
        new = [p for p in publish_shipped(parts, by=door.actor) if not p.unchanged]
    except (NotPermittedError, PublishedPolicyError):
        return [], bool(list_policies(parts))
    return new, True


@NOUN.verb("list")
def show_all(door: Door) -> None:
    """List the programmes."""
    from gronatraden.services.list_people import list_programmes  # noqa: PLC0415 - slow
    from gronatraden.services.show_project import list_projects  # noqa: PLC0415 - as above

    with door.parts() as parts:
        found = list_programmes(parts)
        held = [p.project.programme for p in list_projects(parts)]
    data = {
        "schema": "gronatraden/programmes/1",
        "programmes": [
            {"programme": p.id, "title": p.title, "owner": p.owner, "projects": held.count(p.id)}
            for p in found
        ],
    }
    rows = [(p.id, p.title, p.owner, held.count(p.id)) for p in found]
    door.answer(data, table(door, ("programme", "title", "owner", "projects"), rows))

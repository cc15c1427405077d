"""What is published, and publishing more."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gronatraden.cli.kinds import DAY, version_of_name
from gronatraden.cli.layout import table
from gronatraden.cli.policy.effective import show_effective
from gronatraden.cli.policy.noun import NOUN
from gronatraden.cli.spoken import option

if TYPE_CHECKING:
    from datetime import date

    from gronatraden.cli.door import Door
    from gronatraden.services.list_policies import PublishedSeen
    from gronatraden.services.publish import PublishedNow


@NOUN.verb("list")
def show_all(door: Door) -> None:
    """List the published lifecycles and policies."""
    from gronatraden.services.list_policies import list_policies  # noqa: PLC0415 - slow to import

    with door.parts() as parts:
        found = list_policies(parts)
    data = {"schema": "gronatraden/policies/1", "policies": [_data(seen) for seen in found]}
    rows = [
        (
            door.voice.term(seen.kind),
            seen.name,
            seen.version,
            seen.lifecycle,
            seen.requirements or None,
            seen.sha256[:12],
            door.say("cli.policy.waits" if seen.waits else "cli.policy.in-force"),
        )
        for seen in found
    ]
    headings = ("kind", "name", "version", "lifecycle", "requirements", "sha256", "state")
    door.answer(data, table(door, headings, rows))


@NOUN.verb("show")
@click.argument("name")
@version_of_name()
@option("--effective", is_flag=True)
@option("--on", "judged_on", type=DAY, metavar="DAY")
@option("-o", "--output", type=click.Path(path_type=Path, allow_dash=False), metavar="FILE")
def show(
    door: Door,
    *,
    name: str,
    version: int | None,
    effective: bool,
    judged_on: date | None,
    output: Path | None,
) -> None:
    """Show a policy or lifecycle as it was written, or what a project's say together."""
    if effective:
        show_effective(door, project=name, on=judged_on)
    else:
        _show_text(door, name, version, output)


def _show_text(door: Door, name: str, version: int | None, output: Path | None) -> None:
    from gronatraden.exports import counts_json  # noqa: PLC0415 - slow to import
    from gronatraden.services.list_policies import (  # noqa: PLC0415 - as above
        burden_of_published,
        show_policy,
    )

    with door.parts() as parts:
        seen = show_policy(parts, name=name, version=version)
        burden = burden_of_published(parts, seen)
    counted = {"burden": counts_json.burden(burden)}
    data = {"schema": "gronatraden/policy/1", **_data(seen), **counted}
    if output is not None:
        _write_text(output, seen.manuscript)
        door.answer({**data, "file": str(output)}, door.say("authoring.written", file=output))
        door.next(door.command("policy", "lint", output))
        return
    door.answer({**data, "manuscript": seen.manuscript}, seen.manuscript.rstrip())
    for pin in seen.plugins if not door.as_json else ():
        rooms = list(pin.rooms)
        door.tell("cli.policy.plugin", plugin=pin.distribution, version=pin.version, rooms=rooms)
    if burden is not None and not door.as_json:
        facts = {"asked": burden.whole.asked, "advised": burden.whole.advised}
        door.tell("cli.policy.burden", minutes=burden.whole.minutes, **facts)
        for count in burden.gates:
            facts = {"asked": count.asked, "minutes": count.minutes}
            door.tell("cli.policy.burden-at", gate=count.gate, **facts)


def _write_text(output: Path, text: str) -> None:
    from gronatraden.errors import ExportError  # noqa: PLC0415 - beside its use
    from gronatraden.exports.writing import write_whole  # noqa: PLC0415 - as above

    if output.exists():
        raise ExportError(file=str(output), reason="file-exists")
    write_whole(output, text)


@NOUN.verb("publish", writes=True)
@click.argument("file", type=click.Path(path_type=Path), required=False)
@option("--shipped", is_flag=True)
def publish(door: Door, *, file: Path | None, shipped: bool) -> None:
    """Publish a policy or lifecycle for good."""
    from gronatraden import manuscript  # noqa: PLC0415 - slow to import
    from gronatraden.cli.shipped import publish_shipped  # noqa: PLC0415 - as above
    from gronatraden.errors import UsageError  # noqa: PLC0415 - beside its use
    from gronatraden.services.deciding.activate_policy import (  # noqa: PLC0415 - slow to import
        who_may_activate,
    )
    from gronatraden.services.publish import publish as publish_file  # noqa: PLC0415 - slow

    if file is None and not shipped:
        raise UsageError(reason="nothing-to-publish")
    written = None if file is None else manuscript.read(file)
    done: list[PublishedNow] = []
    with door.parts() as parts:
        if shipped:
            done += publish_shipped(parts, by=door.actor)
        if written is not None:
            done.append(publish_file(parts, written=written, by=door.actor))
        able = () if door.dry_run else who_may_activate(parts, published_by=door.actor)
    _answer(door, done, able)


def _answer(door: Door, done: list[PublishedNow], able: tuple[str, ...]) -> None:
    """Say what was published, and who can put in force what waits."""
    data = {
        "schema": "gronatraden/published/1",
        "published": [
            {
                "kind": p.kind,
                "name": p.name,
                "version": p.version,
                "sha256": p.sha256,
                "unchanged": p.unchanged,
                "waits": p.waits,
            }
            for p in done
        ],
    }
    codes = {True: "cli.policy.was-published", False: "cli.policy.published"}
    facts = [{"name": p.name, "version": p.version} for p in done]
    lines = [door.say(codes[p.unchanged], **fact) for p, fact in zip(done, facts, strict=True)]
    proposed = [p for p in done if p.waits]
    lines += [door.say("cli.policy.proposed", name=p.name, version=p.version) for p in proposed]
    door.answer(data, *lines)
    words = [("policy", "activate", p.name, p.version) for p in proposed]
    for_another = [door.command(*said, by=by) for said in words for by in able[:1]]
    door.next(*(for_another or [door.command("policy", "list")]))


@NOUN.verb("activate", writes=True)
@click.argument("name")
@version_of_name()
def activate(door: Door, *, name: str, version: int | None) -> None:
    """Put a policy or lifecycle that another person published in force."""
    from gronatraden.services.deciding.activate_policy import (  # noqa: PLC0415 - slow
        activate_policy,
    )
    from gronatraden.services.list_people import handles  # noqa: PLC0415 - as above

    with door.parts() as parts:
        done = activate_policy(parts, name=name, version=version, by=door.actor)
        who = handles(parts)
    data = {
        "schema": "gronatraden/activated/1",
        "kind": done.kind,
        "name": done.name,
        "version": done.version,
        "sha256": done.sha256,
        "published_by": who.get(done.proposed_by, done.proposed_by),
        "activated_by": door.actor,
    }
    facts = {"name": done.name, "version": done.version}
    door.answer(data, door.say("cli.policy.activated", **facts))
    door.next(door.command("policy", "list"))


def _data(seen: PublishedSeen) -> dict[str, Any]:
    return {
        "kind": seen.kind,
        "name": seen.name,
        "version": seen.version,
        "sha256": seen.sha256,
        "lifecycle": seen.lifecycle,
        "valid_from": seen.valid_from,
        "level": seen.level,
        "waits": seen.waits,
        "requirements": seen.requirements,
        "plugins": [
            {"distribution": pin.distribution, "version": pin.version, "rooms": list(pin.rooms)}
            for pin in seen.plugins
        ],
    }

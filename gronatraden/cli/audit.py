"""``audit``: the log, what it says, and whether everything still agrees with it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gronatraden.cli.exits import DONE, UNVERIFIED
from gronatraden.cli.kinds import COUNT
from gronatraden.cli.layout import paragraph, table
from gronatraden.cli.spoken import Noun, option
from gronatraden.moment import STOCKHOLM

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gronatraden.cli.door import Door
    from gronatraden.services.log.read_log import Entry
    from gronatraden.services.log.verify_log import Verification

NOUN = Noun("audit")

LARGEST_NOTE = 65_536
"""Bytes; no checkpoint is nearly as long."""
MOST_TOLD = 20
"""Problems told one by one to people; ``--json`` tells every one."""
_TOLD = ("tool", "gate", "outcome", "role", "policy", "name", "number", "version")
"""What of an event's result people are told, in this order."""


@NOUN.verb("verify")
@option("--checkpoint", type=click.Path(path_type=Path), metavar="FILE")
@option("--key", metavar="KEY")
def verify(door: Door, *, checkpoint: Path | None, key: str | None) -> int:
    """Hold the whole record against its log, and the log against what was signed."""
    from gronatraden.audit.key import Verifier  # noqa: PLC0415 - cryptography is slow to import
    from gronatraden.services.log.verify_log import verify_log  # noqa: PLC0415 - SQLAlchemy is slow

    outside = None if checkpoint is None else _note(checkpoint)
    verifier = None if key is None else Verifier.parse(key)
    with door.parts() as parts:
        found = verify_log(parts, outside=outside, verifier=verifier)
    data = {
        "schema": "gronatraden/audit/1",
        "verified": found.verified,
        "events": found.events,
        "root": found.root,
        "problems": [
            {"code": p.code, "table": p.table, "key": p.key, "facts": dict(p.facts)}
            for p in found.problems
        ],
        "untold": found.untold,
        "checkpoint": None if checkpoint is None else str(checkpoint),
    }
    door.answer(data, *_verified(door, found, outside=outside is not None))
    return DONE if found.verified else UNVERIFIED


def _verified(door: Door, found: Verification, *, outside: bool) -> Iterator[str]:
    facts = {"events": found.events, "root": found.root}
    if found.verified:
        yield click.style(door.say("cli.audit.verified", **facts), bold=True)
        yield paragraph(door.say("cli.audit.with-outside" if outside else "cli.audit.without"))
    else:
        count = len(found.problems) + found.untold
        yield click.style(door.say("cli.audit.not-verified", count=count), bold=True)
        for problem in found.problems[:MOST_TOLD]:
            where = f"{problem.table} {problem.key}".strip()
            said = door.say(f"cli.audit.problem.{problem.code}", where=where)
            yield paragraph(said, indent=2, hang=2, first="• ")
        if count > MOST_TOLD:
            yield "  " + door.say("cli.gate.more", count=count - MOST_TOLD)
        yield paragraph(door.say("cli.audit.stop"))
    yield click.style(door.say("cli.audit.root", **facts), dim=True)


def _note(file: Path) -> str:
    from gronatraden.errors import UsageError  # noqa: PLC0415 - beside its use

    try:
        if not file.is_file() or file.stat().st_size > LARGEST_NOTE:
            raise UsageError(reason="not-a-checkpoint-file", name=str(file))
        return file.read_bytes().decode("utf-8", "replace")
    except OSError as error:
        raise UsageError(reason="not-a-checkpoint-file", name=str(file)) from error


@NOUN.verb("checkpoint", writes=True)
@option("--output", "-o", type=click.Path(path_type=Path), metavar="FILE")
def checkpoint(door: Door, *, output: Path | None) -> None:
    """Sign how far the log has come, to give to somebody outside."""
    from gronatraden.exports.writing import write_whole  # noqa: PLC0415 - beside its use
    from gronatraden.services.log.sign_checkpoint import sign_checkpoint  # noqa: PLC0415 - slow

    with door.parts() as parts:
        signed = sign_checkpoint(parts, by=door.actor)
    data = {
        "schema": "gronatraden/checkpoint/1",
        "size": signed.size,
        "root": signed.root.hex(),
        "key": signed.verifier,
        "note": signed.note,
        "file": None if output is None else str(output),
    }
    if output is not None and not door.dry_run:
        write_whole(output, signed.note)
    shown = signed.note.rstrip() if output is None else door.say("cli.audit.signed", file=output)
    door.answer(data, shown)
    door.tell("cli.audit.key", key=signed.verifier)
    if output is not None:
        door.next(door.command("audit", "verify", "--checkpoint", output, "--key", signed.verifier))


@NOUN.verb("log")
@option("--project", metavar="PROJECT")
@option("--limit", type=COUNT, metavar="N")
def log(door: Door, *, project: str | None, limit: int | None) -> None:
    """Read the log: what was done, by whom and when."""
    from gronatraden.services.list_people import handles  # noqa: PLC0415 - slow to import
    from gronatraden.services.log.read_log import read_log  # noqa: PLC0415 - as above

    with door.parts() as parts:
        found = read_log(parts, project=project, limit=limit)
        who = handles(parts)
    data = {
        "schema": "gronatraden/log/1",
        "events": [_event_data(entry, who) for entry in found],
    }
    rows = [
        (
            entry.seq,
            datetime.fromisoformat(entry.event.at).astimezone(STOCKHOLM).strftime("%Y-%m-%d %H:%M"),
            _what(door, entry),
            entry.event.stream.partition("/")[2] or entry.event.stream,
            door.person(who, entry.event.actor),
        )
        for entry in found
    ]
    door.answer(data, table(door, ("place", "at", "what", "stream", "by"), rows))


def _event_data(entry: Entry, who: Mapping[str, str]) -> dict[str, Any]:
    event = entry.event
    return {
        "seq": entry.seq,
        "at": event.at,
        "type": event.type,
        "stream": event.stream,
        "actor": event.actor,
        "person": who.get(event.actor),
        "result": dict(event.result),
        "rows": [{"table": row.table, "key": row.key} for row in event.rows],
    }


def _what(door: Door, entry: Entry) -> str:
    code = f"cli.event.{entry.event.type.replace('.', '-')}"
    said = door.say(code) if door.voice.knows(code) else entry.event.type
    details = [
        door.voice.tool(str(value)) if name == "tool" else door.voice.term(str(value))
        for name in _TOLD
        if (value := entry.event.result.get(name)) is not None
    ]
    return f"{said}: {' '.join(details)}" if details else said

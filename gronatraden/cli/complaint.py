"""What is said when a command could not do it: four parts, always in this order.

What could not be done, because, what you can do, where it is written. The sentences
stand in ``text/*/error.toml`` under the error's code; where an error has kinds
(``reason``, ``what``), those stand below it.
"""

from __future__ import annotations

import json
import os
import traceback
from typing import TYPE_CHECKING

import click

from gronatraden.errors import GronatradenError, ManuscriptError
from gronatraden.text import Voice

if TYPE_CHECKING:
    from gronatraden.cli.door import Door

PARTS = ("what", "because", "do", "where")
"""The four parts of every message."""


def complain(door: Door, error: GronatradenError) -> None:
    """Say on stderr what could not be done; with ``--json`` as an object on stdout."""
    voice = _voice(door)
    said = sentences(voice, error)
    if door.as_json:
        data = {
            "schema": "gronatraden/error/1",
            "code": error.code,
            "facts": error.facts,
            "text": said,
        }
        click.echo(json.dumps(data, ensure_ascii=False, indent=2, default=str))
        return
    click.secho(said["what"], err=True, bold=True)
    for part in PARTS[1:]:
        for line in said[part].splitlines():
            click.echo(f"  {voice.say(f'error.part.{part}')} {line}", err=True)


def sentences(voice: Voice, error: GronatradenError) -> dict[str, str]:
    """Return the four parts of an error's message in one language."""
    if isinstance(error, ManuscriptError):
        return _manuscript(voice, error)
    kind = str(error.facts.get("reason") or error.facts.get("what") or "")
    said = {}
    for part in PARTS:
        special, general = f"error.{error.code}.{kind}.{part}", f"error.{error.code}.{part}"
        code = special if kind and voice.knows(special) else general
        said[part] = voice.say(code, **error.facts)
    return said


def _manuscript(voice: Voice, error: ManuscriptError) -> dict[str, str]:
    said = {part: voice.say(f"error.manuscript.{part}", file=error.file) for part in ("what", "do")}
    lines = [
        f"{error.file}:{p.line}:{p.column}: {voice.say(f'problem.{p.code}', **p.facts)}"
        if p.line
        else f"{error.file}: {voice.say(f'problem.{p.code}', **p.facts)}"
        for p in error.problems
    ]
    first = next((p for p in error.problems if p.line), None)
    where = f"{error.file}:{first.line}:{first.column}" if first else error.file
    return {**said, "because": "\n".join(lines), "where": where}


def complain_of_usage(door: Door, error: click.UsageError) -> None:
    """Say on stderr what is wrong with the words of a command."""
    voice = _voice(door)
    path = error.ctx.command_path if error.ctx else "gronatraden"
    facts = {"reason": error.format_message(), "command": path}
    if door.as_json:
        said = {part: voice.say(f"error.command-line.{part}", **facts) for part in PARTS}
        data = {"schema": "gronatraden/error/1", "code": "command-line", "facts": facts}
        click.echo(json.dumps(data | {"text": said}, ensure_ascii=False, indent=2))
        return
    click.secho(voice.say("error.command-line.what", **facts), err=True, bold=True)
    for part in PARTS[1:]:
        said_part = voice.say(f"error.command-line.{part}", **facts)
        click.echo(f"  {voice.say(f'error.part.{part}')} {said_part}", err=True)


def complain_of_us(door: Door, error: Exception) -> None:
    """Say on stderr that the program itself is wrong, without showing its insides."""
    if os.environ.get("GRONATRADEN_TRACEBACK"):
        traceback.print_exception(error)
    voice = _voice(door)
    facts = {"kind": type(error).__name__}
    click.secho(voice.say("error.unexpected.what", **facts), err=True, bold=True)
    for part in PARTS[1:]:
        said = voice.say(f"error.unexpected.{part}", **facts)
        click.echo(f"  {voice.say(f'error.part.{part}')} {said}", err=True)


def _voice(door: Door) -> Voice:
    try:
        return door.voice
    except GronatradenError:
        return Voice()

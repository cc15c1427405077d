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

from gronatraden.cli import program, usage
from gronatraden.cli.door import in_colour
from gronatraden.cli.layout import paragraph
from gronatraden.errors import GronatradenError, ManuscriptError
from gronatraden.text import Voice

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gronatraden.cli.door import Door
    from gronatraden.errors import Problem

PARTS = ("what", "because", "do", "where")
"""The four parts of every message."""
KINDS = ("reason", "what", "kind", "act")
"""Facts that may choose among an error's sentences, the first that is there."""


def complain(door: Door, error: GronatradenError) -> None:
    """Say on stderr what could not be done; with ``--json`` as an object on stdout."""
    said = sentences(_voice(door), error)
    _tell(door, error.code, error.facts, said)


def sentences(voice: Voice, error: GronatradenError) -> dict[str, str]:
    """Return the four parts of an error's message in one language."""
    if isinstance(error, ManuscriptError):
        return _manuscript(voice, error)
    kind = str(next((error.facts[n] for n in KINDS if error.facts.get(n)), ""))
    nearest = "" if error.facts.get("nearest") else "-far"
    said = {}
    for part in PARTS:
        codes = (
            f"error.{error.code}.{kind}.{part}{nearest}",
            f"error.{error.code}.{kind}.{part}",
            f"error.{error.code}.{part}{nearest}",
        )
        code = next((c for c in codes if voice.knows(c)), f"error.{error.code}.{part}")
        said[part] = voice.say(code, program=program.name(), **error.facts)
    return said


def _manuscript(voice: Voice, error: ManuscriptError) -> dict[str, str]:
    said = {part: voice.say(f"error.manuscript.{part}", file=error.file) for part in ("what", "do")}
    lines = [_problem(voice, problem) for problem in error.problems]
    first = next((p for p in error.problems if p.line), None)
    where = f"{error.file}:{first.line}:{first.column}" if first else error.file
    return {**said, "because": "\n".join(lines), "where": where}


def _problem(voice: Voice, problem: Problem) -> str:
    said = voice.say(f"problem.{problem.code}", **problem.facts)
    if not problem.line:
        return said
    place = {"line": problem.line, "column": problem.column}
    return voice.say("error.manuscript.place", said=said, **place)


def complain_of_usage(door: Door, error: click.UsageError) -> None:
    """Say on stderr what is wrong with the words of a command."""
    voice = _voice(door)
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.format_message(), err=True)
        return
    path = error.ctx.command_path if error.ctx else program.NAME
    path = path.replace(program.NAME, program.name(), 1)
    facts = {"reason": usage.reason(voice, error), "command": path}
    said = {part: voice.say(f"error.command-line.{part}", **facts) for part in PARTS}
    _tell(door, "command-line", facts, said)


def complain_of_us(door: Door, error: Exception) -> None:
    """Say on stderr that the program itself is wrong, without showing its insides."""
    if os.environ.get("GRONATRADEN_TRACEBACK"):
        traceback.print_exception(error)
    voice = _voice(door)
    facts = {"kind": type(error).__name__}
    said = {part: voice.say(f"error.unexpected.{part}", **facts) for part in PARTS}
    _tell(door, "unexpected", facts, said)


def _tell(door: Door, code: str, facts: Mapping[str, object], said: Mapping[str, str]) -> None:
    if door.as_json:
        data = {"schema": "gronatraden/error/1", "code": code, "facts": facts, "text": said}
        click.echo(json.dumps(data, ensure_ascii=False, indent=2, default=str))
        return
    voice = _voice(door)
    click.secho(said["what"], err=True, bold=True, color=in_colour())
    names = {part: voice.say(f"error.part.{part}") for part in PARTS[1:]}
    column = max(len(name) for name in names.values()) + 1
    for part, name in names.items():
        for line in said[part].splitlines():
            label = click.style(f"{name:<{column}}", dim=True)
            told = paragraph(line, indent=2, hang=column, first=label)
            click.echo(told, err=True, color=in_colour())
            name = ""  # noqa: PLW2901 - the label stands before its first line alone


def _voice(door: Door) -> Voice:
    try:
        return door.voice
    except GronatradenError:
        return Voice()

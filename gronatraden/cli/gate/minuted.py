"""Minutes as a command gives them: to a file, to the terminal or to a program."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gronatraden.exports.minutes import markdown, page, write
from gronatraden.exports.minutes.changing import write_change
from gronatraden.exports.writing import write_whole
from gronatraden.services.reports.write_change_minutes import write_change_minutes
from gronatraden.services.reports.write_minutes import write_minutes
from gronatraden.text import Voice

if TYPE_CHECKING:
    from gronatraden.cli.door import Door
    from gronatraden.exports.minutes import Record
    from gronatraden.exports.minutes.document import Document

_STDOUT = Path("-")
_PAGES = frozenset({".html", ".htm"})


def give(
    door: Door,
    *,
    project: str,
    gate: str,
    occurrence: int | None,
    numbered: int | None,
    shape: str | None,
    output: Path,
    language: str | None,
) -> None:
    """Write minutes to a file, or print them where the file is ``-``."""
    voice = Voice(language or door.settings.language)
    shape = shape or ("html" if output.suffix.lower() in _PAGES else "markdown")
    with door.parts() as parts:
        record = write_minutes(
            parts, project=project, gate=gate, occurrence=occurrence, decision=numbered
        )
    text = _set_out(write(record, voice), shape, voice)
    hand_over(door, _data(record, shape, text, voice), text, output)
    if output != _STDOUT:
        door.next(door.command("gate", "history", project))


def give_change(
    door: Door,
    *,
    project: str,
    number: int,
    shape: str | None,
    output: Path,
    language: str | None,
) -> None:
    """Write the minutes of a change to a file, or print them where the file is ``-``."""
    voice = Voice(language or door.settings.language)
    shape = shape or ("html" if output.suffix.lower() in _PAGES else "markdown")
    with door.parts() as parts:
        record = write_change_minutes(parts, project=project, number=number)
    text, decision = _set_out(write_change(record, voice), shape, voice), record.decision
    data = {
        "schema": "gronatraden/change-minutes/1",
        "project": project,
        "change": number,
        "decision": None if decision is None else decision.number,
        "outcome": None if decision is None else decision.outcome.value,
        "registry_number": record.registry_number,
        "event": record.log.seq,
        **_shaped(shape, text, voice),
    }
    hand_over(door, data, text, output)
    if output != _STDOUT:
        door.next(door.command("change", "show", project, number))


def _set_out(document: Document, shape: str, voice: Voice) -> str:
    return page.render(document, voice) if shape == "html" else markdown.render(document)


def hand_over(door: Door, data: dict[str, Any], text: str, output: Path) -> None:
    """Write minutes to a file, or print them where it is ``-``."""
    if output == _STDOUT:
        if door.as_json:
            door.answer({**data, data["format"]: text})
        else:
            click.echo(text, nl=False)
        return
    write_whole(output, text)
    said = door.say("minutes.written", project=data["project"], file=output)
    door.answer({**data, "file": str(output)}, said)


def _data(record: Record, shape: str, text: str, voice: Voice) -> dict[str, Any]:
    decision = record.decision
    return {
        "schema": "gronatraden/minutes/1",
        "project": record.request.project,
        "gate": record.request.gate,
        "occurrence": record.request.occurrence,
        "request": record.request.id,
        "decision": None if decision is None else record.number,
        "outcome": None if decision is None else decision.outcome.value,
        "registry_number": record.registry_number,
        "event": record.log.seq,
        **_shaped(shape, text, voice),
    }


def _shaped(shape: str, text: str, voice: Voice) -> dict[str, Any]:
    body = text.encode()
    return {
        "format": shape,
        "language": voice.language,
        "bytes": len(body),
        "sha256": hashlib.sha256(body).hexdigest(),
    }

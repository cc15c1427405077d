"""``report``: a project on one page that holds by itself."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gronatraden.cli.spoken import option, spoken
from gronatraden.text import LANGUAGES, Voice

if TYPE_CHECKING:
    from gronatraden.cli.door import Door
    from gronatraden.services import Parts

STDOUT = Path("-")


@click.argument("project")
@option("--output", "-o", type=click.Path(path_type=Path), default=STDOUT, metavar="FILE")
@option("--lang", "language", type=click.Choice(LANGUAGES))
@option("--with-handles", "with_handles", is_flag=True)
def report(
    door: Door, *, project: str, output: Path, language: str | None, with_handles: bool
) -> None:
    """Write a project's report, or print it when the file is ``-``."""
    voice = Voice(language or door.settings.language)
    with door.parts() as parts:
        page = _page(parts, project=project, voice=voice, handles=with_handles)
    body = page.encode()
    data: dict[str, Any] = {
        "schema": "gronatraden/report/1",
        "project": project,
        "language": voice.language,
        "bytes": len(body),
        "sha256": hashlib.sha256(body).hexdigest(),
    }
    if output == STDOUT:
        if door.as_json:
            door.answer({**data, "html": page})
        else:
            click.echo(body, nl=False)
        return
    _write(output, page)
    said = door.say("report.written", project=project, file=output)
    door.answer({**data, "file": str(output)}, said)
    door.next(door.command("audit", "verify"))


def write_report(parts: Parts, *, project: str, file: Path, voice: Voice) -> None:
    """Write a project's report to a file, whose folder is made where there is none.

    Raises:
        UnknownNameError: When there is no such project.
        ExportError: When the file cannot be written.
    """
    page = _page(parts, project=project, voice=voice)
    file.parent.mkdir(parents=True, exist_ok=True)
    _write(file, page)


def _page(parts: Parts, *, project: str, voice: Voice, handles: bool = False) -> str:
    from gronatraden.exports.report import render  # noqa: PLC0415 - Jinja2 is slow to import
    from gronatraden.services.report_project import report_project  # noqa: PLC0415 - as above

    return render(report_project(parts, project=project, names=handles), voice)


def _write(file: Path, page: str) -> None:
    from gronatraden.exports.writing import write_whole  # noqa: PLC0415 - beside its use

    write_whole(file, page)


NOUN = spoken("report.about", "report", report)

"""``report``: a project on one page, or what its progress, its end or a funder asks for."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gronatraden.cli.kinds import DAY, Word
from gronatraden.cli.spoken import door_of, option, spoken
from gronatraden.errors import UsageError
from gronatraden.text import LANGUAGES, Voice

if TYPE_CHECKING:
    from datetime import date

    from gronatraden.cli.door import Door
    from gronatraden.exports.outline import Outline
    from gronatraden.services import Parts
    from gronatraden.tools import Export

STDOUT = Path("-")
KINDS = ("project", "progress", "final", "funder")
FUNDERS = ("eruf", "esf", "interreg_oks", "interreg_sverige_norge", "regional_1_1")
FORMATS = ("html", "markdown")
_MARKDOWN = frozenset({".md", ".markdown"})
_LISTS = {"readings": "reading", "evidence": "evidence", "lessons": "lesson"}
"""Where a gap outside the documents is looked at: the noun that lists what is there."""


class _Kind(Word):
    """A kind of report: one of the house's own, or what a plugin exports."""

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """Return the kind.

        Raises:
            NotOfKindError: When it is none.
        """
        exports = () if ctx is None else door_of(ctx).exports
        return Word((*KINDS, *exports)).convert(value, param, ctx)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """What was asked for on the command line."""

    project: str
    kind: str
    funder: str | None
    from_on: date | None
    to_on: date | None
    shape: str
    handles: bool

    @property
    def is_page(self) -> bool:
        """Whether it is the project's own page, which tells of everything there is."""
        return self.kind == "project" and self.shape == "html"


@click.argument("project")
@option("--kind", "report_kind", type=_Kind(KINDS), metavar="KIND")
@option("--funder", type=Word(FUNDERS), metavar="FUND")
@option("--from", "told_from", type=DAY, metavar="DAY")
@option("--to", "told_to", type=DAY, metavar="DAY")
@option("--format", "shape", type=Word(FORMATS), metavar="FORMAT")
@option("--output", "-o", type=click.Path(path_type=Path), default=STDOUT, metavar="FILE")
@option("--lang", "language", type=click.Choice(LANGUAGES))
@option("--with-handles", "with_handles", is_flag=True)
def report(
    door: Door,
    *,
    project: str,
    output: Path,
    language: str | None,
    with_handles: bool,
    **asked: Any,  # noqa: ANN401 - what ``_wanted`` takes apart
) -> None:
    """Write a report on a project, or print it when the file is ``-``."""
    voice = Voice(language or door.settings.language)
    wanted = _wanted(project, output, handles=with_handles, **asked)
    export = None if wanted.kind in KINDS else door.exports[wanted.kind]
    if export is not None:
        wanted = _as_exported(wanted, export, asked["shape"])
    _refuse_what_does_not_go_together(wanted)
    with door.parts() as parts:
        if wanted.is_page:
            text, outline = _page(parts, project=project, voice=voice, handles=with_handles), None
        elif export is not None:
            text, outline = _exported(parts, wanted, export, voice), None
        else:
            text, outline = _outlined(parts, wanted, voice)
    _answer(door, wanted, output, text=text, outline=outline, voice=voice)


def _wanted(
    project: str,
    output: Path,
    *,
    handles: bool,
    report_kind: str | None,
    funder: str | None,
    told_from: date | None,
    told_to: date | None,
    shape: str | None,
) -> _Wanted:
    """Return what was asked for: a funder asks for its kind, and a file's name for its format."""
    by_name = "markdown" if output.suffix.lower() in _MARKDOWN else "html"
    return _Wanted(
        project=project,
        kind=report_kind or ("funder" if funder else "project"),
        funder=funder,
        from_on=told_from,
        to_on=told_to,
        shape=shape or by_name,
        handles=handles,
    )


def _as_exported(wanted: _Wanted, export: Export, shape: str | None) -> _Wanted:
    """Return what was asked for in the one format that an export has.

    Raises:
        UsageError: When another format was asked for, or a period.
    """
    if shape not in (None, export.format):
        raise UsageError(reason="export-has-its-format", name=export.name, format=export.format)
    if wanted.from_on or wanted.to_on:
        raise UsageError(reason="export-has-no-period", name=export.name)
    return replace(wanted, shape=export.format)


def _refuse_what_does_not_go_together(wanted: _Wanted) -> None:
    """Refuse options that would be left unheard.

    Raises:
        UsageError: When there are any.
    """
    if wanted.funder and wanted.kind != "funder":
        raise UsageError(reason="funder-goes-with-its-kind")
    if wanted.is_page and (wanted.from_on or wanted.to_on):
        raise UsageError(reason="the-page-has-no-period")
    if wanted.handles and not wanted.is_page:
        raise UsageError(reason="handles-go-with-the-page")


def _answer(
    door: Door, wanted: _Wanted, output: Path, *, text: str, outline: Outline | None, voice: Voice
) -> None:
    body = text.encode()
    data: dict[str, Any] = {
        "schema": "gronatraden/report/1",
        "project": wanted.project,
        "kind": wanted.kind,
        "format": wanted.shape,
        "language": voice.language,
        "bytes": len(body),
        "sha256": hashlib.sha256(body).hexdigest(),
        **({} if outline is None else _told(outline, voice)),
    }
    if output == STDOUT:
        if door.as_json:
            door.answer({**data, wanted.shape: text})
        else:
            click.echo(body, nl=False)
        return
    _write(output, text)
    said = door.say("report.written", project=wanted.project, file=output)
    if outline is not None:
        title = outline.title.sv if door.voice.language == "sv" else outline.title.en
        facts = {"report": title, "gaps": len(outline.gaps), "file": output}
        said = door.say("outline.written", project=wanted.project, **facts)
    door.answer({**data, "file": str(output)}, said)
    door.next(*_next(door, wanted.project, outline))


def _told(outline: Outline, voice: Voice) -> dict[str, Any]:
    """Return what a program is told of a report: its form, its period and its gaps."""
    from gronatraden.exports.outline.gaps_json import render  # noqa: PLC0415 - beside its use

    return render(outline, voice)


def _next(door: Door, project: str, outline: Outline | None) -> list[str]:
    """Return where the first gaps are filled; without any, how the record is verified."""
    if outline is None or not outline.gaps:
        return [door.command("audit", "verify")]
    rooms = dict.fromkeys(g.where.partition(".")[0].partition("[")[0] for g in outline.gaps)
    found = [
        door.command(_LISTS[room], "list", project)
        if room in _LISTS
        else door.command("document", "show", project, room)
        for room in rooms
        if room != "conditions"
    ]
    return found[:2]


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
    from gronatraden.services.reports.report_project import report_project  # noqa: PLC0415 - as above

    return render(report_project(parts, project=project, names=handles), voice)


def _outlined(parts: Parts, wanted: _Wanted, voice: Voice) -> tuple[str, Outline]:
    from gronatraden.exports.outline import markdown, page  # noqa: PLC0415 - Jinja2 is slow
    from gronatraden.services.reports import write_report as service  # noqa: PLC0415 - as above

    outline = service.write_report(
        parts,
        project=wanted.project,
        kind=wanted.kind,
        funder=wanted.funder,
        from_on=wanted.from_on,
        to_on=wanted.to_on,
    )
    render = markdown.render if wanted.shape == "markdown" else page.render
    return render(outline, voice), outline


def _exported(parts: Parts, wanted: _Wanted, export: Export, voice: Voice) -> str:
    from gronatraden.services.reports.write_report import read_for_export  # noqa: PLC0415 - slow

    return export.render(wanted.project, read_for_export(parts, project=wanted.project), voice)


def _write(file: Path, page: str) -> None:
    from gronatraden.exports.writing import write_whole  # noqa: PLC0415 - beside its use

    write_whole(file, page)


NOUN = spoken("report.about", "report", report)

"""``document``: what a project hands in, version by version."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gronatraden.cli.kinds import COUNT
from gronatraden.cli.layout import heading, table
from gronatraden.cli.shown.differing import difference_lines
from gronatraden.cli.shown.stale import stale_lines, told_lines
from gronatraden.cli.spoken import Noun, option
from gronatraden.cli.verdict_shown import finding_lines, misfit_lines
from gronatraden.errors import ExportError, UnknownNameError
from gronatraden.moment import day_of
from gronatraden.text import LANGUAGES, Voice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.cli.door import Door
    from gronatraden.services.show_document import Compared
    from gronatraden.services.submit_document import Submitted

NOUN = Noun("document")


@NOUN.verb("template")
@click.argument("tool")
@option("--project", default="mitt-projekt", metavar="PROJECT")
@option("--lang", "language", type=click.Choice(LANGUAGES))
@option("-o", "--output", type=click.Path(path_type=Path, allow_dash=False), metavar="FILE")
def template(
    door: Door, *, tool: str, project: str, language: str | None, output: Path | None
) -> None:
    """Write a document to fill in, with the method's questions; no database is needed."""
    from gronatraden.exports.blank import blank, kinds  # noqa: PLC0415 - slow to import
    from gronatraden.exports.writing import write_whole  # noqa: PLC0415 - beside its use

    door.plug_in()
    if tool not in kinds():
        nearest = get_close_matches(tool, list(kinds()), n=1, cutoff=0.5)
        raise UnknownNameError(kind="tool", name=tool, nearest=nearest[0] if nearest else "")
    voice = Voice(language or door.settings.language)
    page = blank(tool, voice, project=project)
    data = {
        "schema": "gronatraden/template/1",
        "tool": tool,
        "language": voice.language,
        "file": None if output is None else str(output),
        "yaml": page,
    }
    if output is None:
        door.answer(data, page.rstrip())
        return
    if output.exists():
        raise ExportError(file=str(output), reason="file-exists")
    write_whole(output, page)
    door.answer(data, door.say("template.written", file=output))
    door.next(door.command("document", "submit", project, output))


@NOUN.verb("submit", writes=True)
@click.argument("project")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=False))
def submit(door: Door, *, project: str, file: Path) -> None:
    """Hand in a document; a draft with holes is saved and answered with findings."""
    from gronatraden import manuscript  # noqa: PLC0415 - slow to import
    from gronatraden.exports import verdict_json  # noqa: PLC0415 - as above
    from gronatraden.exports.holding import stale_json  # noqa: PLC0415 - as above
    from gronatraden.services.check_gate import next_gate  # noqa: PLC0415 - as above
    from gronatraden.services.submit_document import submit_document  # noqa: PLC0415 - as above

    written = manuscript.read(file)
    with door.parts() as parts:
        done = submit_document(parts, project=project, written=written, by=door.actor)
        gate = next_gate(parts, project=project)
    version = done.version
    voices = tuple(Voice(language) for language in LANGUAGES)
    data = {
        "schema": "gronatraden/submitted/1",
        "project": project,
        "tool": version.tool,
        "number": version.number,
        "sha256": version.sha256,
        "unchanged": done.unchanged,
        "findings": [
            {"check": check, **verdict_json.finding(found, voices)}
            for check, found in done.findings
        ],
        "notice": stale_json.told(done.told),
        "stale": stale_json.stale(done.stale),
        "misfits": verdict_json.findings(done.misfits),
    }
    door.answer(data, *_submitted(door, done))
    door.next(door.command("gate", "check", project, gate))


def _submitted(door: Door, done: Submitted) -> Iterator[str]:
    facts = {"tool": done.version.tool, "number": done.version.number}
    yield door.say("cli.document.same" if done.unchanged else "cli.document.saved", **facts)
    yield from told_lines(door, done.told)
    yield from stale_lines(door, done.stale)
    yield from misfit_lines(door, done.misfits)
    if done.findings:
        yield heading(door.say("cli.document.findings", count=len(done.findings)))
        for _, found in done.findings:
            yield from finding_lines(door, found, indent=2)


@NOUN.verb("list")
@click.argument("project")
def show_all(door: Door, *, project: str) -> None:
    """List every version that was handed in, and the seal over the latest."""
    from gronatraden.services.list_people import handles  # noqa: PLC0415 - slow to import
    from gronatraden.services.show_document import list_documents  # noqa: PLC0415 - as above

    with door.parts() as parts:
        found = list_documents(parts, project=project)
        who = handles(parts)
    data = {
        "schema": "gronatraden/documents/1",
        "project": project,
        "documents": [
            {
                "tool": v.tool,
                "number": v.number,
                "sha256": v.sha256,
                "origin": v.origin,
                "submitted_by": who.get(v.submitted_by, v.submitted_by),
                "submitted_at": v.submitted_at.isoformat(),
            }
            for v in found.versions
        ],
        "package_sha256": found.package_sha256,
    }
    rows = [
        (
            v.tool,
            v.number,
            day_of(v.submitted_at),
            who.get(v.submitted_by, v.submitted_by),
            door.say(f"cli.origin.{v.origin or 'own'}"),
            v.sha256[:12],
        )
        for v in found.versions
    ]
    headings = ("document", "number", "submitted", "by", "origin", "sha256")
    sealed = door.say("cli.document.seal", seal=found.package_sha256)
    door.answer(data, table(door, headings, rows), f"\n{sealed}")


@NOUN.verb("show")
@click.argument("project")
@click.argument("tool")
@option("--number", type=COUNT, metavar="N")
def show(door: Door, *, project: str, tool: str, number: int | None) -> None:
    """Show a version as YAML, ready to be edited and handed in again."""
    from gronatraden.manuscript import plain, write  # noqa: PLC0415 - slow to import
    from gronatraden.services.list_people import handles  # noqa: PLC0415 - as above
    from gronatraden.services.show_document import (  # noqa: PLC0415 - as above
        as_handed_in,
        show_document,
    )

    with door.parts() as parts:
        seen = show_document(parts, project=project, tool=tool, number=number)
        who = handles(parts)
    version = seen.version
    data = {
        "schema": "gronatraden/document/1",
        "project": project,
        "tool": version.tool,
        "number": version.number,
        "sha256": version.sha256,
        "origin": version.origin,
        "submitted_by": who.get(version.submitted_by, version.submitted_by),
        "submitted_at": version.submitted_at.isoformat(),
        "sources": dict(version.sources),
        "content": plain(seen.content),
    }
    whole = as_handed_in(version, seen.content, lifecycle=seen.lifecycle, continued=True)
    door.answer(data, write(whole).rstrip())


@NOUN.verb("diff")
@click.argument("project")
@click.argument("tool")
@option("--from", "before", type=COUNT, metavar="N")
@option("--to", "after", type=COUNT, metavar="N")
@option("--since-decision", is_flag=True)
def diff(
    door: Door,
    *,
    project: str,
    tool: str,
    before: int | None,
    after: int | None,
    since_decision: bool,
) -> None:
    """Say field by field what differs between two versions."""
    from gronatraden.exports.holding.difference import SCHEMA, render  # noqa: PLC0415 - slow to import
    from gronatraden.services.show_document import compare_documents  # noqa: PLC0415 - as above

    with door.parts() as parts:
        found = compare_documents(
            parts,
            project=project,
            tool=tool,
            before=before,
            after=after,
            since_decision=since_decision,
        )
    data = {
        "schema": SCHEMA,
        "project": project,
        "tool": tool,
        "from": found.before and {"number": found.before.number, "sha256": found.before.sha256},
        "to": {"number": found.after.number, "sha256": found.after.sha256},
        "decision": found.decision and found.decision.id,
        "differences": [render(one) for one in found.differences],
    }
    door.answer(data, *_compared(door, found))


def _compared(door: Door, found: Compared) -> Iterator[str]:
    decision, earlier = found.decision, found.before.number if found.before else 0
    facts = {"tool": found.after.tool, "before": earlier, "after": found.after.number}
    if decision is not None:
        decided = {"gate": decision.gate, "outcome": decision.outcome.value}
        yield door.say("difference.decided", on=day_of(decision.decided_at), **decided)
    count = len(found.differences)
    code = "none" if not count else "first" if not earlier else "several" if count > 1 else "one"
    yield door.say(f"difference.{code}", count=count, **facts)
    for one in found.differences:
        yield from difference_lines(door, one)

"""``evidence``: papers that show something, and notes of what was said."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

import click

from gronatraden.cli.exits import DONE, UNVERIFIED
from gronatraden.cli.kinds import COUNT, DAY, TEXT, Word
from gronatraden.cli.layout import pairs, paragraph, table
from gronatraden.cli.spoken import Noun, option
from gronatraden.history import EvidenceAbout, EvidenceKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from gronatraden.cli.door import Door
    from gronatraden.history import Evidence, EvidenceFile, EvidenceLink
    from gronatraden.services.evidence.check_evidence import Looked

NOUN = Noun("evidence")

KINDS = [kind.value for kind in EvidenceKind]
ABOUT: tuple[EvidenceAbout, ...] = get_args(EvidenceAbout)
ORIGINS = ("own", "public", "fictional")
_TITLE = 80
_KILO, _MEGA = 1_000, 1_000_000


def _about_options(function: Callable[..., None]) -> Callable[..., None]:
    """Add an option for each kind of thing that evidence can be about."""
    for about in reversed(ABOUT):
        made = option(f"--{about}", f"about_{about}", multiple=True, metavar="ID")
        function = made(function)
    return function


@NOUN.verb("add", writes=True)
@click.argument("project")
@click.argument("file", required=False, type=click.Path(path_type=Path, allow_dash=False))
@option("--kind", type=Word(KINDS), required=True, metavar="KIND")
@option("--title", type=TEXT)
@option("--note", type=TEXT, metavar="TEXT")
@option("--from", "from_whom", type=TEXT, metavar="WHO")
@option("--dated", "--heard-on", "dated_on", type=DAY, metavar="DAY")
@option("--received", "received_on", type=DAY, metavar="DAY")
@option("--registry-number", "filed_as", type=TEXT, metavar="NUMBER")
@option("--secrecy", type=TEXT, metavar="GROUND")
@option("--origin", type=Word(ORIGINS), default="own", metavar="ORIGIN")
@_about_options
def add(door: Door, *, project: str, file: Path | None, **said: Any) -> None:  # noqa: ANN401 - what was said
    """Keep a file, or note what was said."""
    from gronatraden.services.evidence.add_evidence import (  # noqa: PLC0415 - SQLAlchemy is slow
        NewEvidence,
        add_evidence,
    )

    new = NewEvidence(
        kind=EvidenceKind(said["kind"]),
        title=said["title"] or _title(file, said["note"] or ""),
        file=file,
        note=said["note"] or "",
        from_whom=said["from_whom"] or "",
        dated_on=said["dated_on"],
        received_on=said["received_on"],
        registry_number=said["filed_as"] or "",
        secrecy=said["secrecy"] or "",
        origin=said["origin"],
        links=_links(said),
    )
    with door.parts() as parts:
        done = add_evidence(parts, project=project, new=new, by=door.actor)
    added = done.evidence
    data = {"schema": "gronatraden/evidence/1", "project": project, "unchanged": done.unchanged}
    code = "cli.evidence.same" if done.unchanged else f"cli.evidence.added-{_content(added)}"
    facts = {"number": added.number, "title": added.title, "kind": f"evidence.{added.kind}"}
    door.answer({**data, **_data(added)}, door.say(code, **facts))
    if not door.dry_run:
        door.next(door.command("evidence", "show", project, added.number))


def _links(said: Mapping[str, Any]) -> tuple[EvidenceLink, ...]:
    from gronatraden.history import EvidenceLink  # noqa: PLC0415 - beside its use

    return tuple(EvidenceLink(a, target) for a in ABOUT for target in said[f"about_{a}"])


def _title(file: Path | None, note: str) -> str:
    """Return a title where none was given: the file's name, or how the note begins."""
    if file is not None:
        return file.stem or str(file)
    first = note.partition("\n")[0]
    return first if len(first) <= _TITLE else first[: _TITLE - 1].rstrip() + "…"


@NOUN.verb("list")
@click.argument("project")
@option("--kind", type=Word(KINDS), metavar="KIND")
def show_all(door: Door, *, project: str, kind: str | None) -> None:
    """List a project's evidence, in the order added."""
    from gronatraden.services.evidence.list_evidence import list_evidence  # noqa: PLC0415 - slow

    with door.parts() as parts:
        found = [e for e in list_evidence(parts, project=project) if kind in {None, e.kind}]
    data = {
        "schema": "gronatraden/evidence-list/1",
        "project": project,
        "evidence": [_data(one) for one in found],
    }
    rows = [
        (
            e.number,
            door.voice.term(f"evidence.{e.kind}"),
            e.title,
            e.dated_on,
            e.received_on,
            e.registry_number,
            door.say("cli.evidence.secret") if e.secrecy else "",
        )
        for e in found
    ]
    headings = ["place", "kind", "title", "dated", "received", "filed-as", "secrecy"]
    door.answer(data, table(door, headings, rows))
    if found:
        door.next(door.command("evidence", "check", project))


@NOUN.verb("show")
@click.argument("project")
@click.argument("number", type=COUNT)
@option("--output", "-o", "save_as", type=click.Path(path_type=Path), metavar="FILE")
def show(door: Door, *, project: str, number: int, save_as: Path | None) -> int:
    """Show one piece of evidence, and take its file out."""
    from gronatraden.services.evidence.check_evidence import look_at_evidence  # noqa: PLC0415
    from gronatraden.services.evidence.list_evidence import save_evidence  # noqa: PLC0415 - slow
    from gronatraden.services.list_people import handles  # noqa: PLC0415 - as above

    with door.parts() as parts:
        looked = look_at_evidence(parts, project=project, number=number)
        who = handles(parts)
        if save_as is not None:
            save_evidence(parts, project=project, number=number, to=save_as)
    by = who.get(looked.evidence.added_by, looked.evidence.added_by)
    data = {
        "schema": "gronatraden/evidence/1",
        "project": project,
        **_data(looked.evidence),
        "added_by": by,
        "state": looked.state,
        "saved_as": None if save_as is None else str(save_as),
    }
    door.answer(data, *_shown(door, looked, by))
    if save_as is not None:
        door.tell("cli.evidence.saved", file=save_as)
    return DONE if looked.state == "held" else UNVERIFIED


def _shown(door: Door, looked: Looked, by: str) -> Iterator[str]:
    found = looked.evidence
    yield click.style(found.title, bold=True)
    words = [f"{door.say(f'cli.about.{one.about}')} {one.target}" for one in found.links]
    rows = {
        "kind": door.voice.term(f"evidence.{found.kind}"),
        "from": found.from_whom,
        "dated": "" if found.dated_on is None else door.voice.day(found.dated_on),
        "received": door.voice.day(found.received_on),
        "filed-as": found.registry_number,
        "secrecy": found.secrecy,
        "origin": door.voice.term(f"origin.{found.origin}"),
        "about": ", ".join(words),
        "added": door.say("cli.evidence.added-by", by=by, on=found.added_at.date()),
        "file": "" if found.file is None else _file(door, found.file),
        "sha256": "" if found.file is None else found.file.sha256,
        "state": "" if found.file is None else door.voice.term(f"kept.{looked.state}"),
    }
    yield from pairs((door.say(f"cli.column.{name}"), value) for name, value in rows.items())
    for line in found.note.splitlines():
        yield paragraph(line, indent=2)


def _file(door: Door, file: EvidenceFile) -> str:
    large = file.size >= _MEGA
    count = -(-file.size // (_MEGA if large else _KILO))
    size = f"{door.voice.number(count)} {'MB' if large else 'kB'}"
    return f"{door.voice.term(f'media.{file.media_type}')}, {size}"


@NOUN.verb("check")
@click.argument("project")
def check(door: Door, *, project: str) -> int:
    """See whether every file is still what was handed in."""
    from gronatraden.services.evidence.check_evidence import check_evidence  # noqa: PLC0415 - slow

    with door.parts() as parts:
        found = check_evidence(parts, project=project)
    data = {
        "schema": "gronatraden/evidence-check/1",
        "project": project,
        "verified": not found.differing,
        "evidence": [
            {"number": one.evidence.number, "title": one.evidence.title, "state": one.state}
            for one in found.looked
        ],
    }
    rows = [
        (o.evidence.number, o.evidence.title, door.voice.term(f"kept.{o.state}"))
        for o in found.differing
    ]
    facts = {"count": len(found.looked), "differing": len(found.differing)}
    if rows:
        shown = table(door, ("place", "title", "state"), rows)
        door.answer(data, door.say("cli.evidence.differs", **facts), shown)
        return UNVERIFIED
    door.answer(data, door.say("cli.evidence.holds", **facts))
    return DONE


@NOUN.verb("sweep", writes=True)
def sweep(door: Door) -> None:
    """Remove files that were never recorded, left by a program that died."""
    from gronatraden.services.evidence.check_evidence import sweep_evidence  # noqa: PLC0415 - slow

    with door.parts() as parts:
        count = sweep_evidence(parts, by=door.actor)
    data = {"schema": "gronatraden/evidence-sweep/1", "removed": count}
    door.answer(data, door.say("cli.evidence.swept", count=count))


def _content(found: Evidence) -> str:
    return "note" if found.file is None else "file"


def _data(found: Evidence) -> dict[str, Any]:
    return {
        "evidence": found.id,
        "number": found.number,
        "kind": found.kind.value,
        "title": found.title,
        "from": found.from_whom,
        "dated_on": found.dated_on,
        "received_on": found.received_on,
        "note": found.note,
        "registry_number": found.registry_number,
        "secrecy": found.secrecy,
        "origin": found.origin,
        "media_type": None if found.file is None else found.file.media_type,
        "size": None if found.file is None else found.file.size,
        "sha256": None if found.file is None else found.file.sha256,
        "about": [{"kind": one.about, "id": one.target} for one in found.links],
        "added_at": found.added_at.isoformat(),
    }

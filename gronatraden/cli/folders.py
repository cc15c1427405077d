"""Projects as folders: what ``project export`` writes and ``project import`` reads."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from gronatraden.cli.complaint import sentences
from gronatraden.cli.exits import DONE, FAILED
from gronatraden.cli.shown.classes import class_data, class_lines
from gronatraden.errors import ExportError, GronatradenError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from gronatraden.cli.door import Door
    from gronatraden.manuscript import Manuscript
    from gronatraden.services.folders.import_programme import Brought, FolderFound
    from gronatraden.services.folders.import_project import Imported, OnExisting

LEFT_OUT = ("versions", "decisions", "conditions", "changes", "waivers", "evidence", "log")
"""What a folder does not hold: how things came to be."""


def export(door: Door, *, project: str, folder: Path, overwrite: bool) -> None:
    """Write a project to a folder."""
    from gronatraden.exports.writing import write_whole  # noqa: PLC0415 - beside its use
    from gronatraden.services.folders.export_project import export_project  # noqa: PLC0415 - slow

    with door.parts() as parts:
        done = export_project(parts, project=project)
    _prepare(folder, overwrite=overwrite)
    sizes = {name: write_whole(folder / name, text) for name, text in done.files.items()}
    data = {
        "schema": "gronatraden/project-exported/1",
        "project": project,
        "folder": str(folder),
        "files": [{"name": name, "bytes": size} for name, size in sizes.items()],
        "left_out": LEFT_OUT,
    }
    door.answer(data, door.say("folder.exported", project=project, folder=folder))
    door.tell("folder.left-out")


def _prepare(folder: Path, *, overwrite: bool) -> None:
    """Make a folder to write in, or see that one may be written in.

    Raises:
        ExportError: When it is a file, holds files, or cannot be made.
    """
    try:
        folder.mkdir(exist_ok=True)
        if any(folder.iterdir()) and not overwrite:
            raise ExportError(file=str(folder), reason="folder-is-in-use")
    except FileExistsError as error:
        raise ExportError(file=str(folder), reason="not-a-folder") from error
    except FileNotFoundError as error:
        raise ExportError(file=str(folder), reason="no-folder") from error
    except PermissionError as error:
        raise ExportError(file=str(folder), reason="not-permitted") from error


def import_one(
    door: Door,
    folder: Path,
    *,
    programme: str | None,
    on_existing: OnExisting,
    lighter_because: str,
) -> None:
    """Import one project from its folder."""
    from gronatraden.cli import asking  # noqa: PLC0415 - slow to import
    from gronatraden.services.folders.import_project import (  # noqa: PLC0415 - as above
        import_project,
    )

    door.plug_in()
    written, others = _read(folder)
    with door.parts() as parts:
        done = import_project(
            parts,
            programme=programme or asking.only_programme(parts),
            written=written,
            by=door.actor,
            on_existing=on_existing,
            lighter_because=lighter_because,
        )
    passed = (*others, *done.passed_over)
    data = {"schema": "gronatraden/project-imported/1", **_data(done), "passed_over": passed}
    door.answer(data, *_imported(door, done))
    _tell_passed_over(door, passed)
    door.next(
        door.command("gate", "check", done.project.id),
        door.command("project", "show", done.project.id),
    )


def import_all(door: Door, *, folder: Path, programme: str | None, on_existing: OnExisting) -> int:
    """Import every project that has a folder in a folder; a line for each, and an exit code."""
    from gronatraden.cli import asking  # noqa: PLC0415 - slow to import
    from gronatraden.services.folders.import_programme import (  # noqa: PLC0415 - as above
        import_programme,
    )

    door.plug_in()
    homes, strays = _homes(folder)
    read = [_found(home) for home in homes]
    with door.parts() as parts:
        where = programme or asking.only_programme(parts)
        found = [one for one, _ in read]
        brought = import_programme(
            parts, programme=where, folders=found, by=door.actor, on_existing=on_existing
        )
    passed = [*strays, *(name for _, others in read for name in others)]
    passed += [name for one in brought if one.imported for name in one.imported.passed_over]
    data = {
        "schema": "gronatraden/programme-imported/1",
        "programme": where,
        "projects": [_brought_data(door, one) for one in brought],
        "passed_over": passed,
    }
    door.answer(data, *(line for one in brought for line in _brought(door, one)))
    _tell_passed_over(door, passed)
    counted = Counter(one.outcome for one in brought)
    facts = {"changed": counted["changed"], "same": counted["pass"], "failed": counted["failed"]}
    door.tell("folder.sum", projects=len(brought), skipped=counted["skipped"], **facts)
    return FAILED if counted["failed"] else DONE


def _homes(folder: Path) -> tuple[list[Path], list[str]]:
    """Return the folders in a folder that are projects, and what else lies there.

    Raises:
        UsageError: When there is no such folder, or no project in it.
    """
    if not folder.is_dir():
        raise UsageError(reason="no-such-folder", name=str(folder))
    seen = [path for path in sorted(folder.iterdir()) if not path.name.startswith((".", "__"))]
    homes = [path for path in seen if any(path.glob("project.y*ml"))]
    if not homes:
        raise UsageError(reason="no-projects", name=str(folder))
    told = (path for path in seen if path.is_dir() or path.match("*.y*ml"))
    return homes, [str(path) for path in told if path not in homes]


def _found(home: Path) -> tuple[FolderFound, tuple[str, ...]]:
    """Return a project's folder, read, and the files in it that are no part of a project."""
    from gronatraden.services.folders.import_programme import FolderFound  # noqa: PLC0415 - slow

    try:
        written, others = _read(home)
    except GronatradenError as unreadable:
        return FolderFound(name=str(home), unreadable=unreadable), ()
    return FolderFound(name=str(home), written=written), others


def _read(folder: Path) -> tuple[tuple[Manuscript, ...], tuple[str, ...]]:
    """Return the files of a project's folder, and those whose names say that they are others.

    Raises:
        UsageError: When there is no such folder.
        ManuscriptError: When a file cannot be read.
    """
    from gronatraden import manuscript  # noqa: PLC0415 - slow to import
    from gronatraden.services.folders.beside import KINDS  # noqa: PLC0415 - as above
    from gronatraden.services.show_document import kinds  # noqa: PLC0415 - as above

    if not folder.is_dir():
        raise UsageError(reason="no-such-folder", name=str(folder))
    ours = kinds().keys() | KINDS.keys()
    files = sorted(folder.glob("*.y*ml"))
    return (
        tuple(manuscript.read(file) for file in files if file.stem in ours),
        tuple(str(file) for file in files if file.stem not in ours),
    )


def _tell_passed_over(door: Door, files: Iterable[str]) -> None:
    from gronatraden.services.show_document import kinds  # noqa: PLC0415 - slow to import

    for file in files:
        door.tell("folder.passed-over", file=file, kinds=list(kinds()))


def _data(done: Imported) -> dict[str, Any]:
    return {
        "project": done.project.id,
        "programme": done.project.programme,
        "opened": done.opened,
        "submitted": [
            {"tool": v.tool, "number": v.number, "sha256": v.sha256} for v in done.submitted
        ],
        "unchanged": list(done.unchanged),
        "readings": done.readings,
        "lessons": list(done.lessons),
        "answers": list(done.answers),
        "earlier_lessons": list(done.earlier),
        "class": class_data(done.classed, minutes=None),
    }


def _imported(door: Door, done: Imported) -> Iterator[str]:
    facts = {"project": done.project.id, "programme": done.project.programme}
    if done.skipped:
        yield door.say("folder.left-alone", **facts)
        return
    yield door.say("cli.project.imported" if done.opened else "cli.project.again", **facts)
    if done.opened:
        yield from class_lines(door, done.classed, minutes=None)
    if done.submitted:
        yield door.say("cli.project.handed-in")
    for version in done.submitted:
        yield door.say("cli.document.line", tool=version.tool, number=version.number)
    counts = {
        "readings": done.readings,
        "lessons": len(done.lessons),
        "answers": len(done.answers),
        "earlier": len(done.earlier),
    }
    for name, count in counts.items():
        if count:
            yield door.say(f"folder.{name}", count=count)
    if done.unchanged:
        yield door.say("cli.document.unchanged", tools=done.unchanged)
    if done.known_from_outside:
        yield door.say("folder.outside", names=done.known_from_outside)


def _brought_data(door: Door, one: Brought) -> dict[str, Any]:
    data: dict[str, Any] = {"folder": one.name, "project": one.project, "outcome": one.outcome}
    if one.imported is not None:
        data |= _data(one.imported)
    if one.refusal is not None:
        text = sentences(door.voice, one.refusal)
        data["error"] = {"code": one.refusal.code, "facts": one.refusal.facts, "text": text}
    return data


def _brought(door: Door, one: Brought) -> Iterator[str]:
    if one.refusal is not None:
        said = sentences(door.voice, one.refusal)
        yield door.say("folder.failed", name=one.name, what=said["what"])
        yield from (door.say("folder.because", because=x) for x in said["because"].splitlines())
    elif one.imported is not None:
        done = one.imported
        others = done.readings + len(done.lessons) + len(done.answers) + len(done.earlier)
        facts = {"name": one.name, "project": one.project, "others": others}
        code = "opened" if done.opened else one.outcome
        yield door.say(f"folder.{code}", documents=len(done.submitted), **facts)

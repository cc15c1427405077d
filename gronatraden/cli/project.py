"""``project``: what passes through the phases, from its facts to what outlives it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gronatraden.cli import asking, folders
from gronatraden.cli.exits import DONE
from gronatraden.cli.kinds import COUNT, TEXT, Word
from gronatraden.cli.layout import heading, pairs, paragraph, table
from gronatraden.cli.shown.classes import class_data, class_lines, class_named
from gronatraden.cli.shown.held import holding_lines, stale_data
from gronatraden.cli.spoken import Noun, option
from gronatraden.moment import day_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.cli.door import Door
    from gronatraden.services.folders.import_project import OnExisting
    from gronatraden.services.show_project import ProjectSeen

NOUN = Noun("project")


@NOUN.verb("open", writes=True)
@click.argument("project")
@option("--title", required=True, type=TEXT)
@option("--programme", metavar="PROGRAMME")
@option("--lifecycle", default="", metavar="LIFECYCLE")
@option("--budget", "budget_sek", type=COUNT, metavar="SEK")
@option("--risk", type=Word(("low", "medium", "high")), metavar="WORD")
@option("--lighter-because", default="", metavar="TEXT")
def open_(door: Door, *, project: str, programme: str | None, **said: Any) -> None:  # noqa: ANN401 - options
    """Open a project with its title, and its budget where it is known."""
    from gronatraden.services.open_project import foresee, open_project  # noqa: PLC0415 - slow

    said["risk"] = said["risk"] or ""
    with door.parts() as parts:
        opened = open_project(
            parts,
            programme=programme or asking.only_programme(parts),
            project=project,
            by=door.actor,
            **said,
        )
        seen, minutes = foresee(
            parts,
            lifecycle=opened.lifecycle,
            budget_sek=said["budget_sek"],
            risk=said["risk"],
            lighter_because=said["lighter_because"],
        )
    pinned = [f"{name} {version}" for name, version in opened.policies]
    data = {
        "schema": "gronatraden/project-opened/1",
        "project": opened.id,
        "programme": opened.programme,
        "lifecycle": opened.lifecycle,
        "policies": [{"policy": name, "version": version} for name, version in opened.policies],
        "class": class_data(seen, minutes=minutes),
    }
    facts = {"project": opened.id, "title": said["title"], "lifecycle": opened.lifecycle}
    lines = class_lines(door, seen, minutes=minutes)
    door.answer(data, door.say("cli.project.opened", policies=pinned, **facts), *lines)
    door.next(
        door.command("gate", "check", project),
        door.command("document", "show", project, "project"),
    )


@NOUN.verb("import", writes=True)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@option("--all", "programme_folder", is_flag=True)
@option("--on-existing", type=Word(("stop", "skip", "update")), metavar="WORD")
@option("--programme", metavar="PROGRAMME")
@option("--lighter-because", default="", metavar="TEXT")
def import_(
    door: Door,
    *,
    folder: Path,
    programme_folder: bool,
    on_existing: OnExisting | None,
    programme: str | None,
    lighter_because: str,
) -> int:
    """Open a project from its folder, or a programme's projects from a folder of folders."""
    if programme_folder:
        chosen: OnExisting = on_existing or "stop"
        return folders.import_all(door, folder=folder, programme=programme, on_existing=chosen)
    chosen = on_existing or "update"
    folders.import_one(
        *(door, folder),
        programme=programme,
        on_existing=chosen,
        lighter_because=lighter_because,
    )
    return DONE


@NOUN.verb("export")
@click.argument("project")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@option("--overwrite", is_flag=True)
def export(door: Door, *, project: str, folder: Path, overwrite: bool) -> None:
    """Write a project to a folder that can be imported again."""
    folders.export(door, project=project, folder=folder, overwrite=overwrite)


@NOUN.verb("list")
@option("--programme", metavar="PROGRAMME")
def show_all(door: Door, *, programme: str | None) -> None:
    """List the projects and where each stands."""
    from gronatraden.services.show_project import list_projects  # noqa: PLC0415 - slow

    with door.parts() as parts:
        found = list_projects(parts, programme=programme)
    data = {"schema": "gronatraden/projects/1", "projects": [_data(seen) for seen in found]}
    rows = [
        (
            seen.project.id,
            seen.facts.title,
            seen.project.programme,
            door.voice.term(seen.standing.phase),
            _next_gates(seen),
        )
        for seen in found
    ]
    door.answer(data, table(door, ("project", "title", "programme", "phase", "next"), rows))


@NOUN.verb("show")
@click.argument("project")
def show(door: Door, *, project: str) -> None:
    """Show a project: where it stands, what it has handed in, what outlives it."""
    from gronatraden.cli.deciding import panel_shown  # noqa: PLC0415 - slow to import
    from gronatraden.exports import counts_json, verdict_json  # noqa: PLC0415 - as above
    from gronatraden.services.list_people import handles  # noqa: PLC0415 - as above
    from gronatraden.services.show_project import show_project  # noqa: PLC0415 - as above

    with door.parts() as parts:
        seen = show_project(parts, project=project)
        who = handles(parts)
    counted = {
        "burden": counts_json.burden(seen.burden),
        "coverage": counts_json.coverage(seen.coverage),
    }
    changes = [{"number": c.number, "kinds": list(c.after.kinds)} for c in seen.changes]
    minutes = None if seen.burden is None else seen.burden.whole.minutes
    said = {
        "changes": changes,
        "misfits": verdict_json.findings(seen.misfits),
        "class": class_data(seen.classed, minutes=minutes),
    }
    data = {"schema": "gronatraden/project/1", **_data(seen), **counted, **said}
    data |= panel_shown.project_data(seen) | stale_data(seen, who)
    door.answer(data, *_shown(door, seen), *panel_shown.project_notes(door, seen))
    if seen.standing.next:
        door.next(door.command("gate", "check", project, seen.standing.next[0].gate))
    else:
        door.next(door.command("gate", "history", project))


def _shown(door: Door, seen: ProjectSeen) -> Iterator[Any]:
    from gronatraden.cli.verdict_shown import misfit_lines  # noqa: PLC0415 - slow to import

    facts, project, budget = seen.facts, seen.project, seen.facts.total_budget_sek
    yield click.style(facts.title or project.id, bold=True)
    period = [door.voice.day(day) for day in (facts.starts_on, facts.ends_on) if day]
    pinned = ", ".join(f"{name} {version}" for name, version in project.policies)
    rows = [
        ("id", project.id),
        ("programme", project.programme),
        ("owner", facts.owner),
        ("budget", "" if budget is None else door.voice.sek(budget)),
        ("risk", door.voice.term(facts.risk) if facts.risk else ""),
        ("period", " – ".join(period)),
        ("phase", _standing(door, seen)),
        ("next", _next_gates(seen)),
        ("lifecycle", f"{door.voice.term(project.lifecycle)} ({project.lifecycle_version})"),
        ("class", class_named(door, seen.classed)),
        ("policies", pinned),
        ("to-fill-in", _burden(door, seen)),
        ("thread", _coverage(door, seen)),
        ("retain-until", _retained(door, seen)),
        ("seal", seen.package_sha256),
    ]
    yield from pairs((door.say(f"cli.project.{name}"), value) for name, value in rows)
    yield heading(door.say("cli.project.documents"))
    yield table(
        door,
        ("document", "number", "submitted"),
        [
            (door.voice.tool(v.tool), v.number, day_of(v.submitted_at))
            for v in sorted(seen.documents.values(), key=lambda v: v.tool)
        ],
    )
    yield from holding_lines(door, seen)
    yield from misfit_lines(door, seen.misfits)
    yield from _waiting(door, seen)
    yield from _obligations(door, seen)


def _waiting(door: Door, seen: ProjectSeen) -> Iterator[str]:
    """Yield the changes that wait for a decision."""
    if seen.changes:
        yield heading(door.say("cli.change.open"))
    for change in seen.changes:
        kinds = [f"change.{kind}" for kind in change.after.kinds]
        facts = {"number": change.number, "kinds": kinds, "reason": change.reason}
        yield paragraph(door.say("cli.change.waiting", **facts), indent=2, hang=2)


def _obligations(door: Door, seen: ProjectSeen) -> Iterator[str]:
    if seen.obligations:
        yield heading(door.say("cli.project.obligations"))
    for due in seen.obligations:
        facts = {"obligation": due.obligation.id, "after": due.obligation.after}
        code = "cli.project.obligation-later" if due.on is None else "cli.project.obligation"
        yield "  " + door.say(code, on=due.on, **facts)


def _standing(door: Door, seen: ProjectSeen) -> str:
    phase = door.voice.term(seen.standing.phase)
    return door.say("cli.project.stopped", phase=phase) if seen.standing.stopped else phase


def _next_gates(seen: ProjectSeen) -> str:
    return ", ".join(
        f"{n.gate} {n.occurrence}" if n.occurrence else n.gate for n in seen.standing.next
    )


def _burden(door: Door, seen: ProjectSeen) -> str:
    if seen.burden is None:
        return ""
    whole = seen.burden.whole
    facts = {"filled": whole.filled, "all": whole.asked + whole.advised}
    code = "cli.project.burden" if whole.minutes_left else "cli.project.burden-none"
    return door.say(code, minutes=whole.minutes_left, **facts)


def _coverage(door: Door, seen: ProjectSeen) -> str:
    if seen.coverage is None or not seen.coverage.together.count:
        return ""
    share = seen.coverage.together
    facts = {"whole": share.whole, "count": share.count, "percent": share.percent}
    return door.say("cli.project.coverage", read=share.read, **facts)


def _retained(door: Door, seen: ProjectSeen) -> str:
    if seen.facts.archive.legal_proceedings_open:
        return door.say("cli.project.kept-while-open")
    return "" if seen.retain_until is None else door.voice.day(seen.retain_until)


def _data(seen: ProjectSeen) -> dict[str, Any]:
    return {
        "project": seen.project.id,
        "title": seen.facts.title,
        "programme": seen.project.programme,
        "lifecycle": seen.project.lifecycle,
        "lifecycle_version": seen.project.lifecycle_version,
        "policies": [{"policy": p, "version": v} for p, v in seen.project.policies],
        "phase": seen.standing.phase,
        "next": [{"gate": n.gate, "occurrence": n.occurrence} for n in seen.standing.next],
        "stopped": seen.standing.stopped,
        "hold_until": seen.standing.hold_until,
        "documents": [
            {"tool": v.tool, "number": v.number, "sha256": v.sha256}
            for v in sorted(seen.documents.values(), key=lambda v: v.tool)
        ],
        "obligations": [
            {
                "id": due.obligation.id,
                "after": due.obligation.after,
                "rule": due.obligation.rule,
                "due_on": due.on,
            }
            for due in seen.obligations
        ],
        "retain_until": seen.retain_until,
        "package_sha256": seen.package_sha256,
    }

"""The command: clear the stage, tell the story, write the reports, say what is next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gronatraden.cli.exits import CLOSED, DONE
from gronatraden.cli.spoken import option, spoken

if TYPE_CHECKING:
    from gronatraden.cli.demo.stage import Stage
    from gronatraden.cli.demo.story import GateStaysClosedError
    from gronatraden.cli.door import Door


@option(
    "--dir",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    show_default="build/demo",
    metavar="DIR",
)
@option("--without", metavar="STEP/FILE", default="")
@option("--simple", is_flag=True)
def demo(door: Door, *, folder: Path | None, without: str, simple: bool) -> int:
    """Carry a real project to finished, on its own dates, and say how to look further."""
    from gronatraden.cli.demo import story  # noqa: PLC0415 - the whole engine
    from gronatraden.cli.demo.stage import Stage  # noqa: PLC0415 - as above
    from gronatraden.cli.demo.story import GateStaysClosedError  # noqa: PLC0415 - as above
    from gronatraden.cli.demo.telling import Teller  # noqa: PLC0415 - as above

    folder = folder or Path("build/demo-simple" if simple else "build/demo")
    tell, opening = (
        (story.tell_simple, "demo.simple-opening") if simple else (story.tell, "demo.opening")
    )
    stage = Stage(folder, door.settings.language)
    stage.clear()
    teller = Teller(door, stage)
    teller.opening(opening)
    closed: GateStaysClosedError | None = None
    with stage:
        try:
            tell(stage, teller, without=without)
        except GateStaysClosedError as stop:
            closed = stop
    reports = _reports(stage)
    teller.closing(reports)
    door.flags["database"] = str(folder / "gronatraden.db")
    if door.as_json:
        door.answer(_summary(stage, reports, closed))
    _next(door, stage, closed)
    return DONE if closed is None else CLOSED


def _next(door: Door, stage: Stage, closed: GateStaysClosedError | None) -> None:
    if closed is not None:
        door.tell("demo.stopped", gate=closed.gate, project=closed.project)
        door.next(door.command("gate", "check", closed.project, closed.gate))
        return
    if len(stage.opened) == 1:
        (project,) = stage.opened
        door.next(
            door.command("project", "show", project),
            door.command("gate", "history", project),
            door.command("policy", "show", "gronatraden-simple"),
            door.command("audit", "verify"),
        )
        return
    door.next(
        door.command("gate", "check", "crkkl", "start"),
        door.command("gate", "history", "res-gront"),
        door.command("reading", "list", "res-gront"),
        door.command("lesson", "search", "--project", "transporteffektivt-kronoberg"),
        door.command("audit", "verify"),
    )


def _reports(stage: Stage) -> list[Path]:
    from gronatraden.cli.report import write_report  # noqa: PLC0415 - Jinja2 is slow to import

    written = []
    with stage.parts() as parts:
        for project in stage.opened:
            file = stage.folder / "report" / f"{project}.html"
            write_report(parts, project=project, file=file, voice=stage.voice)
            written.append(file)
    return written


def _summary(
    stage: Stage, reports: list[Path], closed: GateStaysClosedError | None
) -> dict[str, Any]:
    from gronatraden.services.log.verify_log import verify_log  # noqa: PLC0415 - as above
    from gronatraden.services.run_phase import collect  # noqa: PLC0415 - the whole engine

    with stage.parts() as parts:
        found = verify_log(parts)
        phases = {project: collect(parts, project=project).phase for project in stage.opened}
    return {
        "schema": "gronatraden/demo/1",
        "database": str(stage.folder / "gronatraden.db"),
        "log_key": str(stage.settings.log_key),
        "reports": [str(file) for file in reports],
        "phases": phases,
        "stopped_at": None if closed is None else {"project": closed.project, "gate": closed.gate},
        "verified": found.verified,
        "events": found.events,
        "root": found.root,
    }


NOUN = spoken("demo", "demo", demo)

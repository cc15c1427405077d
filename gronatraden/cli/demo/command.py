"""The command: clear the stage, tell the story, write the reports, say what is next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gronatraden.cli.spoken import option, spoken

if TYPE_CHECKING:
    from gronatraden.cli.demo.stage import Stage
    from gronatraden.cli.door import Door

CLOSED = 3


@option(
    "--dir",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("build/demo"),
    show_default=True,
)
@option("--without", metavar="STEP/FILE", default="")
def demo(door: Door, *, folder: Path, without: str) -> None:
    """Carry a real project to finished, on its own dates, and say how to look further."""
    from gronatraden.cli.demo.stage import Stage  # noqa: PLC0415 - the whole engine
    from gronatraden.cli.demo.story import GateStaysClosedError, tell  # noqa: PLC0415 - as above
    from gronatraden.cli.demo.telling import Teller  # noqa: PLC0415 - as above

    stage = Stage(folder, door.settings.language)
    stage.clear()
    teller = Teller(door, stage)
    teller.opening()
    with stage:
        try:
            tell(stage, teller, without=without)
            closed = None
        except GateStaysClosedError as stop:
            closed = stop
    reports = _reports(stage)
    teller.closing(reports)
    door.flags["database"] = str(folder / "gronatraden.db")
    if closed is not None:
        door.tell("demo.stopped", gate=closed.gate, project=closed.project)
        door.next(f"gate check {closed.project} {closed.gate}")
        click.get_current_context().exit(CLOSED)
    door.next(
        "gate check crkkl start",
        "gate history res-gront",
        "reading list res-gront",
        "lesson search --project transporteffektivt-kronoberg",
        "audit verify",
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


NOUN = spoken("demo", "demo", demo)

"""``gate reopen`` and ``gate mend``: a passed gate is taken up again, a point is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gronatraden.cli.gate.noun import NOUN
from gronatraden.cli.kinds import COUNT, TEXT
from gronatraden.cli.spoken import option

if TYPE_CHECKING:
    from gronatraden.cli.door import Door


@NOUN.verb("reopen", writes=True)
@click.argument("project")
@click.argument("gate")
@option("--reason", required=True, type=TEXT, metavar="TEXT")
@option("--occurrence", type=COUNT, metavar="N")
def reopen(door: Door, *, project: str, gate: str, reason: str, occurrence: int | None) -> None:
    """Ask those who open a gate to re-open it."""
    from gronatraden.cli.deciding.moved_shown import show_moved  # noqa: PLC0415 - slow to import
    from gronatraden.services.deciding.motions import reopen_gate  # noqa: PLC0415 - as above

    with door.parts() as parts:
        asked = {"project": project, "gate": gate, "reason": reason, "occurrence": occurrence}
        moved = reopen_gate(parts, by=door.actor, **asked)  # type: ignore[arg-type]  # each is its own
        show_moved(door, parts, moved)


@NOUN.verb("mend", writes=True)
@click.argument("project")
@click.argument("point")
@option("--how", required=True, type=TEXT, metavar="TEXT")
def mend(door: Door, *, project: str, point: str, how: str) -> None:
    """Say how a point that a gate was referred back with was mended."""
    from gronatraden.cli.deciding.panel_shown import point_data  # noqa: PLC0415 - slow
    from gronatraden.services.deciding.mend_point import mend_point  # noqa: PLC0415 - slow

    with door.parts() as parts:
        mended = mend_point(parts, project=project, point=point, how=how, by=door.actor)
    data = {"schema": "gronatraden/point/1", "project": project, **point_data(mended)}
    door.answer(data, door.say("cli.gate.mended", text=mended.text))
    door.next(door.command("gate", "check", project, mended.gate))

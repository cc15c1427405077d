"""The collaboration ladder as a picture: who stands where, and who is on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.diagram import Coded, Diagram, Ladder, Step, Table
from gronatraden.tools._actors import RUNGS, height

if TYPE_CHECKING:
    from gronatraden.tools._actors import Rung
    from gronatraden.tools.collaboration_ladder.content import CollaborationLadder, Constellation


def draw(ladder: CollaborationLadder) -> Diagram:
    """Return the rungs, the lowest first, with constellations on them and on their way up.

    A constellation that has no rung yet is only in the table.
    """
    steps = tuple(_step(rung, ladder) for rung in RUNGS)
    rows = tuple(
        (
            _title(c),
            Coded(c.rung),
            Coded(c.target_rung),
            "" if c.target_on is None else c.target_on.isoformat(),
            "; ".join(a.organisation or a.stakeholder for a in c.actors),
        )
        for c in ladder.constellations
    )
    table = Table(("constellation", "stands-on", "aims-for", "aims-by", "actors"), rows)
    facts = {"constellations": len(ladder.constellations), "rungs": len(RUNGS)}
    return Diagram("collaboration-ladder", Ladder(steps), table, facts)


def _step(rung: Rung, ladder: CollaborationLadder) -> Step:
    here = tuple(_title(c) for c in ladder.constellations if c.rung == rung)
    coming = tuple(_title(c) for c in ladder.constellations if c.target_rung == rung and _climbs(c))
    return Step(rung, here, coming)


def _climbs(constellation: Constellation) -> bool:
    return height(constellation.target_rung) > height(constellation.rung)


def _title(constellation: Constellation) -> str:
    return constellation.title or constellation.id

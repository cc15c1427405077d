"""A decision that no longer rests on what is there, and notices of change, as people read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click import style

from gronatraden.cli.layout import paragraph
from gronatraden.cli.shown.differing import difference_lines
from gronatraden.moment import day_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.cli.door import Door
    from gronatraden.gates.holding.comparison import Difference
    from gronatraden.gates.holding.material import Stale
    from gronatraden.gates.holding.telling import Told

MOST = 10
"""Differences that are told one by one; of more, the last are counted."""


def stale_lines(door: Door, stale: Stale | None, *, since: str = "") -> Iterator[str]:
    """Yield which decision is stale, why, and how it becomes fresh; nothing where none is.

    Args:
        door: Where it is shown.
        stale: The decision and what differs.
        since: The day it became so, in words.
    """
    if stale is None:
        return
    gate = door.voice.term(stale.decision.gate)
    occurrence = stale.decision.occurrence
    facts = {
        "gate": f"{gate} {occurrence}" if occurrence else gate,
        "on": day_of(stale.decision.decided_at),
    }
    code = "cli.stale.since" if since else "cli.stale.is"
    yield style(paragraph(door.say(code, since=since, **facts)), bold=True)
    yield from several(door, stale.differences)
    yield paragraph(door.say("cli.stale.freshened"))


def told_lines(door: Door, told: Told | None) -> Iterator[str]:
    """Yield what a notice of a new version says; a stale decision is said on its own."""
    if told is None or told.kind == "stale":
        return
    yield paragraph(door.say(f"cli.stale.told-{told.kind}", count=len(told.differences)))


def several(door: Door, found: tuple[Difference, ...]) -> Iterator[str]:
    """Yield differences, the first one by one."""
    told = found if len(found) <= MOST else found[: MOST - 1]
    for one in told:
        yield from difference_lines(door, one)
    if len(told) < len(found):
        yield style("  " + door.say("cli.gate.more", count=len(found) - len(told)), dim=True)

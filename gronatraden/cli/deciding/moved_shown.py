"""What was moved on a passed gate, as data and as people read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.cli.deciding.panel_shown import seat_data, seat_name
from gronatraden.cli.layout import heading, pairs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from gronatraden.cli.door import Door
    from gronatraden.services import Parts
    from gronatraden.services.deciding.motions import Moved


def show_moved(door: Door, parts: Parts, moved: Moved) -> None:
    """Say what was moved, who was asked and how they answer."""
    from gronatraden.services.list_people import handles  # noqa: PLC0415 - slow
    from gronatraden.services.who_may import who_may_decide  # noqa: PLC0415 - as above

    who, request = handles(parts), moved.request
    data, lines = _moved_data(moved, who), list(_moved_lines(door, moved, who))
    able = [] if door.dry_run else who_may_decide(parts, request=request)[:1]
    words = ["gate", "decide", request.project, request.gate]
    words += ["--outcome", data["asks"], "--reason", "…"]
    door.answer(data, *lines)
    door.next(*(door.command(*words, by=person) for person in able))


def _moved_data(moved: Moved, who: Mapping[str, str]) -> dict[str, Any]:
    request, motion = moved.request, moved.request.motion
    return {
        "schema": "gronatraden/motion/1",
        "project": request.project,
        "gate": request.gate,
        "occurrence": request.occurrence,
        "request": request.id,
        "asks": motion.asks.value if motion else None,
        "reason": motion.reason if motion else "",
        "condition": motion.condition if motion else None,
        "due_on": motion.due_on if motion else None,
        "unchanged": moved.unchanged,
        "panel": [seat_data(seat, who) for seat in request.panel],
    }


def _moved_lines(door: Door, moved: Moved, who: Mapping[str, str]) -> Iterator[str]:
    request, motion = moved.request, moved.request.motion
    asks = motion.asks.value if motion else "reopen"
    code = "moved-before" if moved.unchanged else f"moved-{asks}"
    facts = {"gate": request.gate, "project": request.project, "about": moved.about}
    yield door.say(f"cli.gate.{code}", until=motion.due_on if motion else None, **facts)
    if not request.panel:
        yield door.say("cli.gate.nobody-decides")
        return
    yield heading(door.say("cli.gate.panel"))
    seats = [(who.get(s.person, s.person), seat_name(door, s, who)) for s in request.panel]
    yield from (f"  {line}" for line in pairs(sorted(seats)))

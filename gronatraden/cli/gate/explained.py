"""The way to an open gate as people read it: what to do, what waits, what nobody can settle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click import style

from gronatraden.cli.deciding.panel_shown import overdue_lines
from gronatraden.cli.layout import heading, mark, paragraph
from gronatraden.cli.verdict_shown import opening
from gronatraden.exports.explanation_json import instead, stuck_on, waiting_for, what

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.cli.door import Door
    from gronatraden.gates.explain import Action, Alternative, Explanation
    from gronatraden.services.explain_gate import GateExplained

MOST = 8
"""Actions told one by one; of more, the rest are counted."""


def explanation_lines(door: Door, seen: GateExplained, *, every: bool = False) -> Iterator[str]:
    """Yield the way to an open gate, line by line.

    Args:
        door: Where it is shown.
        seen: The gate.
        every: Whether to tell every action, however many they are.
    """
    way = seen.explanation
    yield style(opening(door, seen.seen), bold=True)
    if seen.seen.decision is not None:
        yield from overdue_lines(door, seen.seen.overdue)
        return
    yield paragraph(_summary(door, way))
    if way.not_yet:
        yield heading(door.say("explain.not-yet"))
        for waiting in way.not_yet:
            yield paragraph(waiting_for(waiting, door.voice), indent=2, hang=2, first="• ")
    if way.actions:
        yield heading(door.say("explain.to-do"))
        yield from _action_lines(door, way, every=every)
    if way.stuck:
        yield heading(door.say("explain.stuck"))
        for stuck in way.stuck:
            said = stuck_on(stuck, door.voice)
            yield paragraph(said, indent=2, hang=2, first=f"{mark('error')} ")
    if way.actions:
        yield ""
        yield style(paragraph(door.say("explain.not-reckoned")), dim=True)


def _summary(door: Door, way: Explanation) -> str:
    facts = {"count": len(way.actions), "minutes": way.minutes}
    if way.verdict.ready:
        return door.say("explain.nothing-to-do")
    if way.not_yet and not (way.actions or way.stuck):
        return door.say("explain.only-waits")
    if way.ready_after is None:
        return door.say("explain.way-blocked" if way.actions else "explain.no-way-now", **facts)
    return door.say("explain.way-one" if len(way.actions) == 1 else "explain.way", **facts)


def _action_lines(door: Door, way: Explanation, *, every: bool) -> Iterator[str]:
    told = len(way.actions) if every or len(way.actions) <= MOST else MOST - 1
    column = len(str(len(way.actions))) + 2
    left = len(way.verdict.missing)
    for number, action in enumerate(way.actions[:told], start=1):
        first = f"{number}.".ljust(column)
        yield paragraph(what(action, door.voice), indent=2, hang=column, first=first)
        yield style(paragraph(_where_and_who(door, action), indent=2 + column), dim=True)
        for one in action.alternatives:
            yield paragraph(_instead(door, one), indent=2 + column)
        if len(action.leaves) != left:
            left = len(action.leaves)
            yield paragraph(_stays(door, left), indent=2 + column)
    if told < len(way.actions):
        more = door.say("cli.gate.more", count=len(way.actions) - told)
        yield style(f"  {more}. {door.say('cli.gate.all-shows')}", dim=True)


def _where_and_who(door: Door, action: Action) -> str:
    facts = [action.where]
    if len(action.places) > 1:
        facts[0] += " " + door.say("explain.also-at", count=len(action.places) - 1)
    facts += [_either(door, action.who), door.say("explain.takes", minutes=action.minutes)]
    if action.approved_by:
        facts.append(door.say("explain.approved-by", approved=_either(door, action.approved_by)))
    return " · ".join(facts)


def _instead(door: Door, one: Alternative) -> str:
    code = "explain.instead-approved" if one.approved_by else "explain.instead"
    way, approved = instead(one, door.voice), _either(door, one.approved_by)
    return door.say(code, way=way, approved=approved)


def _stays(door: Door, left: int) -> str:
    code = {0: "explain.leaves-none", 1: "explain.leaves-one"}.get(left, "explain.leaves")
    return door.say(code, count=left)


def _either(door: Door, roles: tuple[str, ...]) -> str:
    """Return roles of whom one is enough."""
    *first, last = [door.voice.term(role) for role in roles] or [""]
    return f"{', '.join(first)} {door.say('explain.or')} {last}" if first else last

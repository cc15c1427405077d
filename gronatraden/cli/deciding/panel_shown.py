"""Who was asked and has said what, as data and as people read it; what else closes a gate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from click import style

from gronatraden.cli.layout import heading, pairs, paragraph
from gronatraden.exports import verdict_json
from gronatraden.moment import day_of
from gronatraden.phases import NextGate
from gronatraden.services.deciding.show_panel import show_panel
from gronatraden.services.list_people import handles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gronatraden.cli.door import Door
    from gronatraden.gates.tally import Seat
    from gronatraden.history import Condition, Point
    from gronatraden.phases import Resting
    from gronatraden.services import Parts
    from gronatraden.services.check_gate import GateSeen
    from gronatraden.services.deciding.show_panel import PanelSeen, SeatSeen
    from gronatraden.services.show_project import ProjectSeen


def around_data(parts: Parts, seen: GateSeen) -> dict[str, Any]:
    """Return what stands around a gate's verdict: who was asked, and what closes it again."""
    panel = None if seen.request is None else show_panel(parts, request=seen.request)
    return {"panel": panel_data(panel, handles(parts)), **gate_data(seen)}


def around_lines(door: Door, parts: Parts, seen: GateSeen) -> Iterator[str]:
    """Yield what stands around a gate's verdict."""
    yield from gate_notes(door, seen)
    if seen.request is not None:
        panel = show_panel(parts, request=seen.request)
        yield from panel_lines(door, panel, handles(parts))


def panel_data(panel: PanelSeen | None, who: Mapping[str, str]) -> dict[str, Any] | None:
    """Return a panel that waits, people by handle, or None."""
    if panel is None:
        return None
    return {
        "asks": panel.request.motion.asks.value if panel.request.motion else "open",
        "seats": [
            {
                **seat_data(one.seat, who),
                "state": one.state,
                "said": None if one.word is None else one.word.outcome.value,
            }
            for one in panel.seats
        ],
        "came_later": [seat_data(seat, who) for seat in panel.came_later],
        "waiting_for": [{"role": p.role, "count": p.count} for p in panel.waiting_for],
        "can_decide": panel.can_decide,
    }


def seat_data(seat: Seat, who: Mapping[str, str]) -> dict[str, Any]:
    """Return a seat, people by handle."""
    return {
        "person": who.get(seat.person, seat.person),
        "role": seat.role,
        "instead_of": who.get(seat.instead_of, seat.instead_of) or None,
    }


def panel_lines(door: Door, panel: PanelSeen, who: Mapping[str, str]) -> Iterator[str]:
    """Yield who was asked, what each has said, and what has happened since."""
    yield heading(door.say("cli.panel.asked", on=day_of(panel.request.requested_at)))
    if (motion := panel.request.motion) is not None:
        facts = {"reason": motion.reason, "due": motion.due_on, "about": panel.about}
        yield paragraph(door.say(f"cli.panel.moved-{motion.asks.value}", **facts), indent=2)
    rows = [(who.get(s.seat.person, s.seat.person), _seat(door, s, who)) for s in panel.seats]
    yield from (f"  {line}" for line in pairs(sorted(rows)))
    if any(one.state == "left" for one in panel.seats):
        yield paragraph(door.say("cli.panel.left-means"), indent=2)
    if panel.came_later:
        people = sorted({who.get(seat.person, seat.person) for seat in panel.came_later})
        yield paragraph(door.say("cli.panel.came-later", people=people), indent=2)
    if not panel.can_decide:
        yield paragraph(door.say("cli.panel.cannot-decide"), indent=2)


def seat_name(door: Door, seat: Seat, who: Mapping[str, str]) -> str:
    """Return in which role a seat is, and for whom."""
    role = door.voice.term(seat.role)
    if not seat.instead_of:
        return role
    other = who.get(seat.instead_of, seat.instead_of)
    return door.say("cli.panel.instead-of", role=role, person=other)


def _seat(door: Door, one: SeatSeen, who: Mapping[str, str]) -> str:
    outcome = "" if one.word is None else one.word.outcome.value
    state = door.say(f"cli.panel.{one.state.replace('_', '-')}", outcome=outcome)
    return f"{seat_name(door, one.seat, who)}: {state}"


def gate_data(seen: GateSeen) -> dict[str, Any]:
    """Return what a gate is closed again by, rests on and was referred back with."""
    return {
        "closed_again": closed_again(seen),
        "resting": [resting_data(one) for one in seen.resting],
        "points": [point_data(p) for p in seen.points],
    }


def closed_again(seen: GateSeen) -> list[dict[str, Any]]:
    """Return the conditions that close a passed gate again."""
    return [condition_data(c) for c in seen.overdue]


def gate_notes(door: Door, seen: GateSeen) -> Iterator[str]:
    """Yield what a gate rests on that was re-opened, and what is to be mended."""
    yield from resting_lines(door, seen.resting)
    if seen.decision is None:
        yield from point_lines(door, seen.points)


def project_data(seen: ProjectSeen) -> dict[str, Any]:
    """Return what is closed again, re-opened, rests on that, waits or is to be mended."""
    return {
        "closed_again": [condition_data(c) for c in seen.overdue],
        "reopened": [_at(gate) for gate in seen.standing.reopened],
        "resting": [resting_data(one) for one in seen.standing.resting],
        "points": [point_data(p) for p in seen.points],
        "motions": [
            {**_at(NextGate(m.gate, m.occurrence)), "asks": m.motion.asks.value if m.motion else ""}
            for m in seen.motions
        ],
    }


def project_notes(door: Door, seen: ProjectSeen) -> Iterator[str]:
    """Yield what is closed again, re-opened, rests on that, waits or is to be mended."""
    if seen.standing.reopened or seen.standing.resting or seen.motions:
        yield heading(door.say("cli.gate.to-know"))
    for again in seen.standing.reopened:
        yield paragraph(door.say("cli.gate.is-reopened", gate=gate_name(door, again)), indent=2)
    yield from resting_lines(door, seen.standing.resting)
    for moved in seen.motions:
        asks = moved.motion.asks.value if moved.motion else ""
        gate = gate_name(door, NextGate(moved.gate, moved.occurrence))
        yield paragraph(door.say("cli.gate.motion-waits", gate=gate, asks=asks), indent=2)
    yield from overdue_lines(door, seen.overdue)
    yield from point_lines(door, seen.points)


def _at(gate: NextGate) -> dict[str, Any]:
    return {"gate": gate.gate, "occurrence": gate.occurrence}


def overdue_lines(door: Door, overdue: Iterable[Condition]) -> Iterator[str]:
    """Yield the conditions that close a passed gate again."""
    for place, condition in enumerate(overdue):
        if not place:
            yield heading(door.say("cli.gate.closed-again"))
        facts = {"text": condition.text, "owner": condition.owner, "due": condition.due_on}
        yield paragraph(door.say("cli.gate.promise", **facts), indent=2, hang=2, first="• ")


def resting_lines(door: Door, resting: Iterable[Resting]) -> Iterator[str]:
    """Yield the gates that rest on one that was re-opened."""
    for one in resting:
        facts = {"gate": gate_name(door, one.gate), "other": gate_name(door, one.on)}
        on = day_of(one.reopened_at)
        yield paragraph(door.say("cli.gate.rests-on-reopened", on=on, **facts), indent=2)


def point_lines(door: Door, points: Iterable[Point]) -> Iterator[str]:
    """Yield the points that a gate was referred back with, those that wait first."""
    told = sorted(points, key=lambda point: bool(point.how))
    if told:
        yield heading(door.say("cli.gate.points-mended" if told[0].how else "cli.gate.points"))
    for point in told:
        code = "cli.gate.point-mended" if point.how else "cli.gate.point"
        said = door.say(code, text=point.text, how=point.how)
        yield paragraph(said, indent=2, hang=2, first="• ")
        yield style(f"    {' · '.join(filter(None, (point.place, point.id)))}", dim=True)


def gate_name(door: Door, gate: NextGate) -> str:
    """Return what an occurrence of a gate is called."""
    name = door.voice.term(gate.gate)
    return f"{name} {gate.occurrence}" if gate.occurrence else name


def condition_data(condition: Condition) -> dict[str, Any]:
    """Return a condition that is owed."""
    return {
        "condition": condition.id,
        "text": condition.text,
        "owner": condition.owner,
        "due_on": condition.due_on.isoformat(),
    }


def resting_data(one: Resting) -> dict[str, Any]:
    """Return a gate that rests on one that was re-opened."""
    return {
        "gate": one.gate.gate,
        "occurrence": one.gate.occurrence,
        "on": one.on.gate,
        "on_occurrence": one.on.occurrence,
        "reopened_at": verdict_json.moment(one.reopened_at),
    }


def point_data(point: Point) -> dict[str, Any]:
    """Return a point to mend."""
    return {
        "point": point.id,
        "gate": point.gate,
        "occurrence": point.occurrence,
        "place": point.place,
        "text": point.text,
        "how": point.how or None,
        "mended_at": None if point.mended_at is None else verdict_json.moment(point.mended_at),
    }

"""A change as data and as people read it: what it alters, who was asked, what it touches."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from click import style

from gronatraden.cli.deciding.panel_shown import seat_data, seat_name
from gronatraden.cli.layout import heading, pairs, paragraph, table
from gronatraden.exports import verdict_json
from gronatraden.exports.altered import altered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gronatraden.cli.door import Door
    from gronatraden.gates.changes import ChangeDecision, ChangeRequest
    from gronatraden.history import Change, Terms
    from gronatraden.services.changes.show_changes import ChangeSeen, Touched

_NOTHING = "–"


def change_data(asked: ChangeRequest, who: Mapping[str, str]) -> dict[str, Any]:
    """Return a change with those who were asked, people by handle."""
    change = asked.change
    decided_at = change.decided_at
    return {
        "change": change.id,
        "number": change.number,
        "kinds": [kind.value for kind in change.after.kinds],
        "before": _terms_data(change.before),
        "after": _terms_data(change.after),
        "reason": change.reason,
        "consequence": change.consequence,
        "requested_by": who.get(change.requested_by, change.requested_by),
        "requested_at": verdict_json.moment(change.requested_at),
        "rule": [{"role": role, "count": count} for role, count in asked.rule.items()],
        "panel": [seat_data(seat, who) for seat in asked.panel],
        "outcome": None if change.outcome is None else change.outcome.value,
        "decided_at": None if decided_at is None else verdict_json.moment(decided_at),
    }


def decision_data(decision: ChangeDecision | None, who: Mapping[str, str]) -> dict[str, Any] | None:
    """Return a decision on a change with its people by handle, or None."""
    if decision is None:
        return None
    return {
        "id": decision.id,
        "outcome": decision.outcome.value,
        "reason": decision.reason,
        "registry_number": decision.registry_number,
        "deciders": [who.get(person, person) for person in decision.deciders],
        "decided_at": verdict_json.moment(decision.decided_at),
    }


def seen_data(seen: ChangeSeen, who: Mapping[str, str]) -> dict[str, Any]:
    """Return a change with everything that came of it."""
    return {
        **change_data(seen.request, who),
        "words": [
            {
                "person": who.get(word.person, word.person),
                "outcome": word.outcome.value,
                "reason": word.reason,
                "said_at": verdict_json.moment(word.said_at),
            }
            for word in seen.words
        ],
        "decision": decision_data(seen.decision, who),
        "waiting_for": [
            {"role": place.role, "count": place.count}
            for place in (seen.tally.waiting_for if seen.decision is None else ())
        ],
        "outdated": list(seen.outdated),
        "touches": _touched_data(seen.touched),
        "readings": [
            {"indicator": r.indicator, "measured_on": r.measured_on, "value": str(r.value)}
            for r in seen.readings
        ],
    }


def _touched_data(touched: Touched) -> dict[str, Any]:
    return {
        "documents": [
            {"tool": one.tool, "number": one.number, "state": one.state}
            for one in touched.documents
        ],
        "requests": [request.id for request in touched.requests],
        "verdicts": [request.verdict for request in touched.requests],
        "conditions": [condition.id for condition in touched.conditions],
        "changes": list(touched.changes),
    }


def _terms_data(terms: Terms) -> dict[str, Any]:
    """Return what is stated of terms; what is not stated is left out."""
    found: dict[str, Any] = {
        "starts_on": terms.starts_on,
        "ends_on": terms.ends_on,
        "total_budget_sek": terms.total_budget_sek,
        "partners": None if terms.partners is None else list(terms.partners),
        "targets": [
            {
                "indicator": target.indicator,
                "value": None if target.value is None else str(target.value),
                "by": target.by,
            }
            for target in terms.targets
        ],
        "effects": [{"effect": effect, "statement": said} for effect, said in terms.effects],
        "fields": [{"where": place, "said": json.loads(said)} for place, said in terms.fields],
        "other": terms.other,
    }
    return {name: value for name, value in found.items() if value not in (None, [], "")}


def altered_lines(door: Door, change: Change) -> Iterator[str]:
    """Yield what a change alters, one line each: from what, to what."""
    for one in altered(door.voice, change):
        before, after = one.before or _NOTHING, one.after or _NOTHING
        said = door.say("change.from-to", before=before, after=after)
        yield paragraph(f"{one.name}: {said}", indent=2, hang=2)
    if change.after.other:
        yield paragraph(change.after.other, indent=2, hang=2)


def panel_lines(door: Door, asked: ChangeRequest, who: Mapping[str, str]) -> Iterator[str]:
    """Yield how many of which role it takes, and who was asked."""
    places = door.voice.seats(asked.rule.items())
    yield paragraph(door.say("cli.change.rule", places=places))
    if not asked.panel:
        yield door.say("cli.change.nobody-decides")
        return
    yield heading(door.say("cli.gate.panel"))
    seats = [(who.get(s.person, s.person), seat_name(door, s, who)) for s in asked.panel]
    yield from (f"  {line}" for line in pairs(sorted(seats)))


def seen_lines(door: Door, seen: ChangeSeen, who: Mapping[str, str]) -> Iterator[Any]:
    """Yield a change as a short story: what and why, what was said, what it touches."""
    change = seen.request.change
    state = "old" if seen.outdated else change.outcome.value if change.outcome else "waits"
    facts = {"number": change.number, "state": f"change.{state}"}
    yield style(door.say("cli.change.title", **facts), bold=True)
    yield from altered_lines(door, change)
    yield heading(door.say("cli.change.why"))
    yield paragraph(change.reason, indent=2)
    yield paragraph(door.say("cli.change.consequence", consequence=change.consequence), indent=2)
    for reading in seen.readings:
        value = door.voice.number(reading.value)
        said = {"indicator": reading.indicator, "value": value, "on": reading.measured_on}
        yield paragraph(door.say("cli.change.deviation", **said), indent=2)
    yield heading(door.say("cli.change.decision"))
    yield from _story(door, seen, who)
    yield from _touched_lines(door, seen.touched)


def _story(door: Door, seen: ChangeSeen, who: Mapping[str, str]) -> Iterator[str]:
    change = seen.request.change
    by = who.get(change.requested_by, change.requested_by)
    at = door.voice.clock(change.requested_at)
    yield paragraph(door.say("cli.change.requested", person=by, at=at), indent=2)
    for word in seen.words:
        facts = {"person": who.get(word.person, word.person), "outcome": f"say.{word.outcome}"}
        said = f"{door.say('cli.gate.word', **facts)} {word.reason}".strip()
        yield paragraph(said, indent=2, hang=2)
    if seen.decision is None:
        places = door.voice.seats((p.role, p.count) for p in seen.tally.waiting_for)
        yield paragraph(door.say("cli.change.waits-for", places=places), indent=2)
    else:
        state, number = f"change.{seen.decision.outcome}", change.number
        people = sorted(who.get(person, person) for person in seen.decision.deciders)
        said = door.say("cli.change.decided", number=number, state=state, people=people)
        yield "  " + style(said, bold=True)
    if seen.outdated:
        yield paragraph(door.say("cli.change.outdated", names=list(seen.outdated)), indent=2)


def _touched_lines(door: Door, touched: Touched) -> Iterator[Any]:
    if not (touched.documents or touched.requests or touched.conditions or touched.changes):
        return
    yield heading(door.say("cli.change.touches"))
    rows = [
        (door.voice.tool(one.tool), one.number, door.voice.term(f"touched.{one.state}"))
        for one in touched.documents
    ]
    if rows:
        yield table(door, ("document", "number", "state"), rows)
    for request in touched.requests:
        gate = door.voice.term(request.gate)
        yield paragraph(door.say("cli.change.old-request", gate=gate), indent=2, hang=2, first="• ")
    for condition in touched.conditions:
        facts = {"text": condition.text, "due": condition.due_on}
        said = door.say("cli.change.condition", **facts)
        yield paragraph(said, indent=2, hang=2, first="• ")
    for number in touched.changes:
        said = door.say("cli.change.other-change", number=number)
        yield paragraph(said, indent=2, hang=2, first="• ")

"""What has changed since somebody was last asked, as data and as people read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gronatraden.cli.layout import heading, paragraph
from gronatraden.cli.shown.differing import difference_lines
from gronatraden.exports.holding.difference import render
from gronatraden.exports.holding.waiver_json import standing_data
from gronatraden.exports.verdict_json import decision, request
from gronatraden.moment import day_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gronatraden.cli.door import Door
    from gronatraden.services.holding.what_changed import ChangedSince, DocumentChanged


def since_data(found: ChangedSince, who: Mapping[str, str]) -> dict[str, Any]:
    """Return everything that has changed, people by handle."""
    return {
        "since": decision(found.since, who),
        "has_spoken": found.has_spoken,
        "request": request(found.request, who),
        "documents": [_document(one) for one in found.documents],
        "readings": [
            {
                "number": r.number,
                "indicator": r.indicator,
                "measured_on": r.measured_on,
                "value": str(r.value),
            }
            for r in found.readings
        ],
        "waivers": [standing_data(w.now, who) | {"before": w.before} for w in found.waivers],
        "conditions": [
            {"condition": c.id, "text": c.text, "due_on": c.due_on, "met": c.met_at is not None}
            for c in found.conditions
        ],
        "changes": [
            {"number": c.number, "kinds": list(c.after.kinds), "outcome": c.outcome}
            for c in found.changes
        ],
        "evidence": [{"number": e.number, "title": e.title} for e in found.evidence],
        "policies": [{"policy": p.policy, "version": p.version} for p in found.policies],
    }


def _document(one: DocumentChanged) -> dict[str, Any]:
    return {
        "tool": one.tool,
        "from": one.before,
        "to": one.after,
        "differences": [render(d) | {"material": d.where in one.material} for d in one.differences],
    }


def since_lines(door: Door, found: ChangedSince, *, person: str) -> Iterator[str]:
    """Yield everything that has changed, by what it is about."""
    yield paragraph(_opening(door, found, person))
    if found.is_nothing:
        yield door.say("since.nothing")
    for one in found.documents:
        facts = {"tool": one.tool, "before": one.before, "after": one.after}
        code = "since.document" if one.before else "since.document-new"
        yield heading(door.say(code, count=len(one.differences), **facts))
        for d in one.differences if one.before else ():
            note = door.say("since.material") if d.where in one.material else ""
            yield from difference_lines(door, d, note=note)
    yield from _group(door, "readings", (_reading(door, found)))
    yield from _group(door, "waivers", _waivers(door, found))
    yield from _group(door, "conditions", (c.text for c in found.conditions))
    yield from _group(door, "changes", _changes(door, found))
    yield from _group(door, "evidence", (f"{e.number} {e.title}" for e in found.evidence))
    yield from _group(door, "policies", (f"{p.policy} {p.version}" for p in found.policies))


def _opening(door: Door, found: ChangedSince, person: str) -> str:
    if found.since is None:
        return door.say("since.never", person=person)
    code = "since.spoken" if found.has_spoken else "since.asked"
    facts = {"gate": found.since.gate, "on": day_of(found.since.decided_at)}
    return door.say(code, person=person, **facts)


def _group(door: Door, name: str, lines: Iterable[str]) -> Iterator[str]:
    told = list(lines)
    if told:
        yield heading(door.say(f"since.{name}"))
    yield from (paragraph(line, indent=2, hang=2, first="• ") for line in told)


def _reading(door: Door, found: ChangedSince) -> Iterator[str]:
    for r in found.readings:
        value = f"{door.voice.number(r.value)} ({door.voice.day(r.measured_on)})"
        yield f"{r.indicator}: {value}"


def _waivers(door: Door, found: ChangedSince) -> Iterator[str]:
    for one in found.waivers:
        state = door.say(f"report.waivers.state.{one.now.state}")
        yield f"{one.now.waiver.requirement}: {state}"


def _changes(door: Door, found: ChangedSince) -> Iterator[str]:
    for change in found.changes:
        outcome = "waits" if change.outcome is None else change.outcome.value
        yield door.say(f"since.change-{outcome}", number=change.number, reason=change.reason)

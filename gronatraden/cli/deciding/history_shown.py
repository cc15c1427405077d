"""A request for a decision and all that came of it, as data and as people read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from click import style

from gronatraden.cli.deciding.panel_shown import point_data
from gronatraden.cli.layout import heading, paragraph
from gronatraden.exports import verdict_json
from gronatraden.moment import day_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gronatraden.cli.door import Door
    from gronatraden.gates.decision import Word
    from gronatraden.services.gate_history import Asked


def asked_data(asked: Asked, who: Mapping[str, str]) -> dict[str, Any]:
    """Return a request with its words and its decision, people by handle."""
    return {
        "gate": asked.request.gate,
        "occurrence": asked.request.occurrence,
        "ready": asked.verdict.ready,
        "missing": [result.id for result in asked.verdict.missing],
        "request": verdict_json.request(asked.request, who),
        "asks": asked.request.motion.asks.value if asked.request.motion else "open",
        "points": [point_data(point) for point in asked.points],
        "words": [_word_data(word, who) for word in asked.words],
        "decision": verdict_json.decision(asked.decision, who),
        "conditions": [
            {
                "condition": c.id,
                "text": c.text,
                "owner": c.owner,
                "due_on": c.due_on.isoformat(),
                "met_at": None if c.met_at is None else verdict_json.moment(c.met_at),
            }
            for c in asked.conditions
        ],
    }


def _word_data(word: Word, who: Mapping[str, str]) -> dict[str, Any]:
    return {
        "person": who.get(word.person, word.person),
        "outcome": word.outcome.value,
        "reason": word.reason,
        "said_at": verdict_json.moment(word.said_at),
    }


def asked_lines(door: Door, asked: Asked, who: Mapping[str, str]) -> Iterator[str]:
    """Yield a request as a short story: asked, said, decided, on what conditions."""
    request = asked.request
    gate = door.voice.term(request.gate)
    title = f"{gate} {request.occurrence}" if request.occurrence else gate
    yield heading(title) + style(f"  {door.voice.clock(request.requested_at)}", dim=True)
    state = "ready" if asked.verdict.ready else "closed"
    by = door.person(who, request.requested_by)
    count = len(asked.verdict.missing)
    if (motion := request.motion) is not None:
        facts_of_motion = {"person": by, "reason": motion.reason, "until": motion.due_on}
        facts_of_motion["about"] = asked.about
        code = f"cli.history.moved-{motion.asks.value}"
        yield paragraph(door.say(code, **facts_of_motion), indent=2, hang=2)
    else:
        yield "  " + door.say(f"cli.history.asked-{state}", person=by, missing=count)
    for word in asked.words:
        yield from _word_lines(door, word, who)
    if asked.decision is None:
        yield "  " + door.say("cli.history.undecided")
    else:
        facts = {"outcome": asked.decision.outcome.value, "on": day_of(asked.decision.decided_at)}
        yield "  " + style(door.say("cli.history.decided", **facts), bold=True)
    for point in asked.points:
        code = "cli.gate.point-mended" if point.how else "cli.gate.point"
        said = door.say(code, text=point.text, how=point.how)
        yield paragraph(said, indent=4, hang=2, first="• ")
    for condition in asked.conditions:
        code = "cli.history.condition" if condition.met_at is None else "cli.history.condition-met"
        facts_of = {"text": condition.text, "owner": condition.owner, "due": condition.due_on}
        yield paragraph(door.say(code, **facts_of), indent=4, hang=2, first="• ")


def _word_lines(door: Door, word: Word, who: Mapping[str, str]) -> Iterator[str]:
    person = door.person(who, word.person)
    said = door.say("cli.gate.word", person=person, outcome=word.outcome.value)
    yield paragraph(f"{said} {word.reason}".strip(), indent=2, hang=2)

"""Minutes are written: a record said in one language, in the order that minutes are read.

What was decided comes first, then why, how it went, what it rests on and where to sign.
One person's decision is no board's, and where no decision stands it is a note for the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.exports.minutes import grounds, proceedings
from gronatraden.exports.minutes.document import Document, Paragraph, Points, Section, Signature
from gronatraden.moment import day_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gronatraden.exports.minutes.document import Block
    from gronatraden.exports.minutes.record import Record
    from gronatraden.gates.decision import Decision
    from gronatraden.text import Voice

_BODIES = ("steering_group", "steering_chair", "project_owner")
"""Roles that are named as whoever decides, the first of them that the rule asks for."""


def write(record: Record, voice: Voice) -> Document:
    """Return the minutes of a record.

    Args:
        record: What they rest on.
        voice: The language they are said in.
    """
    say = voice.say
    return Document(
        kind=say(f"minutes.kind-{_kind(record)}"),
        body=", ".join(filter(None, (record.owner, _body(record, voice)))),
        title=_title(record, voice),
        facts=tuple(_head(record, voice)),
        notice=say("minutes.simulated") if record.simulated else "",
        sections=tuple(_sections(record, voice)),
        foot=say("minutes.foot", request=record.request.id),
    )


def _kind(record: Record) -> str:
    if record.decision is None:
        return "note"
    return "extract" if sum(record.rule.values()) > 1 else "single"


def _body(record: Record, voice: Voice) -> str:
    return voice.say(f"minutes.body-{_who(record)}", project=record.title)


def _who(record: Record) -> str:
    return next((role for role in _BODIES if role in record.rule), "others")


def gate_of(record: Record, voice: Voice) -> str:
    """Return what the gate is called, with its number where it recurs."""
    name, occurrence = voice.term(record.request.gate), record.request.occurrence
    return f"{name} {occurrence}" if occurrence else name


def _title(record: Record, voice: Voice) -> str:
    gate = gate_of(record, voice)
    if record.decision is None:
        return voice.say("minutes.title-note", gate=gate, project=record.title)
    outcome = record.decision.outcome.value
    return voice.say("minutes.title", gate=gate, project=record.title, outcome=outcome)


def _head(record: Record, voice: Voice) -> Iterator[tuple[str, str]]:
    say, decision = voice.say, record.decision
    if decision is None:
        yield say("minutes.asked-on"), voice.clock(record.request.requested_at)
    else:
        yield say("minutes.decided-on"), voice.clock(decision.decided_at)
        yield say("minutes.number"), str(record.number)
    yield say("minutes.registry-number"), record.registry_number
    yield say("minutes.project"), f"{record.title} ({record.request.project})"


def _sections(record: Record, voice: Voice) -> Iterator[Section]:
    written: tuple[tuple[str, tuple[Block, ...]], ...] = (
        ("decision", tuple(_decision(record, voice))),
        ("points", tuple(grounds.points(record, voice))),
        ("reason", tuple(_reason(record))),
        ("matter", tuple(grounds.matter(record, voice))),
        ("words", tuple(proceedings.words(record, voice))),
        ("waivers", tuple(grounds.waivers(record, voice))),
        ("aside", tuple(grounds.aside(record, voice))),
        ("documents", tuple(grounds.documents(record, voice))),
        ("policies", tuple(grounds.policies(record, voice))),
        ("log", tuple(grounds.log(record, voice))),
        ("signatures", tuple(_signatures(record, voice))),
    )
    for code, blocks in written:
        if blocks:
            yield Section(code=code, heading=voice.say(f"minutes.{code}"), blocks=blocks)


def _decision(record: Record, voice: Voice) -> Iterator[Block]:
    decision = record.decision
    if decision is None:
        yield Paragraph(voice.say("minutes.nothing-decided"))
        return
    yield Paragraph(voice.say(f"minutes.decides-{_who(record)}"))
    facts = {
        "gate": gate_of(record, voice),
        "project": record.title,
        "until": _until(record, decision),
        "phase": record.enters,
        "about": record.about,
    }
    items = [voice.say(f"minutes.that-{_what(record, decision)}", **facts)]
    if record.enters:
        way = "finished" if record.enters == "finished" else "enters"
        items.append(voice.say(f"minutes.that-{way}", **facts))
    yield Points(tuple(items))
    if record.conditions:
        yield Paragraph(voice.say("minutes.conditions"))
        yield Points(tuple(_conditions(record, voice)), numbered=True)
    if record.points:
        yield Paragraph(voice.say("minutes.to-mend"))
        yield Points(tuple(point.text for point in record.points), numbered=True)


def _what(record: Record, decision: Decision) -> str:
    """Return what was decided: on a gate that is asked to open, or on one that was passed."""
    motion = record.request.motion
    if motion is None or decision.outcome is motion.asks:
        return decision.outcome.value
    return f"not-{motion.asks.value}"


def _until(record: Record, decision: Decision) -> date:
    moved = record.request.motion.due_on if record.request.motion else None
    return decision.hold_until or moved or day_of(decision.decided_at)


def _conditions(record: Record, voice: Voice) -> Iterator[str]:
    for condition in record.conditions:
        facts = {"text": condition.text.rstrip("."), "owner": voice.term(condition.owner)}
        first = condition.first_due_on or condition.due_on
        yield voice.say("minutes.condition", due=first, **facts)


def _reason(record: Record) -> Iterator[Block]:
    """Yield every reason given by those who carried the decision, each once."""
    carried = [said.word.reason for said in record.words if said.counted == "carried"]
    for reason in dict.fromkeys(text for text in carried if text.strip()):
        yield Paragraph(reason)


def _signatures(record: Record, voice: Voice) -> Iterator[Block]:
    say = voice.say
    kind = _kind(record)
    if kind == "note":
        yield Signature(say("minutes.sign-note"), "")
        return
    yield Paragraph(say("minutes.sign-how"))
    if kind == "single":
        yield from (Signature(say("minutes.sign-single"), one.name) for one in record.deciders)
        return
    yield Signature(say("minutes.sign-keeper"), "")
    first = sorted(record.deciders, key=lambda one: "steering_chair" not in one.roles)
    for one in first:
        part = "chair" if "steering_chair" in one.roles else "adjuster"
        yield Signature(say(f"minutes.sign-{part}"), one.name)
    yield Signature(say("minutes.sign-extract"), "")

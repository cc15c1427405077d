"""Minutes of a decision on a change: what it alters, why, who said what, and where to sign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gronatraden.exports.altered import altered
from gronatraden.exports.minutes.document import (
    Document,
    Paragraph,
    Points,
    Section,
    Signature,
    Table,
)
from gronatraden.exports.minutes.proceedings import counted, with_roles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.exports.minutes.document import Block
    from gronatraden.exports.minutes.record import Counted, LogPlace, Someone
    from gronatraden.gates.changes import ChangeDecision, ChangeRequest, ChangeWord
    from gronatraden.text import Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidOnChange:
    """A word on a change with who said it."""

    by: Someone
    word: ChangeWord
    counted: Counted


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRecord:
    """One change with everything recorded of its decision."""

    owner: str
    """Who owns the programme."""
    title: str
    """What the project was called when it was decided, or requested while it waits."""
    registry_number: str
    """The decision's own, or that of the facts of the day; empty where neither states one."""
    simulated: bool
    request: ChangeRequest
    requested_by: str
    panel: tuple[Someone, ...]
    words: tuple[SaidOnChange, ...]
    decision: ChangeDecision | None
    """None while the words do not suffice."""
    deciders: tuple[Someone, ...]
    log: LogPlace


def write_change(record: ChangeRecord, voice: Voice) -> Document:
    """Return the minutes of a change.

    Args:
        record: What they rest on.
        voice: The language they are said in.
    """
    say, change = voice.say, record.request.change
    many = sum(record.request.rule.values()) > 1
    kind = "note" if record.decision is None else "extract" if many else "single"
    body = say("minutes.body-others", project=record.title)
    return Document(
        kind=say(f"minutes.kind-{kind}"),
        body=", ".join(filter(None, (record.owner, body))),
        title=say("minutes.change-title", number=change.number, project=record.title),
        facts=tuple(_head(record, voice)),
        notice=say("minutes.simulated") if record.simulated else "",
        sections=tuple(_sections(record, kind, voice)),
        foot=say("minutes.foot", request=change.id),
    )


def _head(record: ChangeRecord, voice: Voice) -> Iterator[tuple[str, str]]:
    say, decision = voice.say, record.decision
    if decision is None:
        yield say("minutes.asked-on"), voice.clock(record.request.change.requested_at)
    else:
        yield say("minutes.decided-on"), voice.clock(decision.decided_at)
        yield say("minutes.number"), str(decision.number)
    yield say("minutes.registry-number"), record.registry_number
    yield say("minutes.project"), f"{record.title} ({record.request.project})"


def _sections(record: ChangeRecord, kind: str, voice: Voice) -> Iterator[Section]:
    reason = record.decision.reason if record.decision else ""
    written: tuple[tuple[str, tuple[Block, ...]], ...] = (
        ("decision", tuple(_decision(record, voice))),
        ("reason", (Paragraph(reason),) if reason.strip() else ()),
        ("matter", tuple(_matter(record, voice))),
        ("words", tuple(_words(record, voice))),
        ("log", tuple(_log(record, voice))),
        ("signatures", tuple(_signatures(record, kind, voice))),
    )
    for code, blocks in written:
        if blocks:
            yield Section(code=code, heading=voice.say(f"minutes.{code}"), blocks=blocks)


def _decision(record: ChangeRecord, voice: Voice) -> Iterator[Block]:
    if record.decision is None:
        yield Paragraph(voice.say("minutes.nothing-decided"))
        return
    number, outcome = record.request.change.number, record.decision.outcome.value
    yield Paragraph(voice.say("minutes.decides-others"))
    yield Points((voice.say(f"minutes.that-{outcome}", number=number, project=record.title),))


def _matter(record: ChangeRecord, voice: Voice) -> Iterator[Block]:
    """Yield who asked for what, from what to what, and why."""
    change, say = record.request.change, voice.say
    at = voice.clock(change.requested_at)
    yield Paragraph(say("minutes.change-asked", person=record.requested_by, at=at))
    rows = tuple((one.name, one.before or "–", one.after or "–") for one in altered(voice, change))
    if rows:
        headings = tuple(say(f"minutes.column-{name}") for name in ("altered", "before", "after"))
        yield Table(say("minutes.change-caption"), headings, rows)
    if change.after.other:
        yield Paragraph(change.after.other)
    yield Paragraph(say("minutes.asked-because", text=change.reason))
    yield Paragraph(say("minutes.change-consequence", text=change.consequence))


def _words(record: ChangeRecord, voice: Voice) -> Iterator[Block]:
    say, rule = voice.say, record.request.rule
    asked = [with_roles(one, voice) for one in record.panel]
    yield Paragraph(say("minutes.asked", people=asked) if asked else say("minutes.nobody-asked"))
    places = voice.seats(rule.items())
    yield Paragraph(say("minutes.takes", places=places))
    if not record.words:
        yield Paragraph(say("minutes.nobody-spoke"))
        return
    headings = tuple(say(f"minutes.column-{name}") for name in ("who", "word", "reason", "when"))
    yield Table(
        say("minutes.words-caption"), headings, tuple(_row(said, voice) for said in record.words)
    )


def _row(said: SaidOnChange, voice: Voice) -> tuple[str, ...]:
    word = counted(voice.term(f"say.{said.word.outcome.value}"), said.counted, voice)
    why = said.word.reason.strip() or voice.say("minutes.no-reason")
    return (with_roles(said.by, voice), word, why, voice.clock(said.word.said_at))


def _log(record: ChangeRecord, voice: Voice) -> Iterator[Block]:
    place, what = record.log, "request" if record.decision is None else "decision"
    facts = {"origin": place.origin, "seq": place.seq, "hash": place.leaf_hash}
    yield Paragraph(voice.say(f"minutes.log-{what}", **facts))


def _signatures(record: ChangeRecord, kind: str, voice: Voice) -> Iterator[Block]:
    say = voice.say
    if kind == "note":
        yield Signature(say("minutes.sign-note"), "")
        return
    yield Paragraph(say("minutes.sign-how"))
    if kind == "extract":
        yield Signature(say("minutes.sign-keeper"), "")
    for one in record.deciders:
        chairs = "chair" if "steering_chair" in one.roles else "adjuster"
        part = "single" if kind == "single" else chairs
        yield Signature(say(f"minutes.sign-{part}"), one.name)
    if kind == "extract":
        yield Signature(say("minutes.sign-extract"), "")

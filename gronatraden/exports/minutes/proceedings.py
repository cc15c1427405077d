"""How it went: who was asked, what each said, which words carried and which were replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.exports.minutes.document import Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.exports.minutes.document import Block
    from gronatraden.exports.minutes.record import Counted, Record, Said, Someone
    from gronatraden.text import Voice


def words(record: Record, voice: Voice) -> Iterator[Block]:
    """Yield who was asked, what the decision took, and every word in the order said."""
    say = voice.say
    if record.panel:
        asked = [with_roles(one, voice) for one in record.panel]
        yield Paragraph(say("minutes.asked", people=asked))
    else:
        yield Paragraph(say("minutes.nobody-asked"))
    if record.rule:
        places = voice.seats(record.rule.items())
        yield Paragraph(say("minutes.takes", places=places))
    if not record.words:
        yield Paragraph(say("minutes.nobody-spoke"))
        return
    headings = tuple(say(f"minutes.column-{name}") for name in ("who", "word", "reason", "when"))
    rows = tuple(_row(said, voice) for said in record.words)
    yield Table(say("minutes.words-caption"), headings, rows)


def _row(said: Said, voice: Voice) -> tuple[str, str, str, str]:
    word = counted(voice.term(said.word.outcome.value), said.counted, voice)
    return (with_roles(said.by, voice), word, _why(said, voice), voice.clock(said.word.said_at))


def counted(word: str, how: Counted, voice: Voice) -> str:
    """Return a word with what kept it from counting, where something did."""
    return voice.say(f"minutes.{how}", word=word) if how in {"replaced", "apart"} else word


def _why(said: Said, voice: Voice) -> str:
    """Return a word's reason with what goes with it."""
    parts = [said.word.reason] if said.word.reason.strip() else []
    for asked in said.word.conditions:
        facts = {"text": asked.text.rstrip("."), "owner": voice.term(asked.owner)}
        parts.append(voice.say("minutes.word-condition", due=asked.due_on, **facts))
    if said.word.hold_until is not None:
        parts.append(voice.say("minutes.word-until", until=said.word.hold_until))
    if said.word.reason.strip() and len(parts) > 1:
        parts[0] = voice.say("minutes.word-reason", text=said.word.reason)
    return " ".join(parts) or voice.say("minutes.no-reason")


def with_roles(one: Someone, voice: Voice) -> str:
    """Return a person's name with the roles they were asked in, and for whom."""
    if not one.roles:
        return one.name
    roles = voice.join(voice.term(role) for role in one.roles)
    if one.instead_of:
        roles = voice.say("minutes.instead-of", roles=roles, people=one.instead_of)
    return f"{one.name} ({roles})"

"""An outline's values in one language: what both ways out of the house say alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from gronatraden.exports.outline.outline import Aside, Both, Gap, Sentence, Sum, Word
from gronatraden.exports.report.places import place
from gronatraden.exports.report.words import capital

if TYPE_CHECKING:
    from decimal import Decimal

    from gronatraden.exports.outline.outline import Cell, Outline, Piece, Value
    from gronatraden.text import Voice

_BETWEEN = " › "


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says what an outline holds; text that people wrote comes out as it went in."""

    voice: Voice
    outline: Outline

    def say(self, code: str, /, **facts: object) -> str:
        """Return a sentence of ``text/*/outline.toml``."""
        return self.voice.say(f"outline.{code}", **facts)

    def value(self, value: Value) -> str:
        """Return a value in words."""
        if isinstance(value, str):
            return value
        if isinstance(value, Sentence | Both | Word):
            return self._said(value)
        return self._measured(value)

    def _said(self, value: Sentence | Both | Word) -> str:
        voice = self.voice
        match value:
            case Sentence(code, facts):
                return voice.say(code, **facts)
            case Both(sv, en):
                return sv if voice.language == "sv" else en
            case Word(code, kind):
                own = f"term.{kind}.{code}"
                return capital(voice.say(own) if voice.knows(own) else voice.term(code))

    def _measured(self, value: Sum | date | Decimal | int) -> str:
        voice = self.voice
        match value:
            case Sum(sek):
                return voice.sek(sek)
            case datetime():
                return voice.clock(value)
            case date():
                return voice.day(value)
            case _:
                return voice.number(value)

    def pieces(self, cell: Cell) -> tuple[Piece, ...]:
        """Return what stands in a cell, the most important first."""
        if cell is None:
            return ()
        return cell if isinstance(cell, tuple) else (cell,)

    def piece(self, piece: Piece) -> str:
        """Return a piece of a cell in words."""
        if isinstance(piece, Gap):
            return self.mark(piece)
        return self.aside(piece) if isinstance(piece, Aside) else self.value(piece)

    def mark(self, gap: Gap) -> str:
        """Return what a gap is called: ``Lucka 3``."""
        return self.say("gaps.mark", number=self.outline.numbers[gap.where])

    def aside(self, aside: Aside) -> str:
        """Return why something does not apply."""
        return self.say("gaps.aside", because=aside.because)

    def missing(self, gap: Gap) -> str:
        """Return what a gap lacks."""
        field = place(self.voice, gap.where)[-1]
        return self.say(f"gap.{gap.code}", field=field, **gap.facts)

    def place(self, gap: Gap) -> str:
        """Return where a gap is filled in, the widest first."""
        return capital(_BETWEEN.join(place(self.voice, gap.where)))

    def who(self, gap: Gap) -> str:
        """Return who can fill a gap in."""
        return self.voice.join(self.voice.term(role) for role in gap.who)

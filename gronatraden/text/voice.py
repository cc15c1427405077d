"""A voice says a code in one language.

Sentences are templates with named facts: ``{title}``. A format word after a colon
says how a fact is spoken: ``{groups:list}`` joins words, ``{role:term}`` and
``{roles:terms}`` translate codes through the area ``term``, ``{name:tool}`` through
``tool``, ``{names:things}`` through both, and ``{names:fields}`` through ``field``,
``{amount:sek}`` writes kronor and ``{day:date}`` writes a day. Areas are read when they
are first needed.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from string import Formatter
from typing import TYPE_CHECKING, Any

from gronatraden.moment import STOCKHOLM
from gronatraden.text.words import area

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

LANGUAGES = ("sv", "en")
"""Swedish is the source language."""

_NO_BREAK = "\u00a0"
_LARGE = 10_000
"""From here on digits are grouped in threes (ISO 80000-1, Myndigheternas skrivregler)."""
_CLOCK = {"sv": "kl. %H.%M", "en": "at %H:%M"}
_MONTHS = {
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "en": "January February March April May June July August September October November December",
}


class Voice(Formatter):
    """Says codes in one language; it holds no state but the language."""

    def __init__(self, language: str = "sv") -> None:
        if language not in LANGUAGES:
            message = f"no such language: {language}"
            raise ValueError(message)
        self.language = language

    def say(self, code: str, /, **facts: object) -> str:
        """Return the sentence of a code, ``area.rest``, with its facts filled in.

        Raises:
            KeyError: When no sentence has that code; a house test keeps this from happening.
        """
        name, _, rest = code.partition(".")
        return self.vformat(area(self.language, name)[rest], (), facts)

    def knows(self, code: str) -> bool:
        """Say whether a code has a sentence."""
        name, _, rest = code.partition(".")
        return rest in area(self.language, name)

    def term(self, code: str) -> str:
        """Return the word for a coded value, or the value itself where it has none."""
        return area(self.language, "term").get(code, code)

    def tool(self, name: str) -> str:
        """Return the word for a tool's name, or the name itself where it has none."""
        return area(self.language, "tool").get(name, name)

    def field(self, name: str) -> str:
        """Return the word for a field's name, or the name itself where it has none."""
        return area(self.language, "field").get(name, name)

    def day(self, day: date) -> str:
        """Write a day out: 3 mars 2019, 3 March 2019."""
        return f"{day.day} {_MONTHS[self.language].split()[day.month - 1]} {day.year}"

    def clock(self, at: datetime) -> str:
        """Write a moment out in Swedish time: 3 mars 2019 kl. 09.00, 3 March 2019 at 09:00."""
        here = at.astimezone(STOCKHOLM)
        return f"{self.day(here.date())} {here.strftime(_CLOCK[self.language])}"

    def number(self, value: Decimal | int) -> str:
        """Write a number: 12 345,5 in Swedish, 12,345.5 in English; grouped from five digits."""
        large = not -_LARGE < value < _LARGE
        written = f"{Decimal(value):,f}" if large else f"{Decimal(value):f}"
        written = written.replace("-", "\u2212")
        if self.language == "sv":
            return written.replace(",", _NO_BREAK).replace(".", ",")
        return written

    def sek(self, amount: int) -> str:
        """Write an amount of whole kronor: 19 400 000 kr, SEK 19,400,000."""
        if self.language == "sv":
            return f"{amount:,}".replace(",", _NO_BREAK) + f"{_NO_BREAK}kr"
        return f"SEK{_NO_BREAK}{amount:,}"

    def join(self, words: Iterable[str]) -> str:
        """Join words with commas and a final *och* or *and*."""
        *first, last = [str(word) for word in words] or [""]
        glue = {"sv": "och", "en": "and"}[self.language]
        return f"{', '.join(first)} {glue} {last}" if first else last

    def seats(self, roles: Iterable[tuple[str, int]]) -> list[str]:
        """Write roles with how many of each, right of one and of many: ``styrgrupp (2)``."""
        return [f"{self.term(role)} ({count})" for role, count in roles]

    def format_field(self, value: Any, format_spec: str) -> str:  # noqa: ANN401 - Formatter's shape
        """Speak one fact as its format word asks; extends ``string.Formatter``."""
        spoken = _SPOKEN.get(format_spec)
        return format(value, format_spec) if spoken is None else spoken(self, value)


_CLOSING = (".", "!", "?", "…")


def _closed(written: str) -> str:
    """Return what somebody wrote so that another sentence can follow it."""
    return f"{written}." if written and not written.endswith(_CLOSING) else written


_SPOKEN: dict[str, Callable[[Voice, Any], str]] = {
    "term": lambda voice, code: voice.term(str(code)),
    "terms": lambda voice, codes: voice.join(voice.term(str(code)) for code in codes),
    "tool": lambda voice, name: voice.tool(str(name)),
    "field": lambda voice, name: voice.field(str(name)),
    "fields": lambda voice, names: voice.join(voice.field(str(name)) for name in names),
    "list": lambda voice, words: voice.join(words),
    "sentence": lambda _, written: _closed(str(written).strip()),
    "things": lambda voice, names: voice.join(
        voice.tool(name) if voice.knows(f"tool.{name}") else voice.term(name) for name in names
    ),
    "sek": lambda voice, amount: voice.sek(int(amount)),
    "date": lambda voice, day: voice.day(
        day if isinstance(day, date) else date.fromisoformat(str(day)[:10])
    ),
}
"""How each format word speaks a fact."""

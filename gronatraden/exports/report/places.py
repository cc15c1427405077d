"""Where a finding points, in words: tool, field and element instead of a path."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gronatraden.text import Voice

_STEP = re.compile(r"([^.\[\]]+)(?:\[([^\]]*)\])?")


def place(voice: Voice, where: str) -> tuple[str, ...]:
    """Return a finding's path as words, the widest first.

    ``change_logic.indicators[co2].baseline`` is *Förändringslogik*, *indikatorer*, *co2*,
    *utgångsvärde*. An element is shown by its id, which is how the document names it.
    """
    words: list[str] = []
    within = ""
    for number, found in enumerate(_STEP.finditer(where)):
        name, element = found[1], found[2]
        if number == 0:
            within = name
            words.append(room(voice, name))
        else:
            words.append(_field(voice, within, name))
        if element:
            words.append(element)
    return tuple(words)


def room(voice: Voice, name: str) -> str:
    """Return what a tool, or a part of the record, is called."""
    code = f"report.room.{name}"
    return voice.say(code) if voice.knows(code) else voice.tool(name)


def _field(voice: Voice, within: str, name: str) -> str:
    code = f"field.{within}.{name}"
    return voice.say(code) if voice.knows(code) else voice.field(name)

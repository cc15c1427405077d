"""Spots: where a character of a text that a manuscript holds stands in the file.

A text may be written plainly, within quotes, or as a block, folded or not; what a reader
made of it is matched with what stands there, blanks left aside. Where an escape or a
doubled quote stands between, the place where the text begins has to do.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gronatraden.manuscript.places import Position, look_up

if TYPE_CHECKING:
    from gronatraden.manuscript.places import Path
    from gronatraden.manuscript.reading import Manuscript

_ANNOUNCED = re.compile(r"""["']?[\w.-]+["']?[ \t]*:[ \t]*""")
"""A key and its colon, before the value."""
_BLOCK = re.compile(r"[|>][-+0-9]*[ \t]*(#.*)?\r?\n")


def spot(manuscript: Manuscript, path: Path, at: int) -> Position:
    """Return where the character at a place in the text at a path stands.

    Args:
        manuscript: The file.
        path: Of a text that stands under a key.
        at: In characters from the start of the text; its end is a place too.
    """
    announced = manuscript.line_of(path)
    value = look_up(manuscript.value, path)
    text = manuscript.text
    start = _start(text, _offset(text, announced))
    if not isinstance(value, str) or start is None:
        return announced
    found = _match(text, start, value[:at])
    return _position(text, start if found is None else _next(text, found, value[at : at + 1]))


def _start(text: str, key: int) -> int | None:
    """Return where the value of a key begins, inside its quotes or block."""
    announced = _ANNOUNCED.match(text, key)
    if announced is None:
        return None
    start = announced.end()
    block = _BLOCK.match(text, start)
    if block is not None:
        start = block.end()
    start += len(text[start:]) - len(text[start:].lstrip())
    quoted = block is None and text[start : start + 1] in {'"', "'"}
    return start + quoted


def _match(text: str, start: int, said: str) -> int | None:
    """Return where a text ends when it is read from a place on, blanks aside."""
    here = start
    for character in said:
        if character.isspace():
            continue
        here = _next(text, here, character)
        if text[here : here + 1] != character:
            return None
        here += 1
    return here


def _next(text: str, here: int, character: str) -> int:
    """Pass the blanks before a character."""
    if not character.strip():
        return here
    while text[here : here + 1].isspace():
        here += 1
    return here


def _offset(text: str, place: Position) -> int:
    lines = text.splitlines(keepends=True)
    return sum(map(len, lines[: place.line - 1])) + place.column - 1


def _position(text: str, offset: int) -> Position:
    before = text[:offset].splitlines(keepends=True)
    if not before or before[-1].endswith(("\n", "\r")):
        return Position(len(before) + 1, 1)
    return Position(len(before), len(before[-1]) + 1)

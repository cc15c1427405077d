"""Characters: bytes into text that reads as it is stored.

Text is UTF-8; the mark that some editors put first is taken away. Refused wherever
they stand, in words, comments and escapes:

- control characters other than tab and line break;
- the separators U+2028 and U+2029 and the next-line U+0085, which break lines for YAML
  but not in an editor, so that a comment could hide a key;
- the direction overrides U+202D and U+202E, which show a text otherwise than it is
  stored: a decider must not read another amount than the log holds;
- characters that are none: lone surrogates, U+FFFE, U+FFFF and a byte order mark inside.

Other marks of direction (U+200E, U+200F, embeddings, isolates) are content and pass.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from gronatraden.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

_UNREADABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202d\u202e\ufeff\ufffe\uffff\ud800-\udfff]"
)
_LINE_BREAK = re.compile(r"\r\n|\r|\n")


def decode(data: bytes) -> str | Problem:
    """Return the text of a file, or the problem that it is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8", errors="replace")
        *lines, last = _LINE_BREAK.split(before)
        byte = f"0x{error.object[error.start]:02x}"
        return Problem("not-utf-8", len(lines) + 1, len(last) + 1, {"byte": byte})


def unreadable(text: str, *, at_most: int) -> list[Problem]:
    """Return a problem for each character that must not stand in a manuscript."""
    return list(islice(_unreadable(text), at_most))


def _unreadable(text: str) -> Iterator[Problem]:
    for number, line in enumerate(_LINE_BREAK.split(text), start=1):
        for found in _UNREADABLE.finditer(line):
            facts = {"character": name(found[0])}
            yield Problem("control-character", number, found.start() + 1, facts)


def first_unreadable(text: str) -> str | None:
    """Return the name of the first character that must not stand in a value."""
    found = _UNREADABLE.search(text)
    return name(found[0]) if found else None


def name(character: str) -> str:
    """Return the Unicode name of a spot: U+202E."""
    return f"U+{ord(character):04X}"

"""Markdown in which what people wrote stands as they wrote it, whatever it looks like."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gronatraden.exports.svg.lettering import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SPECIAL = str.maketrans({c: f"\\{c}" for c in "\\`*_[]<>|#~&$^{}"})
_BLOCK = re.compile(r"[-+=:]|\d{1,9}[.)]")
"""What begins a list, a heading or a definition where a line starts with it."""
_EMOJI = re.compile(r":(?=[\w+-]+:)")
"""What begins a name that some readers show as a picture."""


def literal(text: str) -> str:
    """Return a text on one line that Markdown shows as it is written.

    Nothing in it becomes emphasis, a heading, a list, a cell, HTML or a picture, and it
    cannot turn the direction of what stands beside it.
    """
    escaped = _EMOJI.sub(r"\\:", " ".join(clean(text).split()).translate(_SPECIAL))
    found = _BLOCK.match(escaped)
    if found is None or escaped.startswith("\\"):
        return escaped
    at = found.end() - 1
    return f"{escaped[:at]}\\{escaped[at:]}"


def table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Yield the lines of a table whose cells are Markdown already."""
    named = list(headings)
    yield f"| {' | '.join(named)} |"
    yield f"|{' --- |' * len(named)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"

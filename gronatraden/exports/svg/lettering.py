"""Text that can be drawn: cleaned, with a direction, and placed line by line.

What people have written may hold anything. Characters that XML forbids become U+FFFD,
so that a picture always parses; markup characters are the templates' concern, which
escape everything. Characters that order text about (bidirectional overrides) are taken
out of drawn labels, where each line stands alone; a label's own direction is read from
its first strong letter (Unicode Bidirectional Algorithm, rule P2).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from gronatraden.exports.templating import printable

Anchor = Literal["start", "middle", "end"]

_ORDERING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_STRONG = {"L": False, "R": True, "AL": True}


def clean(text: str) -> str:
    """Return ``text`` as a label: printable, and without orders about direction."""
    return _ORDERING.sub("", printable(text))


def runs_rightwards(text: str) -> bool:
    """Tell whether ``text`` starts at the left, judged by its first strong letter."""
    kinds = (unicodedata.bidirectional(letter) for letter in text)
    return not next((_STRONG[kind] for kind in kinds if kind in _STRONG), False)


@dataclass(frozen=True, slots=True)
class Text:
    """A label placed in a picture: its lines, from the first baseline downwards."""

    x: float
    y: float
    lines: tuple[str, ...]
    kind: str
    """Class in ``picture.css``, without its prefix."""
    size: float
    leading: float
    anchor: Anchor = "start"
    bold: bool = False
    leftwards: bool = False
    """True for a label whose script runs from right to left."""
    whole: str = ""
    """The uncut label, where lines were lost."""

    @property
    def rows(self) -> tuple[tuple[float, str], ...]:
        """The baseline and the words of each line, top to bottom."""
        return tuple((self.y + row * self.leading, line) for row, line in enumerate(self.lines))

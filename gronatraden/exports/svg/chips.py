"""Names in a row, as many rows as they need: who stands on a rung or at a step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gronatraden.exports.svg.drawing import Say, compose
from gronatraden.exports.svg.places import Rect
from gronatraden.exports.svg.wrapping import Face, fit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gronatraden.exports.svg.lettering import Text

NAME = Face(14)
HEIGHT = 26.0
GAP = 6.0
PAD = 10.0
ARROW = 14.0
"""Room for the small arrow before a name on its way."""
MOST = 30
"""Names shown; the rest are counted, and all of them are in the table."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A name in a frame."""

    rect: Rect
    text: Text
    coming: bool = False
    """True for someone on the way, who is not there yet."""


def flow(names: Sequence[str], area: Rect, say: Say, *, coming: bool = False) -> list[Chip]:
    """Return the names as chips from the upper left of ``area``, row by row.

    Args:
        names: In the order to show; a name wider than the area is cut with an ellipsis.
        area: Where to begin and how wide a row may be; its height is not read.
        say: Words by code; asked for ``more`` when there are too many names.
        coming: Whether they are on the way.
    """
    chips: list[Chip] = []
    x, y = area.x, area.y
    for name in _shown(names, say):
        before = ARROW if coming else 0.0
        words = fit(name, area.width - 2 * PAD - before, NAME)
        wide = sum(NAME.width(line) for line in words.lines) + 2 * PAD + before
        if x > area.x and x + wide > area.right:
            x, y = area.x, y + HEIGHT + GAP
        line = Rect(x + PAD + before, y + 4.5, wide - 2 * PAD - before, 0)
        text = compose(words, line, NAME, kind="name", whole=name)
        chips.append(Chip(Rect(x, y, wide, HEIGHT), text, coming=coming))
        x += wide + GAP
    return chips


def _shown(names: Sequence[str], say: Say) -> Iterator[str]:
    yield from names[:MOST]
    if len(names) > MOST:
        yield say("picture.more", count=len(names) - MOST)


def floor(chips: Sequence[Chip], top: float) -> float:
    """Return the y under the last row, or ``top`` where there are no chips."""
    return max((chip.rect.bottom for chip in chips), default=top)

"""How long a report is, roughly, before anybody has printed it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.exports.outline.markdown import render
from gronatraden.exports.outline.outline import Curves, Figure

if TYPE_CHECKING:
    from gronatraden.exports.outline.outline import Outline
    from gronatraden.text import Voice

_LETTERS, _FIGURE, _CURVE, _REST = 1 / 2000, 0.5, 0.2, 1.5
"""Pages that a letter of Markdown, a picture, a curve and the head with its contents take.

Fitted to thirteen reports printed by Chromium on A4, of 6 to 16 pages: at most two off.
"""


def pages(outline: Outline, voice: Voice) -> int:
    """Return about how many A4 pages a report takes in print."""
    blocks = [block for section in outline.sections for block in section.blocks]
    drawn = [b for b in blocks if isinstance(b, Figure) and b.picture.diagram is not None]
    curves = sum(len(b.series) for b in blocks if isinstance(b, Curves))
    letters = len(render(outline, voice))
    return round(letters * _LETTERS + len(drawn) * _FIGURE + curves * _CURVE + _REST)

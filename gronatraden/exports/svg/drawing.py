"""What every laid-out picture has in common: a size, a template, words and a legend."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from gronatraden.exports.svg.lettering import Anchor, Text, clean, runs_rightwards

if TYPE_CHECKING:
    from gronatraden.exports.svg.places import Rect
    from gronatraden.exports.svg.wrapping import Face, Wrapped

Say = Callable[..., str]
"""Words by code in the reader's language: ``say("picture.empty")``, ``say(code, count=3)``."""


LONGEST_HINT = 2000
"""Letters of a cut label that are shown when it is pointed at; the table has them all."""


@dataclass(frozen=True, slots=True)
class Note:
    """A line of the legend under a picture."""

    words: str
    number: int | None = None
    """The number that stands in the picture; None for a remark about the whole."""


class Drawing(Protocol):
    """A laid-out picture, ready for its template."""

    @property
    def width(self) -> float:
        """Pixels."""

    @property
    def height(self) -> float:
        """Pixels."""

    @property
    def template(self) -> str:
        """File in ``exports/templates/picture/``."""

    @property
    def notes(self) -> tuple[Note, ...]:
        """The legend, numbered lines first."""


def compose(
    wrapped: Wrapped,
    line: Rect,
    face: Face,
    *,
    kind: str,
    anchor: Anchor = "start",
    whole: str = "",
) -> Text:
    """Return a label as a placed text.

    Args:
        wrapped: The label's lines.
        line: Where the first line begins and how wide a line may be; its height is not read.
        face: The lettering it was measured in.
        kind: Class in ``picture.css``, without its prefix.
        anchor: Which part of the line's width the words keep to; a label that runs from
            right to left starts at the right.
        whole: The uncut label, shown on hover where ``wrapped`` lost words.
    """
    leftwards = not runs_rightwards(" ".join(wrapped.lines))
    at_right = anchor == "end" or (anchor == "start" and leftwards)
    x = line.x + (line.width if at_right else line.width / 2 if anchor == "middle" else 0)
    if leftwards and anchor == "end":
        anchor = "start"
    leading = round(face.size * 1.27)
    return Text(
        x=x,
        y=line.y + round(face.size * 0.95),
        lines=wrapped.lines,
        kind=kind,
        size=face.size,
        leading=leading,
        anchor=anchor,
        bold=face.bold,
        leftwards=leftwards,
        whole=clean(whole[:LONGEST_HINT]) if wrapped.cut else "",
    )

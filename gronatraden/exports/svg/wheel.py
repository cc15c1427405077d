"""Steps in a circle, clockwise from the top, with their words beside: the learning cycle."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gronatraden.exports.svg.drawing import Note, Say, compose
from gronatraden.exports.svg.places import Rect, head, number
from gronatraden.exports.svg.stacking import Wish, stack
from gronatraden.exports.svg.wrapping import Face, Wrapped, fit, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gronatraden.diagram import Step, Wheel
    from gronatraden.exports.svg.lettering import Anchor, Text

WORDS = 220.0
"""Width of the words beside a step."""
NODE = 24.0
"""Radius of a step."""
APART = 104.0
"""Along the circle, from one step's middle to the next, at least."""
SMALLEST = 118.0
"""Radius of the circle, at least."""
BESIDE = 22.0
"""From the circle's outermost step to the words."""
GAP = 18.0
MARGIN = 4.0
MOST = 6
"""Names shown at a step; the rest are counted, and all of them are in the table."""

NAME = Face(17, bold=True)
LABEL = Face(14)
NUMBER = Face(17, bold=True)


@dataclass(frozen=True, slots=True)
class Spoke:
    """A step on the circle and its words."""

    x: float
    y: float
    number: Text
    here: bool
    """True where someone or something stands now."""
    texts: tuple[Text, ...]
    words: Rect
    """What the words cover."""
    link: tuple[float, float, float, float] | None = None
    """A thin line from step to words, where they are not side by side."""


@dataclass(frozen=True, slots=True)
class WheelDrawing:
    """A wheel, laid out."""

    width: float
    height: float
    spokes: tuple[Spoke, ...]
    arcs: tuple[str, ...]
    heads: tuple[str, ...]
    notes: tuple[Note, ...] = ()
    slot: Rect | None = None
    """Where a wheel without steps would be."""
    empty: Text | None = None
    """The word in the slot."""
    template: str = "wheel.svg"


@dataclass(frozen=True, slots=True)
class _Words:
    """A step's words as lines: its name, then who is there and who is coming."""

    name: Wrapped
    lines: tuple[tuple[Wrapped, str, str], ...]
    """Lines, class and whole label."""

    @property
    def height(self) -> float:
        return 22.0 * len(self.name.lines) + sum(
            18 * len(lines.lines) for lines, _, _ in self.lines
        )


def lay_out(shape: Wheel, say: Say) -> WheelDrawing:
    """Return where everything goes.

    Args:
        shape: Any number of steps; the first one is at the top.
        say: Words by code; asked for each step's name, and for ``here``, ``coming``,
            ``more`` and ``empty`` where they are needed.
    """
    if not shape.steps:
        return _nothing(say)
    count = len(shape.steps)
    radius = max(SMALLEST, APART * count / (2 * math.pi))
    words = [_write(step, say, moving=any(s.targets for s in shape.steps)) for step in shape.steps]
    angles = [360 * place / count - 90 for place in range(count)]
    centre = MARGIN + WORDS + BESIDE + NODE + radius
    middles = [
        (centre + radius * math.cos(math.radians(a)), radius * math.sin(math.radians(a)))
        for a in angles
    ]
    rects = _beside(words, middles, centre, radius)
    top = min([-radius - NODE, *(rect.y for rect in rects)]) - MARGIN
    bottom = max([radius + NODE, *(rect.bottom for rect in rects)]) + MARGIN
    arcs = list(_arcs(angles, centre, -top, radius))
    spokes = [
        _spoke(place, step, words[place], (x, y - top), _lower(rects[place], -top))
        for place, (step, (x, y)) in enumerate(zip(shape.steps, middles, strict=True))
    ]
    return WheelDrawing(
        width=2 * centre,
        height=bottom - top,
        spokes=tuple(spokes),
        arcs=tuple(arc for arc, _ in arcs),
        heads=tuple(tip for _, tip in arcs),
    )


def _nothing(say: Say) -> WheelDrawing:
    slot = Rect(MARGIN, MARGIN, WORDS, 56)
    word = fit(say("picture.empty"), WORDS, LABEL)
    line = Rect(slot.x, slot.y + 19, WORDS, 0)
    text = compose(word, line, LABEL, kind="empty", anchor="middle")
    size = 2 * MARGIN
    return WheelDrawing(slot.width + size, slot.height + size, (), (), (), slot=slot, empty=text)


def _lower(rect: Rect, by: float) -> Rect:
    return Rect(rect.x, rect.y + by, rect.width, rect.height)


def _write(step: Step, say: Say, *, moving: bool) -> _Words:
    """Break a step's words into lines; who is here is only said where others are coming."""
    lines: list[tuple[Wrapped, str, str]] = []
    for labels, word in ((step.labels, "here"), (step.targets, "coming")):
        if labels and moving:
            lines.append((fit(say(f"picture.{word}"), WORDS, LABEL), "word", ""))
        lines += [(wrap(label, WORDS, LABEL, most=3), "label", label) for label in labels[:MOST]]
    hidden = max(0, len(step.labels) - MOST) + max(0, len(step.targets) - MOST)
    if hidden:
        lines.append((fit(say("picture.more", count=hidden), WORDS, LABEL), "word", ""))
    return _Words(wrap(say(f"picture.{step.name}"), WORDS, NAME, most=3), tuple(lines))


def _side(place: int, count: int) -> Anchor:
    """Return how words stand: to the right of the circle, to the left, or above or below it."""
    if place == 0 or 2 * place == count:
        return "middle"
    return "start" if 2 * place < count else "end"


def _beside(
    words: Sequence[_Words], middles: Sequence[tuple[float, float]], centre: float, radius: float
) -> list[Rect]:
    """Return where each step's words go; the circle's middle is at y 0."""
    count = len(words)
    rects: dict[int, Rect] = {}
    for side in ("start", "end"):
        places = [place for place in range(count) if _side(place, count) == side]
        places.sort(key=lambda place: middles[place][1])
        wishes = [Wish(words[place].height, middles[place][1]) for place in places]
        x = centre + radius + NODE + BESIDE if side == "start" else MARGIN
        for place, top in zip(places, stack(wishes, GAP), strict=True):
            rects[place] = Rect(x, top, WORDS, words[place].height)
    for place in range(count):
        if _side(place, count) == "middle":
            height = words[place].height
            y = -radius - NODE - 10 - height if place == 0 else radius + NODE + 10
            rects[place] = Rect(centre - WORDS / 2, y, WORDS, height)
    return [rects[place] for place in range(count)]


def _arcs(angles: Sequence[float], x: float, y: float, radius: float) -> Iterator[tuple[str, str]]:
    """Yield an arc and an arrowhead from each step to the next, clockwise."""
    count = len(angles)
    away = math.degrees((NODE + 7) / radius)
    for angle in angles:
        start = math.radians(angle + away)
        tip = math.radians(angle + 360 / count - away)
        end = tip - 6 / radius
        far = 1 if 360 / count - 2 * away > 180 else 0  # noqa: PLR2004  half a turn
        arc = (
            f"M{_point(x, y, radius, start)}"
            f"A{number(radius)} {number(radius)} 0 {far} 1 {_point(x, y, radius, end)}"
        )
        tip_x, tip_y = x + radius * math.cos(tip), y + radius * math.sin(tip)
        yield arc, head(tip_x, tip_y, math.degrees(tip - 4 / radius) + 90)


def _point(x: float, y: float, radius: float, angle: float) -> str:
    return f"{number(x + radius * math.cos(angle))} {number(y + radius * math.sin(angle))}"


def _spoke(place: int, step: Step, words: _Words, middle: tuple[float, float], rect: Rect) -> Spoke:
    """Put a step's number in its circle and its words beside."""
    x, y = middle
    side: Anchor = "start" if rect.x > x else "end" if rect.right < x else "middle"
    texts = [compose(words.name, rect, NAME, kind="step", anchor=side)]
    below = rect.y + 22 * len(words.name.lines)
    for lines, kind, whole in words.lines:
        line = Rect(rect.x, below, rect.width, 0)
        texts.append(compose(lines, line, LABEL, kind=kind, anchor=side, whole=whole))
        below += 18 * len(lines.lines)
    ring = Rect(x, y - NUMBER.size * 0.58, 0, 0)
    figure = compose(Wrapped((str(place + 1),)), ring, NUMBER, kind="figure", anchor="middle")
    return Spoke(x, y, figure, bool(step.labels), tuple(texts), rect, _link(x, y, rect))


def _link(x: float, y: float, rect: Rect) -> tuple[float, float, float, float] | None:
    """Return a line from a step's circle to the nearest of its words, when they are apart."""
    if rect.x <= x <= rect.right:
        return None
    to_x = rect.x - 8 if rect.x > x else rect.right + 8
    to_y = min(max(y, rect.y + 12), rect.bottom - 8)
    far = math.hypot(to_x - x, to_y - y)
    if far < NODE + BESIDE + 4:
        return None
    part = (NODE + 5) / far
    return x + (to_x - x) * part, y + (to_y - y) * part, to_x, to_y

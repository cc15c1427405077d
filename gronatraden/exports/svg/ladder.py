"""Rungs upwards: what each one asks, who stands on it and who is on the way to it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gronatraden.exports.svg.chips import Chip, floor, flow
from gronatraden.exports.svg.drawing import Note, Say, compose
from gronatraden.exports.svg.places import Rect
from gronatraden.exports.svg.wrapping import Face, Wrapped, wrap

if TYPE_CHECKING:
    from gronatraden.diagram import Ladder, Step
    from gronatraden.exports.svg.lettering import Text

WIDTH = 840.0
MARGIN = 2.0
STAIRS = 132.0
"""How much further in the top rung begins than the lowest one."""
NAMES = 220.0
"""Width of a rung's name and question."""
GUTTER = 40.0
"""Between the question and the names, where the arrows rise."""
GAP = 8.0
PAD = 16.0

NAME = Face(18, bold=True)
QUESTION = Face(14)
WORD = Face(13)


@dataclass(frozen=True, slots=True)
class Rung:
    """A rung in its place."""

    rect: Rect
    texts: tuple[Text, ...]
    chips: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class LadderDrawing:
    """A ladder, laid out; the highest rung first."""

    width: float
    height: float
    rungs: tuple[Rung, ...]
    rises: tuple[tuple[float, float, float], ...]
    """Arrows up to a rung from the one below: x, y of the foot, y of the tip."""
    notes: tuple[Note, ...] = ()
    template: str = "ladder.svg"


def lay_out(shape: Ladder, say: Say) -> LadderDrawing:
    """Return where everything goes.

    Args:
        shape: Any number of steps, the lowest first.
        say: Words by code; asked for each step's name and ``<name>.question``, for
            ``here``, ``coming`` and ``nobody``, and for ``empty`` when there is no step.
    """
    rungs: list[Rung] = []
    rises: list[tuple[float, float, float]] = []
    top = MARGIN
    count = len(shape.steps)
    for place in range(count - 1, -1, -1):
        inset = STAIRS * place / max(1, count - 1)
        left = Rect(MARGIN + inset, top, WIDTH - 2 * MARGIN - inset, 0)
        rung, tip = _rung(shape.steps[place], left, say)
        rungs.append(rung)
        top = rung.rect.bottom + GAP
        if tip is not None:
            foot = top + 26 if place else rung.rect.bottom - 10
            rises.append((_names_left() - GUTTER / 2, foot, tip))
    if not rungs:
        rungs.append(_nothing(say))
    return LadderDrawing(WIDTH, rungs[-1].rect.bottom + MARGIN, tuple(rungs), tuple(rises))


def _names_left() -> float:
    """Return the x where names begin, the same on every rung."""
    return MARGIN + STAIRS + PAD + NAMES + GUTTER


def _rung(step: Step, place: Rect, say: Say) -> tuple[Rung, float | None]:
    """Return a rung from ``place`` downwards, and where an arrow to it ends, if any."""
    name = wrap(say(f"picture.{step.name}"), NAMES, NAME, most=3)
    question = wrap(say(f"picture.{step.name}.question"), NAMES, QUESTION, most=6)
    line = Rect(place.x + PAD, place.y + PAD - 2, NAMES, 0)
    below = Rect(line.x, line.y + 23 * len(name.lines) + 3, NAMES, 0)
    texts = [
        compose(name, line, NAME, kind="step"),
        compose(question, below, QUESTION, kind="question"),
    ]
    chips: list[Chip] = []
    y = place.y + PAD
    tip = None
    for labels, word in ((step.labels, "here"), (step.targets, "coming")):
        if not labels and (word == "coming" or step.targets):
            continue
        area = Rect(_names_left(), y, WIDTH - MARGIN - PAD - _names_left(), 0)
        if labels:
            texts.append(compose(_word(word, area, say), area, WORD, kind="word"))
            added = flow(labels, Rect(area.x, y + 20, area.width, 0), say, coming=word == "coming")
            chips += added
            tip = y + 5 if word == "coming" else tip
            y = floor(added, y) + 10
        else:
            texts.append(compose(_word("nobody", area, say), area, WORD, kind="empty"))
            y += 24
    bottom = max(y - 10, below.y + 18 * len(question.lines), place.y + 58) + PAD
    rect = Rect(place.x, place.y, place.width, bottom - place.y)
    return Rung(rect, tuple(texts), tuple(chips)), tip


def _word(code: str, area: Rect, say: Say) -> Wrapped:
    return wrap(say(f"picture.{code}"), area.width, WORD, most=1)


def _nothing(say: Say) -> Rung:
    rect = Rect(MARGIN, MARGIN, WIDTH - 2 * MARGIN, 60)
    word = wrap(say("picture.empty"), rect.width, WORD, most=1)
    line = Rect(rect.x, rect.y + 21, rect.width, 0)
    return Rung(rect, (compose(word, line, WORD, kind="empty", anchor="middle"),), ())

"""Stacked bars with their numbers: the 4R tables, a competence profile.

Every bar is as long as the next, since it shows how a whole is divided; how large the
whole is stands at its end. A percentage is rounded by itself (half up), so that equal
numbers always show equal percentages. A part too narrow for its number and
percentage, or of nothing, has them under the bar.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from gronatraden.exports.svg.drawing import Note, Say, compose
from gronatraden.exports.svg.places import Rect
from gronatraden.exports.svg.wrapping import Face, fit, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.diagram import Bar, Bars
    from gronatraden.exports.svg.lettering import Text

WIDTH = 840.0
MARGIN = 2.0
NAMES = 210.0
"""Width of the labels."""
GUTTER = 18.0
TOTALS = 96.0
"""Width of what stands after a bar."""
THICK = 34.0
GAP = 20.0
PLATE = 6.0
"""Around a number inside a part, at either side."""
SCALE = (0, 50, 100)
"""Percentages marked above every bar."""
LARGE = 10_000
PATTERNS = 6
"""Ways to fill a part; a seventh part begins again."""

LABEL = Face(15)
SMALL = Face(13)
NUMBER = Face(14, bold=True)
KEY = Face(14)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar: its pattern, and its number if it has room for it."""

    rect: Rect
    pattern: int
    number: Text | None = None
    plate: Rect | None = None
    """The calm ground that the number stands on."""
    told: bool = False
    """True where the number stands with its percentage."""


@dataclass(frozen=True, slots=True)
class Row:
    """A bar in its place."""

    rect: Rect
    """The whole bar."""
    texts: tuple[Text, ...]
    """Label, note, total and what had no room inside."""
    parts: tuple[Part, ...]
    bottom: float


@dataclass(frozen=True, slots=True)
class BarsDrawing:
    """Bars, laid out."""

    width: float
    height: float
    patterns: int
    """How many patterns the parts use."""
    key: tuple[Part, ...]
    key_words: tuple[Text, ...]
    scale: tuple[Text, ...]
    ticks: tuple[Rect, ...]
    rows: tuple[Row, ...]
    notes: tuple[Note, ...] = ()
    template: str = "bars.svg"


def lay_out(shape: Bars, say: Say) -> BarsDrawing:
    """Return where everything goes.

    Args:
        shape: Any bars; a value that is missing counts as none, and one below zero has a
            number but no part.
        say: Words by code; asked for each part's name and for ``percent``, ``value``,
            ``part``, ``total`` and ``empty``.
    """
    words = [say(f"picture.{part}") for part in shape.parts]
    swatches, key_words, below = _key(words)
    bar_x = MARGIN + NAMES + GUTTER
    wide = WIDTH - bar_x - GUTTER - TOTALS - MARGIN
    top = below + 30
    rows: list[Row] = []
    for bar in shape.bars:
        rows.append(_row(bar, words, Rect(bar_x, top, wide, THICK), say))
        top = rows[-1].bottom + GAP
    if not rows:
        rows.append(_nothing(Rect(bar_x, top, wide, THICK), say))
    return BarsDrawing(
        width=WIDTH,
        height=rows[-1].bottom + MARGIN,
        patterns=min(PATTERNS, len(words)),
        key=tuple(swatches),
        key_words=tuple(key_words),
        scale=tuple(_scale(Rect(bar_x, below + 4, wide, 0), say)),
        ticks=tuple(
            Rect(row.rect.x + wide * percent / 100, row.rect.y - 7, 0, 7)
            for row in rows
            for percent in SCALE
        ),
        rows=tuple(rows),
    )


def _scale(line: Rect, say: Say) -> Iterator[Text]:
    """Yield the percentages that stand over the bars."""
    for percent in SCALE:
        words = fit(say("picture.percent", percent=percent), 60, SMALL)
        place = Rect(line.x + line.width * percent / 100 - 30, line.y, 60, 0)
        yield compose(words, place, SMALL, kind="tick", anchor="middle")


def _key(words: list[str]) -> tuple[list[Part], list[Text], float]:
    """Return a swatch and a word for each part, and the y under them."""
    swatches, texts = [], []
    x, y = MARGIN + NAMES + GUTTER, MARGIN
    for place, word in enumerate(words):
        name = fit(word, 260, KEY)
        wide = sum(KEY.width(line) for line in name.lines) + 58
        if x + wide > WIDTH - MARGIN and place:
            x, y = MARGIN + NAMES + GUTTER, y + 28
        swatches.append(Part(Rect(x, y + 1, 28, 18), place % PATTERNS))
        texts.append(compose(name, Rect(x + 36, y + 1, wide, 0), KEY, kind="kind"))
        x += wide
    return swatches, texts, y + 28 if words else y


def _row(bar: Bar, words: list[str], rect: Rect, say: Say) -> Row:
    """Return a bar with its label to the left, its total to the right, the rest under it."""
    pairs = zip_longest(words, bar.values[: len(words)], fillvalue=0)
    values = [int(value) for _, value in pairs]
    whole = sum(max(0, value) for value in values)
    parts = list(_parts(values, whole, rect, say))
    label = wrap(bar.label, NAMES, LABEL, most=4)
    note = wrap(bar.note, NAMES, SMALL, most=3)
    sky = rect.y + max(0.0, (THICK - 19 * len(label.lines)) / 2 if len(label.lines) == 1 else -2)
    under = sky + 19 * len(label.lines) + 2
    rest = [
        say("picture.part", part=word, words=_says(value, whole, say))
        for word, value, part in zip(words, values, parts, strict=True)
        if not part.told
    ]
    outside = wrap(" · ".join(rest) if whole else say("picture.empty"), rect.width, SMALL, most=4)
    total = wrap(say("picture.total", count=_grouped(whole)), TOTALS, LABEL, most=3)
    after = Rect(rect.right + GUTTER, rect.y + (THICK - 19 * len(total.lines)) / 2, TOTALS, 0)
    texts = (
        compose(label, Rect(MARGIN, sky, NAMES, 0), LABEL, kind="label", whole=bar.label),
        compose(note, Rect(MARGIN, under, NAMES, 0), SMALL, kind="note", whole=bar.note),
        compose(total, after, LABEL, kind="total"),
        compose(outside, Rect(rect.x, rect.bottom + 5, rect.width, 0), SMALL, kind="outside"),
    )
    bottom = max(
        under + 17 * len(note.lines),
        rect.bottom + (5 + 17 * len(outside.lines) if outside.lines else 0),
    )
    return Row(rect, texts, tuple(part for part in parts if part.rect.width > 0), bottom)


def _parts(values: list[int], whole: int, rect: Rect, say: Say) -> Iterator[Part]:
    """Yield each part from the left, with its number where it fits."""
    before = 0
    for place, value in enumerate(values):
        start = rect.x + rect.width * before / max(1, whole)
        before += max(0, value)
        end = rect.x + rect.width * before / max(1, whole)
        place_rect = Rect(start, rect.y, end - start, rect.height)
        yield _numbered(
            Part(place_rect, place % PATTERNS), _says(value, whole, say), _grouped(value)
        )


def _numbered(part: Part, full: str, short: str) -> Part:
    """Return the part with the fullest wording that it has room for."""
    for words in (full, short):
        wide = NUMBER.width(words)
        if wide + 2 * PLATE + 6 <= part.rect.width:
            middle = part.rect.centre[0]
            fitted = fit(words, wide + 1, NUMBER)
            line = Rect(middle, part.rect.y + 8, 0, 0)
            text = compose(fitted, line, NUMBER, kind="share", anchor="middle")
            plate = Rect(middle - wide / 2 - PLATE, part.rect.y + 6, wide + 2 * PLATE, THICK - 12)
            return Part(part.rect, part.pattern, text, plate, told=words == full)
    return part


def _says(value: int, whole: int, say: Say) -> str:
    """Return a number with its percentage of the whole."""
    percent = (200 * max(0, value) + whole) // (2 * whole) if whole else 0
    return say(
        "picture.value", value=_grouped(value), percent=say("picture.percent", percent=percent)
    )


def _grouped(value: int) -> str:
    """Return a number in groups of three from five digits up, as ISO 80000-1 writes it."""
    return str(value) if abs(value) < LARGE else f"{value:,}".replace(",", "\u00a0")


def _nothing(rect: Rect, say: Say) -> Row:
    word = fit(say("picture.empty"), rect.width, LABEL)
    line = Rect(rect.x, rect.y + 8, rect.width, 0)
    text = compose(word, line, LABEL, kind="empty", anchor="middle")
    return Row(rect, (text,), (), rect.bottom)

"""Columns of boxes with arrows between them: the change logic, the thread.

Columns are given; what is found here is the order in them, the lanes that let an arrow
pass a column without running behind a box, and heights that keep arrows nearly level.
An arrow towards the left is drawn as one, and an arrow inside a column as a loop at its
right side. Whatever a box or an arrow has no room to say is in the legend or the table.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gronatraden.exports.svg.arrows import Arrows, connect, direct
from gronatraden.exports.svg.drawing import Note, Say, compose
from gronatraden.exports.svg.ordering import Layers, Node, neighbours, order, route
from gronatraden.exports.svg.places import Rect
from gronatraden.exports.svg.stacking import Wish, stack
from gronatraden.exports.svg.wrapping import Face, Wrapped, wrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gronatraden.diagram import Box, Columns
    from gronatraden.exports.svg.lettering import Text

LABEL = Face(15)
NOTE = Face(13)
WORD = Face(13, bold=True)
HEADING = Face(15, bold=True)

MARGIN = 2.0
GUTTER = 46.0
"""Between columns; where the arrows run."""
GAP = 18.0
"""Between boxes of a column, and between a box and a lane."""
LANE = 2.0
NARROWEST, WIDEST, WISHED = 130.0, 240.0, 1150.0
PAD_X, PAD_Y = 12.0, 11.0
SETTLE = 6
"""Times that the heights are adjusted, rightwards and back."""


@dataclass(frozen=True, slots=True)
class PlacedBox:
    """A box in its place, or the slot that says that a column is empty."""

    rect: Rect
    texts: tuple[Text, ...]
    broken: bool = False
    empty: bool = False
    mark: tuple[float, float] | None = None
    """Upper left corner of the mark that stands before the word of a broken box."""


@dataclass(frozen=True, slots=True)
class ColumnsDrawing:
    """Columns, laid out."""

    width: float
    height: float
    headings: tuple[Text, ...]
    rules: tuple[Rect, ...]
    """The line under each heading."""
    boxes: tuple[PlacedBox, ...]
    """Column by column, in the order of the diagram."""
    arrows: Arrows
    notes: tuple[Note, ...]
    template: str = "columns.svg"


@dataclass(frozen=True, slots=True)
class _Content:
    """What is written in a box, and the height that takes."""

    label: Wrapped
    note: Wrapped
    word: Wrapped
    box: Box | None

    @property
    def height(self) -> float:
        below = 17 * len(self.note.lines) + 20 * len(self.word.lines)
        return 2 * PAD_Y + 19 * max(1, len(self.label.lines)) + below


def lay_out(shape: Columns, say: Say) -> ColumnsDrawing:
    """Return where everything goes.

    Args:
        shape: Any columns, also none, empty ones and hundreds of boxes. Arrows from or to
            a box that is not there are left out.
        say: Words by code; asked for each column's heading, ``empty`` and ``broken``.
    """
    count = max(1, len(shape.columns))
    width = min(WIDEST, max(NARROWEST, (WISHED - (count - 1) * GUTTER) / count))
    stacks = [column.boxes for column in shape.columns] or [()]
    contents = [_write(boxes, width, say) for boxes in stacks]
    arrows = direct(shape)
    layers = route([len(column) for column in contents], arrows.between)
    headings = [wrap(say(f"picture.{c.heading}"), width, HEADING, most=3) for c in shape.columns]
    sky = 21.0 * max((len(heading.lines) for heading in headings), default=0)
    start = sky + (24 if headings else MARGIN)
    lefts = [MARGIN + column * (width + GUTTER) for column in range(count)]
    rects = {
        node: Rect(lefts[node[0]], start + top, width, _height(contents, node))
        for node, top in _tops(layers, contents).items()
    }
    drawn, notes = connect(arrows, layers, rects, say)
    looping = any(column == count - 1 for (column, _), _ in arrows.inside)
    return ColumnsDrawing(
        width=lefts[-1] + width + MARGIN + (GUTTER if looping else 0),
        height=max(rect.bottom for rect in rects.values()) + MARGIN,
        headings=tuple(
            compose(h, Rect(x, sky - 21 * len(h.lines), width, 0), HEADING, kind="heading")
            for h, x in zip(headings, lefts, strict=False)
        ),
        rules=tuple(Rect(x, sky + 4, width, 2) for x, _ in zip(lefts, headings, strict=False)),
        boxes=tuple(
            _place(content, rects[column, row])
            for column, stacked in enumerate(contents)
            for row, content in enumerate(stacked)
        ),
        arrows=drawn,
        notes=notes,
    )


def _write(boxes: Sequence[Box], width: float, say: Say) -> list[_Content]:
    """Break the words of a column's boxes into lines; an empty column gets one slot."""
    room = width - 2 * PAD_X
    nothing = Wrapped(())
    if not boxes:
        return [_Content(wrap(say("picture.empty"), room, LABEL), nothing, nothing, None)]
    word = wrap(say("picture.broken"), room - 20, WORD, most=2)
    empty = wrap(say("picture.empty"), room, LABEL)
    return [
        _Content(
            wrap(box.label, room, LABEL, most=7) if box.label.strip() else empty,
            wrap(box.note, room, NOTE, most=3),
            word if box.broken else nothing,
            box,
        )
        for box in boxes
    ]


def _height(contents: list[list[_Content]], node: Node) -> float:
    column, row = node
    return contents[column][row].height if row < len(contents[column]) else LANE


def _tops(layers: Layers, contents: list[list[_Content]]) -> dict[Node, float]:
    """Return the top of every box and lane, the uppermost at 0."""
    columns = order(layers)
    before, after = neighbours(layers)
    tops: dict[Node, float] = {}
    middles: dict[Node, float] = {}
    for linked in ({}, *(before, after) * SETTLE):
        across = range(len(columns))
        for column in reversed(across) if linked is after else across:
            nodes = [(column, row) for row in columns[column]]
            wishes = [
                _wish(
                    _height(contents, node),
                    middles.get(node),
                    [middles[n] for n in linked.get(node, ())],
                )
                for node in nodes
            ]
            for node, wish, top in zip(nodes, wishes, stack(wishes, GAP), strict=True):
                tops[node] = top
                middles[node] = top + wish.height / 2
    highest = min(tops.values())
    return {node: round(top - highest, 1) for node, top in tops.items()}


def _wish(height: float, middle: float | None, linked: list[float]) -> Wish:
    """Return the wish to stand level with what a node is linked to; else to stay."""
    if linked:
        weight = 3.0 if height == LANE else 1.0
        return Wish(height, sum(linked) / len(linked), weight)
    return Wish(height, height / 2 if middle is None else middle, weight=0.1)


def _place(content: _Content, rect: Rect) -> PlacedBox:
    """Put the lines of a box in its rectangle."""
    box = content.box
    inner = Rect(rect.x + PAD_X, rect.y + PAD_Y, rect.width - 2 * PAD_X, 0)
    if box is None:
        text = compose(content.label, inner, LABEL, kind="empty", anchor="middle")
        return PlacedBox(rect, (text,), empty=True)
    kind = "label" if box.label.strip() else "empty"
    texts = [compose(content.label, inner, LABEL, kind=kind, whole=box.label)]
    below = inner.y + 19 * max(1, len(content.label.lines))
    if content.note.lines:
        line = Rect(inner.x, below, inner.width, 0)
        texts.append(compose(content.note, line, NOTE, kind="note", whole=box.note))
        below += 17 * len(content.note.lines)
    if not content.word.lines:
        return PlacedBox(rect, tuple(texts), broken=box.broken)
    line = Rect(inner.x + 20, below + 3, inner.width - 20, 0)
    texts.append(compose(content.word, line, WORD, kind="broken"))
    return PlacedBox(rect, tuple(texts), broken=True, mark=(inner.x, below + 4))

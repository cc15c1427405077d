"""A diagram as a figure: drawing, words and the table that says the same.

The drawing is one image to a screen reader, named by ``<title>`` and described by
``<desc>``; what it shows is in the table under it, and what did not fit is there whole.
Everything goes through templates that escape it. The result is both HTML and well-formed
XML, and the same diagram always gives the same characters.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from gronatraden.diagram import Bars, Columns, Diagram, Grid, Ladder, Shape, Wheel
from gronatraden.exports.svg import bars, columns, grid, ladder, wheel
from gronatraden.exports.svg.places import number
from gronatraden.exports.templating import templates

if TYPE_CHECKING:
    from jinja2 import Environment

    from gronatraden.exports.svg.drawing import Drawing, Say

SMALLEST = 0.84
"""How far a drawing shrinks before its region scrolls instead."""
WIDE = 860
"""Pixels from which a drawing is printed on a page of its own: lying down, or standing
where it is taller than it is wide."""

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


def render(diagram: Diagram, *, say: Say, uid: str) -> Markup:
    """Return the diagram as a ``<figure>``, ready to stand in a page.

    Args:
        diagram: The picture as data.
        say: Words in the reader's language: ``say("picture.<code>", **facts)``.
        uid: Prefix of the ids in the figure; unique in the page, and a name in XML.

    Raises:
        ValueError: When ``uid`` is anything but ASCII letters, digits, ``-`` and ``_``,
            starting with a letter.
    """
    return _fill("figure.html", diagram, say, uid)


def draw(diagram: Diagram, *, say: Say, uid: str) -> Markup:
    """Return the drawing alone, an ``<svg>`` that can also stand in a file of its own.

    Without ``picture.css`` it is a readable line drawing in the text's colour. Arguments
    and errors are those of ``render``.
    """
    return _fill("drawing.svg", diagram, say, uid)


def _fill(template: str, diagram: Diagram, say: Say, uid: str) -> Markup:
    if not _NAME.fullmatch(uid):
        raise ValueError(uid)
    drawing = _lay_out(diagram.shape, say)
    words = _environment().get_template(template)
    text = words.render(
        diagram=diagram,
        drawing=drawing,
        least=drawing.width * SMALLEST,
        form=_form(drawing),
        say=say,
        uid=uid,
        title=say(f"picture.{diagram.name}.title", **diagram.facts),
        description=say(f"picture.{diagram.name}.description", **diagram.facts),
    )
    return Markup(text)  # noqa: S704  the environment escapes every value it is given


def _form(drawing: Drawing) -> str:
    """Return the class of a drawing that needs a printed page of its own, or nothing."""
    if drawing.width < WIDE:
        return ""
    return "picture-tall" if drawing.height > drawing.width else "picture-wide"


def _lay_out(shape: Shape, say: Say) -> Drawing:
    match shape:
        case Columns():
            return columns.lay_out(shape, say)
        case Grid():
            return grid.lay_out(shape, say)
        case Ladder():
            return ladder.lay_out(shape, say)
        case Wheel():
            return wheel.lay_out(shape, say)
        case Bars():
            return bars.lay_out(shape, say)


@cache
def _environment() -> Environment:
    return templates("picture", n=number)

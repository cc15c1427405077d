"""A picture as data: what to draw, never how.

Each picture carries a title and a description (codes and facts; ``text/`` owns the
sentences) and a table twin, so that whoever cannot see it reads the same facts.
Labels are the project's own words. Renderers live in ``exports/``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Box:
    """A labelled thing in a column."""

    id: str
    label: str
    note: str = ""
    """A second, smaller line: a date, an amount, an owner role."""
    broken: bool = False
    """True where a finding points at it; drawn with a mark and a word, not colour alone."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """From one box to another, left to right."""

    source: str
    target: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A titled stack of boxes, top to bottom."""

    heading: str
    """Code of the heading in ``text/*/picture.toml``."""
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Columns:
    """Boxes in columns with arrows between them: the change logic, the thread."""

    columns: tuple[Column, ...]
    arrows: tuple[Arrow, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """A labelled place in a grid; ``x`` and ``y`` run from 1 to 5."""

    label: str
    x: int
    y: int
    kind: str = ""
    """Code of a category that gives the point its shape."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Points on two axes from 1 to 5: the power-interest grid."""

    x_axis: str
    """Code of the axis' name in ``text/*/picture.toml``."""
    y_axis: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One rung of a ladder or one step of a wheel."""

    name: str
    """Code of the step's name in ``text/*/picture.toml``."""
    labels: tuple[str, ...] = ()
    """Who or what stands on it now."""
    targets: tuple[str, ...] = ()
    """Who or what is on its way to it."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """Steps upwards, the lowest first: the collaboration ladder."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Wheel:
    """Steps in a circle, clockwise from the top: the learning cycle."""

    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One measured thing split into parts, in the order of ``Bars.parts``."""

    label: str
    values: tuple[int, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """Stacked bars that add up to a whole: the 4R tables, a competence profile."""

    parts: tuple[str, ...]
    """Codes of the parts' names in ``text/*/picture.toml``: women, men, other."""
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Coded:
    """A table cell that is a code; the reader sees its word in ``text/*/picture.toml``."""

    code: str
    """Empty where there is nothing to say."""


@dataclass(frozen=True, slots=True)
class Table:
    """The same facts as rows; ``headings`` are codes, cells the project's words or codes."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str | Coded, ...], ...]


Shape = Columns | Grid | Ladder | Wheel | Bars


@dataclass(frozen=True, slots=True)
class Diagram:
    """A picture with its name, its description and its table twin."""

    name: str
    """Code: ``text/*/picture.toml`` holds ``<name>.title`` and ``<name>.description``."""
    shape: Shape
    table: Table
    facts: Mapping[str, str | int] = field(default_factory=dict)
    """What the description mentions, by name."""

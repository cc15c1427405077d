"""Diagrams of every shape, small and complete, and eyes to look at the result with."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from hypothesis import strategies as st

from gronatraden.diagram import (
    Arrow,
    Bar,
    Bars,
    Box,
    Coded,
    Column,
    Columns,
    Diagram,
    Grid,
    Ladder,
    Point,
    Shape,
    Step,
    Table,
    Wheel,
)
from gronatraden.exports.svg import render

if TYPE_CHECKING:
    from collections.abc import Iterable

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</text><script>alert(1)</script>\x00\x0b\ufffe\ud800 & \"'"

GENERIC = tuple(
    re.findall(
        r"\S+",
        "as-table region table-region legend empty broken more arrow arrows-left-out low high "
        "not-stated points crowded quadrant-manage-closely quadrant-keep-satisfied "
        "quadrant-keep-informed quadrant-monitor here coming nobody percent value part total",
    )
)
"""The words that the drawings themselves ask for."""


def say(code: str, /, **facts: object) -> str:
    """Speak Swedish where the pictures' own words are asked for; else repeat the code."""
    words = spoken("sv").get(code.removeprefix("picture."), f"[{code}]")
    return words.format(**facts)


@cache
def spoken(language: str) -> dict[str, str]:
    """Return the general words of all pictures."""
    text = files("gronatraden.text") / language / "picture.toml"
    return tomllib.loads(text.read_text("utf-8"))


def a_diagram(
    shape: Shape | None = None, *, rows: tuple[tuple[str | Coded, ...], ...] = (("a", "b"),)
) -> Diagram:
    """Return a diagram with a table of two columns."""
    return Diagram("sample", shape or some_columns(), Table(("what", "note"), rows))


def some_columns(*, boxes: int = 2, arrows: Iterable[tuple[str, str]] = (("a0", "c1"),)) -> Columns:
    """Return columns a, b and c with ``boxes`` boxes each: a0, a1, b0 and so on."""
    columns = tuple(
        Column(name, tuple(Box(f"{name}{row}", f"Post {name}{row}") for row in range(boxes)))
        for name in "abc"
    )
    return Columns(columns, tuple(Arrow(*ends) for ends in arrows))


def some_grid(*cells: tuple[int, int, int]) -> Grid:
    """Return points named after their cell, from (x, y, how many)."""
    points = tuple(
        Point(f"P{x}{y} {place}", x, y, f"kind-{place % 3}")
        for x, y, count in cells
        for place in range(count)
    )
    return Grid("interest", "power", points)


def some_steps(
    count: int = 4, *, labels: tuple[str, ...] = ("Kommunen",), targets: tuple[str, ...] = ()
) -> tuple[Step, ...]:
    """Return steps that all hold the same names."""
    return tuple(Step(f"step-{place}", labels, targets) for place in range(count))


def some_bars(*values: tuple[int, ...]) -> Bars:
    """Return a bar for each row of values, split into women, men and other."""
    return Bars(
        ("women", "men", "other"), tuple(Bar(f"Rad {n}", row) for n, row in enumerate(values))
    )


EVERY_SHAPE = {
    "columns": some_columns(),
    "grid": some_grid((5, 5, 3), (1, 1, 40)),
    "ladder": Ladder(some_steps(targets=("Länet",))),
    "wheel": Wheel(some_steps(targets=("Länet",))),
    "bars": some_bars((5, 3, 1), (0, 0, 0)),
    "empty columns": Columns((Column("a", ()),), ()),
    "no columns": Columns((), ()),
    "empty grid": some_grid(),
    "empty ladder": Ladder(()),
    "empty wheel": Wheel(()),
    "lonely wheel": Wheel(some_steps(1)),
    "empty bars": Bars((), ()),
}


def hostile_shapes(label: str) -> dict[str, Shape]:
    """Return every shape with ``label`` wherever a person can write."""
    box = Box("b", label, label, broken=True)
    return {
        "columns": Columns(
            (Column("a", (box, box)), Column("c", (Box("d", label),))), (Arrow("b", "d", label),)
        ),
        "grid": Grid("x", "y", (Point(label, 1, 1),)),
        "numbered grid": Grid("x", "y", (Point(label, 1, 1),) * 6),
        "ladder": Ladder(some_steps(2, labels=(label,), targets=(label,))),
        "wheel": Wheel(some_steps(2, labels=(label,), targets=(label,))),
        "bars": Bars(("women",), (Bar(label, (1,), label),)),
    }


def figure(
    shape: Shape | None = None, **options: tuple[tuple[str | Coded, ...], ...]
) -> ET.Element:
    """Return the rendered figure as parsed XML."""
    markup = render(a_diagram(shape, **options), say=say, uid="p")
    return parsed(markup)


def parsed(markup: str) -> ET.Element:
    """Return markup as XML; raises ``ParseError`` where it is not well-formed."""
    return ET.fromstring(markup)  # noqa: S314  our own output, that is the point


def found(element: ET.Element, path: str) -> ET.Element:
    """Return the first match of ``path``, ``svg:`` standing for the namespace of SVG.

    Raises:
        LookupError: When there is none.
    """
    match = element.find(path.replace("svg:", SVG))
    if match is None:
        raise LookupError(path)
    return match


def words(element: ET.Element) -> str:
    """Return all text inside, with single spaces."""
    return re.sub(r"\s+", " ", "".join(element.itertext())).strip()


labels = st.text(st.characters(exclude_categories=()), max_size=60)
"""Anything that can be typed, lone surrogates included."""


@st.composite
def any_columns(draw: st.DrawFn) -> Columns:
    """Return up to five columns with arrows in all directions, also to boxes not there."""
    sizes = draw(st.lists(st.integers(0, 6), max_size=5))
    ids = [f"{column}.{row}" for column, size in enumerate(sizes) for row in range(size)]
    columns = tuple(
        Column(
            "a",
            tuple(
                Box(f"{column}.{row}", draw(labels), draw(labels), draw(st.booleans()))
                for row in range(size)
            ),
        )
        for column, size in enumerate(sizes)
    )
    end = st.sampled_from([*ids, "nowhere"])
    arrows = draw(st.lists(st.builds(Arrow, end, end, labels), max_size=25))
    return Columns(columns, tuple(arrows))


grids = st.builds(
    Grid,
    st.just("interest"),
    st.just("power"),
    st.lists(
        st.builds(Point, labels, st.integers(1, 5), st.integers(1, 5), st.sampled_from("abcde")),
        max_size=60,
    ).map(tuple),
)
steps = st.lists(
    st.builds(
        Step,
        st.just("step"),
        st.lists(labels, max_size=9).map(tuple),
        st.lists(labels, max_size=9).map(tuple),
    ),
    max_size=9,
).map(tuple)
bars = st.builds(
    Bars,
    st.just(("a", "b", "c", "d")),
    st.lists(
        st.builds(Bar, labels, st.lists(st.integers(-3, 10**6), max_size=5).map(tuple), labels),
        max_size=6,
    ).map(tuple),
)
shapes = st.one_of(any_columns(), grids, st.builds(Ladder, steps), st.builds(Wheel, steps), bars)

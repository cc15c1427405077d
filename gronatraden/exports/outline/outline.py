"""A report as values: sections of paragraphs, tables, pictures and gaps, in no language.

What a person wrote is a ``str`` and is only ever shown as it is. What the house says is a
``Sentence`` or a ``Word``, a code that ``text/`` owns the words for. Days, numbers and
amounts stay what they are until somebody reads them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from gronatraden.moment import day_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gronatraden.exports.report.origins import Kind
    from gronatraden.exports.report.series import Series
    from gronatraden.exports.report.view import Picture


@dataclass(frozen=True, slots=True)
class Period:
    """The days a report tells of, the first and the last included."""

    from_on: date
    to_on: date

    def holds(self, day: date | None) -> bool:
        """Say whether a day lies in the period."""
        return day is not None and self.from_on <= day <= self.to_on

    def holds_moment(self, at: datetime | None) -> bool:
        """Say whether a moment lies in the period."""
        return at is not None and self.holds(day_of(at))

    def meets(self, first: date | None, last: date | None) -> bool:
        """Say whether some days meet the period; an end that is not known is open."""
        return (first is None or first <= self.to_on) and (last is None or last >= self.from_on)


@dataclass(frozen=True, slots=True)
class Both:
    """A form's own words, in both languages."""

    sv: str
    en: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """What the house says: a code in ``text/`` and what the sentence mentions."""

    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Word:
    """A coded value, such as a role or a fund."""

    code: str
    kind: str = ""
    """Where a code means several things, which of them."""


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount of whole kronor."""

    sek: int


Value = str | int | Decimal | date | datetime | Sentence | Word | Sum | Both
"""One thing that can be said in any language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A fact that the report asks for and the record does not hold (lucka)."""

    where: str
    """The field that would fill it, as findings write it."""
    who: tuple[str, ...]
    """Roles that can fill it, the nearest first."""
    code: str = "field"
    """Which sentence in ``text/*/outline.toml`` says what is missing."""
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Aside:
    """A part that the project says does not apply to it, and why."""

    where: str
    because: str


Piece = Value | Gap | Aside
Cell = Piece | tuple[Piece, ...] | None
"""What stands in a cell, the most important first; None where nothing is asked for."""


@dataclass(frozen=True, slots=True)
class Row:
    """Cells that belong together, and where they come from."""

    cells: tuple[Cell, ...]
    kind: Kind = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of what follows, within a section."""

    text: Sentence


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text of its own."""

    text: Value
    kind: Kind = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Something the reader has to know about what stands here."""

    text: Value
    sort: Literal["outside", "unconfirmed", "inferred", "limit"]
    """Kept elsewhere; not confirmed; drawn from what the source says; a limit it sets."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Names and what they stand for."""

    rows: tuple[tuple[Value, Cell], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; never without rows."""

    caption: Sentence
    headings: tuple[Sentence, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A tool's picture; its table twin stands in where no picture can be shown."""

    picture: Picture
    told: bool = False
    """Whether the tables beside it already say what it shows."""


@dataclass(frozen=True, slots=True)
class Curves:
    """Indicators over time as small drawings; the same numbers stand in a table beside."""

    series: tuple[Series, ...]


Block = Heading | Paragraph | Note | Pairs | Table | Figure | Curves | Gap | Aside


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of the report with a name of its own."""

    code: str
    """Kebab-case, unique in its form."""
    heading: Both
    asks: Both | None
    """What whoever reads the report wants to know here."""
    source: str
    """Where it is stated that the report has this section."""
    blocks: tuple[Block, ...]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Every gap in it, in the order it stands there."""
        return tuple(gap for block in self.blocks for gap in _gaps(block))


@dataclass(frozen=True, kw_only=True)
class Outline:
    """A report; without slots, so that its gaps are counted once and kept."""

    form: str
    version: int
    title: Both
    source: str
    """Where it is stated what the report holds."""
    project: str
    name: str
    """The project's title."""
    owner: str
    funder: str
    """Code of whom it is written to; empty where it is for everyone."""
    period: Period
    at: datetime
    """The moment that it describes."""
    simulated: bool
    """Whether the record keeps a simulated clock: then nobody in it is real."""
    made_up: bool
    """Whether anything it rests on is labelled as made up."""
    notes: tuple[Note, ...]
    sections: tuple[Section, ...]
    signed_by: tuple[str, ...] = ()
    """Roles that sign it."""
    longest_pages: int | None = None
    """How many pages its reader takes at most."""

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """Every gap once, in the order met; the same field missing twice is one gap."""
        found: dict[str, Gap] = {}
        for section in self.sections:
            for gap in section.gaps:
                found.setdefault(gap.where, gap)
        return tuple(found.values())

    @cached_property
    def numbers(self) -> dict[str, int]:
        """What each gap is called, by where it is; counts from 1."""
        return {gap.where: number for number, gap in enumerate(self.gaps, start=1)}

    def section_of(self, gap: Gap) -> Section:
        """Return the first section that a gap stands in."""
        return self._first_sections[gap.where]

    @cached_property
    def _first_sections(self) -> dict[str, Section]:
        return {g.where: section for section in reversed(self.sections) for g in section.gaps}


def _gaps(block: Block) -> Iterator[Gap]:
    match block:
        case Gap():
            yield block
        case Pairs(rows):
            for _, cell in rows:
                yield from _in_cell(cell)
        case Table(_, _, rows):
            for row in rows:
                for cell in row.cells:
                    yield from _in_cell(cell)


def _in_cell(cell: Cell) -> Iterator[Gap]:
    pieces = cell if isinstance(cell, tuple) else (cell,)
    yield from (piece for piece in pieces if isinstance(piece, Gap))

"""A document of plain blocks: what is said, before it is set out as Markdown or HTML."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Points:
    """A list; numbered where its points are referred to."""

    items: tuple[str, ...]
    numbered: bool = False
    under: tuple[tuple[str, ...], ...] = ()
    """What stands under each item, in the items' order; empty where nothing does."""

    @property
    def nested(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Each item with what stands under it."""
        under = self.under or ((),) * len(self.items)
        return tuple(zip(self.items, under, strict=True))


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """A line to sign on."""

    part: str
    """In what part somebody signs."""
    name: str
    """Who; empty where it is written by hand."""


Block = Paragraph | Points | Table | Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading with what stands under it."""

    code: str
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """Minutes in one language."""

    kind: str
    """What sort of document it is: protokollsutdrag, beslut, tjänsteanteckning."""
    body: str
    """Who decides, and in what."""
    title: str
    facts: tuple[tuple[str, str], ...]
    """Name and value; an empty value is left to be written by hand."""
    notice: str
    """What has to be known before it is relied on; empty where nothing has."""
    sections: tuple[Section, ...]
    foot: str

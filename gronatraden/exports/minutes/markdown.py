"""Minutes as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.exports.markdown import literal, table
from gronatraden.exports.minutes.document import Paragraph, Points, Signature

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.exports.minutes.document import Block, Document

LINE = "\\_" * 32
"""A line to write on."""


def render(document: Document) -> str:
    """Return a document as Markdown; what people wrote stands as they wrote it."""
    return "\n".join(_lines(document)).rstrip() + "\n"


def _lines(document: Document) -> Iterator[str]:
    yield f"**{literal(document.kind)}**"
    yield ""
    yield literal(document.body)
    yield ""
    yield f"# {literal(document.title)}"
    yield ""
    for name, value in document.facts:
        yield f"- **{literal(name)}:** {literal(value) if value else LINE}"
    yield ""
    if document.notice:
        yield f"> {literal(document.notice)}"
        yield ""
    for section in document.sections:
        yield f"## {literal(section.heading)}"
        yield ""
        for block in section.blocks:
            yield from _block(block)
            yield ""
    yield "---"
    yield ""
    yield literal(document.foot)


def _block(block: Block) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield literal(block.text)
    elif isinstance(block, Points):
        for number, (item, under) in enumerate(block.nested, start=1):
            yield f"{f'{number}.' if block.numbered else '-'} {literal(item)}"
            yield from (f"   - {literal(one)}" for one in under)
    elif isinstance(block, Signature):
        yield f"{literal(block.part)}:"
        yield ""
        yield LINE
        if block.name:
            yield ""
            yield literal(block.name)
    else:
        yield from table(
            map(literal, block.headings), ([literal(cell) for cell in row] for row in block.rows)
        )

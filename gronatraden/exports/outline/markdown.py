"""An outline as Markdown: plain enough for a diary, an e-mail or a funder's own form."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from gronatraden.exports.markdown import literal, table
from gronatraden.exports.outline.outline import (
    Aside,
    Curves,
    Figure,
    Gap,
    Heading,
    Note,
    Pairs,
    Paragraph,
    Table,
)
from gronatraden.exports.outline.speaking import Speaker
from gronatraden.exports.report.pictures import readable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.diagram import Coded
    from gronatraden.exports.outline.outline import Block, Cell, Outline, Row, Section
    from gronatraden.exports.report.origins import Kind
    from gronatraden.text import Voice

_MARKED = frozenset({"fictional", "partly"})
"""Origins that a reader is always told of."""


def render(outline: Outline, voice: Voice) -> str:
    """Return the report as Markdown; what people wrote is shown literally.

    Args:
        outline: What it says.
        voice: The language it is said in.
    """
    to = Speaker(voice, outline)
    parts = (
        _head(to),
        *(_section(to, section) for section in outline.sections),
        _gaps(to),
        _signatures(to),
        iter((f"*{literal(to.say('foot', at=voice.clock(outline.at)))}*",)),
    )
    lines = list(chain.from_iterable(parts))
    return "\n".join(_without_doubled_blanks(lines)).strip() + "\n"


def _without_doubled_blanks(lines: list[str]) -> Iterator[str]:
    before = ""
    for line in lines:
        if line or before:
            yield line
        before = line


def _head(to: Speaker) -> Iterator[str]:
    outline, voice, said = to.outline, to.voice, to.say
    yield f"# {literal(outline.name)}"
    yield ""
    yield f"**{literal(to.value(outline.title))}**"
    yield ""
    if outline.owner:
        yield f"- {said('head.owner')}: {literal(outline.owner)}"
    period = said("head.period-value", from_on=outline.period.from_on, to_on=outline.period.to_on)
    yield f"- {said('head.period')}: {period}"
    if outline.funder:
        yield f"- {said('head.funder')}: {literal(voice.term(outline.funder))}"
    yield f"- {said('head.gaps')}: {len(outline.gaps) or said('head.gaps-none')}"
    yield ""
    if outline.simulated:
        yield from _quoted(voice.say("report.notice.simulated"))
    if outline.made_up:
        words = (voice.say(f"report.origin.short.{kind}") for kind in ("fictional", "public"))
        yield from _quoted(f"{voice.say('report.notice.made-up')} {', '.join(words)}.")
    for note in outline.notes:
        yield from _note(to, note)
    count = len(outline.gaps)
    yield literal(said("gaps.count", count=count) if count else said("gaps.none"))
    yield ""
    yield literal(said("head.events"))
    yield ""


def _quoted(text: str) -> Iterator[str]:
    yield f"> {literal(text)}"
    yield ""


def _section(to: Speaker, section: Section) -> Iterator[str]:
    yield f"## {literal(to.value(section.heading))}"
    yield ""
    if section.asks is not None:
        yield f"*{literal(to.value(section.asks))}*"
        yield ""
    for block in section.blocks:
        yield from _block(to, block)


def _block(to: Speaker, block: Block) -> Iterator[str]:
    match block:
        case Pairs(rows):
            for name, cell in rows:
                yield f"- {literal(to.value(name))}: {_cell(to, cell) or _unsaid(to)}"
        case Table():
            yield from _table(to, block)
        case Figure(picture, told):
            if picture.diagram is not None and not told:
                yield from _picture(to, block)
        case Curves():
            pass  # the table beside them says the same
        case _:
            yield from _words(to, block)
    yield ""


def _words(to: Speaker, block: Heading | Paragraph | Note | Gap | Aside) -> Iterator[str]:
    match block:
        case Heading(text):
            yield f"### {literal(to.value(text))}"
        case Paragraph(text, kind):
            for paragraph in to.value(text).split("\n\n"):
                yield literal(paragraph) + _origin(to, kind)
                yield ""
        case Note():
            yield from _note(to, block)
        case Gap():
            yield f"> **{to.mark(block)}.** {literal(_filled(to, block))}"
        case Aside():
            yield f"> {literal(to.aside(block))}"


def _filled(to: Speaker, gap: Gap) -> str:
    fill = to.say("gaps.fill", place=to.place(gap), who=to.who(gap))
    return f"{to.missing(gap)} {fill}"


def _note(to: Speaker, note: Note) -> Iterator[str]:
    yield f"> **{to.say(f'sort.{note.sort}')}.** {literal(to.value(note.text))}"
    yield ""


def _table(to: Speaker, block: Table) -> Iterator[str]:
    yield f"**{literal(to.value(block.caption))}**"
    yield ""
    headings = (literal(to.value(heading)) for heading in block.headings)
    yield from table(headings, (_row(to, row) for row in block.rows))


def _row(to: Speaker, row: Row) -> Iterator[str]:
    first, *others = row.cells
    yield _cell(to, first) + _origin(to, row.kind)
    yield from (_cell(to, cell) for cell in others)


def _cell(to: Speaker, cell: Cell) -> str:
    return " · ".join(
        f"**{to.mark(piece)}**" if isinstance(piece, Gap) else literal(to.piece(piece))
        for piece in to.pieces(cell)
    )


def _origin(to: Speaker, kind: Kind) -> str:
    if kind not in _MARKED:
        return ""
    return f" ({literal(to.voice.say(f'report.origin.short.{kind}').lower())})"


def _unsaid(to: Speaker) -> str:
    return to.voice.say("report.unsaid")


def _picture(to: Speaker, figure: Figure) -> Iterator[str]:
    """Yield a picture's table twin, as a reader wants its days and numbers."""
    voice, picture = to.voice, figure.picture
    if picture.diagram is None:
        return
    drawn = readable(picture.diagram, voice, {})
    yield f"**{literal(voice.say(f'picture.{drawn.name}.title', **drawn.facts))}**"
    yield ""
    yield literal(voice.say(f"picture.{drawn.name}.description", **drawn.facts))
    yield ""
    headings = (literal(voice.say(f"picture.{code}")) for code in drawn.table.headings)
    rows = ((_twin(voice, cell) for cell in row) for row in drawn.table.rows)
    yield from table(headings, rows)


def _twin(voice: Voice, cell: str | Coded) -> str:
    if isinstance(cell, str):
        return literal(cell)
    return literal(voice.say(f"picture.{cell.code}")) if cell.code else ""


def _gaps(to: Speaker) -> Iterator[str]:
    outline, said = to.outline, to.say
    if not outline.gaps:
        return
    yield f"## {said('gaps.title')}"
    yield ""
    yield literal(said("gaps.explain"))
    yield ""
    headings = (said(f"gaps.{name}") for name in ("number", "missing", "where", "who", "section"))
    rows = (
        (
            str(outline.numbers[gap.where]),
            literal(to.missing(gap)),
            literal(to.place(gap)),
            literal(to.who(gap)),
            literal(to.value(outline.section_of(gap).heading)),
        )
        for gap in outline.gaps
    )
    yield from table(headings, rows)
    yield ""


def _signatures(to: Speaker) -> Iterator[str]:
    if not to.outline.signed_by:
        return
    yield f"## {to.say('sign.title')}"
    yield ""
    headings = (to.say(f"sign.{name}") for name in ("role", "name", "day", "signature"))
    rows = ((to.voice.term(role).capitalize(), "", "", "") for role in to.outline.signed_by)
    yield from table(headings, rows)
    yield ""

"""The assurance as a note on two pages at most: ``report PROJECT --kind sustainability-note``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.exports.markdown import literal, table
from gronatraden.tools import Export
from sustainability_assurance.content import SustainabilityAssurance
from sustainability_assurance.drawing import HEADINGS, draw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.context import Context
    from gronatraden.diagram import Coded
    from gronatraden.text import Voice


def render(project: str, context: Context, voice: Voice) -> str:
    """Return what the assurance says, as Markdown."""
    return "\n".join(_lines(project, context, voice)) + "\n"


def _lines(project: str, context: Context, voice: Voice) -> Iterator[str]:
    drawn = draw(context.read(SustainabilityAssurance))
    title = voice.say("picture.sustainability-assurance.title")
    yield f"# {title}: {literal(context.facts.title or project)}"
    yield ""
    yield voice.say("picture.sustainability-assurance.description", **drawn.facts)
    yield ""
    headings = [voice.say(f"picture.{code}") for code in HEADINGS]
    rows = [[_cell(cell, voice) for cell in row] for row in drawn.table.rows]
    yield from table(headings, rows)


def _cell(cell: str | Coded, voice: Voice) -> str:
    if isinstance(cell, str):
        return literal(cell)
    return voice.say(f"picture.{cell.code}") if cell.code else ""


NOTE = Export(name="sustainability-note", format="markdown", render=render)

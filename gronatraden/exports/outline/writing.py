"""A form and a record become an outline: every section filled, or its gap said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.exports.outline.outline import Note, Outline, Section, Sentence
from gronatraden.exports.outline.parts.registry import PARTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.exports.outline.forms import Form, FormSection
    from gronatraden.exports.outline.material import Material
    from gronatraden.exports.outline.outline import Block


def write(form: Form, material: Material) -> Outline:
    """Return a report on a project.

    Args:
        form: Which sections it has and what fills them.
        material: What is recorded, and the period to tell of.
    """
    view = material.view
    return Outline(
        form=form.form,
        version=form.version,
        title=form.title,
        source=form.source,
        project=view.project.id,
        name=view.facts.title or view.project.id,
        owner=view.facts.owner,
        funder=form.funder,
        period=material.period,
        at=view.at,
        simulated=view.simulated,
        made_up=view.made_up,
        notes=tuple(_notes(form, material)),
        sections=tuple(_section(section, form, material) for section in form.sections),
        signed_by=form.signed_by,
        longest_pages=form.longest_pages,
    )


def _notes(form: Form, material: Material) -> Iterator[Note]:
    """Yield what the reader has to know about the report as a whole."""
    for limit in form.limits:
        yield Note(limit, "limit")
    if not form.funder:
        return
    paying = [f for f in material.facts.funding if f.fund == form.funder]
    named = {"fund": form.funder}
    if not paying:
        yield Note(Sentence("outline.note.does-not-pay", named), "limit")
    other = {f.period for f in paying} - {"", form.programme_period}
    if form.programme_period and other:
        facts = {
            "stated": _span(form.programme_period),
            "actual": [_span(p) for p in sorted(other)],
        }
        yield Note(Sentence("outline.note.another-period", facts), "limit")


def _span(period: str) -> str:
    return period.replace("-", "–")


def _section(section: FormSection, form: Form, material: Material) -> Section:
    return Section(
        code=section.code,
        heading=section.heading,
        asks=section.asks,
        source=section.source or form.source,
        blocks=tuple(_blocks(section, material)),
    )


def _blocks(section: FormSection, material: Material) -> Iterator[Block]:
    if section.footing != "stated":
        yield Note(Sentence(f"outline.footing.{section.footing}"), section.footing)
    for part in section.parts:
        yield from PARTS[part](material)
    if section.elsewhere is not None:
        yield Note(section.elsewhere, "outside")

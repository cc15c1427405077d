"""Pictures for the report: dates and numbers in the reader's form, made-up parts in words."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from gronatraden.diagram import Columns

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gronatraden.diagram import Box, Coded, Diagram
    from gronatraden.exports.report.origins import Kind
    from gronatraden.text import Voice

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_KRONOR = re.compile(r"(\d[\d\u00a0]*)[ \u00a0]kr")
_NUMBER = r"-?\d+(?:\.\d+)?"
_AIM = re.compile(rf"{_NUMBER}( → {_NUMBER})?")
_READING = re.compile(rf"{_NUMBER}(?=\s|$)")


def readable(diagram: Diagram, voice: Voice, kinds: Mapping[str, Kind]) -> Diagram:
    """Return a diagram as a reader wants it.

    Args:
        diagram: As the tool draws it: days and numbers as they are stored.
        voice: The reader's language.
        kinds: Where elements come from, by id; a box that is made up says so. A reading is
            named after its indicator and has its own source.
    """
    rows = tuple(tuple(_cell(cell, voice) for cell in row) for row in diagram.table.rows)
    table = replace(diagram.table, rows=rows)
    if not isinstance(diagram.shape, Columns):
        return replace(diagram, table=table)
    columns = tuple(
        replace(column, boxes=tuple(_box(box, voice, kinds) for box in column.boxes))
        for column in diagram.shape.columns
    )
    return replace(diagram, shape=replace(diagram.shape, columns=columns), table=table)


def _box(box: Box, voice: Voice, kinds: Mapping[str, Kind]) -> Box:
    column, _, name = box.id.rpartition(":")
    label = box.label
    if column == "reading":
        label = _READING.sub(lambda m: voice.number(Decimal(m[0])), label, count=1)
    kind = "" if column == "reading" else kinds.get(name, "")
    word = voice.say(f"report.origin.short.{kind}") if kind in {"fictional", "partly"} else ""
    note = ", ".join(part for part in (_written(box.note, voice), word.lower()) if part)
    return replace(box, label=label, note=note)


def _cell(cell: str | Coded, voice: Voice) -> str | Coded:
    return _written(cell, voice) if isinstance(cell, str) else cell


def _written(text: str, voice: Voice) -> str:
    """Return a stored day, amount or aim as the reader writes it; other text as it is."""
    if _DAY.fullmatch(text):
        try:
            return voice.day(date.fromisoformat(text))
        except ValueError:
            return text
    if found := _KRONOR.fullmatch(text):
        return voice.sek(int(found[1].replace("\u00a0", "")))
    if _AIM.fullmatch(text):
        return re.sub(_NUMBER, lambda m: voice.number(Decimal(m[0])), text)
    return text

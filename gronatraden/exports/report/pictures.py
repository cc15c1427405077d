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
    columns = diagram.shape.columns if isinstance(diagram.shape, Columns) else ()
    labels = {box.label: _label(box, voice) for column in columns for box in column.boxes}
    rows = tuple(tuple(_cell(cell, labels, voice) for cell in row) for row in diagram.table.rows)
    table = replace(diagram.table, rows=rows)
    if not isinstance(diagram.shape, Columns):
        return replace(diagram, table=table)
    drawn = tuple(
        replace(column, boxes=tuple(_box(box, voice, kinds) for box in column.boxes))
        for column in columns
    )
    return replace(diagram, shape=replace(diagram.shape, columns=drawn), table=table)


def _label(box: Box, voice: Voice) -> str:
    if not box.id.startswith("reading:"):
        return box.label
    return _READING.sub(lambda m: voice.number(Decimal(m[0])), box.label, count=1)


def _box(box: Box, voice: Voice, kinds: Mapping[str, Kind]) -> Box:
    column, _, name = box.id.rpartition(":")
    kind = "" if column == "reading" else kinds.get(name, "")
    word = voice.say(f"report.origin.short.{kind}") if kind in {"fictional", "partly"} else ""
    note = ", ".join(part for part in (_written(box.note, voice), word.lower()) if part)
    return replace(box, label=_label(box, voice), note=note)


def _cell(cell: str | Coded, labels: Mapping[str, str], voice: Voice) -> str | Coded:
    """Return a cell as a reader wants it; what a box leads to is named as the box itself is."""
    if not isinstance(cell, str):
        return cell
    named = "; ".join(labels.get(part, part) for part in cell.split("; "))
    return _written(named, voice)


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

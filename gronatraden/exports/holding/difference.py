"""What differs between two versions of a document, as data and in words."""

from __future__ import annotations

import json
import re
from dataclasses import is_dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from gronatraden.gates.holding.comparison import Difference
    from gronatraden.text import Voice

SCHEMA = "gronatraden/diff/1"

_STEP = re.compile(r"\[[^\]]*\]|[^.\[\]]+")
_LABELS = ("title", "name", "statement", "question", "finding", "what", "goal", "because")
"""Fields that people know an element by, the best first."""


def render(found: Difference) -> dict[str, Any]:
    """Return a difference as a mapping of plain JSON values."""
    return {
        "where": found.where,
        "kind": found.kind,
        "before": msgspec.to_builtins(found.before),
        "after": msgspec.to_builtins(found.after),
    }


def steps_of(where: str) -> tuple[str, ...]:
    """Return the path of a place, as findings write it."""
    return tuple(_STEP.findall(where))


def place(found: Difference, voice: Voice) -> str:
    """Return where a difference is, in words: ``indikatorer › co2 › utgångsvärde``."""
    return place_in_words(found.path, voice)


def place_in_words(path: tuple[str, ...], voice: Voice) -> str:
    """Return a path in words; where it begins with a document, its name is said first."""
    first, *below = path
    steps = [p[1:-1] if p.startswith("[") else voice.field(p) for p in below]
    begins = voice.tool(first) if voice.knows(f"tool.{first}") else voice.field(first)
    return " › ".join((begins, *steps))


def values(found: Difference, voice: Voice) -> tuple[str, str]:
    """Return what stood there and what stands there now, in words; empty where nothing does."""
    return _said(found.before, found, voice), _said(found.after, found, voice)


def told(said: str, where: str, voice: Voice) -> str:
    """Return what was decided of a field, in words; empty where nothing was said there.

    Args:
        said: The value, as the decision is written.
        where: The field's place.
        voice: The language.
    """
    value, field = json.loads(said), steps_of(where)[-1]
    if isinstance(value, dict):
        return next((str(found) for name in _LABELS if (found := value.get(name))), "")
    if isinstance(value, list):
        return voice.join(map(str, value))
    if isinstance(value, int):
        return _number(value, field, voice)
    return "" if value is None else _word_or_text(str(value), field, voice)


def _word_or_text(text: str, field: str, voice: Voice) -> str:
    return voice.term(f"{field}.{text}") if voice.knows(f"term.{field}.{text}") else text


def _said(value: object, found: Difference, voice: Voice) -> str:
    if value is None or is_dataclass(value):
        return next((str(v) for name in _LABELS if (v := getattr(value, name, ""))), "")
    if isinstance(value, date):
        return voice.day(value)
    if isinstance(value, int | Decimal):
        return _number(value, found.path[-1], voice)
    return _word(str(value), found.path[-1], voice) if found.coded else str(value)


def _number(value: Decimal | int, field: str, voice: Voice) -> str:
    """Return a truth, an amount or another number in words."""
    if isinstance(value, bool):
        return voice.term("yes" if value else "no")
    return voice.sek(int(value)) if field.endswith("_sek") else voice.number(value)


def _word(code: str, field: str, voice: Voice) -> str:
    """Return the word for a code, the field's own where the code means several things."""
    own = f"{field}.{code}"
    return voice.term(own if voice.knows(f"term.{own}") else code)

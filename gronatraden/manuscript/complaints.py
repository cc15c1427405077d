"""Complaints: what does not fit a type, as a problem with the facts its sentence needs.

Every problem has ``field`` (the name of the field), ``where`` (its path, as findings
write it) and ``actual`` (the value as written). What has no code of its own is
``unfit``, with Pydantic's own words in ``message``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from gronatraden.documents import Slug
from gronatraden.errors import Problem
from gronatraden.manuscript.places import as_written, cut, look_up, spoken
from gronatraden.manuscript.shapes import shape

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gronatraden.manuscript.places import Path, Value
    from gronatraden.manuscript.reading import Manuscript
    from gronatraden.manuscript.shapes import Shape

Facts = dict[str, str | int | list[str]]

MISSING = frozenset({"missing", "missing_argument", "missing_keyword_only_argument"})
_UNKNOWN = frozenset({"unexpected_keyword_argument", "extra_forbidden"})
_CODES = {
    **dict.fromkeys(MISSING, "missing-field"),
    **dict.fromkeys(_UNKNOWN, "unknown-field"),
    **dict.fromkeys(("literal_error", "enum"), "not-in-list"),
    **dict.fromkeys(("string_type", "string_sub_type"), "expected-text"),
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float"), "expected-integer"),
    **dict.fromkeys(
        ("decimal_type", "decimal_parsing", "finite_number", "float_type"), "expected-number"
    ),
    **dict.fromkeys(("bool_type", "bool_parsing"), "expected-boolean"),
    **dict.fromkeys(
        ("list_type", "tuple_type", "set_type", "frozen_set_type", "iterable_type"),
        "expected-list",
    ),
    **dict.fromkeys(
        ("dict_type", "mapping_type", "dataclass_type", "model_type", "model_attributes_type"),
        "expected-mapping",
    ),
    **dict.fromkeys(("date_type", "date_parsing", "date_from_datetime_parsing"), "bad-date"),
    **dict.fromkeys(
        ("datetime_type", "datetime_parsing", "datetime_from_date_parsing", "timezone_aware"),
        "bad-time",
    ),
    "duplicate_id": "duplicate-id",
    "string_pattern_mismatch": "bad-form",
    "string_too_long": "too-long",
    "string_too_short": "too-short",
    "too_long": "too-many",
    "too_short": "too-few",
    "greater_than_equal": "too-small",
    "less_than_equal": "too-large",
    "greater_than": "not-above",
    "less_than": "not-below",
    "decimal_max_digits": "too-many-digits",
    "decimal_whole_digits": "too-many-whole-digits",
    "decimal_max_places": "too-many-decimals",
}
"""Pydantic's kind of error → our code."""

_LIMITS = (
    *("max_length", "min_length", "ge", "le", "gt", "lt"),
    *("max_digits", "whole_digits", "decimal_places"),
)


@dataclass(frozen=True, slots=True)
class Complaint:
    """Something that does not fit, in Pydantic's words."""

    kind: str
    path: Path
    """From the value that was validated; ends in the field that is missing or unknown."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    of_key: bool = False
    """Whether the key itself does not fit, not what stands under it."""
    in_union: bool = False


def problem(complaint: Complaint, manuscript: Manuscript, form: Shape, at: Path) -> Problem:
    """Return a complaint as a problem with its line.

    Args:
        complaint: About a value that stands under ``at``.
        manuscript: Where the value stands.
        form: Shape of the whole type.
        at: Path of the validated part in the manuscript.
    """
    path = (*at, *complaint.path)
    *above, here = _forms(form, complaint.path)
    value: Value = look_up(manuscript.value, path)
    if complaint.of_key:
        value = str(path[-1])
    facts: Facts = {
        "field": _field(manuscript.value, path) or manuscript.file,
        "where": spoken(manuscript.value, path),
        "actual": as_written(value),
    }
    case = _Case(complaint, value, here, above[-1] if above else here)
    code = _CODES.get(complaint.kind, "unfit")
    code, more = _MAKERS.get(code, _limited)(case, code)
    if complaint.kind == "duplicate_id":
        first = manuscript.line_of((*at, *complaint.facts["first"])).line
        more = {"list": _field(manuscript.value, path[:-2]), "first": first}
    line, column = manuscript.line_of(path)
    return Problem(code, line, column, facts | more)


def _field(value: Value, path: Path) -> str:
    """Name the last field of a path, with the item of it that is meant: ``tags[2]``."""
    depth = max((i for i, part in enumerate(path) if isinstance(part, str)), default=0)
    return spoken(look_up(value, path[:depth]), path[depth:])


def _forms(form: Shape, path: Path) -> list[Shape]:
    forms = [form]
    for part in path:
        forms.append(forms[-1].inside(part))
    return forms


class _Case(NamedTuple):
    complaint: Complaint
    value: Value
    here: Shape
    parent: Shape


Said = tuple[str, Facts]
"""A code and the facts it has besides ``field``, ``where`` and ``actual``."""


def _unknown(case: _Case, code: str) -> Said:
    if not case.parent.names:
        return _unfit(case, code)
    return _near(str(case.complaint.path[-1]), case.parent.names, code, "unlike-any-field")


def _choice(case: _Case, code: str) -> Said:
    if case.complaint.of_key or not case.here.choices:
        return _unfit(case, code)
    word = case.value if isinstance(case.value, str) else as_written(case.value)
    code, facts = _near(word, case.here.choices, code, "unlike-any-value")
    return code, {**facts, "actual": cut(word)}


def _text(case: _Case, code: str) -> Said:
    if isinstance(case.value, bool | int | Decimal):
        return "needs-quotes", {"example": f'"{as_written(case.value)}"'}
    return code, {}


def _form(case: _Case, code: str) -> Said:
    pattern = str(case.complaint.facts.get("pattern"))
    if pattern != _id_pattern():
        return code, {"pattern": pattern}
    return "bad-id", {"example": _slug(str(case.value)) or "co2-utslapp"}


def _limited(case: _Case, code: str) -> Said:
    facts: Facts = {}
    for name in _LIMITS:
        if (limit := case.complaint.facts.get(name)) is not None:
            facts["limit"] = limit if isinstance(limit, int) else str(limit)
    if isinstance(case.value, str | list):
        facts["length"] = len(case.value)
    return code, facts


def _unfit(case: _Case, _: str) -> Said:
    message = str(case.complaint.facts.get("message", ""))
    return "unfit", {"message": message.removeprefix("Value error, ")}


_MAKERS: dict[str, Callable[[_Case, str], Said]] = {
    "unknown-field": _unknown,
    "not-in-list": _choice,
    "expected-text": _text,
    "bad-form": _form,
    "unfit": _unfit,
}


def _near(word: str, known: list[str], near: str, far: str) -> Said:
    plain = word.lower().replace("-", "_").replace(" ", "_")
    for attempt in (word, plain):
        if matches := get_close_matches(attempt, known, n=1):
            return near, {"nearest": matches[0], "known": known}
    return far, {"known": known}


@cache
def _id_pattern() -> str:
    return str(shape(Slug).branches[0]["pattern"])


def _slug(text: str) -> str:
    """Return the id that a text comes nearest to."""
    letters = unicodedata.normalize("NFKD", text.lower()).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", letters))[:64].strip("-")

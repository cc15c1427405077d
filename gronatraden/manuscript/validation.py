"""Validation: a manuscript's value into a type, as strictly as it was written.

Text stays text and numbers stay numbers: nothing is converted to make it fit, except
what YAML has no way to write (dates, tuples, sets). A key with nothing after it is a
field left empty, and the field's default holds: a draft can always be saved.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar, cast

import msgspec
from pydantic import ValidationError

from gronatraden.errors import ManuscriptError
from gronatraden.manuscript.complaints import MISSING, Complaint, problem
from gronatraden.manuscript.composition import PROBLEM_LIMIT
from gronatraden.manuscript.places import look_up
from gronatraden.manuscript.reading import in_order
from gronatraden.manuscript.shapes import adapter, shape

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from gronatraden.manuscript.places import Path, Value
    from gronatraden.manuscript.reading import Manuscript
    from gronatraden.manuscript.shapes import Shape

T = TypeVar("T")


def validate(manuscript: Manuscript, type_: type[T], *, at: Path = ()) -> T:
    """Return what a manuscript, or the part of it under a path, says as a type.

    Args:
        manuscript: Read with ``read`` or ``read_text``.
        type_: Anything Pydantic can validate; dataclasses should forbid unknown fields.
        at: Keys and indices down to the part; what is not there counts as null.

    Raises:
        ManuscriptError: When something does not fit; it carries every problem, each
            with its line, in the order of the file.
    """
    kind = cast("Hashable", type_)
    value, form = look_up(manuscript.value, at), shape(kind)
    fitting = _Fitting()
    body = msgspec.json.encode(fitting.fit(value, form, ()))
    complaints = fitting.complaints
    try:
        result: T = adapter(kind).validate_json(body, strict=True)
    except ValidationError as error:
        complaints = _merged(_told(error, value), complaints)
    if not complaints:
        return result
    nearest_first = sorted(complaints, key=lambda c: manuscript.line_of((*at, *c.path)))
    problems = [problem(c, manuscript, form, at) for c in nearest_first[: PROBLEM_LIMIT + 1]]
    raise ManuscriptError(manuscript.file, in_order(problems))


class _Fitting:
    """Prepares a value for Pydantic's JSON door and sees what that door would let pass."""

    def __init__(self) -> None:
        self.complaints: list[Complaint] = []

    def fit(self, value: Value, form: Shape, path: Path) -> Value:
        if form.takes_anything or (form.takes_any_text and isinstance(value, str)):
            return value
        match value:
            case dict():
                inner = {key: form.inside(key) for key in value}
                return {
                    key: each
                    if type(each) is str and inner[key].takes_any_text
                    else self.fit(each, inner[key], (*path, key))
                    for key, each in value.items()
                    if each is not None or _may_be_null(inner[key])
                }
            case list():
                self.complaints += _same_ids(value, form.inside(0), path)
                return [
                    self.fit(each, form.inside(index), (*path, index))
                    for index, each in enumerate(value)
                ]
            case Decimal():  # travels as text, for a JSON number would lose digits
                if form.branches and form.takes("string") and not form.takes("number"):
                    self.complaints.append(Complaint("string_type", path))
            case str() if form.takes("number") and not form.takes("string"):
                self.complaints.append(Complaint("decimal_type", path))
            case str() if value.isdecimal() and form.takes_format("date", "date-time"):
                self.complaints.append(Complaint("date_parsing", path))
        return value


def _same_ids(items: list[Value], form: Shape, path: Path) -> Iterator[Complaint]:
    """Yield a complaint for each item whose id another item before it has."""
    first: dict[str, int] = {}
    for index, item in enumerate(items if "id" in form.names else []):
        name = item.get("id") if isinstance(item, dict) else None
        if isinstance(name, str) and first.setdefault(name, index) != index:
            facts = {"first": (*path, first[name], "id")}
            yield Complaint("duplicate_id", (*path, index, "id"), facts)


def _may_be_null(form: Shape) -> bool:
    """Say whether a null is an answer here, or stands under a field that nobody knows."""
    return not form.branches or form.takes("null")


def _told(error: ValidationError, value: Value) -> list[Complaint]:
    """Return what Pydantic says, at places that exist in the manuscript."""
    told = []
    for detail in error.errors(include_url=False, include_input=False):
        loc, kind = detail["loc"], detail["type"]
        path: Path = ()
        for part in loc:
            if _holds(look_up(value, path), part):
                path = (*path, part)
        of_key = loc[-1:] == ("[key]",)
        if kind in MISSING:
            path = (*path, loc[-1])
        in_union = len(path) + of_key < len(loc)
        facts = {**detail.get("ctx", {}), "message": detail["msg"]}
        if kind == "too_short" and _is_long_enough(look_up(value, path), facts):
            continue
        told.append(Complaint(kind, path, facts, of_key=of_key, in_union=in_union))
    return told


def _holds(value: Value, part: str | int) -> bool:
    """Say whether a step of a location is real, not a name of a union's member."""
    if isinstance(value, list):
        return isinstance(part, int)
    return isinstance(value, dict) and part in value


def _is_long_enough(value: Value, facts: dict[str, Any]) -> bool:
    """Say whether a list is only short because Pydantic left out its misfits, said already."""
    return isinstance(value, list) and len(value) >= facts["min_length"]


def _merged(told: list[Complaint], seen: list[Complaint]) -> list[Complaint]:
    """Say one thing about each place: of a union's members, the one that came furthest."""
    unions = {c.path: c for c in told if c.in_union}
    passed = {path[:depth] for path in unions for depth in range(len(path))}
    kept = [c for c in told if not c.in_union]
    kept += [c for path, c in unions.items() if path not in passed]
    places = {c.path for c in kept}
    return kept + [c for c in seen if c.path not in places]

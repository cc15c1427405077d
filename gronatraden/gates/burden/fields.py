"""Fields by path: what kind one is, and where it stands in what was handed in.

A path is a document's name and the names of fields down to a single value, lists
passed through: ``change_logic.indicators.unit``. ``[n]`` behind a list says that the
field is asked for in so many of its elements only: ``stakeholders[1].persons``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, is_dataclass
from dataclasses import fields as dataclass_fields
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args, get_origin, get_type_hints

from gronatraden.documents import Item, Line, Prose, Slug
from gronatraden.project import FACTS, ProjectFacts
from gronatraden.tools.plugged import tools

if TYPE_CHECKING:
    from collections.abc import Iterator

Kind = Literal["name", "line", "text", "number", "day", "choice", "tick", "list"]
"""What a field takes: an id, a sentence, a text, a number, a day, a word of several, a yes."""

RECORD: dict[str, dict[str, Kind]] = {
    "readings": {
        "indicator": "name",
        "measured_on": "day",
        "value": "number",
        "women": "number",
        "men": "number",
    },
    "lessons": {"answer": "choice", "because": "text"},
}
"""What is handed in as rows and not as documents: readings, and answers to lessons."""

_FEW = re.compile(r"\[(\d+)\]")
_WRITTEN: tuple[tuple[object, Kind], ...] = ((Slug, "name"), (Line, "line"), (Prose, "text"))


@dataclass(frozen=True, slots=True)
class Field:
    """One field that may be asked for."""

    path: str
    """Without ``[n]``."""
    kind: Kind
    lists: tuple[str, ...]
    """Paths of the lists it stands in, the outermost first."""
    few: int | None = None
    """In how many elements it is asked for; None for every one."""

    @property
    def room(self) -> str:
        """Name of the document, or of the rows."""
        return self.path.partition(".")[0]


def documents() -> dict[str, type]:
    """Return every kind of document and its content, by name."""
    return {FACTS: ProjectFacts} | {tool.name: tool.content for tool in tools()}


@cache
def field(asked: str) -> Field:
    """Return the field of a path.

    Raises:
        KeyError: When no document has such a field.
    """
    few = _FEW.search(asked)
    path = _FEW.sub("", asked)
    count = None if few is None else int(few[1])
    room, _, inside = path.partition(".")
    if room in RECORD:
        return Field(path, RECORD[room][inside], (room,), count)
    names = inside.split(".")
    here: object = documents()[room]
    lists: list[str] = []
    for place, name in enumerate(names, start=1):
        here = hints(_as_class(here))[name]
        inner = element(here)
        if inner is not None:
            lists.append(".".join([room, *names[:place]]))
            here = inner
    return Field(path, _kind(here), tuple(lists), count)


@cache
def hints(content: type) -> dict[str, Any]:
    """Return the types of a content's fields, their limits included."""
    return get_type_hints(content, include_extras=True)


def element(hint: object) -> type | None:
    """Return the class that a list's elements have, or None where it holds none."""
    bare = _bare(hint)
    if get_origin(bare) is not tuple:
        return None
    inner = get_args(bare)[0]
    return inner if is_dataclass(inner) else None  # type: ignore[return-value]  # a class, not an instance


def ids_along(asked: Field) -> Iterator[str]:
    """Yield the paths of the ids that the elements on the way to a field need."""
    for path in asked.lists:
        if asked.room in RECORD:
            continue
        if issubclass(_class_at(path), Item):
            yield f"{path}.id"


def instances(content: object, names: list[str]) -> Iterator[object]:
    """Yield a field's value in every element there is."""
    head, *rest = names
    value = getattr(content, head)
    elements = value if isinstance(value, tuple) and rest else (value,)
    for one in elements:
        if rest:
            yield from instances(one, rest)
        else:
            yield one


def is_filled(value: object) -> bool:
    """Say whether somebody has written something in a field; a measured 0 is something."""
    return isinstance(value, Decimal) or value not in (None, "", (), 0)


@cache
def _class_at(path: str) -> type:
    room, *names = path.split(".")
    here: type = documents()[room]
    for name in names:
        hint = hints(here)[name]
        here = element(hint) or _as_class(hint)
    return here


def _as_class(hint: object) -> type:
    bare = _bare(hint)
    if not isinstance(bare, type):
        raise KeyError(hint)
    return bare


def _bare(hint: object) -> object:
    """Return a type without its limits and without "or nothing"."""
    if get_origin(hint) is Annotated:
        return _bare(get_args(hint)[0])
    if type(None) in get_args(hint):
        (inner,) = (part for part in get_args(hint) if part is not type(None))
        return _bare(inner)
    return hint


def _kind(hint: object) -> Kind:
    bare = _bare(hint)
    if get_origin(bare) is tuple:
        return "list"
    parts = (hint, *get_args(hint))
    for written, kind in _WRITTEN:
        if any(part is written for part in parts):
            return kind
    if get_origin(bare) is Literal:
        return "choice"
    plain: dict[object, Kind] = {bool: "tick", int: "number", Decimal: "number", date: "day"}
    return plain[bare]


def leaves(content: type, above: str) -> Iterator[str]:
    """Yield the path of every single value that a content can hold, at any depth."""
    for part in dataclass_fields(content):
        hint = hints(content)[part.name]
        inner = element(hint) or (_bare(hint) if is_dataclass(_bare(hint)) else None)
        path = f"{above}.{part.name}"
        if inner is None:
            yield path
        else:
            yield from leaves(_as_class(inner), path)

"""Documents (underlag): what a project hands in, as immutable, hashed versions.

A tool's content is a frozen, slotted dataclass made with ``content``. It enters by
one of two doors: Pydantic validates what people hand in, msgspec decodes what was
validated once and stored. Every field has an empty default, so that a draft can
always be saved; what is missing is a finding. No floats: money is whole kronor,
measured values are ``Decimal`` and travel as text.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import datetime  # noqa: TC003 - msgspec and Pydantic read it at run time
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar, cast, dataclass_transform

import msgspec

from gronatraden import canonical
from gronatraden.errors import UnreadableContentError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

T = TypeVar("T")


class Limit:
    """A bound on a value, in the words of ``pydantic.Field``: ``ge``, ``max_length``, ``pattern``.

    Pydantic takes it for the metadata it stands for when something is validated. Whoever
    only reads what was stored need not import Pydantic, which takes longer than judging a gate.
    """

    __is_annotated_types_grouped_metadata__ = True

    def __init__(self, **bounds: str | int | bool) -> None:
        self._bounds: dict[str, Any] = bounds

    def __iter__(self) -> Iterator[Any]:
        """Yield the bounds as Pydantic knows them."""
        from pydantic import Field  # noqa: PLC0415 - only what validates needs it

        yield from Field(**self._bounds).metadata


Slug = Annotated[str, Limit(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
"""An id that people can say and that never changes: ``co2-from-travel``."""
LONGEST_LINE, LONGEST_PROSE, LARGEST_FILE = 400, 20_000, 4_194_304
"""Characters of a line and of a longer text; bytes of a file that a document comes in."""
Line = Annotated[str, Limit(max_length=LONGEST_LINE)]
"""A short text, one sentence or a name."""
Prose = Annotated[str, Limit(max_length=LONGEST_PROSE)]
"""A longer text."""
Sek = Annotated[int, Limit(ge=0, le=10**13)]
"""Whole Swedish kronor."""
Percent = Annotated[int, Limit(ge=0, le=100_000)]
"""Whole per cent; staff effort of two full-time posts is 200."""
Score = Annotated[int, Limit(ge=0, le=5)]
"""1 to 5; 0 is not assessed yet."""
Measured = Annotated[Decimal, Limit(max_digits=18, decimal_places=6, allow_inf_nan=False)]
"""A measured value, exact."""
Origin = Literal["", "public", "fictional", "own"]
"""Where a text comes from: a public source, made up for a demonstration, the project's own work."""


LATER = "later"
"""Marks a field that stored values of earlier versions do not have."""


def later(default: T) -> T:
    """Make a field that earlier versions did not have; its default says nothing.

    Where it says nothing it is no part of what is hashed, so that what was said before such
    a field was known still has the hash that it had.
    """
    marks = {LATER: True}
    if isinstance(default, dict):
        return cast("T", field(default_factory=dict, metadata=marks))
    return field(default=default, metadata=marks)


_STRICT = {"extra": "forbid", "use_attribute_docstrings": True}


@dataclass_transform(frozen_default=True, kw_only_default=True)
def content(cls: type[T]) -> type[T]:
    """Make a class a frozen, slotted, keyword-only dataclass that refuses unknown fields."""
    made = dataclass(frozen=True, slots=True, kw_only=True)(cls)
    made.__pydantic_config__ = _STRICT  # type: ignore[attr-defined]  # read by Pydantic
    return made


@content
class Item:
    """One element of a list in a tool, with an id that stays when the list is reordered."""

    id: Slug
    """Stable name of the element within its list."""
    source: Line = ""
    """Key of the document's source that states this, where there is one."""
    origin: Origin = ""
    """Where this element comes from, when it differs from the document as a whole."""


@content
class NotApplicable:
    """A part of a tool that does not apply to this project, and why."""

    field: Line
    """The field that is left empty, by name."""
    because: Prose
    """The written reason; without one the field is asked for again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentVersion:
    """One immutable version of a project's document: a tool's content or its facts."""

    project: str
    tool: str
    """Name of the tool, or ``project`` for the project's facts."""
    number: int
    """Counts from 1 per project and tool."""
    schema: int
    """Version of the content's schema at the time."""
    sha256: str
    """Hash of the canonical body; what verdicts refer to."""
    origin: Origin
    sources: Mapping[str, str]
    """Key → address or title of what the content's ``source`` fields cite."""
    submitted_by: str
    """Pseudonym."""
    submitted_at: datetime
    body: bytes
    """Canonical JSON of the content."""


Snapshot = dict[str, DocumentVersion]
"""The latest version of each document of a project at a moment, by tool."""


def encode(value: object) -> bytes:
    """Return the canonical body of a content: the bytes that are hashed and stored.

    A later field of the content itself that says nothing is left out.
    """
    made = msgspec.to_builtins(value)
    for name, silent in _later_fields(type(value)):  # type: ignore[arg-type]  # a class is hashable
        if made[name] == silent:
            del made[name]
    return canonical.encode(made)


@cache
def _later_fields(kind: Any) -> tuple[tuple[str, object], ...]:  # noqa: ANN401 - a class
    there = fields(kind)
    return tuple((one.name, one.default) for one in there if one.metadata.get(LATER))


def decode(body: bytes, kind: type[T]) -> T:
    """Return the content that a stored, once validated body holds.

    Raises:
        UnreadableContentError: When it was written by a version that knew another content.
    """
    try:
        made: T = _decoder(kind).decode(body)  # type: ignore[arg-type]  # a class is hashable
    except msgspec.ValidationError as error:
        raise UnreadableContentError(content=kind.__name__) from error
    return made


@cache
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:  # noqa: ANN401 - a class
    return msgspec.json.Decoder(kind)


def package_sha256(versions: Iterable[DocumentVersion]) -> str:
    """Return the hash that seals a set of document versions, in whatever order they come.

    It covers tool, number and hash of every version but those of the project's
    facts, where the seal itself is written down.
    """
    rows = sorted([v.tool, v.number, v.sha256] for v in versions if v.tool != "project")
    return canonical.sha256_hex(canonical.encode(rows))

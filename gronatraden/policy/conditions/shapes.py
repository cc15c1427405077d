"""Shapes: what a condition can know of a value before there is one, from its Python type.

A condition sees numbers, texts, truths, days, and objects with named fields, alone or in
lists. ``Decimal`` is a number with a point, a moment is its Swedish day, and a word of
several keeps its choices. What no condition could compare, such as a mapping, is left out.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    Literal,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

Kind = Literal["int", "double", "string", "bool", "day", "object"]
_PLAIN: tuple[tuple[type, Kind], ...] = (
    (bool, "bool"),
    (int, "int"),
    (Decimal, "double"),
    (float, "double"),
    (str, "string"),
    (date, "day"),
)
"""The first that the type is a kind of decides: a truth is an int in Python."""


@dataclass(frozen=True, slots=True)
class Shape:
    """What a value may be."""

    kind: Kind
    many: bool = False
    """True for a list of such values; a list may be empty and is never null."""
    optional: bool = False
    """A scalar that may be null, or an object that may be absent."""
    choices: tuple[str, ...] = ()
    """Every word it can be, where only some words will do."""
    content: type | None = None
    """The class, for an object."""

    @property
    def element(self) -> Shape:
        """What a list holds."""
        return replace(self, many=False)

    @property
    def fields(self) -> Mapping[str, Shape]:
        """What an object holds, by name."""
        return {} if self.content is None else fields_of(self.content)


@cache
def fields_of(content: type) -> Mapping[str, Shape]:
    """Return the shape of each field that a condition can read, in the order written."""
    hints = get_type_hints(content, include_extras=True)
    found = {field.name: shape_of(hints[field.name]) for field in fields(content)}
    return {name: shape for name, shape in found.items() if shape is not None}


@cache
def shape_of(hint: Any) -> Shape | None:  # noqa: ANN401 - any type hint there is
    """Return the shape of a type, or None where a condition can make nothing of it."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return shape_of(inner[0])
    if origin in {Union, UnionType}:
        return _optional(inner)
    if origin in {tuple, frozenset, list}:
        element = shape_of(inner[0])
        return None if element is None or element.many else replace(element, many=True)
    if origin is Literal:
        return Shape("string", choices=tuple(map(str, inner)))
    return _plain(hint)


def _optional(inner: tuple[Any, ...]) -> Shape | None:
    meant = [one for one in inner if one is not NoneType]
    shape = shape_of(meant[0]) if len(meant) == 1 else None
    return None if shape is None or shape.many else replace(shape, optional=True)


def _plain(hint: Any) -> Shape | None:  # noqa: ANN401 - any type hint there is
    if not isinstance(hint, type):
        return None
    if is_dataclass(hint):
        return Shape("object", content=hint)
    if issubclass(hint, StrEnum):
        return Shape("string", choices=tuple(one.value for one in hint))
    return next((Shape(kind) for plain, kind in _PLAIN if issubclass(hint, plain)), None)

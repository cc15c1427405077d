"""Shapes: what a type allows at each place, read from its JSON Schema.

Pydantic says that a field is unknown, but not which names are known there; that a
literal does not fit, but the choices only as English prose. The schema has both.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from pydantic.json_schema import JsonSchemaWarningKind
    from pydantic_core import core_schema

Schema = dict[str, Any]


@cache
def adapter(type_: Hashable) -> TypeAdapter[Any]:
    """Return Pydantic's validator of a type, built once."""
    return TypeAdapter(type_)  # type: ignore[arg-type]  # any type form, hashable for the cache


@cache
def shape(type_: Hashable) -> Shape:
    """Return the shape of a type, built once."""
    schema = adapter(type_).json_schema(schema_generator=_Manuscripts)
    definitions = schema.get("$defs", {})
    return Shape(tuple(_branches(schema, definitions)), definitions)


@dataclass(frozen=True, eq=False)
class Shape:
    """What may stand at one place: any of a few branches. What is asked twice is kept."""

    branches: tuple[Schema, ...]
    """Plain schemas, references and alternatives resolved; none where nothing may stand."""
    definitions: Schema
    _known: dict[str | int | None, Shape] = field(default_factory=dict, init=False, repr=False)
    """Shapes inside, by key or index; None for every key and index that has no own shape."""

    def inside(self, part: str | int) -> Shape:
        """Return the shape of what stands under a key or at an index."""
        if (known := self._known.get(part)) is not None:
            return known
        place = part if part in self._own else None
        if place not in self._known:
            schemas = [schema for branch in self.branches for schema in _under(branch, part)]
            inner = (found for schema in schemas for found in _branches(schema, self.definitions))
            self._known[place] = Shape(tuple(inner), self.definitions)
        return self._known[place]

    @cached_property
    def takes_anything(self) -> bool:
        """Whether anything may stand here, whatever is inside it."""
        return {} in self.branches

    @cached_property
    def takes_any_text(self) -> bool:
        """Whether a text may stand here and is not taken for a day."""
        return self.takes("string") and not self.takes_format("date", "date-time")

    def takes(self, *kinds: str) -> bool:
        """Say whether a value of one of these JSON types may stand here."""
        return None in self._types or not self._types.isdisjoint(kinds)

    def takes_format(self, *formats: str) -> bool:
        """Say whether a text of one of these formats may stand here."""
        return not self._formats.isdisjoint(formats)

    @cached_property
    def _own(self) -> frozenset[str | int]:
        prefixed = max((len(branch.get("prefixItems", ())) for branch in self.branches), default=0)
        return frozenset(self.names) | frozenset(range(prefixed))

    @cached_property
    def _types(self) -> frozenset[str | None]:
        return frozenset(branch.get("type") for branch in self.branches)

    @cached_property
    def _formats(self) -> frozenset[str]:
        return frozenset(branch.get("format", "") for branch in self.branches)

    @cached_property
    def names(self) -> list[str]:
        """The fields that may stand here, in the order of the type."""
        return [name for branch in self.branches for name in branch.get("properties", {})]

    @property
    def choices(self) -> list[str]:
        """The words to choose from, in the order of the type; an empty word is no choice."""
        words = [
            word
            for branch in self.branches
            for word in branch.get("enum", [branch["const"]] if "const" in branch else [])
        ]
        return [str(word) for word in words if word not in (None, "")]


class _Manuscripts(GenerateJsonSchema):
    """A number is written as a number here; a type without a schema may be anything."""

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> Schema:
        del schema  # its bounds are Pydantic's to check
        return {"type": "number"}

    def handle_invalid_for_json_schema(
        self, schema: core_schema.CoreSchema | core_schema.ModelField, error_info: str
    ) -> Schema:
        del schema, error_info
        return {}

    def emit_warning(self, kind: JsonSchemaWarningKind, detail: str) -> None:
        """Say nothing: a default that JSON cannot show is still a default."""
        del kind, detail


def _branches(schema: Schema, definitions: Schema) -> Iterator[Schema]:
    if "$ref" in schema:
        schema = definitions[schema["$ref"].rpartition("/")[2]]
    alternatives = [s for key in ("anyOf", "oneOf", "allOf") for s in schema.get(key, ())]
    for alternative in alternatives:
        yield from _branches(alternative, definitions)
    if not alternatives:
        yield schema


def _under(branch: Schema, part: str | int) -> Iterator[Schema]:
    if not branch:  # anything may stand here, and so inside it
        yield branch
    elif isinstance(part, int):
        each = branch.get("prefixItems", ())
        rest = branch.get("items")
        if part < len(each):
            yield each[part]
        elif isinstance(rest, dict):
            yield rest
    elif part in branch.get("properties", ()):
        yield branch["properties"][part]
    else:
        yield from branch.get("patternProperties", {}).values()
        if isinstance(more := branch.get("additionalProperties"), dict | bool) and more:
            yield more if isinstance(more, dict) else {}

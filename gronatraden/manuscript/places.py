"""Places: where in the text a value stands, and how a person names that spot."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

Value: TypeAlias = "dict[str, Value] | list[Value] | str | int | Decimal | bool | None"
"""What a manuscript can hold; numbers with a point are ``Decimal``, dates are text."""
Path: TypeAlias = "tuple[str | int, ...]"
"""Keys and indices from the top of the manuscript down to a value."""

_SHOWN = 60


class Position(NamedTuple):
    """A spot in the text, as editors count."""

    line: int
    """Counts from 1."""
    column: int
    """Counts from 1, in characters."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value is announced, and where the values inside it are."""

    position: Position
    """Of the key in a mapping, of the item in a list."""
    inside: dict[str | int, Place] = field(default_factory=dict)
    """By key or index; empty for a single value."""


def steps(place: Place, path: Path) -> Iterator[Place]:
    """Yield the places along a path, the top first, as far as the path exists."""
    yield place
    for part in path:
        if part not in place.inside:
            return
        place = place.inside[part]
        yield place


def look_up(value: Value, path: Path) -> Value:
    """Return the value at a path, or None where the path leads nowhere."""
    for part in path:
        if isinstance(value, dict) and part in value:
            value = value[str(part)]
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            value = value[part]
        else:
            return None
    return value


def spoken(value: Value, path: Path) -> str:
    """Name a path as findings do: ``indicators[co2].baseline``.

    An item is named by its ``id`` where it has one, otherwise by its number,
    counted from 1.
    """
    words: list[str] = []
    for depth, part in enumerate(path, start=1):
        if isinstance(part, str):
            words.append(f".{cut(part)}")
        else:
            name = look_up(value, (*path[:depth], "id"))
            words.append(f"[{cut(name) if isinstance(name, str) else part + 1}]")
    return "".join(words).removeprefix(".")


def as_written(value: Value) -> str:
    """Show a value in a sentence about as it is written, cut when it is long."""
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case dict():
            return "{…}"
        case list():
            return "[…]"
        case str():
            return f'"{cut(value)}"'
        case _:
            return cut(str(value))


def cut(text: str) -> str:
    """Keep a text on one line of a sentence: sixty characters, then an ellipsis."""
    words = " ".join(text[: 2 * _SHOWN].split())
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"

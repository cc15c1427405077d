"""Composition: YAML text into values with places, from the parser's events.

YAML can do more than a manuscript may say. What goes beyond plain values is refused:

- anchors, aliases and merge keys: ten lines can unfold into a million;
- tags: a text must not choose which Python object it becomes;
- more than ``DEPTH_LIMIT`` levels or ``VALUE_LIMIT`` values, seen before they are built;
- a key that stands twice: the reader could not know which one counts;
- a key that is not text, several documents, anything but a mapping at the top.

All are collected before they are said; only excess and broken syntax end the reading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import yaml
from yaml import events

from gronatraden.errors import Problem
from gronatraden.manuscript.characters import first_unreadable
from gronatraden.manuscript.places import Place, Position, cut
from gronatraden.manuscript.scalars import UnfitNumberError, plain
from gronatraden.manuscript.syntax import complaint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.manuscript.places import Value

DEPTH_LIMIT = 32
VALUE_LIMIT = 200_000
"""Keys, items and values together."""
PROBLEM_LIMIT = 100
PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml where it is built in, five times faster; otherwise the same in Python."""


class Composition(NamedTuple):
    """What stands in a text, and all that should not stand there."""

    value: Value
    place: Place
    problems: list[Problem]


def compose(text: str, parser: type[yaml.SafeLoader] = PARSER) -> Composition:
    """Read a YAML text once, from its first character to its last."""
    composer = _Composer(yaml.parse(text, Loader=parser))
    value: Value = None
    place = Place(Position(1, 1))
    try:
        value, place = composer.document()
    except _EnoughError:
        pass
    except yaml.YAMLError as error:
        composer.problems.append(complaint(error, text))
    return Composition(value, place, composer.problems)


class _EnoughError(Exception):
    """Reading on would tell the writer nothing."""


class _Composer:
    def __init__(self, stream: Iterator[events.Event]) -> None:
        self.stream = stream
        self.problems: list[Problem] = []
        self.values = 0

    def document(self) -> tuple[Value, Place]:
        next(self.stream)  # the stream starts
        if isinstance(next(self.stream), events.StreamEndEvent):
            return self.empty()
        first = next(self.stream)
        value, place = self.node(first, 0)
        if value is None and isinstance(first, events.ScalarEvent) and not first.value:
            return self.empty()
        next(self.stream)  # the document ends
        after = next(self.stream)
        if not isinstance(value, dict):
            self.note("not-a-mapping", place.position)
        if not isinstance(after, events.StreamEndEvent):
            self.note("several-documents", _position(after))
        return value, place

    def empty(self) -> tuple[Value, Place]:
        self.problems.append(Problem("file-is-empty"))
        return None, Place(Position(1, 1))

    def note(self, code: str, at: Position, **facts: str | int) -> None:
        self.problems.append(Problem(code, at.line, at.column, facts))
        if len(self.problems) > PROBLEM_LIMIT:
            raise _EnoughError

    def node(self, event: events.Event, depth: int) -> tuple[Value, Place]:
        place = Place(_position(event))
        self.values += 1
        if self.values > VALUE_LIMIT:
            self.note("too-many-values", place.position, limit=VALUE_LIMIT)
            raise _EnoughError
        if isinstance(event, events.NodeEvent):
            self.names(event, place.position)
        if isinstance(event, events.AliasEvent):
            return None, place
        if isinstance(event, events.ScalarEvent):
            return self.scalar(event, place.position), place
        if depth == DEPTH_LIMIT:
            self.note("too-deep", place.position, limit=DEPTH_LIMIT)
            raise _EnoughError
        if isinstance(event, events.MappingStartEvent):
            return self.mapping(place, depth + 1), place
        return self.sequence(place, depth + 1), place

    def names(self, event: events.NodeEvent, at: Position) -> None:
        if event.anchor is not None:
            code = "alias" if isinstance(event, events.AliasEvent) else "anchor"
            self.note(code, at, name=cut(event.anchor))
        if getattr(event, "tag", None) is not None:
            self.note("tag", at)

    def scalar(self, event: events.ScalarEvent, at: Position) -> Value:
        if event.style:  # quoted, or a block of text
            if character := first_unreadable(event.value):
                self.note("control-character", at, character=character)
            return event.value
        try:
            return plain(event.value)
        except UnfitNumberError as error:
            self.note(str(error), at, number=cut(event.value))
            return None

    def sequence(self, place: Place, depth: int) -> list[Value]:
        items: list[Value] = []
        while not isinstance(event := next(self.stream), events.SequenceEndEvent):
            item, inside = self.node(event, depth)
            place.inside[len(items)] = inside
            items.append(item)
        return items

    def mapping(self, place: Place, depth: int) -> dict[str, Value]:
        values: dict[str, Value] = {}
        while not isinstance(event := next(self.stream), events.MappingEndEvent):
            at = _position(event)
            key = self.key(event, at, depth)
            value, inside = self.node(next(self.stream), depth)
            if key is None:
                continue
            if key in values:
                first = place.inside[key].position.line
                self.note("duplicate-key", at, key=cut(key), first=first)
                continue
            values[key] = value
            place.inside[key] = Place(at, inside.inside)
        return values

    def key(self, event: events.Event, at: Position, depth: int) -> str | None:
        if isinstance(event, events.ScalarEvent) and not event.style and event.value == "<<":
            self.note("merge-key", at)
            return None
        key, _ = self.node(event, depth)
        if isinstance(key, str):
            return key
        if isinstance(event, events.ScalarEvent):
            self.note("key-is-not-text", at, key=cut(event.value))
        elif isinstance(event, events.CollectionStartEvent):
            self.note("key-is-a-collection", at)
        return None


def _position(event: events.Event) -> Position:
    mark = event.start_mark
    return Position(mark.line + 1, mark.column + 1) if mark else Position(1, 1)

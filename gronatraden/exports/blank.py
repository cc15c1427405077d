"""A blank document (mall): the method's questions around every field, ready to fill in.

It reads back as the empty document. A field stands with nothing after its colon; an
element of a list stands as an example whose lines begin with ``#`` in the first column, so
that taking that sign away makes it count. What checks ask for comes first in its place.
"""

from __future__ import annotations

import json
import re
import textwrap
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import (
    TYPE_CHECKING,
    Annotated,
    Literal,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from gronatraden.documents import Line, NotApplicable, Origin, Percent, Prose, Score, Sek, Slug
from gronatraden.gates.registry import checks
from gronatraden.manuscript import write
from gronatraden.project import FACTS, FACTS_SCHEMA, ProjectFacts
from gronatraden.tools.plugged import plugins, tools

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gronatraden.text import Voice
    from gronatraden.tools.plugged import Plugin

WIDTH = 92
OF_ANY_ELEMENT = frozenset({"source", "origin"})
"""What any element may say of itself; explained once, at the top."""
LIFECYCLES = ("full", "simple")
"""The lifecycles that come along; a programme office may publish others."""

_KINDS: tuple[tuple[object, str, str], ...] = (
    (Slug, "name", ""),
    (Line, "line", ""),
    (Prose, "text", ""),
    (Sek, "sek", "250000"),
    (Percent, "percent", "50"),
    (Score, "score", "4"),
    (date, "day", "2025-03-31"),
    (bool, "tick", "true"),
    (Decimal, "number", "12.5"),
    (int, "count", "10"),
)
"""Type → its word in ``template.kind``, and an example where the field has none of its own."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the page."""

    indent: int
    text: str
    prose: bool = False
    """Whether it explains; otherwise it is part of the document."""
    asleep: bool = False
    """Whether it is part of an example, to be woken by taking its sign away."""

    @property
    def line(self) -> str:
        """The row as it stands on the page."""
        room = " " * self.indent
        if self.prose:
            return f"{room}{' ' if self.asleep else ''}# {self.text}"
        return f"{'#' if self.asleep else ''}{room}{self.text}"


def blank(tool: str, voice: Voice, *, project: str) -> str:
    """Return a document to fill in, as YAML with questions.

    Args:
        tool: Name of a tool, or ``project`` for the project's facts.
        voice: Language of the questions.
        project: Id of the project it is for.

    Raises:
        KeyError: When there is no such tool.
    """
    kind, schema = kinds()[tool]
    page = _Page(voice, tool)
    about = f"{voice.tool(tool)}. {voice.say(f'question.{kind.__name__}.about')}"
    origins = page.choices("origin", get_args(Origin))
    shapes = page.choices("lifecycle", LIFECYCLES)
    rows = [
        *page.prose(0, about),
        *page.prose(0, voice.say("template.how")),
        *page.prose(0, voice.say("template.of-elements", origins=origins)),
        Row(0, f"tool: {tool}"),
        Row(0, f"project: {project}"),
        *([Row(0, f"schema: {schema}")] if schema != 1 else []),
        *([Row(0, f"lifecycle: full # {shapes}")] if tool == FACTS else []),
        Row(0, "origin: own"),
        Row(0, f"sources: # {voice.say('template.sources')}"),
        Row(0, "content:"),
        *page.mapping(kind, (), 2),
    ]
    return "".join(f"{row.line}\n" for row in rows)


def kinds() -> dict[str, tuple[type, int]]:
    """Return every kind of document with its content and schema, the facts first."""
    facts: dict[str, tuple[type, int]] = {FACTS: (ProjectFacts, FACTS_SCHEMA)}
    return facts | {tool.name: (tool.content, tool.schema) for tool in tools()}


def _asked() -> frozenset[str]:
    """Return the path of every field that a check asks for, and of what it stands in."""
    return _asked_with(plugins())


@cache
def _asked_with(added: tuple[Plugin, ...]) -> frozenset[str]:
    del added  # what the checks are kept by
    paths = {re.sub(r"\[\d+\]", "", path) for named in checks().values() for path in named.asks}
    return frozenset(
        ".".join(steps[:depth])
        for steps in (path.split(".") for path in paths)
        for depth in range(1, len(steps) + 1)
    )


@dataclass(frozen=True, slots=True)
class _Page:
    """A page in the making; it remembers which kinds of element it has shown, and where."""

    voice: Voice
    tool: str
    shown: dict[type, str] = field(default_factory=dict)

    def prose(self, indent: int, text: str, *, asleep: bool = False) -> Iterator[Row]:
        """Yield an explanation, broken into rows."""
        for line in textwrap.wrap(text, WIDTH - indent - 2, break_on_hyphens=False):
            yield Row(indent, line, prose=True, asleep=asleep)

    def mapping(
        self, kind: type, path: tuple[str, ...], indent: int, *, asleep: bool = False
    ) -> Iterator[Row]:
        """Yield the fields of a content, those that checks ask for first."""
        above, names = self._names(kind)
        if above:
            same = self.voice.say("template.same-and", field=self.shown[above])
            yield from self.prose(indent, same, asleep=asleep)
        asked = [n for n in names if n == "id" or self._is_asked((*path, n))]
        for name in asked:
            yield from self._air(path)
            yield from self._field(kind, (*path, name), indent, asleep=asleep)
        rest = [n for n in names if n not in asked]
        if rest and asked not in ([], ["id"]):
            yield from self._air(path)
            yield from self.prose(indent, self.voice.say("template.if-it-helps"), asleep=asleep)
        for name in rest:
            yield from self._air(path)
            yield from self._field(kind, (*path, name), indent, asleep=asleep)

    def _air(self, path: tuple[str, ...]) -> Iterator[Row]:
        """Yield an empty row between the parts of the document itself."""
        if not path:
            yield Row(0, "")

    def _names(self, kind: type) -> tuple[type | None, list[str]]:
        """Return the fields to show, and the kind whose fields stand elsewhere on the page."""
        above = next((base for base in kind.__mro__[1:] if base in self.shown), None)
        known = {f.name for f in fields(above)} - {"id"} if above else set()
        names = [f.name for f in fields(kind)]
        return above, [n for n in names if n not in known | OF_ANY_ELEMENT]

    def _is_asked(self, path: tuple[str, ...]) -> bool:
        return ".".join((self.tool, *path)) in _asked()

    def _field(
        self, kind: type, path: tuple[str, ...], indent: int, *, asleep: bool
    ) -> Iterator[Row]:
        name = path[-1]
        hint = get_type_hints(kind, include_extras=True)[name]
        inner = _class_in(hint)
        question = self._said("question", kind, name)
        if name != "id":
            told = question if inner else f"{question} {self._kind(name, hint)}"
            yield from self.prose(indent, told, asleep=asleep)
        if inner is None:
            yield Row(indent, self._scalar(kind, name, hint, asleep=asleep), asleep=asleep)
            return
        yield Row(indent, f"{name}:", asleep=asleep)
        if inner in self.shown:
            same = self.voice.say("template.same", field=self.shown[inner])
            yield from self.prose(indent + 2, same, asleep=asleep)
            return
        if get_origin(hint) is not tuple:
            yield from self.mapping(inner, path, indent + 2, asleep=asleep)
        else:
            yield from _as_element(self.mapping(inner, path, indent + 4, asleep=True))
        self.shown[inner] = name

    def _said(self, area: str, kind: type, name: str) -> str:
        """Return what is said of a field, by its own kind or by one that it builds on."""
        codes = (f"{area}.{base.__name__}.{name}" for base in kind.__mro__)
        return next((self.voice.say(code) for code in codes if self.voice.knows(code)), "")

    def _scalar(self, kind: type, name: str, hint: object, *, asleep: bool) -> str:
        if kind is NotApplicable and name == "field":
            *_, example, _ = (f.name for f in fields(kinds()[self.tool][0]))
        else:
            example = _written(self._said("example", kind, name) or _example(hint), hint)
        return f"{name}: {'' if asleep else self.voice.say('template.such-as') + ' '}{example}"

    def _kind(self, name: str, hint: object) -> str:
        """Say in words what may stand in a field."""
        several = get_origin(hint) is tuple
        inside = get_args(hint)[0] if several else hint
        if get_origin(inside) is Literal:
            code = "several" if several else "choice"
            return self.voice.say(
                f"template.kind.{code}", choices=self.choices(name, get_args(inside))
            )
        code, _ = _kind_of(inside)
        return self.voice.say(f"template.kind.{code}{'s' if several else ''}")

    def choices(self, name: str, codes: Iterable[str]) -> str:
        """Return the words to choose from, with what they mean."""
        return ", ".join(self._choice(name, code) for code in codes if code)

    def _choice(self, name: str, code: str) -> str:
        own = f"{name}.{code}"
        word = self.voice.term(own if self.voice.knows(f"term.{own}") else code)
        return code if word == code else f"{code} ({word})"


def _as_element(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield a mapping's rows as an element of a list: a dash before its first field."""
    begun = False
    for row in rows:
        if begun or row.prose:
            yield row
        else:
            begun = True
            yield replace(row, indent=row.indent - 2, text=f"- {row.text}")


def _class_in(hint: object) -> type | None:
    """Return the content that a field holds, itself or in a list, or None."""
    inside = get_args(hint)[0] if get_origin(hint) is tuple else hint
    return cast("type", inside) if is_dataclass(inside) else None


def _kind_of(hint: object) -> tuple[str, str]:
    """Return the word for a type, and an example of it."""
    parts = [p for p in (hint, *get_args(hint)) if p is not type(None)]
    bare = [get_args(p)[0] for p in parts if get_origin(p) is Annotated]
    found = ((word, example) for known, word, example in _KINDS for p in parts + bare if p == known)
    return next(found)


def _example(hint: object) -> str:
    inside = get_args(hint)[0] if get_origin(hint) is tuple else hint
    if get_origin(inside) is Literal:
        return next(str(code) for code in get_args(inside) if code)
    return _kind_of(inside)[1]


def _written(example: str, hint: object) -> str:
    """Return an example as YAML writes a value of its type."""
    if get_origin(hint) is tuple:
        return json.dumps([example], ensure_ascii=False)
    if get_origin(hint) is not Literal and _kind_of(hint)[0] in {"line", "text"}:
        return write({"x": example}).removeprefix("x: ").strip()
    return example

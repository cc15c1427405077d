"""Who looks at which field: a content that remembers what was asked of it.

A field is named by the class that declares it: ``Item.id``, ``Row.women``.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from gronatraden import thread
from gronatraden.gates.burden.fields import documents, hints
from gronatraden.gates.evaluate import findings_of
from gronatraden.gates.registry import checks
from gronatraden.tools import TOOLS
from gronatraden.tools.change_logic.content import Resource
from gronatraden.tools.equality_mainstreaming.content import Children
from gronatraden.tools.stakeholder_analysis.content import AbsentSector
from tests.builders import a_context
from tests.builders.history import a_finished_context, altered
from tests.house.offences import OFFENCES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.context import Context

PICTURE = "picture"
SELDOM: tuple[tuple[str, object], ...] = (
    ("collaboration_ladder.constellations[commute].rung", "collaboration"),
    ("change_logic.resources", (Resource(id="staff", title="Personal", staff_percent=200),)),
    ("competent_leadership.foresight.scenarios[work-from-anywhere].preparation", ""),
    ("equality_mainstreaming.children", Children(affected="no")),
    ("equality_mainstreaming.goals[equal-use].indicator", None),
    ("equality_mainstreaming.representation[commuters-by-bike].other", 3),
    ("stakeholder_analysis.absent_sectors", (AbsentSector(sector="academia", because="Ingen."),)),
)
"""What a project may say that the example does not, and no offence brings about."""


def declared_in(kind: type, name: str) -> str:
    """Return a field by the class that declares it."""
    first = next(c for c in reversed(kind.__mro__) if name in getattr(c, "__annotations__", {}))
    return f"{first.__name__}.{name}"


@cache
def every_field() -> frozenset[str]:
    """Return every field of every content, and of what contents hold."""
    found: set[str] = set()
    waiting = list(documents().values())
    while waiting:
        kind = waiting.pop()
        for name, hint in hints(kind).items():
            found.add(declared_in(kind, name))
            waiting += [part for part in _parts(hint) if is_dataclass(part)]
    return frozenset(found)


def _parts(hint: Any) -> Iterator[type]:  # noqa: ANN401 - any type
    inner = getattr(hint, "__args__", ())
    if isinstance(hint, type):
        yield hint
    for part in inner:
        yield from _parts(part)


class Watched:
    """Stands in for a content; every field that is read is noted."""

    def __init__(self, content: Any, seen: set[str]) -> None:  # noqa: ANN401 - any content
        self._content = content
        self._seen = seen

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - any field
        kind = type(self._content)
        if name in {field.name for field in fields(kind)}:
            self._seen.add(declared_in(kind, name))
            return watched(getattr(self._content, name), self._seen)
        found = getattr(kind, name)
        if isinstance(found, property) and found.fget is not None:
            return found.fget(self)
        return found.__get__(self)

    def __eq__(self, other: object) -> bool:
        """Compare as contents do, and note nothing: that two differ is no use of a field."""
        theirs = other._content if isinstance(other, Watched) else other
        return bool(self._content == theirs)

    def __hash__(self) -> int:
        return hash(self._content)


def watched(value: Any, seen: set[str]) -> Any:  # noqa: ANN401 - any value of a field
    """Return a value whose contents, at any depth, note what is read."""
    if isinstance(value, tuple):
        return tuple(watched(one, seen) for one in value)
    return Watched(value, seen) if is_dataclass(value) else value


def _lives() -> Iterator[Context]:
    """Yield the example at its start and end, and with one thing after another altered."""
    yield a_context()
    yield a_finished_context()
    for path, value in (*OFFENCES.values(), *SELDOM):
        yield altered(a_finished_context(), path, value)


def _watching(context: Context, seen: set[str]) -> Context:
    """Watch what is read; nothing is material, for that two differ is no use of a field."""
    return replace(
        context,
        material=(),
        facts=watched(context.facts, seen),
        contents={kind: watched(content, seen) for kind, content in context.contents.items()},
        earlier={kind: watched(content, seen) for kind, content in context.earlier.items()},
    )


@cache
def read_by() -> dict[str, frozenset[str]]:
    """Return the fields that every rule reads, by rule, and those of the pictures together."""
    found: dict[str, set[str]] = {PICTURE: set()}
    for life in _lives():
        for named in checks().values():
            seen = found.setdefault(named.check.rule, set())
            findings_of(named, _watching(life, seen), {})
        seen = found[PICTURE]
        thread.draw(_watching(life, seen))
        for tool in TOOLS:
            tool.draw(watched(life.read(tool.content), seen))
    return {reader: frozenset(seen) for reader, seen in found.items()}

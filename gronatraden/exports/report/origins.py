"""Where a document's parts come from: public sources, the project itself, or made up.

An element that is labelled as made up and still cites a source is made up in part: the
source stands for the rest (the samples' own rule).
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from gronatraden.documents import Origin
    from gronatraden.project import ProjectFacts

Kind = Literal["", "public", "fictional", "own", "partly", "mixed"]
"""An origin as it is shown: ``partly`` is made up in part, ``mixed`` is anything else."""

_LABELS = ("title", "name", "statement", "question", "finding", "what", "goal", "id")
"""Fields that people know an element by, the best first."""


@dataclass(frozen=True, slots=True)
class Part:
    """One element of a document."""

    id: str
    label: str
    """What people call it."""
    kind: Kind


@dataclass(frozen=True, slots=True)
class Origins:
    """The origin of a document and of each of its elements."""

    whole: Origin = ""
    """The document's own; what an element without one has."""
    parts: tuple[Part, ...] = ()

    @property
    def made_up(self) -> tuple[Part, ...]:
        """The elements that are made up, wholly or in part."""
        return tuple(p for p in self.parts if p.kind in {"fictional", "partly"})

    @property
    def kind(self) -> Kind:
        """One word for it all."""
        return one_kind({p.kind for p in self.parts} or {self.whole})

    @property
    def by_id(self) -> dict[str, Kind]:
        """The kind of each element, by its id."""
        return {p.id: p.kind for p in self.parts}


def origins_of(content: object, whole: Origin) -> Origins:
    """Return where a content's elements come from.

    Args:
        content: A tool's content or a project's facts.
        whole: The document's own origin; what an element without one has.
    """
    return Origins(whole, tuple(_parts(content, whole)))


def together(many: Iterable[Origins]) -> Origins:
    """Return the origins of several documents as one."""
    found = tuple(many)
    wholes = {o.whole for o in found}
    whole: Origin = wholes.pop() if len(wholes) == 1 else ""
    return Origins(whole, tuple(part for o in found for part in o.parts))


def kind_of(origin: Origin, source: str) -> Kind:
    """Return how an origin is shown, given the source that is cited beside it."""
    return "partly" if origin == "fictional" and source else origin


def one_kind(kinds: Collection[Kind]) -> Kind:
    """Return one word for several kinds."""
    if len(set(kinds)) == 1:
        return next(iter(kinds))
    return "partly" if "fictional" in kinds or "partly" in kinds else "mixed"


def kind_of_facts(facts: ProjectFacts, whole: Origin) -> Kind:
    """Return where a project's facts come from: the sources they cite stand for the public part."""
    own = kind_of(whole, "".join(facts.cited))
    return one_kind({own, *(p.kind for p in _parts(facts, whole))})


def _parts(value: object, whole: Origin) -> Iterator[Part]:
    if isinstance(value, tuple):
        for element in value:
            yield from _parts(element, whole)
    elif is_dataclass(value):
        own: Origin = getattr(value, "origin", "") or whole
        name = getattr(value, "id", "")
        if name:
            labels = (str(getattr(value, field, "") or "") for field in _LABELS)
            kind = kind_of(own, getattr(value, "source", ""))
            yield Part(name, next(label for label in labels if label), kind)
        for field in fields(value):
            yield from _parts(getattr(value, field.name), own)

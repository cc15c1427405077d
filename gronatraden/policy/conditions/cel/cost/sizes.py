"""How large the values are that a condition reads, as far as that is known before it is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from gronatraden.documents import LARGEST_FILE, LONGEST_PROSE
from gronatraden.policy.conditions.paths import EACH
from gronatraden.policy.conditions.port import STEPS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gronatraden.policy.conditions.shapes import Shape

SHARED_OUT = LARGEST_FILE // 2
"""Elements that the lists within a document's list can have together: each is ``0,`` at least."""
_HOUSE = "gronatraden."


class Size(Protocol):
    """How large a value is at most: characters of a text, elements of a list."""

    chars: int
    count: int

    def field(self, name: str) -> Size:
        """Return how large a field of it is."""

    def element(self) -> Size:
        """Return how large an element of it is."""


class Worst:
    """What nobody has looked at."""

    chars, count = LARGEST_FILE, STEPS

    def field(self, _name: str) -> Size:
        """Return that it may be as large."""
        return self

    def element(self) -> Size:
        """Return that it may be as large."""
        return self


class Shaped:
    """What a field of a shape can be at most; nobody has looked at it.

    The house's own contents limit every text; one of a plugin's may be as long as a file.
    """

    def __init__(self, shape: Shape, longest: int = LARGEST_FILE, walk: int = 0) -> None:
        """Take it up.

        Args:
            shape: Its shape.
            longest: Characters of the longest text in what it is part of.
            walk: How deep the walk is, over a document's list, that it is an element of, or
                a field of one; 0 where it is none.
        """
        self.walk = walk
        own = shape.content is not None and shape.content.__module__.startswith(_HOUSE)
        self._shape, self._longest = shape, LONGEST_PROSE if own else longest
        self.chars = longest if shape.kind == "string" and not shape.many else 0
        self.count = STEPS if shape.many else 0

    def field(self, name: str) -> Size:
        """Return what its field can be at most."""
        found = None if self._shape.content is None else self._shape.fields.get(name)
        return WORST if found is None else Shaped(found, self._longest, self.walk)

    def element(self) -> Size:
        """Return what an element of it can be at most."""
        return Shaped(self._shape.element, self._longest)

    def in_walk(self, depth: int) -> Shaped:
        """Return the same, as an element of the list that is walked over at that depth."""
        return Shaped(self._shape, self._longest, depth)


class Seen:
    """All that a value can be: each part is looked at once, when it is asked for."""

    def __init__(self, values: Sequence[Any]) -> None:
        self._values = values
        self._parts: dict[str, Size] = {}
        self.chars = max((len(v) for v in values if isinstance(v, str)), default=0)
        self.count = max((len(v) for v in values if isinstance(v, list | tuple)), default=0)

    def field(self, name: str) -> Size:
        """Return how large the field is in any of them."""
        if name not in self._parts:
            self._parts[name] = Seen([part_of(value, name) for value in self._values])
        return self._parts[name]

    def element(self) -> Size:
        """Return how large any element of any of them is."""
        if EACH not in self._parts:
            lists = (v for v in self._values if isinstance(v, list | tuple))
            self._parts[EACH] = Seen([one for value in lists for one in value])
        return self._parts[EACH]


class Made:
    """What is worked out."""

    def __init__(self, chars: int = 0, count: int = 0, *elements: Size) -> None:
        self.chars, self.count, self._elements = chars, count, elements

    def field(self, _name: str) -> Size:
        """Return that nothing is known: no object is worked out."""
        return WORST

    def element(self) -> Size:
        """Return how large the largest of its elements is."""
        return either(*self._elements)


class Either:
    """One of several."""

    def __init__(self, *options: Size) -> None:
        self._options = options
        self.chars = max(one.chars for one in options)
        self.count = max(one.count for one in options)

    def field(self, name: str) -> Size:
        """Return how large the field is in any of them."""
        return Either(*(one.field(name) for one in self._options))

    def element(self) -> Size:
        """Return how large an element is in any of them."""
        return Either(*(one.element() for one in self._options))


def either(*options: Size) -> Size:
    """Return how large the largest of several is; the worst, where there are none."""
    if not options:
        return WORST
    return options[0] if len(options) == 1 else Either(*options)


def part_of(value: Any, name: str) -> Any:  # noqa: ANN401 - any content
    """Return a field of a content, or of its plain values; None where it has none."""
    return value.get(name) if isinstance(value, dict) else getattr(value, name, None)


WORST = Worst()

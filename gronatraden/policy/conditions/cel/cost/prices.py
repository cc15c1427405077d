"""What each thing that a condition does costs at most, measured on the engine and rounded up."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from gronatraden.policy.conditions.tree import Literally

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gronatraden.policy.conditions.cel.cost.sizes import Size
    from gronatraden.policy.conditions.tree import Call

NODE, COPY = 100, 120
"""Nanoseconds for a node; for each element kept, for each that was kept before it."""
SLOT = 34
"""Bytes for each element that is copied."""
ELEMENT = 120
"""Nanoseconds to look at an element of a list."""
_CHARACTER, _SEARCH, _MATCH = 3, 0.05, 20
"""Nanoseconds to count a character; to look for one among others; to hold one against one
part of a pattern."""
_REPEATED = re.compile(r"\{(\d+)(?:,(\d*))?\}")


def price(node: Call, sizes: Sequence[Size]) -> float:
    """Return the nanoseconds that a function takes beyond those of any node."""
    made = _PRICES.get(node.function)
    return 0 if made is None else made(node, sizes)


def _matching(node: Call, sizes: Sequence[Size]) -> float:
    pattern = node.arguments[1]
    said = pattern.value if isinstance(pattern, Literally) else ""
    return sizes[0].chars * _parts_of(str(said)) * _MATCH


def _comparing(_: Call, sizes: Sequence[Size]) -> float:
    return min(one.count for one in sizes) * ELEMENT


def _joining(_: Call, sizes: Sequence[Size]) -> float:
    return sum(one.chars + one.count * ELEMENT for one in sizes)


_PRICES: dict[str, Callable[[Call, Sequence[Size]], float]] = {
    "size": lambda _, sizes: sizes[0].chars * _CHARACTER,
    "contains": lambda _, sizes: sizes[0].chars * (_CHARACTER + sizes[1].chars * _SEARCH),
    "matches": _matching,
    "@in": lambda _, sizes: sizes[-1].count * ELEMENT,
    "_==_": _comparing,
    "_!=_": _comparing,
    "_+_": _joining,
}


@lru_cache(maxsize=1_024)
def _parts_of(pattern: str) -> int:
    """Return how many parts a pattern has at most once its repetitions are written out."""
    depths = [1]
    for at, sign in enumerate(pattern):
        if sign == "(":
            depths.append(1)
        elif sign == ")" and len(depths) > 1:
            whole = depths.pop()
            depths[-1] += whole * _times(pattern, at + 1)
        else:
            depths[-1] += _times(pattern, at + 1)
    return sum(depths)


def _times(pattern: str, at: int) -> int:
    found = _REPEATED.match(pattern, at)
    return 1 if found is None else max(1, int(found[2] or found[1]))

"""Things in a stack, each as near to where it wishes to be as the others allow.

The answer is the least-squares one, by pool-adjacent-violators (isotonic regression):
order is kept, gaps are kept, and nobody is moved further than needed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing of a stack: how tall it is and where its middle wants to be."""

    height: float
    middle: float
    weight: float = 1.0
    """How much it minds being moved."""


def stack(wishes: Sequence[Wish], gap: float) -> list[float]:
    """Return the top of each thing, in the given order, at least ``gap`` apart."""
    offsets = []
    floor = 0.0
    for wish in wishes:
        offsets.append(floor)
        floor += wish.height + gap
    pools: list[tuple[float, float, int]] = []
    for wish, offset in zip(wishes, offsets, strict=True):
        pool = (wish.middle - wish.height / 2 - offset, wish.weight, 1)
        while pools and pools[-1][0] > pool[0]:
            pool = _merge(pools.pop(), pool)
        pools.append(pool)
    shifts = [shift for shift, _, size in pools for _ in range(size)]
    return [shift + offset for shift, offset in zip(shifts, offsets, strict=True)]


def _merge(
    upper: tuple[float, float, int], lower: tuple[float, float, int]
) -> tuple[float, float, int]:
    weight = upper[1] + lower[1]
    shift = (upper[0] * upper[1] + lower[0] * lower[1]) / weight
    return shift, weight, upper[2] + lower[2]

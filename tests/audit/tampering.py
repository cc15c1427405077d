"""Ways to alter bytes and lists: what an attacker might try, one small step at a time."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, TypeVar

from gronatraden.errors import AuditError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

T = TypeVar("T")


def bit_flips(data: bytes) -> Iterator[bytes]:
    """Yield the bytes with each single bit flipped, one at a time."""
    whole = int.from_bytes(data, "big")
    for bit in range(len(data) * 8):
        yield (whole ^ 1 << bit).to_bytes(len(data), "big")


def line_changes(lines: Sequence[bytes]) -> Iterator[list[bytes]]:
    """Yield the lines with each line deleted, each doubled and each unlike pair swapped."""
    for first in range(len(lines)):
        yield [*lines[:first], *lines[first + 1 :]]
        yield [*lines[: first + 1], *lines[first:]]
    for first, second in combinations(range(len(lines)), 2):
        swapped = list(lines)
        swapped[first], swapped[second] = lines[second], lines[first]
        if swapped != list(lines):
            yield swapped


def unnoticed(changes: Iterator[T], judge: Callable[[T], object]) -> list[T]:
    """Return the changes that the judge let through without an audit error."""
    passed = []
    for change in changes:
        try:
            judge(change)
        except AuditError:
            continue
        passed.append(change)
    return passed

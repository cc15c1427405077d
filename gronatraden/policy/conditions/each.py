"""``each``: a condition on every element of a list, that names those who do not meet it.

It is written in parts and becomes one expression, whose value is the offenders' ids. Every
part stands on lines of its own between brackets, and must be an expression by itself, so
that no part can say something of another.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from gronatraden.policy.requirement import Each

_KEPT = 4_096
Part = Literal["in", "as", "where", "expect", "id"]


@dataclass(frozen=True, slots=True)
class Composed:
    """One expression made of parts."""

    text: str
    spans: tuple[tuple[Part, int, int], ...]
    """Each part, where it begins and where it ends, in the order written."""
    ends: tuple[int, ...]
    """Where what is put around each part ends."""

    def part_at(self, at: int) -> tuple[Part, int]:
        """Return the part that a place belongs to, and the place within it."""
        index = next((i for i, end in enumerate(self.ends) if at < end), len(self.ends) - 1)
        part, start, end = self.spans[index]
        return part, min(max(at, start), end) - start


@lru_cache(maxsize=_KEPT)
def compose(each: Each) -> Composed:
    """Return the expression whose value is the ids of the elements that do not meet it."""
    name = each.as_
    pieces: tuple[tuple[str, Part, str, str], ...] = (
        ("(", "in", each.in_, "\n)"),
        (f".filter({name}, (", "where", each.where or "true", "\n) && "),
        ("!(", "expect", each.expect, "\n))"),
        (f".map({name}, ", "id", each.id or f"{name}.id", "\n)"),
    )
    text, spans, ends = "", [], []
    for before, part, said, after in pieces:
        text += before
        spans.append((part, len(text), len(text) + len(said)))
        text += said + after
        ends.append(len(text))
    return Composed(text, tuple(spans), tuple(ends))


def parts_of(each: Each) -> dict[Part, str]:
    """Return the parts that are expressions, by name, as far as they are written."""
    said: dict[Part, str] = {
        "in": each.in_,
        "where": each.where,
        "expect": each.expect,
        "id": each.id,
    }
    return {part: text for part, text in said.items() if text or part in {"in", "expect"}}

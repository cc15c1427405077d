"""What a campaign has shown, in numbers that say how sure they are."""

from __future__ import annotations

import tomllib
from functools import cache
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.mutation.operators import Mutant

EQUIVALENT = Path(__file__).parent / "equivalent.toml"
_SURE = 1.96
"""Standard deviations: 95 of 100 samples hold the true score."""


@cache
def known_equivalent() -> Mapping[str, str]:
    """Return why mutants that no test can tell from the original are so, by id."""
    written = tomllib.loads(EQUIVALENT.read_text("utf-8"))
    return {mutant: one["because"] for one in written.get("mutant", ()) for mutant in one["ids"]}


def interval(killed: int, tried: int) -> tuple[float, float]:
    """Return within which the score lies, by Wilson's formula."""
    if not tried:
        return 0.0, 1.0
    share, square = killed / tried, _SURE**2
    middle = (share + square / (2 * tried)) / (1 + square / tried)
    wide = (
        _SURE * sqrt(share * (1 - share) / tried + square / (4 * tried**2)) / (1 + square / tried)
    )
    return max(0.0, middle - wide), min(1.0, middle + wide)


def told(
    found: Mapping[str, list[Mutant]],
    picked: list[tuple[str, Mutant]],
    results: Mapping[str, Mapping[str, object]],
) -> str:
    """Return a table by room, and every survivor that is not known to be equivalent."""
    lines = [*_table(found, picked, results), "", *_survivors(picked, results)]
    return "\n" + "\n".join(lines) + "\n"


def _table(
    found: Mapping[str, list[Mutant]],
    picked: list[tuple[str, Mutant]],
    results: Mapping[str, Mapping[str, object]],
) -> Iterator[str]:
    yield "room       mutants  tried  equivalent  killed  survived  score (95 %)"
    for room in (*found, "all"):
        mine = [m for where, m in picked if room in {where, "all"}]
        same = sum(m.id in known_equivalent() for m in mine)
        outcomes = [results[m.id]["outcome"] for m in mine if _counts(m, results)]
        killed = sum(outcome != "survived" for outcome in outcomes)
        low, high = interval(killed, len(outcomes))
        score = killed / len(outcomes) if outcomes else 0.0
        there = sum(len(x) for name, x in found.items() if room in {name, "all"})
        yield (
            f"{room:<9} {there:>8} {len(outcomes) + same:>6} {same:>11} {killed:>7}"
            f" {len(outcomes) - killed:>9}  {score:.1%} ({low:.1%} to {high:.1%})"
        )


def _survivors(
    picked: list[tuple[str, Mutant]], results: Mapping[str, Mapping[str, object]]
) -> Iterator[str]:
    alive = [m for _, m in picked if _counts(m, results) and _survived(m, results)]
    for mutant in sorted(alive, key=lambda m: (m.module, m.line)):
        yield f"{mutant.module.replace('.', '/')}.py:{mutant.line}  {mutant.id}"


def _counts(mutant: Mutant, results: Mapping[str, Mapping[str, object]]) -> bool:
    return mutant.id in results and mutant.id not in known_equivalent()


def _survived(mutant: Mutant, results: Mapping[str, Mapping[str, object]]) -> bool:
    return results[mutant.id]["outcome"] == "survived"

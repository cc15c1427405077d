"""What is wrong with a policy, found at load: a code, a place in the manuscript, and facts."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

Where = tuple[str | int, ...]
"""Path in the manuscript."""


@dataclass(frozen=True, slots=True)
class PolicyProblem:
    """One thing wrong with a policy, found at load."""

    code: str
    where: Where
    """Path in the manuscript."""
    facts: dict[str, str | int | list[str]]
    at: int | None = None
    """Where in the text at that path, in characters from its start; None for all of it."""


def unknown_name(kind: str, where: Where, name: str, known: list[str]) -> PolicyProblem:
    """Return the problem of a name that does not exist, with the nearest that does."""
    nearest = get_close_matches(name, known, cutoff=0.4)
    if nearest:
        return PolicyProblem(f"unknown-{kind}", where, {"name": name, "nearest": nearest[0]})
    return PolicyProblem(f"unlike-any-{kind}", where, {"name": name, "known": known})

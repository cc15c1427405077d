"""Every named check in one table, and what a policy gets wrong about it.

A policy names a check as ``room.check``: a tool's name, ``thread``, ``learning`` or
``gates``.
"""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING

from gronatraden import learning, thread
from gronatraden.gates import history_checks
from gronatraden.tools import TOOLS, Check, Tool

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.phases import Lifecycle
    from gronatraden.policy import Policy


@dataclass(frozen=True, slots=True)
class Named:
    """A check with its full name and the tool it reads, if it reads one alone."""

    name: str
    check: Check
    tool: Tool | None
    numbers: frozenset[str]


@dataclass(frozen=True, slots=True)
class PolicyProblem:
    """One thing wrong with a policy, found at load."""

    code: str
    where: tuple[str | int, ...]
    """Path in the manuscript."""
    facts: dict[str, str | int | list[str]]


def _numbers(check: Check) -> frozenset[str]:
    parameters = inspect.signature(check.function).parameters.values()
    return frozenset(p.name for p in parameters if p.kind is inspect.Parameter.KEYWORD_ONLY)


@cache
def checks() -> dict[str, Named]:
    """Return every check by its full name."""
    rows: list[tuple[str, Check, Tool | None]] = []
    rows += [(tool.name, check, tool) for tool in TOOLS for check in tool.checks]
    rows += [("thread", check, None) for check in thread.CHECKS]
    rows += [("learning", check, None) for check in learning.CHECKS]
    rows += [("gates", check, None) for check in history_checks.CHECKS]
    return {
        f"{room}.{check.name}": Named(f"{room}.{check.name}", check, tool, _numbers(check))
        for room, check, tool in rows
    }


def problems_of(policy: Policy, lifecycle: Lifecycle) -> Iterator[PolicyProblem]:
    """Yield what is wrong with a policy: unknown gates, checks and numbers, ids used twice."""
    seen: set[str] = set()
    gates = [g.gate for p in lifecycle.phases for g in p.gates]
    for name, gate in policy.gates.items():
        if name not in gates:
            yield _unknown("gate", ("gates", name), name, gates)
        for index, requirement in enumerate(gate.requires):
            where = ("gates", name, "requires", index)
            if requirement.id in seen:
                yield PolicyProblem("id-used-twice", (*where, "id"), {"id": requirement.id})
            seen.add(requirement.id)
            named = checks().get(requirement.check)
            if named is None:
                yield _unknown("check", (*where, "check"), requirement.check, list(checks()))
                continue
            for number in sorted(requirement.numbers.keys() - named.numbers):
                place = (*where, "numbers", number)
                yield _unknown("number", place, number, sorted(named.numbers))


def _unknown(kind: str, where: tuple[str | int, ...], name: str, known: list[str]) -> PolicyProblem:
    """Return the problem of a name that does not exist, with the nearest that does."""
    nearest = get_close_matches(name, known, n=1, cutoff=0.4)
    if nearest:
        return PolicyProblem(f"unknown-{kind}", where, {"name": name, "nearest": nearest[0]})
    return PolicyProblem(f"unlike-any-{kind}", where, {"name": name, "known": known})

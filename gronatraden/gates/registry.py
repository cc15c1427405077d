"""Every named check in one table, and what a policy gets wrong about it.

A policy names a check as ``room.check``: a tool's name, ``thread``, ``learning`` or
``gates``.
"""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING, get_args

from gronatraden import learning, thread
from gronatraden.gates import history_checks
from gronatraden.phases import PhaseName
from gronatraden.project import Role
from gronatraden.tools import TOOLS, Check, Tool

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gronatraden.phases import Lifecycle
    from gronatraden.policy import Deciders, Policy


@dataclass(frozen=True, slots=True)
class Named:
    """A check with its full name and the tool it reads, if it reads one alone."""

    name: str
    check: Check
    tool: Tool | None
    needs: tuple[Tool, ...]
    """Tools without which it says nothing but that they are missing."""
    numbers: frozenset[str]

    @property
    def asks(self) -> tuple[str, ...]:
        """Fields that it finds missing where they are empty, by path from the document's name."""
        room = f"{self.tool.name}." if self.tool else ""
        return tuple(f"{room}{path}" for path in self.check.asks)


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
        f"{room}.{check.name}": Named(
            f"{room}.{check.name}", check, tool, _needs(check, tool), _numbers(check)
        )
        for room, check, tool in rows
    }


def _needs(check: Check, tool: Tool | None) -> tuple[Tool, ...]:
    if tool is not None:
        return (tool,)
    return tuple(tool for tool in TOOLS if tool.content in check.reads)


def problems_of(policy: Policy, lifecycle: Lifecycle) -> Iterator[PolicyProblem]:
    """Yield what is wrong with a policy: unknown gates, checks and numbers, ids used twice."""
    seen: set[str] = set()
    gates = [g.gate for p in lifecycle.phases for g in p.gates]
    for name, gate in policy.gates.items():
        if name not in gates:
            yield _unknown("gate", ("gates", name), name, gates)
        for rows in ("decided_by", "returned_by"):
            yield from _misdecided(getattr(gate, rows), ("gates", name, rows))
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


def _misdecided(rows: Sequence[Deciders], where: tuple[str | int, ...]) -> Iterator[PolicyProblem]:
    """Yield why rows of deciders could never be met, or name who never decides."""
    for index, row in enumerate(rows):
        if Role.ADMIN in {row.role, *row.includes}:
            yield PolicyProblem("admin-cannot-decide", (*where, index), {})
        if len(set(row.includes) | {row.role}) <= len(row.includes):
            yield PolicyProblem("includes-twice", (*where, index, "includes"), {})
        if len(row.includes) > row.count:
            facts: dict[str, str | int | list[str]] = {"count": row.count}
            yield PolicyProblem("includes-too-many", (*where, index, "includes"), facts)


def misshapes_of(lifecycle: Lifecycle) -> Iterator[PolicyProblem]:
    """Yield why nobody could walk through a lifecycle to its end.

    Phases follow their order, each gate stands once, the gate that closes a phase does
    not recur, and an obligation counts from a gate that is there.
    """
    order = get_args(PhaseName)
    stood: list[str] = []
    for index, phase in enumerate(lifecycle.phases):
        before = lifecycle.phases[index - 1].phase if index else None
        if before is not None and order.index(phase.phase) <= order.index(before):
            facts: dict[str, str | int | list[str]] = {"phase": phase.phase, "before": before}
            yield PolicyProblem("phases-out-of-order", ("phases", index, "phase"), facts)
        for place, gate in enumerate(phase.gates):
            where = ("phases", index, "gates", place)
            if gate.gate in stood:
                yield PolicyProblem("gate-stands-twice", (*where, "gate"), {"gate": gate.gate})
            stood.append(gate.gate)
        if phase.gates[-1].recurs:
            last = ("phases", index, "gates", len(phase.gates) - 1, "recurs")
            yield PolicyProblem("closing-gate-recurs", last, {"gate": phase.gates[-1].gate})
    for index, owed in enumerate(lifecycle.obligations):
        if owed.after not in stood:
            yield _unknown("gate", ("obligations", index, "after"), owed.after, stood)


def _unknown(kind: str, where: tuple[str | int, ...], name: str, known: list[str]) -> PolicyProblem:
    """Return the problem of a name that does not exist, with the nearest that does."""
    nearest = get_close_matches(name, known, n=1, cutoff=0.4)
    if nearest:
        return PolicyProblem(f"unknown-{kind}", where, {"name": name, "nearest": nearest[0]})
    return PolicyProblem(f"unlike-any-{kind}", where, {"name": name, "known": known})

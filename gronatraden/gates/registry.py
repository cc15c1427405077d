"""Every named check in one table, and what a policy gets wrong about it.

A policy names a check as ``room.check``: a tool's name, ``thread``, ``learning`` or
``gates``.
"""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, get_args

from gronatraden import learning, thread
from gronatraden.gates import history_checks
from gronatraden.gates.holding.stated import problems_of_holding
from gronatraden.phases import PhaseName
from gronatraden.policy.problem import PolicyProblem, unknown
from gronatraden.tools import TOOLS, Check, Tool

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gronatraden.phases import Lifecycle
    from gronatraden.policy import Policy


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


def problems_of(
    policy: Policy, lifecycle: Lifecycle, others: Iterable[Policy] = ()
) -> Iterator[PolicyProblem]:
    """Yield what is wrong with a policy: unknown gates, checks and numbers, ids used twice.

    What it says of material fields and of waivers is looked at, too; it may hold to what
    other policies require.
    """
    yield from problems_of_holding(policy, others)
    seen: set[str] = set()
    gates = [g.gate for p in lifecycle.phases for g in p.gates]
    for name, gate in policy.gates.items():
        if name not in gates:
            yield unknown("gate", ("gates", name), name, gates)
        for index, requirement in enumerate(gate.requires):
            where = ("gates", name, "requires", index)
            if requirement.id in seen:
                yield PolicyProblem("id-used-twice", (*where, "id"), {"id": requirement.id})
            seen.add(requirement.id)
            named = checks().get(requirement.check)
            if named is None:
                yield unknown("check", (*where, "check"), requirement.check, list(checks()))
                continue
            for number in sorted(requirement.numbers.keys() - named.numbers):
                place = (*where, "numbers", number)
                yield unknown("number", place, number, sorted(named.numbers))


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
            yield unknown("gate", ("obligations", index, "after"), owed.after, stood)

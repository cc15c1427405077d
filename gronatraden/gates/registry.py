"""Every named check in one table, and what a policy gets wrong about it.

A policy names a check as ``room.check``: a tool's name, ``thread``, ``learning``,
``gates`` or a room that a plugin brings. A check of a plugin is the one that was
published as long as the plugin's version is; otherwise it is not judged by.
"""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, get_args

from gronatraden import learning, thread
from gronatraden.findings import OFFICE, Finding
from gronatraden.gates.checks import CHECKS
from gronatraden.gates.conditions.problems import troubles_of, troubles_of_when, vacuous
from gronatraden.gates.holding.stated import problems_of_holding
from gronatraden.phases import PhaseName
from gronatraden.policy import PluginPin, PolicyProblem, Scale, merge, unknown_name, weight_problems
from gronatraden.project import Role
from gronatraden.tools import TOOLS, Check, Tool
from gronatraden.tools.plugged import Plugin, plugins, tools

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gronatraden.phases import Lifecycle
    from gronatraden.policy import (
        Deciders,
        Effective,
        GatePolicy,
        Policy,
        PublishedPolicy,
        Requirement,
        Scales,
        Where,
    )
    from gronatraden.policy.conditions.port import Trouble

_MERGED = 64
"""Combinations of policies kept merged: what is published never changes."""
_READ = re.compile(r"\bdocuments\s*[.\[]\s*[\"']?([a-z][a-z0-9_]*)")
"""A document that a condition reads."""
_BY_TOOL = {"gates.documents_are_recent"}
"""Checks with a number for each tool that plugins bring, by the tool's name."""


@dataclass(frozen=True, slots=True)
class Named:
    """A check with its full name and the tool it reads, if it reads one alone."""

    name: str
    check: Check
    tool: Tool | None
    needs: tuple[Tool, ...]
    """Tools without which it says nothing but that they are missing."""
    numbers: frozenset[str]
    plugin: Plugin | None = None
    """Where it comes from; None for the house's own."""

    @property
    def asks(self) -> tuple[str, ...]:
        """Fields that it finds missing where they are empty, by path from the document's name."""
        room = f"{self.tool.name}." if self.tool else ""
        return tuple(f"{room}{path}" for path in self.check.asks)


def _numbers(check: Check, added: tuple[Plugin, ...]) -> frozenset[str]:
    """Return a check's numbers; where it takes any, one for each tool that plugins bring."""
    parameters = inspect.signature(check.function).parameters.values()
    own = {p.name for p in parameters if p.kind is inspect.Parameter.KEYWORD_ONLY}
    if any(p.kind is inspect.Parameter.VAR_KEYWORD for p in parameters):
        own |= {tool.name for plugin in added for tool in plugin.tools}
    return frozenset(own)


def checks() -> Mapping[str, Named]:
    """Return every check by its full name, the house's own first."""
    return _checks(plugins())


@cache
def _checks(added: tuple[Plugin, ...]) -> dict[str, Named]:
    rows: list[tuple[str, Check, Tool | None, Plugin | None]] = []
    rows += [(tool.name, check, tool, None) for tool in TOOLS for check in tool.checks]
    rows += [("thread", check, None, None) for check in thread.CHECKS]
    rows += [("learning", check, None, None) for check in learning.CHECKS]
    rows += [("gates", check, None, None) for check in CHECKS]
    for plugin in added:
        rows += [(tool.name, check, tool, plugin) for tool in plugin.tools for check in tool.checks]
        rows += [
            (room, check, None, plugin) for room, found in plugin.checks.items() for check in found
        ]
    return {
        f"{room}.{check.name}": Named(
            f"{room}.{check.name}", check, tool, _needs(check, tool), _numbers(check, added), plugin
        )
        for room, check, tool, plugin in rows
    }


def _needs(check: Check, tool: Tool | None) -> tuple[Tool, ...]:
    if tool is not None:
        return (tool,)
    return tuple(tool for tool in tools() if tool.content in check.reads)


def pins_of(policy: Policy) -> tuple[PluginPin, ...]:
    """Return the plugins that a policy rests on, as they are now."""
    used = {
        room
        for gate in policy.gates.values()
        for requirement in gate.requires
        for room in _rooms(requirement)
    }
    pins = (
        PluginPin(distribution=p.distribution, version=p.version, rooms=tuple(sorted(found)))
        for p in plugins()
        if (found := used.intersection(p.rooms))
    )
    return tuple(sorted(pins, key=lambda pin: pin.distribution))


def departure(requirement: Requirement, policy: Policy) -> Finding | None:
    """Return how a requirement rests on another plugin than when it was published, or None."""
    if not (policy.plugins or plugins()):
        return None
    for room in sorted(_rooms(requirement)):
        pin = next((p for p in policy.plugins if room in p.rooms), None)
        here = next((p for p in plugins() if room in p.rooms), None)
        facts = {"room": room}
        if here is not None:
            facts |= {"found": here.distribution, "version": here.version}
        if pin is not None:
            facts |= {"plugin": pin.distribution, "pinned": pin.version}
        if pin is None and here is not None:
            return Finding("plugin-is-not-published", requirement.id, facts, OFFICE)
        if pin is not None and here is None:
            return Finding("plugin-is-not-let-in", requirement.id, facts, OFFICE)
        if facts.get("plugin") != facts.get("found") or facts.get("pinned") != facts.get("version"):
            return Finding("plugin-is-another", requirement.id, facts, OFFICE)
    return None


def _rooms(requirement: Requirement) -> set[str]:
    """Return the rooms that a requirement's check lives in, and its conditions and numbers name."""
    read = _READ.findall(" ".join(requirement.written))
    by_tool = requirement.numbers if requirement.check in _BY_TOOL else ()
    return {requirement.check.partition(".")[0], *read, *by_tool} - {""}


def scales() -> Scales:
    """Return every check's numbers: what each is where nobody says, and which way is stricter.

    A number whose check does not say which way is held to what the policy states.
    """
    return _scales(plugins())


@cache
def _scales(added: tuple[Plugin, ...]) -> Scales:
    return {
        name: {
            number: Scale(
                _default(named.check, number), named.check.stricter.get(number, "neither")
            )
            for number in sorted(named.numbers)
        }
        for name, named in _checks(added).items()
        if named.numbers
    }


def _default(check: Check, number: str) -> int:
    stated = inspect.signature(check.function).parameters.get(number)
    return stated.default if stated and isinstance(stated.default, int) else 0


def effective(published: tuple[PublishedPolicy, ...]) -> Effective:
    """Return what published policies say together."""
    return _effective(published, plugins())


@lru_cache(maxsize=_MERGED)
def _effective(published: tuple[PublishedPolicy, ...], added: tuple[Plugin, ...]) -> Effective:
    return merge(published, _scales(added))


def problems_of(
    policy: Policy, *lifecycles: Lifecycle, others: Iterable[Policy] = ()
) -> Iterator[PolicyProblem]:
    """Yield what is wrong with a policy.

    Unknown gates, checks and numbers, ids used twice, requirements that ask for nothing or
    weigh what they may not, and conditions that cannot be meant. What it says of material
    fields and of waivers is looked at, too; it may hold to what other policies require.

    Args:
        policy: The policy.
        lifecycles: The one that it is for, or those that an overlay is for.
        others: Policies that may stand beside it.
    """
    yield from problems_of_holding(policy, others)
    for trouble in troubles_of_when(policy):
        yield _as_problem(trouble.code, trouble, ("when",))
    seen: set[str] = set()
    gates = list(dict.fromkeys(g.gate for x in lifecycles for p in x.phases for g in p.gates))
    for name, gate in policy.gates.items():
        if name not in gates:
            yield unknown_name("gate", ("gates", name), name, gates)
        for rows in ("decided_by", "returned_by"):
            yield from _misdecided(getattr(gate, rows), ("gates", name, rows))
        for index, requirement in enumerate(gate.requires):
            where = ("gates", name, "requires", index)
            if requirement.id in seen:
                yield PolicyProblem("id-used-twice", (*where, "id"), {"id": requirement.id})
            seen.add(requirement.id)
            yield from weight_problems(where, requirement)
            yield from _problems_of_check(requirement, where)
            yield from _problems_of_conditions(requirement, (policy, gate), where)
    if policy.plugins and policy.plugins != (pins := pins_of(policy)):
        here = [f"{pin.distribution} {pin.version}" for pin in pins] or ["–"]
        yield PolicyProblem("plugins-are-others", ("plugins",), {"here": here})


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


def _problems_of_check(requirement: Requirement, where: Where) -> Iterator[PolicyProblem]:
    if not (requirement.check or requirement.conditions):
        yield PolicyProblem("requirement-asks-nothing", where, {"id": requirement.id})
        return
    named = checks().get(requirement.check)
    if named is None and requirement.check:
        yield unknown_name("check", (*where, "check"), requirement.check, list(checks()))
        return
    known = named.numbers if named else frozenset()
    for number in sorted(requirement.numbers.keys() - known):
        yield unknown_name("number", (*where, "numbers", number), number, sorted(known))


def _problems_of_conditions(
    requirement: Requirement, within: tuple[Policy, GatePolicy], where: Where
) -> Iterator[PolicyProblem]:
    policy, gate = within
    found = list(troubles_of(requirement, policy))
    for field, trouble in found or vacuous(requirement, gate.requires, _asks):
        yield _as_problem(trouble.code, trouble, (*where, *field))


def _as_problem(code: str, trouble: Trouble, where: Where) -> PolicyProblem:
    return PolicyProblem(code, where, trouble.facts, trouble.at)


def _asks(check: str) -> tuple[str, ...]:
    named = checks().get(check)
    return () if named is None else named.asks


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
            yield unknown_name("gate", ("obligations", index, "after"), owed.after, stood)

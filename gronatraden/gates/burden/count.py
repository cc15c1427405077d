"""The count: fields asked for and minutes they take, at a gate and in all.

A field is asked for where a check says that it is (``Check.asks``) and a requirement of
the gate calls the check, or where a requirement's own condition reads it; ids that hold the
elements together are counted with them.
Blocking fields are ``asked``, those a gate only advises on ``advised``; what is merely
observed asks for nothing. Where nothing is handed in yet, the smallest project is meant.

What people decide, what is waived and the papers that are added are not fields.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import inf, prod
from typing import TYPE_CHECKING

from gronatraden.gates.burden.fields import (
    RECORD,
    documents,
    field,
    ids_along,
    instances,
    is_filled,
)
from gronatraden.gates.burden.typing import milliseconds, minutes
from gronatraden.gates.conditions.judging import Conditions, fields_read, texts_of
from gronatraden.gates.registry import checks
from gronatraden.moment import Moment
from gronatraden.project import FACTS
from gronatraden.thread.readings import latest
from gronatraden.tools.change_logic import ChangeLogic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gronatraden.context import Context
    from gronatraden.gates.burden.fields import Field
    from gronatraden.phases import Lifecycle
    from gronatraden.policy import Policy, Requirement, Weight

MAY_BE_NONE = (
    "lessons",
    "stakeholder_analysis.stakeholders.actions",
    "collaboration_ladder.constellations.actors",
    "competent_leadership.roles.competences",
    "competent_leadership.roles.development",
    "equality_mainstreaming.realia.explanations",
    "equality_mainstreaming.measures",
    "equality_mainstreaming.goals",
)
"""What the smallest project has none of: a field is asked for only in elements that are there."""

LEAST: dict[str, int] = {
    "change_logic.indicators": 2,
    "change_logic.links": 3,
    "competent_leadership.roles": 6,
    "stakeholder_analysis.stakeholders": 2,
    "readings": 2,
    **dict.fromkeys(MAY_BE_NONE, 0),
}
"""Elements in the smallest project that passes, where it is not one: a link from each
effect back to what leads to it, an indicator for each nearer effect."""

AGAIN = frozenset({"readings", "stakeholder_analysis.reviewed_on"})
"""What every gate that asks for it wants anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Fields asked for at a gate, and the minutes they take to write."""

    gate: str
    """Empty for all gates together."""
    asked: int
    """Fields without which the gate stays closed."""
    advised: int
    """Fields that the gate only advises on."""
    filled: int
    """How many of both somebody has written in."""
    minutes: int
    """To write in both, a begun minute counted."""
    minutes_left: int
    """To write in those that are empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Burden:
    """What a lifecycle asks for, gate by gate: each field where it is first asked for."""

    gates: tuple[Count, ...]
    whole: Count


@dataclass(frozen=True, slots=True)
class _Weighed:
    field: Field
    blocking: bool


def burden_of(
    lifecycle: Lifecycle, policies: Sequence[Policy], context: Context | None = None
) -> Burden:
    """Return what a lifecycle's policies ask for.

    Args:
        lifecycle: The gates, in order; one that recurs is counted once.
        policies: All that a project is pinned to.
        context: The project; None for the smallest one, with nothing written. Then what
            is asked of some funds or budgets alone is left out.
    """
    seen: set[str] = set()
    gates: list[tuple[str, Counter[str]]] = []
    for name in (gate.gate for phase in lifecycle.phases for gate in phase.gates):
        asked = _asked(policies, name, context)
        new = {path: one for path, one in asked.items() if path not in seen}
        seen |= {path for path in asked if not _is_asked_again(path)}
        gates.append((name, _tally(new.values(), context)))
    whole = sum((found for _, found in gates), Counter[str]())
    return Burden(
        gates=tuple(_count(name, found) for name, found in gates), whole=_count("", whole)
    )


def burden_at(gate: str, policies: Sequence[Policy], context: Context | None = None) -> Count:
    """Return everything that one gate asks for, also what an earlier one asked for first."""
    return _count(gate, _tally(_asked(policies, gate, context).values(), context))


def milliseconds_left(
    room: str, requirements: Iterable[Requirement], context: Context | None = None
) -> int:
    """Return what it takes to write all that requirements ask for in one document."""
    asked = _asked_by(requirements, context).values()
    return _tally((one for one in asked if one.field.room == room), context)["left"]


def fields_asked(requirement: Requirement) -> Iterator[str]:
    """Yield the paths of the fields that a requirement's check and own conditions ask for."""
    named = checks().get(requirement.check)
    yield from () if named is None else named.asks
    yield from (path for path in fields_read(requirement) if _is_written_in(path))


def _is_asked_again(path: str) -> bool:
    return path in AGAIN or field(path).room in AGAIN


def _asked(policies: Sequence[Policy], gate: str, context: Context | None) -> dict[str, _Weighed]:
    """Return the fields that a gate asks for, by path; blocking wins over advisory."""
    there = (policy for policy in policies if gate in policy.gates)
    return _asked_by((one for found in there for one in _applying(found, gate, context)), context)


def _applying(policy: Policy, gate: str, context: Context | None) -> Iterable[Requirement]:
    """Return the requirements whose condition for applying holds, or cannot be said yet."""
    requires = policy.gates[gate].requires
    if context is None:
        return () if policy.when else (one for one in requires if not one.when)
    conditions = Conditions(policy, texts_of(requires), context)
    return (one for one in requires if conditions.may_apply(one))


def _asked_by(requirements: Iterable[Requirement], context: Context | None) -> dict[str, _Weighed]:
    found: dict[str, _Weighed] = {}
    for requirement in requirements:
        meant = requirement.applies_to
        if context is None and (meant.funds or meant.budget_from_sek is not None):
            continue
        if context is not None and not meant.holds_for(context.facts):
            continue
        weight = _weight(requirement, context)
        if weight == "audit":
            continue
        for path in fields_asked(requirement):
            _weigh(found, field(path), blocking=weight == "blocking")
    return found


def _weight(requirement: Requirement, context: Context | None) -> Weight:
    """Return what a requirement weighs on the day; what it weighs first, where there is none."""
    if context is None:
        return requirement.weight
    return requirement.weight_at(Moment(context.moment.at))


def _is_written_in(path: str) -> bool:
    """Say whether a path is a field that somebody writes in, and no list of elements."""
    try:
        found = field(path)
    except KeyError:
        return False
    return found.path not in found.lists


def _weigh(found: dict[str, _Weighed], asked: Field, *, blocking: bool) -> None:
    for one in (asked, *(field(path) for path in ids_along(asked))):
        known = found.get(one.path)
        if known is not None:
            one = _wider(known.field, one)  # noqa: PLW2901 - the same field, asked for twice
            blocking = blocking or known.blocking
        found[one.path] = _Weighed(one, blocking)


def _wider(one: Field, other: Field) -> Field:
    """Return the field as whoever asks for more of it does."""
    return max(one, other, key=lambda asked: inf if asked.few is None else asked.few)


def _tally(asked: Iterable[_Weighed], context: Context | None) -> Counter[str]:
    found: Counter[str] = Counter()
    for one in asked:
        there, filled = _standing(one.field, context)
        takes = milliseconds(one.field.kind)
        found["asked" if one.blocking else "advised"] += there
        found["filled"] += filled
        found["takes"] += there * takes
        found["left"] += (there - filled) * takes
    return found


def _count(gate: str, found: Counter[str]) -> Count:
    return Count(
        gate=gate,
        asked=found["asked"],
        advised=found["advised"],
        filled=found["filled"],
        minutes=minutes(found["takes"]),
        minutes_left=minutes(found["left"]),
    )


def _standing(asked: Field, context: Context | None) -> tuple[int, int]:
    """Return in how many places a field is asked for, and in how many it says something."""
    if asked.few is not None:
        return asked.few, min(asked.few, sum(map(is_filled, _values(asked, context))))
    if asked.room in RECORD and context is not None:
        return _rows(asked.room, context)
    values = tuple(_values(asked, context))
    return max(len(values), _least(asked)), sum(map(is_filled, values))


def _values(asked: Field, context: Context | None) -> Iterable[object]:
    if context is None or asked.room in RECORD:
        return ()
    kind = documents()[asked.room]
    content = context.facts if asked.room == FACTS else context.contents.get(kind)
    return () if content is None else instances(content, asked.path.split(".")[1:])


def _rows(room: str, context: Context) -> tuple[int, int]:
    """Return how many rows are due, and how many there are: one reading per indicator."""
    if room == "lessons":
        return len(context.offered), sum(bool(one.answer) for one in context.offered)
    due = {indicator.id for indicator in context.read(ChangeLogic).indicators}
    return max(len(due), LEAST["readings"]), len(due & latest(context).keys())


def _least(asked: Field) -> int:
    return prod(LEAST.get(path, 1) for path in asked.lists)

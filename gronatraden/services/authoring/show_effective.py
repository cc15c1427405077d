"""What a project's policies say together: each requirement as it is held, and by whom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gronatraden.gates.conditions.judging import Conditions, UnjudgedError, texts_of
from gronatraden.gates.registry import effective
from gronatraden.moment import Moment
from gronatraden.services._desk import context_for, find_gate, open_dossier
from gronatraden.services.authoring.cases.history import noon

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gronatraden.context import Context
    from gronatraden.findings import Finding
    from gronatraden.gates.conditions.speaking import Spoken
    from gronatraden.policy import Altered, Effective, Policy, Requirement, Weight
    from gronatraden.project import Project
    from gronatraden.services._dossier import Dossier
    from gronatraden.services._parts import Parts
    from gronatraden.store.reader import Reader


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicySeen:
    """One policy that a project is pinned to."""

    policy: Policy
    speaks: bool | None
    """Whether it speaks of the project as its facts are; None where that cannot be said."""
    untold: tuple[Finding, ...] = ()
    """Why that cannot be said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One requirement as a project is held to it."""

    gate: str
    requirement: Requirement
    """As it is held in the end."""
    policy: str
    version: int
    level: str
    weight: Weight
    """What it weighs on the day."""
    applies: bool | None
    """Whether it applies as things stand; None where that cannot be said yet."""
    altered: tuple[Altered, ...]
    """Who tightened or loosened it, in the order it was done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectiveSeen:
    """A project's effective policy on a day."""

    project: Project
    on: date
    policies: tuple[PolicySeen, ...]
    """In the order they are merged in."""
    held: tuple[Held, ...]
    """By gate in the lifecycle's order, then by policy, those that are silent last."""


def show_effective(parts: Parts, *, project: str, on: date | None = None) -> EffectiveSeen:
    """Return what a project is held to.

    Args:
        parts: What the act works with.
        project: Id of the project.
        on: The day that weights are told of; today, where none is named.

    Raises:
        UnknownNameError: When there is no such project.
    """
    at = parts if on is None else replace(parts, at=noon(on))
    with parts.read() as r:
        dossier = open_dossier(r, project)
        said = dossier.spoken
        whole = effective(said.published)
        gates = [g.gate for phase in dossier.lifecycle.phases for g in phase.gates]
        held = tuple(one for gate in gates for one in _held(at, r, dossier, gate, whole))
        pinned = effective(dossier.published).published
    return EffectiveSeen(
        project=dossier.project,
        on=at.today,
        policies=tuple(_seen(p.policy, said) for p in pinned),
        held=held,
    )


def _seen(policy: Policy, said: Spoken) -> PolicySeen:
    untold = next((one.findings for one in said.untold if one.policy is policy), None)
    silent = any(p.policy is policy for p in said.silent)
    speaks = None if untold is not None else not silent
    return PolicySeen(policy=policy, speaks=speaks, untold=untold or ())


def _held(parts: Parts, r: Reader, dossier: Dossier, gate: str, whole: Effective) -> Iterator[Held]:
    meant = find_gate(dossier, gate)
    context = context_for(parts, r, dossier, meant)
    stopped = dossier.standing.stopped
    untold = {one.policy.policy for one in dossier.spoken.untold}
    silent = [p.policy for p in dossier.spoken.silent]
    for policy in (*whole.policies, *silent):
        if (stated := policy.gates.get(gate)) is None:
            continue
        conditions = Conditions(policy, texts_of(stated.requires), context)
        for requirement in stated.requires:
            applies = policy not in silent and _applies(
                requirement, conditions, context, stopped=stopped
            )
            yield Held(
                gate=gate,
                requirement=requirement,
                policy=policy.policy,
                version=policy.version,
                level=policy.level,
                weight=requirement.weight_at(Moment(parts.at)),
                applies=None if applies and policy.policy in untold else applies,
                altered=() if policy in silent else whole.altered.get((gate, requirement.id), ()),
            )


def _applies(
    requirement: Requirement, conditions: Conditions, context: Context, *, stopped: bool
) -> bool | None:
    if stopped and not requirement.after_stop:
        return False
    if not requirement.applies_to.holds_for(context.facts):
        return False
    try:
        return conditions.applies(requirement)
    except UnjudgedError:
        return None

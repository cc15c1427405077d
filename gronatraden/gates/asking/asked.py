"""What a gate asks: all that is the same for every project under the same policies.

Policies are published once and never change, so what they ask at a gate is worked out once
in a process: merged, each check looked up, each result made as it is where it is satisfied.
Of a project there is nothing here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import structs

from gronatraden.findings import OFFICE, Finding
from gronatraden.gates.conditions.judging import texts_of
from gronatraden.gates.registry import checks, departure, effective
from gronatraden.gates.verdict import Loosened, Result, ref_of
from gronatraden.policy import AppliesTo
from gronatraden.tools.plugged import plugins

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gronatraden.gates.registry import Named
    from gronatraden.gates.verdict import PolicyRef, Status
    from gronatraden.moment import Moment
    from gronatraden.policy import Altered, Effective, Policy, PublishedPolicy, Requirement
    from gronatraden.project import ProjectFacts
    from gronatraden.tools.plugged import Plugin

_KEPT = 512
"""Gates of combinations of policies that are kept; what is published never changes."""
_EVERY_PROJECT = AppliesTo()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Asked:
    """One requirement at a gate."""

    requirement: Requirement
    named: Named | None
    unknown: Finding | None
    """Why it is not what it was when it was published, or None."""
    met: Result
    """How it comes out where it is satisfied on a day before its weight grows."""
    of_every_project: bool
    states_conditions: bool

    def concerns(self, facts: ProjectFacts, *, stopped: bool) -> bool:
        """Say whether it is asked of a project with these facts, conditions apart."""
        asked = not stopped or self.requirement.after_stop
        return asked and (self.of_every_project or self.requirement.applies_to.holds_for(facts))

    def came_out(
        self,
        moment: Moment,
        status: Status,
        findings: tuple[Finding, ...] = (),
        waiver: str | None = None,
    ) -> Result:
        """Return how it came out at a moment, which then knows when its weight changes."""
        requirement = self.requirement
        weight = requirement.weight_at(moment) if requirement.rollout else requirement.weight
        if status == "satisfied" and weight == requirement.weight:
            return self.met
        return structs.replace(
            self.met, status=status, weight=weight, findings=findings, waiver=waiver
        )


@dataclass(frozen=True, slots=True, eq=False)
class AskedByPolicy:
    """What one policy asks at a gate, held as its overlays want it."""

    policy: Policy
    asked: tuple[Asked, ...]
    """In its own order."""
    conditions: tuple[str, ...]
    """All of its conditions at the gate."""


@dataclass(frozen=True, slots=True, eq=False)
class AskedAtGate:
    """What policies ask together at a gate, in the order they are merged in."""

    refs: tuple[PolicyRef, ...]
    """Every policy, those that say nothing of this gate included."""
    policies: tuple[Policy, ...]
    """The same, each requirement as it is held in the end."""
    by_policy: tuple[AskedByPolicy, ...]


def asked_at(gate: str, published: Iterable[PublishedPolicy]) -> AskedAtGate:
    """Return what published policies ask at a gate."""
    return _asked_at(gate, tuple(published), plugins())


@lru_cache(maxsize=_KEPT)
def _asked_at(
    gate: str,
    published: tuple[PublishedPolicy, ...],
    _added: tuple[Plugin, ...],  # other plugins are other checks
) -> AskedAtGate:
    whole = effective(published)
    by_policy = (
        AskedByPolicy(
            policy, tuple(_asked(policy, gate, whole)), texts_of(policy.gates[gate].requires)
        )
        for policy in whole.policies
        if gate in policy.gates
    )
    return AskedAtGate(tuple(map(ref_of, whole.published)), whole.policies, tuple(by_policy))


def _asked(policy: Policy, gate: str, whole: Effective) -> Iterator[Asked]:
    for requirement in policy.gates[gate].requires:
        named = checks().get(requirement.check)
        altered = whole.altered.get((gate, requirement.id), ())
        yield Asked(
            requirement=requirement,
            named=named,
            unknown=_unknown(requirement, named, policy),
            met=_met(requirement, named, policy, altered),
            states_conditions=requirement.conditions,
            of_every_project=requirement.applies_to == _EVERY_PROJECT,
        )


def _unknown(requirement: Requirement, named: Named | None, policy: Policy) -> Finding | None:
    departed = departure(requirement, policy)
    if departed is None and named is None and (requirement.check or not requirement.conditions):
        return failure("check-is-unknown", requirement)
    return departed


def _met(
    requirement: Requirement, named: Named | None, policy: Policy, altered: tuple[Altered, ...]
) -> Result:
    others = dict.fromkeys(one.policy for one in altered)
    return Result(
        id=requirement.id,
        check=requirement.check,
        rule=named.check.rule if named else "",
        status="satisfied",
        weight=requirement.weight,
        waivable=requirement.waivable,
        because=requirement.because,
        source=requirement.source,
        level=policy.level,
        policies=(policy.policy, *others),
        loosened=tuple(_loosened(one) for one in altered if one.loosens),
        confirmed=requirement.confirmed,
    )


def _loosened(one: Altered) -> Loosened:
    said = one.alteration
    return Loosened(policy=one.policy, because=said.because, source=said.source)


def failure(code: str, requirement: Requirement) -> Finding:
    """Return that a requirement cannot be judged; the programme office can mend it."""
    facts = {"check": requirement.check, "requirement": requirement.id}
    return Finding(code, requirement.id, facts, OFFICE)

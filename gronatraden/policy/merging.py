"""Policies are merged in a stated order: the method first, then programmes, then funders.

- Each policy counts once. Inside a level the order is that of names, so that it does not
  matter in which order policies were pinned.
- A requirement stays under the policy that states it, held as strictly as any later
  level asks; what a later level holds less strictly it has said under ``loosens``.
- A later level alters the requirements of earlier levels only, never those beside it.
- Whoever adds a decider does not take another's place: rows are counted by ``tally``.

Joining is associative and idempotent, because it is the order that is joined; and without
``loosens`` it is monotone: it never makes a requirement easier to satisfy.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from gronatraden.policy.overlay import LEVELS, WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gronatraden.policy.model import Policy, PublishedPolicy
    from gronatraden.policy.overlay import Alteration
    from gronatraden.policy.requirement import Requirement, Weight


@dataclass(frozen=True, slots=True)
class Scale:
    """A number of a check: what it is where nobody says, and which way is stricter."""

    default: int
    stricter: Literal["more", "less", "neither"]

    def is_stricter(self, number: int, than: int) -> bool:
        """Say whether a number asks for more than another."""
        return {"more": number > than, "less": number < than, "neither": False}[self.stricter]

    def is_looser(self, number: int, than: int) -> bool:
        """Say whether a number may ask for less than another."""
        return number != than and not self.is_stricter(number, than)


Scales = dict[str, dict[str, Scale]]
"""Every check's numbers, by the check's full name."""


@dataclass(frozen=True, slots=True)
class Altered:
    """That a policy holds a requirement of an earlier level otherwise, and why."""

    policy: str
    loosens: bool
    alteration: Alteration


@dataclass(frozen=True, slots=True)
class Effective:
    """What a project's policies say together."""

    published: tuple[PublishedPolicy, ...]
    """In the stated order, each once."""
    policies: tuple[Policy, ...]
    """The same, each requirement as it is held in the end."""
    altered: Mapping[tuple[str, str], tuple[Altered, ...]]
    """Who holds a requirement otherwise than it was stated, by gate and requirement."""


def ordered(published: Iterable[PublishedPolicy]) -> tuple[PublishedPolicy, ...]:
    """Return policies in the order they are merged in, each once."""
    once = {(p.policy.policy, p.policy.version): p for p in published}
    return tuple(sorted(once.values(), key=_place))


def _place(published: PublishedPolicy) -> tuple[int, str, int]:
    policy = published.policy
    return LEVELS.index(policy.level), policy.policy, policy.version


def merge(published: Iterable[PublishedPolicy], scales: Scales) -> Effective:
    """Return what policies say together.

    Args:
        published: The policies, in any order.
        scales: Which way each number is stricter.
    """
    layers = ordered(published)
    said = [p.policy for p in layers]
    altered: dict[tuple[str, str], tuple[Altered, ...]] = {}
    for policy in said:
        for gate, rules in policy.gates.items():
            for alteration, loosens in (
                *((a, False) for a in rules.tightens),
                *((a, True) for a in rules.loosens),
            ):
                one = Altered(policy.policy, loosens, alteration)
                said = [_alter(p, gate, one, policy, scales) for p in said]
                key = (gate, alteration.id)
                altered[key] = (*altered.get(key, ()), one)
    return Effective(layers, tuple(said), altered)


def _alter(policy: Policy, gate: str, one: Altered, by: Policy, scales: Scales) -> Policy:
    """Return a policy with the requirement that another one alters, where it is an earlier one."""
    if LEVELS.index(policy.level) >= LEVELS.index(by.level) or gate not in policy.gates:
        return policy
    rules = policy.gates[gate]
    requires = tuple(
        held(r, one.alteration, scales.get(r.check, {}), loosens=one.loosens)
        if r.id == one.alteration.id
        else r
        for r in rules.requires
    )
    return replace(policy, gates={**policy.gates, gate: replace(rules, requires=requires)})


def held(
    requirement: Requirement, asked: Alteration, scale: Mapping[str, Scale], *, loosens: bool
) -> Requirement:
    """Return a requirement held as an alteration asks, in the direction that it may go.

    What rests on an unconfirmed fact is only observed, whoever asks for more.
    """
    weight = asked.weight if requirement.confirmed else None
    numbers = {
        name: _number(requirement, name, number, scale[name], loosens=loosens)
        for name, number in asked.numbers.items()
        if name in scale
    }
    steps = tuple(
        replace(step, weight=_weight(step.weight, weight, loosens=loosens))
        for step in requirement.rollout
    )
    return replace(
        requirement,
        weight=_weight(requirement.weight, weight, loosens=loosens),
        rollout=steps,
        waivable=_may(requirement.waivable, asked.waivable, loosens=loosens),
        declarable=_may(requirement.declarable, asked.declarable, loosens=loosens),
        numbers={**requirement.numbers, **numbers},
    )


def _weight(now: Weight, asked: Weight | None, *, loosens: bool) -> Weight:
    if asked is None:
        return now
    return (min if loosens else max)(now, asked, key=WEIGHTS.index)


def _may(now: bool, asked: bool | None, *, loosens: bool) -> bool:  # noqa: FBT001 - two answers
    if asked is None:
        return now
    return now or asked if loosens else now and asked


def _number(requirement: Requirement, name: str, asked: int, scale: Scale, *, loosens: bool) -> int:
    now = requirement.numbers.get(name, scale.default)
    moves = scale.is_looser if loosens else scale.is_stricter
    return asked if moves(asked, now) else now

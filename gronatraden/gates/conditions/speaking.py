"""Which of a project's policies speak (gäller): those whose ``when`` holds of its facts.

A policy without ``when`` always speaks. One whose ``when`` does not hold is silent: it
requires nothing, alters nothing, and has no word on who decides, on what is material or on
waivers. Where it cannot be said, it speaks, and every gate that it names stays closed.

The facts alone decide, and no day: what a project is held to follows from the policies and
the version of its facts that a verdict names, and never changes by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from gronatraden.findings import OFFICE, Finding
from gronatraden.gates.conditions import seen
from gronatraden.gates.conditions.judging import (
    ASKED_FOR,
    is_affordable,
    lacking,
    needed_by,
)
from gronatraden.gates.conditions.vocabulary import engine
from gronatraden.gates.verdict import Result
from gronatraden.policy import Because
from gronatraden.policy.conditions.cel.cost.reckoning import Allowance
from gronatraden.policy.conditions.values import plain
from gronatraden.policy.conditions.vocabulary import PARAMS
from gronatraden.project import FACTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gronatraden.policy import Policy, PublishedPolicy
    from gronatraden.project import ProjectFacts

_KEPT = 256
_BECAUSE = Because(
    sv="Går det inte att säga om en policy gäller projektet går det inte heller att säga vad "
    "som krävs av det.",
    en="Where nobody can say whether a policy is for the project, nobody can say what is "
    "required of it.",
)
_SOURCE = "Gröna tråden, policyer som gäller vissa projekt"


@dataclass(frozen=True, slots=True)
class Untold:
    """A policy of which it cannot be said whether it speaks, and why."""

    policy: Policy
    findings: tuple[Finding, ...]
    broken: bool
    """Whether its condition is at fault, and not what was handed in."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A project's policies, told apart."""

    published: tuple[PublishedPolicy, ...]
    """Those that count, in the order given."""
    silent: tuple[PublishedPolicy, ...] = ()
    untold: tuple[Untold, ...] = ()


def is_narrowed(published: Sequence[PublishedPolicy]) -> bool:
    """Say whether any policy asks for the facts before it speaks."""
    return any(p.policy.when for p in published)


def spoken(published: Sequence[PublishedPolicy], facts: ProjectFacts) -> Spoken:
    """Return which policies speak of a project.

    Args:
        published: Those that it is pinned to.
        facts: What it says of itself.
    """
    if not is_narrowed(published):
        return Spoken(tuple(published))
    return _spoken(tuple(published), facts)


@lru_cache(maxsize=_KEPT)
def _spoken(published: tuple[PublishedPolicy, ...], facts: ProjectFacts) -> Spoken:
    said = [(p, _speaks(p.policy, facts)) for p in published]
    return Spoken(
        tuple(p for p, answer in said if answer is not False),
        tuple(p for p, answer in said if answer is False),
        tuple(answer for _, answer in said if isinstance(answer, Untold)),
    )


def _speaks(policy: Policy, facts: ProjectFacts) -> bool | Untold:
    if not policy.when:
        return True
    needs, named = dict(needed_by((policy.when,))), {"policy": policy.policy}
    values = {FACTS: plain(seen.project(facts), needs.get(FACTS)), PARAMS: policy.params}
    if not is_affordable(policy.when, Allowance(values)):
        dear = Finding("policy-when-costs-too-much", policy.policy, named, OFFICE)
        return Untold(policy, (dear,), broken=True)
    answer = engine().bind(values, None).evaluate(policy.when)
    if not answer.failure and isinstance(answer.value, bool):
        return answer.value
    found = tuple(islice(lacking(policy.when, values), ASKED_FOR)) if answer.failure else ()
    failed = Finding("policy-when-failed", policy.policy, named, OFFICE)
    return Untold(policy, found or (failed,), broken=not found)


def untold_results(untold: Sequence[Untold], gate: str) -> tuple[Result, ...]:
    """Return what keeps a gate closed where a policy that names it may or may not speak."""
    here = [one for one in untold if gate in one.policy.gates]
    if not here:
        return ()
    return (
        Result(
            id="engine.every-policy-says-whether-it-speaks",
            check="",
            rule="G-policies",
            status="error" if any(one.broken for one in here) else "not_satisfied",
            weight="blocking",
            waivable=False,
            because=_BECAUSE,
            source=_SOURCE,
            findings=tuple(found for one in here for found in one.findings),
        ),
    )

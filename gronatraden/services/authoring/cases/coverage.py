"""Which requirements are tested both ways, and which numbers are tested at their limit."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gronatraden.gates.registry import effective
from gronatraden.policy import AppliesTo, PublishedPolicy
from gronatraden.services.authoring.cases.running import offenders_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gronatraden.gates.verdict import Result
    from gronatraden.policy import Alteration, Policy, Requirement
    from gronatraden.services.authoring.cases.running import Ran

_WHOLE = re.compile(
    r"""
      "(?:\\.|[^"\\])*"                # what stands within quotes is no number
    | '(?:\\.|[^'\\])*'
    | (?<![\w.]) (?P<number>[0-9]+) (?![\w.])
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """A requirement that no case shows in some way."""

    gate: str
    requirement: str
    missing: tuple[str, ...]
    """``satisfied``, ``not_satisfied``, and ``not_applicable`` where it can be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Boundary:
    """A number that could be one more or one less, and no case would tell."""

    gate: str
    """Empty where it is the whole policy's."""
    requirement: str
    name: str
    """``numbers.months``, ``tightens.numbers.months``, ``applies_to.budget_from_sek``,
    ``params.limit``, or ``expr[12]``: the number at the twelfth character of a condition."""
    value: int
    instead: int
    """What it could be."""


def gaps(policy: Policy, ran: Sequence[Ran]) -> Iterator[Gap]:
    """Yield the requirements that are not shown in every way they can come out."""
    shown: dict[tuple[str, str], set[str]] = {}
    for one in ran:
        for key, result in one.outcomes.items():
            status = "not_satisfied" if result.status == "waived" else result.status
            shown.setdefault(key, set()).add(status)
    for gate, stated in policy.gates.items():
        for requirement in stated.requires:
            ways = ["satisfied", "not_satisfied"]
            if policy.when or requirement.when or requirement.applies_to != AppliesTo():
                ways.append("not_applicable")
            missing = [w for w in ways if w not in shown.get((gate, requirement.id), set())]
            if missing:
                yield Gap(gate=gate, requirement=requirement.id, missing=tuple(missing))


def boundaries(
    policy: Policy, beside: Sequence[Policy], ran: Sequence[Ran]
) -> Iterator[tuple[Boundary, bool]]:
    """Yield each number moved by one, and whether some case then comes out otherwise.

    Args:
        policy: The policy that is tested.
        beside: Those it stands beside.
        ran: Cases that came out as expected.
    """
    for gate, stated in policy.gates.items():
        for requirement in stated.requires:
            for name, value, instead, mutant in _moved(requirement):
                yield (
                    Boundary(
                        gate=gate,
                        requirement=requirement.id,
                        name=name,
                        value=value,
                        instead=instead,
                    ),
                    _is_told(_alone(policy, gate, mutant), beside, gate, ran),
                )
    for boundary, other in (*_moved_in_when(policy), *_moved_alterations(policy, beside)):
        yield boundary, _is_told_in_whole(other, beside, ran)
    yield from _params(policy, beside, ran)


def _moved_in_when(policy: Policy) -> Iterator[tuple[Boundary, Policy]]:
    for at, value, instead, said in _moved_numbers(policy.when):
        found = Boundary(gate="", requirement="", name=f"when[{at}]", value=value, instead=instead)
        yield found, replace(policy, when=said)


def _moved_alterations(
    policy: Policy, beside: Sequence[Policy]
) -> Iterator[tuple[Boundary, Policy]]:
    """Yield an overlay with a number that it tightens or loosens to one less or one more.

    Where an earlier level asks for at least as much, it makes no difference and is left out.
    """
    whole = _held((*beside, policy))
    for gate, stated in policy.gates.items():
        for word in ("tightens", "loosens"):
            for place, name, value, instead in _altered_numbers(getattr(stated, word)):
                asked = list(getattr(stated, word))
                moved = {**asked[place].numbers, name: instead}
                asked[place] = replace(asked[place], numbers=moved)
                rules = replace(stated, **{word: tuple(asked)})
                other = replace(policy, gates={**policy.gates, gate: rules})
                found = Boundary(
                    gate=gate,
                    requirement=asked[place].id,
                    name=f"{word}.numbers.{name}",
                    value=value,
                    instead=instead,
                )
                if _held((*beside, other)) != whole:
                    yield found, other


def _altered_numbers(asked: Sequence[Alteration]) -> Iterator[tuple[int, str, int, int]]:
    """Yield the place of an alteration, and a number of it one less or one more."""
    for place, one in enumerate(asked):
        for name, value in one.numbers.items():
            for instead in (value - 1, value + 1):
                if instead >= 0:
                    yield place, name, value, instead


def _held(policies: Sequence[Policy]) -> list[dict[str, tuple[Requirement, ...]]]:
    """Return what policies require, each requirement as it is held in the end."""
    published = tuple(PublishedPolicy(p, f"{p.policy}/{p.version}") for p in policies)
    return [
        {gate: stated.requires for gate, stated in policy.gates.items()}
        for policy in effective(published).policies
    ]


def _params(
    policy: Policy, beside: Sequence[Policy], ran: Sequence[Ran]
) -> Iterator[tuple[Boundary, bool]]:
    for name, value in policy.params.items():
        if isinstance(value, bool) or not isinstance(value, int):
            continue
        for instead in (value - 1, value + 1):
            other = replace(policy, params={**policy.params, name: instead})
            told = any(
                _is_told(_alone(other, gate, requirement), beside, gate, ran)
                for gate, stated in policy.gates.items()
                for requirement in stated.requires
                if _reads(requirement, name)
            ) or (bool(policy.when) and _is_told_in_whole(other, beside, ran))
            found = Boundary(
                gate="", requirement="", name=f"params.{name}", value=value, instead=instead
            )
            yield found, told


def _reads(requirement: Requirement, param: str) -> bool:
    pattern = re.compile(rf"\bparams\b(\s*\.\s*{param}\b|\s*\[)")
    return any(pattern.search(text) for text in requirement.written)


def _moved(requirement: Requirement) -> Iterator[tuple[str, int, int, Requirement]]:
    """Yield a requirement with one number one less or one more: its name, before and after."""
    for name, value in requirement.numbers.items():
        for instead in (value - 1, value + 1):
            if instead >= 0:
                numbers = {**requirement.numbers, name: instead}
                yield f"numbers.{name}", value, instead, replace(requirement, numbers=numbers)
    yield from _moved_in_conditions(requirement)
    limit = requirement.applies_to.budget_from_sek
    if limit:
        for instead in (limit - 1, limit + 1):
            applies_to = replace(requirement.applies_to, budget_from_sek=instead)
            moved = replace(requirement, applies_to=applies_to)
            yield "applies_to.budget_from_sek", limit, instead, moved


def _moved_in_conditions(
    requirement: Requirement,
) -> Iterator[tuple[str, int, int, Requirement]]:
    """Yield a requirement with one whole number in its conditions one less or one more."""
    each = requirement.each
    texts = {"when": requirement.when, "expr": requirement.expr}
    texts |= {} if each is None else {"where": each.where, "expect": each.expect}
    for field, text in texts.items():
        for at, value, instead, said in _moved_numbers(text):
            yield f"{field}[{at}]", value, instead, _saying(requirement, field, said)


def _moved_numbers(text: str) -> Iterator[tuple[int, int, int, str]]:
    """Yield a condition with one number one less or one more: where, before, after, and it."""
    for found in _WHOLE.finditer(text):
        value = int(found["number"] or 0)
        for instead in (value - 1, value + 1) if found["number"] else ():
            said = f"{text[: found.start()]}{instead}{text[found.end() :]}"
            if instead >= 0:
                yield found.start() + 1, value, instead, said


def _saying(requirement: Requirement, field: str, said: str) -> Requirement:
    """Return a requirement with another condition in one place."""
    each = requirement.each
    if field == "when":
        return replace(requirement, when=said)
    if field == "expr" or each is None:
        return replace(requirement, expr=said)
    other = replace(each, where=said) if field == "where" else replace(each, expect=said)
    return replace(requirement, each=other)


def _alone(policy: Policy, gate: str, requirement: Requirement) -> Policy:
    """Return a policy that asks for one thing only."""
    stated = replace(policy.gates[gate], requires=(requirement,))
    return replace(policy, gates={**policy.gates, gate: stated})


def _is_told(mutant: Policy, beside: Sequence[Policy], gate: str, ran: Sequence[Ran]) -> bool:
    """Say whether some case comes out otherwise where the policy is another."""
    (requirement,) = mutant.gates[gate].requires
    return any(
        _differs(one, before, _judged(one, mutant, beside, gate))
        for one in ran
        if (before := one.outcomes.get((gate, requirement.id))) is not None
    )


def _is_told_in_whole(mutant: Policy, beside: Sequence[Policy], ran: Sequence[Ran]) -> bool:
    """Say whether some requirement of any policy comes out otherwise in some case."""
    return any(
        _differs(one, before, after)
        for one in ran
        for gate in dict.fromkeys(gate for gate, _ in one.outcomes)
        for after in one.stood.judge((*beside, mutant), gate).requirements
        if (before := one.outcomes.get((gate, after.id))) is not None
    )


def _judged(one: Ran, mutant: Policy, beside: Sequence[Policy], gate: str) -> Result:
    (asked,) = mutant.gates[gate].requires
    verdict = one.stood.judge((*beside, mutant), gate)
    return next(r for r in verdict.requirements if r.id == asked.id)


def _differs(one: Ran, before: Result, after: Result) -> bool:
    if before.status != after.status:
        return True
    return before.id in one.offenders and offenders_of(before) != offenders_of(after)

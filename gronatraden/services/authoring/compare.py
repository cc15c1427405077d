"""Two policies are compared, requirement by requirement; what is only said otherwise, apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from gronatraden.gates.migration import DECIDERS, altered
from gronatraden.policy import meaning

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gronatraden.canonical import CanonicalValue
    from gronatraden.gates.migration import Altered
    from gronatraden.policy import Policy, Requirement

How = Literal["added", "removed", "changed"]
_WORDS = frozenset({"because", "source", "title"})
"""Fields that ask for nothing: a reason said better is the same requirement."""


@dataclass(frozen=True, slots=True)
class Changed:
    """One field that says something else."""

    field: str
    """By path: ``numbers.months``, ``applies_to.funds``, ``because.sv``."""
    before: CanonicalValue
    """None where it was not there."""
    after: CanonicalValue
    """None where it is gone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A requirement, or who decides a gate, that differs."""

    gate: str
    requirement: str
    """Its id, or ``deciders``."""
    how: How
    fields: tuple[Changed, ...]
    """What differs; all that it says, where it was added or removed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Where two policies differ."""

    before: Policy
    after: Policy
    requirements: tuple[Difference, ...]
    """What is asked otherwise, by gate and requirement."""
    rules: tuple[Changed, ...]
    """What the policy says beside its gates: params, changes, material fields, waivers."""
    texts: tuple[Difference, ...]
    """Requirements that ask the same and say it in other words; the gate is empty for the
    policy's own words."""

    @property
    def asks_the_same(self) -> bool:
        """Whether no verdict can come out otherwise, as far as these policies go."""
        return not (self.requirements or self.rules)


def compare(before: Policy, after: Policy) -> Comparison:
    """Return where two policies, or two versions of one, differ."""
    gates = list(dict.fromkeys((*before.gates, *after.gates)))
    asked = [_detailed(one, before, after) for one in altered((before,), (after,), gates)]
    own = list(_between(_beside_gates(before), _beside_gates(after)))
    said = tuple(c for c in own if _is_wording(c.field))
    policy_words = Difference(gate="", requirement="", how="changed", fields=said)
    return Comparison(
        before=before,
        after=after,
        requirements=tuple(one for one in asked if one.fields),
        rules=tuple(c for c in own if not _is_wording(c.field)),
        texts=(*((policy_words,) if said else ()), *_said_otherwise(before, after, gates)),
    )


def _detailed(one: Altered, before: Policy, after: Policy) -> Difference:
    then = _stated(before, one.gate, one.requirement)
    now = _stated(after, one.gate, one.requirement)
    fields = [c for c in _between(then, now) if not _is_wording(c.field)]
    if one.how == "changed":
        fields += _params_read(one, before, after)
    return Difference(gate=one.gate, requirement=one.requirement, how=one.how, fields=tuple(fields))


def _stated(policy: Policy, gate: str, name: str) -> dict[str, CanonicalValue]:
    """Return what a policy says of a requirement or of who decides, by path; {} if nothing."""
    stated = policy.gates.get(gate)
    if stated is None:
        return {}
    if name == DECIDERS:
        return _flat(
            {
                "decided_by": meaning(stated.decided_by),
                "returned_by": meaning(stated.returned_by),
            }
        )
    found = next((r for r in stated.requires if r.id == name), None)
    if found is None:
        return {}
    said = meaning(found)
    return _flat({k: v for k, v in said.items() if k != "id"}) if isinstance(said, dict) else {}


def _params_read(one: Altered, before: Policy, after: Policy) -> Iterator[Changed]:
    """Yield the params that differ and that a requirement's conditions read."""
    texts = " ".join(
        text
        for policy in (before, after)
        for requirement in _requirements(policy, one.gate, one.requirement)
        for text in requirement.written
    )
    read = set(re.findall(r"\bparams\s*\.\s*(\w+)", texts))
    for name in sorted(read):
        then, now = before.params.get(name), after.params.get(name)
        if then != now:
            yield Changed(f"params.{name}", then, now)


def _requirements(policy: Policy, gate: str, name: str) -> Iterator[Requirement]:
    stated = policy.gates.get(gate)
    yield from (r for r in (stated.requires if stated else ()) if r.id == name)


def _beside_gates(policy: Policy) -> dict[str, CanonicalValue]:
    said = meaning(policy)
    kept = said.items() if isinstance(said, dict) else ()
    return _flat({k: v for k, v in kept if k not in {"gates", "policy", "version"}})


def _said_otherwise(before: Policy, after: Policy, gates: list[str]) -> Iterator[Difference]:
    for gate in gates:
        stated = after.gates.get(gate)
        for requirement in stated.requires if stated else ():
            then = _stated(before, gate, requirement.id)
            now = _stated(after, gate, requirement.id)
            words = [c for c in _between(then, now) if _is_wording(c.field)]
            if then and words:
                yield Difference(
                    gate=gate, requirement=requirement.id, how="changed", fields=tuple(words)
                )


def _between(
    before: Mapping[str, CanonicalValue], after: Mapping[str, CanonicalValue]
) -> Iterator[Changed]:
    for field in dict.fromkeys((*before, *after)):
        if before.get(field) != after.get(field):
            yield Changed(field, before.get(field), after.get(field))


def _is_wording(field: str) -> bool:
    return not _WORDS.isdisjoint(field.split("."))


def _flat(value: CanonicalValue, above: str = "") -> dict[str, CanonicalValue]:
    """Return values by path; a list is one value, and what says nothing is left out."""
    if isinstance(value, dict):
        return {
            path: said
            for key, inner in value.items()
            for path, said in _flat(inner, f"{above}.{key}" if above else key).items()
        }
    return {above: value} if value not in (None, "", [], {}) else {}

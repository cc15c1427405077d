"""What other rules would mean for a project: at gates to come, and at those it has passed.

- A passed gate was decided under the rules that its verdict names, and stays decided.
  Rules that ask otherwise there would let a reader believe that it was decided under
  them; moving a project to such rules needs a reason.
- A gate that recurs comes again: its next occurrence is judged by the new rules, and
  what was decided before names the old ones.
- Words do not count: a reason said better asks for nothing else.
- Another lifecycle is another way only from where the project stands: what it has passed
  is in that one too, in the same phase.

Source: DESIGN §3 (projects are pinned to versions); reference systems refuse a migration
where completed steps changed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from gronatraden.phases import opening, reopened, standing
from gronatraden.policy import Because, meaning

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gronatraden.canonical import CanonicalValue
    from gronatraden.history import DecisionTaken
    from gronatraden.phases import Lifecycle
    from gronatraden.policy import Policy

How = Literal["added", "removed", "changed"]
DECIDERS = "deciders"
"""Stands for who decides a gate, among its requirements' ids."""
_UNSAID = Because(sv="", en="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Altered:
    """A requirement that would be asked otherwise at a gate."""

    gate: str
    requirement: str
    """Its id, or ``deciders``."""
    how: How


def altered(
    before: Sequence[Policy], after: Sequence[Policy], gates: Iterable[str]
) -> tuple[Altered, ...]:
    """Return what other policies ask otherwise at some gates, by gate and requirement."""
    return tuple(
        Altered(gate=gate, requirement=name, how=_how(then, now, name))
        for gate in gates
        for then, now in ((_asked(before, gate), _asked(after, gate)),)
        for name in sorted(then.keys() | now.keys())
        if then.get(name) != now.get(name)
    )


def passed_for_good(lifecycle: Lifecycle, decisions: Iterable[DecisionTaken]) -> tuple[str, ...]:
    """Return the gates that were passed and do not come again, in the lifecycle's order."""
    opened = {d.gate for d in opening(decisions)}
    gates = (gate for phase in lifecycle.phases for gate in phase.gates)
    return tuple(g.gate for g in gates if g.gate in opened and not g.recurs)


def stands_elsewhere(
    before: Lifecycle, after: Lifecycle, decisions: Sequence[DecisionTaken]
) -> bool:
    """Say whether a project would stand elsewhere under another shape.

    In another version of its lifecycle it stands at the very same gates. In another
    lifecycle it stands in the same phase, and every gate that it has passed is there.
    """
    now, then = standing(before, decisions), standing(after, decisions)
    if before.lifecycle == after.lifecycle:
        return now != then
    told = {d.gate for d in opening(decisions)} | {gate.gate for gate in reopened(decisions)}
    place, other = _places(before), _places(after)
    gone = any(place.get(gate) != other.get(gate) for gate in told)
    return gone or (now.phase, now.stopped) != (then.phase, then.stopped)


def _places(lifecycle: Lifecycle) -> Mapping[str, tuple[str, bool]]:
    """Return the phase of each gate, and whether it recurs."""
    return {g.gate: (p.phase, g.recurs) for p in lifecycle.phases for g in p.gates}


def _asked(policies: Sequence[Policy], gate: str) -> Mapping[str, CanonicalValue]:
    """Return what is asked at a gate by all policies, and who decides, by requirement."""
    found: dict[str, list[CanonicalValue]] = {}
    for policy in policies:
        if (stated := policy.gates.get(gate)) is None:
            continue
        narrowed: list[CanonicalValue] = [policy.when, meaning(policy.params)]
        narrowed = narrowed if policy.when else []
        deciders: CanonicalValue = [
            meaning(stated.decided_by),
            meaning(stated.returned_by),
            *narrowed,
        ]
        if stated.decided_by or stated.returned_by:
            found.setdefault(DECIDERS, []).append(deciders)
        for requirement in stated.requires:
            said: CanonicalValue = [
                meaning(replace(requirement, because=_UNSAID, source="")),
                meaning(policy.params) if requirement.written else None,
                *narrowed,
            ]
            found.setdefault(requirement.id, []).append(said)
    return {name: list(said) for name, said in found.items()}


def _how(before: Mapping[str, object], after: Mapping[str, object], name: str) -> How:
    if name not in before:
        return "added"
    return "changed" if name in after else "removed"

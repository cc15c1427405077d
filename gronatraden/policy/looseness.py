"""What an overlay may not do, found at load: loosen in silence, or speak of what is not there.

It is held against the policies of earlier levels that are published when it is. What is
published afterwards is no looser for it: merging only ever tightens what is not loosened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.policy.overlay import LEVELS, WEIGHTS
from gronatraden.policy.problem import PolicyProblem, unknown_name
from gronatraden.policy.requirement import AppliesTo

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gronatraden.policy.merging import Scale, Scales
    from gronatraden.policy.model import GatePolicy, Policy
    from gronatraden.policy.overlay import Alteration
    from gronatraden.policy.problem import Where
    from gronatraden.policy.requirement import Requirement


def level_problems(policy: Policy) -> Iterator[PolicyProblem]:
    """Yield what a policy of its level lacks, or has no right to."""
    if policy.level == "method":
        yield from _method_problems(policy)
        return
    for name, rules in policy.gates.items():
        if not (rules.decided_by or rules.requires or rules.tightens or rules.loosens):
            yield PolicyProblem("overlay-says-nothing", ("gates", name), {"gate": name})


def _method_problems(policy: Policy) -> Iterator[PolicyProblem]:
    if not policy.lifecycle:
        yield PolicyProblem("method-has-no-lifecycle", ("policy",), {"policy": policy.policy})
    narrowed = {
        "programmes": policy.programmes,
        "applies_to": policy.applies_to != AppliesTo(),
        "when": policy.when,
    }
    for field, said in narrowed.items():
        if said:
            yield PolicyProblem("method-is-for-all", (field,), {"field": field})
    for name, rules in policy.gates.items():
        where = ("gates", name)
        if not rules.decided_by:
            yield PolicyProblem("nobody-decides", where, {"gate": name})
        if not rules.requires:
            yield PolicyProblem("nothing-is-required", where, {"gate": name})
        for word in ("tightens", "loosens"):
            if getattr(rules, word):
                yield PolicyProblem("method-alters-nothing", (*where, word), {"field": word})


def overlay_problems(
    policy: Policy, others: Iterable[Policy], scales: Scales
) -> Iterator[PolicyProblem]:
    """Yield where an overlay takes another's id, or alters what it may not.

    Args:
        policy: The overlay.
        others: The newest version of every published policy that may stand before it.
        scales: Which way each number is stricter.
    """
    if policy.level == "method":
        return
    level = LEVELS.index(policy.level)
    earlier = [p for p in others if LEVELS.index(p.level) < level]
    for name, rules in policy.gates.items():
        stated = [r for p in earlier if name in p.gates for r in p.gates[name].requires]
        yield from _taken(name, rules, {r.id for r in stated})
        for word in ("tightens", "loosens"):
            for index, asked in enumerate(getattr(rules, word)):
                where = ("gates", name, word, index)
                meant = [r for r in stated if r.id == asked.id]
                if not meant:
                    known = sorted({r.id for r in stated})
                    yield unknown_name("requirement", (*where, "id"), asked.id, known)
                    continue
                yield from _wrong_way(where, asked, meant, scales, loosens=word == "loosens")


def _taken(gate: str, rules: GatePolicy, stated: set[str]) -> Iterator[PolicyProblem]:
    for index, requirement in enumerate(rules.requires):
        if requirement.id in stated:
            where = ("gates", gate, "requires", index, "id")
            yield PolicyProblem("id-is-taken", where, {"id": requirement.id})


def _wrong_way(
    where: Where, asked: Alteration, meant: Sequence[Requirement], scales: Scales, *, loosens: bool
) -> Iterator[PolicyProblem]:
    code = "tightens-under-loosens" if loosens else "loosens-silently"
    for requirement in meant:
        wrong = dict(_moves(requirement, asked, scales.get(requirement.check, {}), loosens))
        if wrong:
            for field, (now, then) in wrong.items():
                facts: dict[str, str | int | list[str]] = {
                    "id": asked.id,
                    "field": field[-1],
                    "now": now,
                    "asked": then,
                }
                yield PolicyProblem(code, (*where, *field), facts)
            return
    for number in asked.numbers:
        known = sorted({n for r in meant for n in scales.get(r.check, {})})
        if number not in known:
            yield unknown_name("number", (*where, "numbers", number), number, known)
    if asked.weight not in {None, "audit"} and not all(r.confirmed for r in meant):
        yield PolicyProblem("unconfirmed-but-weighs", (*where, "weight"), {"id": asked.id})


def _moves(
    requirement: Requirement,
    asked: Alteration,
    scale: dict[str, Scale],
    loosens: bool,  # noqa: FBT001 - the direction that is allowed
) -> Iterator[tuple[tuple[str, ...], tuple[str | int, str | int]]]:
    """Yield each field that goes the way it may not, with what it was and would be."""
    if asked.weight is not None:
        now, then = WEIGHTS.index(requirement.weight), WEIGHTS.index(asked.weight)
        if then > now if loosens else then < now:
            yield ("weight",), (requirement.weight, asked.weight)
    for name in ("waivable", "declarable"):
        may, wanted = getattr(requirement, name), getattr(asked, name)
        if wanted is not None and wanted != may and wanted is not loosens:
            yield (name,), (_said(may), _said(wanted))
    for name, number in asked.numbers.items():
        if name not in scale:
            continue
        was = requirement.numbers.get(name, scale[name].default)
        wrong = scale[name].is_stricter if loosens else scale[name].is_looser
        if wrong(number, was):
            yield ("numbers", name), (was, number)


def _said(answer: bool) -> str:  # noqa: FBT001 - one answer
    return str(answer).lower()


def weight_problems(where: Where, requirement: Requirement) -> Iterator[PolicyProblem]:
    """Yield where a requirement weighs more than it may, or its roll-out goes backwards."""
    named: dict[str, str | int | list[str]] = {"id": requirement.id}
    steps = requirement.rollout
    if not requirement.confirmed and requirement.weight != "audit":
        yield PolicyProblem("unconfirmed-but-weighs", (*where, "weight"), named)
    days = [step.from_on for step in steps]
    weights = [WEIGHTS.index(weight) for weight in (requirement.weight, *(s.weight for s in steps))]
    for index, step in enumerate(steps):
        place = (*where, "rollout", index)
        if not requirement.confirmed and step.weight != "audit":
            yield PolicyProblem("unconfirmed-but-weighs", (*place, "weight"), named)
        if index and days[index] <= days[index - 1]:
            yield PolicyProblem("rollout-out-of-order", (*place, "from_on"), named)
        if weights[index + 1] < weights[index]:
            yield PolicyProblem("rollout-weakens", (*place, "weight"), named)

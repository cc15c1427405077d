"""What is wrong with a policy's conditions, found before anything is judged by them.

Types, names and words are checked first, then what no type can say (``lints``). A condition
on all elements of a list is true of an empty one: somewhere at the gate, at least as heavily
weighed, it must be said how many there are.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from gronatraden.gates.conditions.vocabulary import DOCUMENTS, engine, names, vocabulary_of
from gronatraden.policy.conditions.each import compose, parts_of
from gronatraden.policy.conditions.emptiness import counted, list_walked, walked_in_full
from gronatraden.policy.conditions.functions import OF_THE_MOMENT
from gronatraden.policy.conditions.lints import Linter
from gronatraden.policy.conditions.port import Trouble
from gronatraden.policy.conditions.tree import Call, Fold, walk
from gronatraden.policy.conditions.vocabulary import Vocabulary
from gronatraden.project import FACTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gronatraden.policy import Policy, Requirement, Weight
    from gronatraden.policy.conditions.paths import Steps
    from gronatraden.policy.conditions.tree import Tree
    from gronatraden.policy.requirement import Each

LONGEST = 2_000
"""Characters of one expression."""
_WEIGHTS: tuple[Weight, ...] = ("audit", "advisory", "blocking")


class Placed(NamedTuple):
    """A trouble, with the field of the requirement it stands in."""

    field: tuple[str, ...]
    trouble: Trouble


def troubles_of(requirement: Requirement, policy: Policy) -> Iterator[Placed]:
    """Yield what is wrong with each of a requirement's conditions by itself."""
    words = vocabulary_of(policy)
    for field in ("when", "expr"):
        text = getattr(requirement, field)
        if text:
            for one in _looked_over(text, words, "bool"):
                yield Placed((field,), one)
    if requirement.each is not None:
        yield from _each(requirement.each, words)


def troubles_of_when(policy: Policy) -> Iterator[Trouble]:
    """Yield what is wrong with a policy's own ``when``: it reads the project's facts alone."""
    words = Vocabulary({FACTS: names()[FACTS]}, policy.params)
    found = tuple(_looked_over(policy.when, words, "bool")) if policy.when else ()
    for one in found:
        elsewhere = one.code.endswith("-condition-name") and one.facts["name"] in names()
        yield replace(one, code="policy-when-reads-facts-alone") if elsewhere else one
    if policy.when and not found:
        yield from _asked_of_the_moment(engine().parse(policy.when))


def _asked_of_the_moment(tree: Tree) -> Iterator[Trouble]:
    for node in walk(tree.root):
        if isinstance(node, Call) and node.function in OF_THE_MOMENT:
            at = tree.places[node.id] - len(node.function)
            yield Trouble("policy-when-reads-the-moment", at, {"name": node.function})


def vacuous(
    requirement: Requirement, gate: Sequence[Requirement], asks: Callable[[str], Sequence[str]]
) -> Iterator[Placed]:
    """Yield where a requirement would be satisfied because a list is empty.

    Args:
        requirement: One whose conditions are sound by themselves.
        gate: All that the policy requires at the same gate.
        asks: What fields a named check finds missing, by path.
    """
    walked = list(_walked(requirement))
    if not walked:
        return
    least = _WEIGHTS.index(requirement.weight)
    heavy = [one for one in gate if one is requirement or _WEIGHTS.index(one.weight) >= least]
    said = {steps for one in heavy for steps in _counted(one)}
    asked = [tuple(path.split(".")) for one in heavy for path in asks(one.check)]
    for field, steps, at in walked:
        room = steps[1:] if steps[0] == DOCUMENTS else steps
        if steps not in said and not any(path[: len(room)] == room for path in asked):
            facts: dict[str, str | int | list[str]] = {"list": ".".join(steps)}
            yield Placed(field, Trouble("condition-is-true-of-none", at, facts))


def _walked(requirement: Requirement) -> Iterator[tuple[tuple[str, ...], Steps, int]]:
    if requirement.expr:
        tree = engine().parse(requirement.expr)
        for steps, fold in walked_in_full(tree.root):
            yield ("expr",), steps, tree.places[fold.id]
    if requirement.each is not None:
        over = list_walked(engine().parse(requirement.each.in_).root)
        if over is not None:
            yield ("each", "in"), over, 0


def _counted(requirement: Requirement) -> Iterator[Steps]:
    for text in (requirement.when, requirement.expr):
        if text:
            with suppress(ValueError):  # said where its own troubles are
                yield from counted(engine().parse(text).root)


def _looked_over(text: str, words: Vocabulary, kind: str) -> Iterator[Trouble]:
    """Yield what is wrong with one expression that has to come to something of a kind."""
    if len(text) > LONGEST:
        yield Trouble("condition-is-too-long", 0, {"limit": LONGEST, "length": len(text)})
        return
    checked = engine().check(text, words)
    if isinstance(checked, tuple):
        yield from checked
        return
    yield from _unlike(checked, kind)
    yield from Linter(checked, words, engine().fits).troubles()


def _unlike(tree: Tree, kind: str) -> Iterator[Trouble]:
    found = tree.types.get(tree.root.id, "")
    if found != kind:
        yield Trouble(f"condition-is-no-{kind}", 0, {"type": found})


def _each(each: Each, words: Vocabulary) -> Iterator[Placed]:
    """Yield what is wrong with an ``each``: its parts by themselves, then together."""
    parts = parts_of(each)
    apart = [Placed(("each", part), one) for part, text in parts.items() for one in _apart(text)]
    if not apart:
        apart = [Placed(("each", "in"), one) for one in _looked_over(each.in_, words, "list")]
    if each.as_ in words.taken:
        apart.append(
            Placed(("each", "as"), Trouble("condition-name-is-taken", 0, {"name": each.as_}))
        )
    if apart:
        yield from apart
        return
    composed = compose(each)
    checked = engine().check(composed.text, words)
    found = checked if isinstance(checked, tuple) else _together(checked, words)
    for one in found:
        part, at = composed.part_at(one.at)
        yield Placed(("each", part), replace(one, at=at))


def _together(tree: Tree, words: Vocabulary) -> Iterator[Trouble]:
    yield from Linter(tree, words, engine().fits).troubles()
    named = tree.root.body if isinstance(tree.root, Fold) else None
    if named is not None and tree.types.get(named.id) != "string":
        at = tree.places[named.id]
        yield Trouble("condition-is-no-string", at, {"type": tree.types.get(named.id, "")})


def _apart(text: str) -> Iterator[Trouble]:
    if not text.strip():
        yield Trouble("condition-ends-early", 0)
    elif len(text) > LONGEST:
        yield Trouble("condition-is-too-long", 0, {"limit": LONGEST, "length": len(text)})
    else:
        yield from engine().misspelt(text)

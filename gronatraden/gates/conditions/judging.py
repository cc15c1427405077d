"""Conditions are judged: each requirement's ``when``, ``expr`` and ``each``, at one moment.

Whatever does not come to a plain true keeps a requirement unsatisfied:

- a tool that a condition reads and that was not handed in is missing, as for a check;
- an empty field that a condition cannot do without is asked for, by name;
- anything else that goes wrong is an error, and closes the gate.

Documents become plain values once for all requirements of a gate, and only where one of
them has a condition.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Any, Literal

from gronatraden.findings import OFFICE, Finding
from gronatraden.gates.conditions.vocabulary import (
    DOCUMENTS,
    contents_for,
    engine,
    fast,
    names,
    values_for,
)
from gronatraden.policy.conditions.cel.cost.reckoning import (
    HELD,
    Allowance,
    Profile,
    profile,
    together,
)
from gronatraden.policy.conditions.each import compose
from gronatraden.policy.conditions.fast.running import FastBound
from gronatraden.policy.conditions.paths import EACH, found_at, needs, reads
from gronatraden.policy.conditions.vocabulary import PARAMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gronatraden.context import Context
    from gronatraden.findings import Fact
    from gronatraden.policy import Each, Policy, Requirement
    from gronatraden.policy.conditions.paths import Needs, Read, Steps
    from gronatraden.policy.conditions.port import Bound
    from gronatraden.policy.conditions.tree import Tree

ASKED_FOR = 5
"""Empty fields that are named at once."""
_KEPT = 4_096
Way = Literal["recorded", "sweep"]
"""How conditions are answered: by the engine, as the record wants it, or by what is written
from them in Python, for dry runs over many projects."""


class UnjudgedError(Exception):
    """A condition that did not come to an answer; what was found instead stands for it."""

    def __init__(self, *findings: Finding, broken: bool) -> None:
        self.findings = findings
        self.broken = broken
        """Whether the condition is at fault, and not what was handed in."""


class Conditions:
    """One policy's conditions at one gate, on one context; belongs to one evaluation."""

    def __init__(
        self,
        policy: Policy,
        texts: tuple[str, ...],
        context: Context,
        way: Way = "recorded",
    ) -> None:
        """Take them up; nothing is worked out until one is asked for.

        Args:
            policy: The policy whose numbers and words they read.
            texts: All of them at the gate, as ``texts_of`` gives them.
            context: What they may read.
            way: How they are answered.
        """
        self._policy = policy
        self._texts = texts
        self._context = context
        self._way = way
        self._values: Mapping[str, Any] = {}
        self._made: Bound | None = None
        self._allowance: Allowance | None = None
        self._carefree = False
        """Whether all of them together can be afforded, so that none is reckoned with."""

    def applies(self, requirement: Requirement) -> bool:
        """Say whether a requirement applies.

        Raises:
            UnjudgedError: When that cannot be said.
        """
        return not requirement.when or self._truth(requirement.when, requirement)

    def may_apply(self, requirement: Requirement) -> bool:
        """Say whether a requirement applies, or whether that cannot be said yet."""
        try:
            return self.applies(requirement)
        except UnjudgedError:
            return True

    def unmet(self, requirement: Requirement) -> Iterator[Finding]:
        """Yield what a requirement's own conditions find.

        Raises:
            UnjudgedError: When they cannot be judged.
        """
        if requirement.expr and not self._truth(requirement.expr, requirement):
            where = _place(_reads(requirement.expr)) or requirement.id
            yield Finding("condition-is-not-met", where, {"requirement": requirement.id})
        if requirement.each is not None:
            yield from self._offenders(requirement, requirement.each)

    def _offenders(self, requirement: Requirement, each: Each) -> Iterator[Finding]:
        offenders = self._ask(compose(each).text, requirement)
        if not isinstance(offenders, list):
            raise UnjudgedError(_failed(requirement), broken=True)
        if not offenders:
            return
        names = tuple(map(str, offenders))
        where = _place(_reads(each.in_)) or requirement.id
        if len(names) == 1 and where != requirement.id:
            where = f"{where}[{names[0]}]"
        facts: dict[str, Fact] = {
            "requirement": requirement.id,
            "count": len(names),
            "offenders": names,
        }
        yield Finding("elements-do-not-meet-a-condition", where, facts)

    def _truth(self, text: str, requirement: Requirement) -> bool:
        value = self._ask(text, requirement)
        if not isinstance(value, bool):
            raise UnjudgedError(_failed(requirement), broken=True)
        return value

    def _ask(self, text: str, requirement: Requirement) -> Any:  # noqa: ANN401 - what it comes to
        bound = self._made
        if bound is None or not self._carefree:
            bound, allowance = self._bound()
            if not (self._carefree or is_affordable(text, allowance)):
                raise UnjudgedError(_too_dear(requirement), broken=True)
        answer = bound.evaluate(text)
        if not answer.failure and answer.value is not None:
            return answer.value
        missing = tuple(islice(lacking(text, self._values), ASKED_FOR))
        found = missing or (_failed(requirement),)
        raise UnjudgedError(*found, broken=not missing)

    def _bound(self) -> tuple[Bound, Allowance]:
        """Bind what is read, and anew where answers hold on to much: it is let go with that."""
        allowance = self._allowance
        if self._made is None or allowance is None or allowance.held > HELD:
            self._made, read = self._recorded() if self._way == "recorded" else self._swept()
            if allowance is None:
                self._allowance = allowance = Allowance(read)
                self._carefree = allowance.covers_all(_profile_of_all(self._texts))
            allowance.held = 0
        return self._made, allowance

    def _recorded(self) -> tuple[Bound, Mapping[str, Any]]:
        self._values = values_for(self._needed(), self._context) | {PARAMS: self._policy.params}
        return engine().bind(self._values, self._context.moment), self._values

    def _swept(self) -> tuple[Bound, Mapping[str, Any]]:
        params = frozenset((name, type(it), it) for name, it in self._policy.params.items())
        contents = contents_for(self._needed(), self._context) | {PARAMS: self._policy.params}
        engines = cache(lambda: self._recorded()[0])
        return FastBound(contents, self._context.moment, fast(params), engines), contents

    def _needed(self) -> Needs:
        return needed_by(self._texts)


def is_affordable(text: str, allowance: Allowance) -> bool:
    """Say whether a condition may be asked, given how large what it reads is."""
    return all(allowance.covers(tree.root, _profile(text)) for tree in _parsed(text))


def lacking(text: str, values: Mapping[str, Any]) -> Iterator[Finding]:
    """Yield what a condition that came to no answer reads and that is not there.

    Args:
        text: The condition.
        values: What it was judged on, plain.
    """
    seen: set[str] = set()
    for steps in dict.fromkeys(one.steps for one in _reads(text) if not one.tested):
        room, tool = steps[0], steps[1] if len(steps) > 1 else ""
        if room == DOCUMENTS and tool not in values.get(room, {}):
            if tool not in seen:
                yield Finding("document-is-missing", tool, {"tool": tool})
            seen.add(tool)
            continue
        for where, value in found_at(values, steps):
            if value is None and where not in seen:
                seen.add(where)
                place = where.removeprefix(f"{DOCUMENTS}.")
                yield Finding("condition-needs-a-value", place, {"field": place})


def texts_of(requires: Iterable[Requirement]) -> tuple[str, ...]:
    """Return all conditions of requirements as expressions: ``when``, ``expr``, then ``each``."""
    return tuple(
        text
        for one in requires
        for text in (one.when, one.expr, "" if one.each is None else compose(one.each).text)
        if text
    )


def fields_read(requirement: Requirement) -> tuple[str, ...]:
    """Return the paths of what must be there for ``expr`` and ``each`` to hold, each once."""
    composed = () if requirement.each is None else (compose(requirement.each).text,)
    texts = (*((requirement.expr,) if requirement.expr else ()), *composed)
    read = (one.steps for text in texts for one in _reads(text) if not one.tested)
    named = ([step for step in steps if step not in {DOCUMENTS, EACH}] for steps in read)
    return tuple(dict.fromkeys(".".join(steps) for steps in named if steps[:1] != [PARAMS]))


@lru_cache(maxsize=_KEPT)
def needed_by(texts: tuple[str, ...]) -> Needs:
    """Return what conditions need together."""
    return needs(tree.root for text in texts for tree in _parsed(text))


@lru_cache(maxsize=_KEPT)
def _reads(text: str) -> tuple[Read, ...]:
    return tuple(read for tree in _parsed(text) for read in reads(tree.root))


@lru_cache(maxsize=_KEPT)
def _profile(text: str) -> Profile:
    return profile(engine().parse(text).root, names())


@lru_cache(maxsize=_KEPT)
def _profile_of_all(texts: tuple[str, ...]) -> Profile:
    return together(_profile(text) for text in texts if _parsed(text))


def _parsed(text: str) -> tuple[Tree, ...]:
    try:
        return (engine().parse(text),)
    except ValueError:
        return ()  # no condition that was checked; its evaluation says so


def _place(read: Sequence[Read]) -> str:
    """Return the field that what is read lies in, as findings name it; empty if there is none.

    Where several documents are read it is the first one's, since a document can be mended.
    """
    paths: list[Steps] = [one.steps for one in read if one.steps[0] != PARAMS]
    first = next((steps[:2] for steps in paths if steps[0] == DOCUMENTS), None)
    meant = [steps for steps in paths if first is None or steps[:2] == first]
    shared = tuple(takewhile(lambda step: step != EACH, _shared(meant)))
    return ".".join(shared[1:] if shared[:1] == (DOCUMENTS,) else shared)


def _shared(paths: Sequence[Steps]) -> Iterator[str]:
    """Yield the steps that all paths begin with."""
    for steps in zip(*paths, strict=False):
        if len(set(steps)) > 1:
            return
        yield steps[0]


def _failed(requirement: Requirement) -> Finding:
    facts = {"requirement": requirement.id}
    return Finding("condition-failed", requirement.id, facts, OFFICE)


def _too_dear(requirement: Requirement) -> Finding:
    facts = {"requirement": requirement.id}
    return Finding("condition-costs-too-much", requirement.id, facts, OFFICE)

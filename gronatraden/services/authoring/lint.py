"""What an author writes is linted: every problem of every file, and no database.

What stands in a file decides what it is, never the file's name. A policy is held against
the lifecycles that are given with it and those that are shipped, the given ones first.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from gronatraden.errors import ManuscriptError, Problem
from gronatraden.phases import Lifecycle
from gronatraden.policy import Policy, PolicyProblem
from gronatraden.services.authoring._drafts import (
    Draft,
    faults,
    kind_of,
    placed,
    read_draft,
    standing_beside,
)
from gronatraden.services.authoring._sound import in_form

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gronatraden.manuscript import Manuscript
    from gronatraden.policy import Requirement
    from gronatraden.services.authoring._drafts import Said

_PARAM = re.compile(r"\bparams\s*\.\s*([a-z][a-z0-9_]*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Linted:
    """One file, and what is to be said of it."""

    file: str
    """As the caller named it."""
    draft: Draft | None
    """None where it does not have the form of what it is."""
    problems: tuple[Problem, ...]
    """Why it is not published as it is."""
    warnings: tuple[Problem, ...] = ()
    """What its author may have meant otherwise; it can be published."""


def lint(
    files: Sequence[Manuscript | ManuscriptError], *, shipped: Sequence[Manuscript] = ()
) -> tuple[Linted, ...]:
    """Return what is to be said of each file, in the order given.

    Args:
        files: What was read, or why it could not be.
        shipped: Lifecycles and policies that are there besides.
    """
    read = [_read(one) for one in files]
    drafts = [one for one in read if isinstance(one, Draft)]
    beside = [one for one in map(_read, shipped) if isinstance(one, Draft)]
    lint_one = _Linter([one.says for one in (*beside, *drafts)], _twice(drafts))
    return tuple(
        lint_one.of(one)
        if isinstance(one, Draft)
        else Linted(file=one.file, draft=None, problems=lint_one.misshapen(one, file))
        for one, file in zip(read, files, strict=True)
    )


def _read(file: Manuscript | ManuscriptError) -> Draft | ManuscriptError:
    if isinstance(file, ManuscriptError):
        return file
    try:
        return read_draft(file)
    except ManuscriptError as error:
        return error


def _twice(drafts: Sequence[Draft]) -> frozenset[tuple[str, str, int]]:
    """Return what several files claim to be."""
    count = Counter((one.kind, one.name, one.says.version) for one in drafts)
    return frozenset(name for name, times in count.items() if times > 1)


class _Linter:
    """Looks over one file after the other, knowing all of them."""

    def __init__(self, there: Sequence[Said], twice: frozenset[tuple[str, str, int]]) -> None:
        self._shapes = {one.lifecycle: one for one in there if isinstance(one, Lifecycle)}
        self._policies = [one for one in there if isinstance(one, Policy)]
        self._twice = twice

    def of(self, draft: Draft) -> Linted:
        """Return what is to be said of one file."""
        said, written = draft.says, draft.written
        found = chain(self._claimed(draft), faults(said, self._shapes, self._policies))
        advice = self._warnings(said) if isinstance(said, Policy) else ()
        return Linted(
            file=written.file,
            draft=draft,
            problems=tuple(placed(written, found)),
            warnings=tuple(placed(written, advice)),
        )

    def misshapen(
        self, error: ManuscriptError, file: Manuscript | ManuscriptError
    ) -> tuple[Problem, ...]:
        """Return what is wrong with the form of a file, and with what has its form."""
        if isinstance(file, ManuscriptError) or kind_of(file) != "policy":
            return error.problems
        try:
            in_form(file, self._shapes, self._policies)
        except ManuscriptError as whole:
            return whole.problems
        return error.problems

    def _warnings(self, policy: Policy) -> Iterator[PolicyProblem]:
        """Yield what can be published and may yet be meant otherwise."""
        shape = self._shapes.get(policy.lifecycle)
        if shape is not None and policy.level == "method":
            others = standing_beside(policy, self._policies)
            asked = {gate for one in (policy, *others) for gate in one.gates}
            for gate in (g.gate for phase in shape.phases for g in phase.gates):
                if gate not in asked:
                    yield PolicyProblem("gate-asks-nothing", ("gates",), {"gate": gate})
        yield from _of_policy(policy)

    def _claimed(self, draft: Draft) -> Iterator[PolicyProblem]:
        if (draft.kind, draft.name, draft.says.version) in self._twice:
            facts: dict[str, str | int | list[str]] = {
                "name": draft.name,
                "version": draft.says.version,
            }
            yield PolicyProblem("version-stands-twice", ("version",), facts)


def _of_policy(policy: Policy) -> Iterator[PolicyProblem]:
    for name, gate_policy in policy.gates.items():
        for index, requirement in enumerate(gate_policy.requires):
            yield from _of_requirement(requirement, ("gates", name, "requires", index))
    read = {found for text in _expressions(policy) for found in _PARAM.findall(text)}
    for param in policy.params:
        if param not in read:
            yield PolicyProblem("param-is-unused", ("params", param), {"name": param})


def _of_requirement(
    requirement: Requirement, where: tuple[str | int, ...]
) -> Iterator[PolicyProblem]:
    named: dict[str, str | int | list[str]] = {"id": requirement.id}
    if not requirement.source.strip():
        yield PolicyProblem("requirement-without-source", (*where, "id"), named)
    if requirement.because.sv.strip() == requirement.because.en.strip():
        yield PolicyProblem("because-is-not-translated", (*where, "because", "en"), named)
    weights = {requirement.weight, *(step.weight for step in requirement.rollout)}
    if requirement.waivable and "blocking" not in weights:
        yield PolicyProblem("waivable-in-vain", (*where, "waivable"), named)


def _expressions(policy: Policy) -> Iterator[str]:
    yield policy.when
    for gate in policy.gates.values():
        for requirement in gate.requires:
            yield from requirement.written

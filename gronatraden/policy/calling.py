"""Which policies a project calls for, by its lifecycle, its programme and its facts.

A project is pinned when it is opened. When its facts change, so may what it calls for;
that is said as findings, and pinning it anew is a decision of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.findings import OFFICE, Finding
from gronatraden.policy.overlay import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from gronatraden.findings import Fact
    from gronatraden.policy.model import Policy
    from gronatraden.project import Project, ProjectFacts


def is_for(policy: Policy, lifecycle: str, programme: str | None = None) -> bool:
    """Say whether a policy is meant for a lifecycle, and for a programme where one is named."""
    if policy.lifecycle not in {"", lifecycle}:
        return False
    return programme is None or not policy.programmes or programme in policy.programmes


def called_for(
    every: Iterable[Policy], lifecycle: str, programme: str, facts: ProjectFacts, *, on: date
) -> tuple[Policy, ...]:
    """Return the policies that a project calls for: the method's, and the overlays for it.

    Args:
        every: All published versions, the versions of each policy in order.
        lifecycle: The project's.
        programme: Where it is.
        facts: What it says of itself.
        on: The day it was opened; a version that begins later is not for it.

    Returns:
        The newest version of each, in the order they are merged in.
    """
    newest = {
        policy.policy: policy
        for policy in every
        if (policy.valid_from is None or policy.valid_from <= on)
        and is_for(policy, lifecycle, programme)
    }
    called = [policy for policy in newest.values() if policy.applies_to.holds_for(facts)]
    return tuple(sorted(called, key=merge_order))


def merge_order(policy: Policy) -> tuple[int, str]:
    """Return what policies are sorted by to be merged: their level, then their name."""
    return LEVELS.index(policy.level), policy.policy


def misfits(
    every: Iterable[Policy], project: Project, facts: ProjectFacts, *, opened_on: date
) -> Iterator[Finding]:
    """Yield where a project's pinned policies differ from what its facts call for.

    A newer version of a pinned policy is no difference. Where a fund's period is not
    stated, nobody can tell whether its rules are called for, and that is said.
    """
    known = tuple(every)
    pinned = {name for name, _ in project.policies}
    called = called_for(known, project.lifecycle, project.programme, facts, on=opened_on)
    for policy in called:
        if policy.level != "method" and policy.policy not in pinned:
            about: dict[str, Fact] = {"policy": policy.policy, "version": policy.version}
            yield Finding("policy-is-called-for", "project.funding", about, OFFICE)
    for name in sorted(pinned - {policy.policy for policy in called}):
        yield Finding("policy-is-not-called-for", "project.funding", {"policy": name}, OFFICE)
    told_apart = {fund for p in known if p.applies_to.periods for fund in p.applies_to.funds}
    for funding in facts.funding:
        if funding.fund in told_apart and not funding.period:
            where = f"project.funding[{funding.id}].period"
            yield Finding("period-is-not-stated", where, {"fund": funding.fund})

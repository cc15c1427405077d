"""The rule about what changed since it was decided on (G3-changes)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.context import Context
    from gronatraden.project import ProjectFacts

MATERIAL = ("total_budget_sek", "starts_on", "ends_on", "partners")
"""The facts that a change of which needs a reason: money, time and partners."""


def changes_are_reasoned(context: Context) -> Iterator[Finding]:
    """Budget, period and partners are as last decided on, or the change has a reason.

    A reason is an entry among the facts' changes that was not there, or said something
    else, when a gate last opened. Before the first decision nothing has changed. Partners
    in another order are the same partners.

    Rule: G3-changes. Basis: the lifecycle matrix, G3; Västra Götalandsregionen: larger
    changes need approval, the commonest are extension and budget.
    """
    decided = context.decided_facts
    if decided is None:
        return
    fresh = [entry for entry in context.facts.changes if entry not in decided.changes]
    reasoned = any(entry.what and entry.because for entry in fresh)
    before, now = _material(decided), _material(context.facts)
    changed = tuple(name for name in MATERIAL if now[name] != before[name])
    if changed and not reasoned:
        yield Finding("change-is-not-reasoned", "project.changes", {"changed": changed})


def _material(facts: ProjectFacts) -> dict[str, object]:
    named = {name: getattr(facts, name) for name in MATERIAL}
    return {**named, "partners": frozenset(facts.partners)}

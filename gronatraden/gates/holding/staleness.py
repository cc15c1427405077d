"""Whether a verdict still describes the project, and what has changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from gronatraden.gates.verdict import Verdict

TIME = "time"
"""The difference that only time has made."""
READINGS = "readings"
"""The difference that new readings have made."""
CHANGES = "changes"
"""The difference that approved changes have made."""


def differences(before: Verdict, now: Verdict, *, at: datetime) -> tuple[str, ...]:
    """Return what has changed since a verdict.

    Documents, readings, approved changes, policies, requirements and time may have.

    Documents are named by their tool, a requirement whose outcome differs by its id,
    a policy by its name. Nothing changed means that the verdict may be decided on.
    """
    names = {name for name, _ in _inputs(before) ^ _inputs(now)}
    if before.valid_until is not None and at >= before.valid_until and not names:
        names.add(TIME)
    return tuple(sorted(names))


def _inputs(verdict: Verdict) -> set[tuple[str, str]]:
    documents = {(d.tool, f"{d.number} {d.sha256}") for d in verdict.documents}
    readings = {(READINGS, str(verdict.readings)), (CHANGES, str(verdict.changes))}
    policies = {(p.policy, p.sha256) for p in verdict.policies}
    return documents | readings | policies | {(r.id, r.status) for r in verdict.requirements}

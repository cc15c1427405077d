"""Who may stand in for whom (ersättare): for a period, in a role that the other holds.

A substitute decides only where the one they stand in for does not: how that is counted
stands in ``gates.tally``, and the database refuses both in one decision.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from gronatraden.errors import ConflictError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gronatraden.project import Grant


def require_substitute(there: Iterable[Grant], asked: Grant, *, handle: str) -> None:
    """Refuse a substitution that nobody could make sense of.

    Args:
        there: Every grant ever given.
        asked: The one that is asked for.
        handle: What the one stood in for is called in commands.

    Raises:
        UsageError: When it has no end, someone stands in for themselves, or the one stood
            in for does not hold the role there in their own right at any time of it.
        ConflictError: When they have another substitute at the same time.
    """
    if asked.until_on is None:
        raise UsageError(reason="substitute-needs-an-end")
    if asked.instead_of == asked.person:
        raise UsageError(reason="substitute-of-oneself", name=handle)
    same = [g for g in there if g.role is asked.role and _meet(g, asked)]
    if not any(g.person == asked.instead_of and g.instead_of is None for g in same):
        raise UsageError(reason="role-is-not-theirs", name=handle, role=asked.role.value)
    others = (g for g in same if g.instead_of == asked.instead_of)
    if any(g.person != asked.person for g in others):
        raise ConflictError(what="has-a-substitute", name=handle)


def _meet(one: Grant, other: Grant) -> bool:
    """Say whether two grants reach a project in common on a day in common."""
    there = one.project is None or other.project is None or one.project == other.project
    around = None in {one.programme, other.programme} or one.programme == other.programme
    last_of_one, last_of_other = one.until_on or date.max, other.until_on or date.max
    return there and around and one.from_on <= last_of_other and other.from_on <= last_of_one

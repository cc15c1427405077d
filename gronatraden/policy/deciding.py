"""Who decides (beslutar): rows of role and count, at gates and on changes."""

from __future__ import annotations

from typing import Annotated

from gronatraden.documents import Limit, Line, Percent, content
from gronatraden.history import ChangeKind
from gronatraden.policy.growth import later
from gronatraden.policy.requirement import Because
from gronatraden.project import Role


@content
class Deciders:
    """How many distinct people in a role must say the same.

    ``{role: steering_group, count: 3, includes: [steering_chair]}`` is three people of the
    group or its chair, one of whom is the chair.
    """

    role: Role
    count: Annotated[int, Limit(ge=1, le=50)] = 1
    includes: tuple[Role, ...] = later(())
    """Roles that may fill the places too, and each of which fills one of them."""


@content
class SmallChanges:
    """The changes that fewer may decide; all that is stated must hold.

    They are measured against what a gate last opened on, so that many small changes do
    not become a large one that nobody decided.
    """

    decided_by: Annotated[tuple[Deciders, ...], Limit(min_length=1)]
    kinds: Annotated[tuple[ChangeKind, ...], Limit(min_length=1)]
    """A change of any other kind is never small."""
    days: Annotated[int, Limit(ge=0)] | None = None
    """How far the project's first or last day is moved, at most."""
    budget_percent: Percent | None = None
    """How much of the total budget is added or taken away, at most."""
    target_percent: Percent | None = None
    """How much of a target is added or taken away, at most; its day is held to ``days``."""


@content
class ChangePolicy:
    """Who decides on changes during the project (ändringar)."""

    decided_by: tuple[Deciders, ...] = ()
    """Approves or rejects; those who decide the first phase's closing gate, where empty."""
    small: SmallChanges | None = None
    because: Because
    source: Line = ""

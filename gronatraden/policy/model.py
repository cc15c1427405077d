"""A policy (policy): a versioned set of requirements for gates.

Written by a programme office as YAML, checked at load, published once and never
changed. It names checks and gives numbers; it holds no code. Every requirement says
why (``because``), so that whoever is stopped reads the reason first.

- An empty set of requirements is refused: an empty policy never opens a gate.
- ``blocking`` closes the gate, ``advisory`` only advises, ``audit`` only observes.
- ``changes`` says who decides on a change during the project, and which changes are
  small enough for fewer.
- ``applies_to`` narrows a requirement to funds, budgets or stopped projects; outside
  it the requirement is *not applicable*, which is said and never hidden.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

import msgspec

from gronatraden import canonical
from gronatraden.documents import Limit, Line, Percent, Prose, Sek, Slug, content
from gronatraden.history import ChangeKind
from gronatraden.project import Fund, Role

if TYPE_CHECKING:
    from gronatraden.project import ProjectFacts

Weight = Literal["blocking", "advisory", "audit"]
RequirementId = Annotated[
    str, Limit(pattern=r"^[a-z0-9]+([.-][a-z0-9]+)*$", min_length=3, max_length=100)
]


@content
class Because:
    """Why a requirement exists, in both languages; the stopped person reads it first."""

    sv: Annotated[Prose, Limit(min_length=20)]
    en: Annotated[Prose, Limit(min_length=20)]


@content
class AppliesTo:
    """The projects a requirement is for; all that is stated must hold."""

    funds: tuple[Fund, ...] = ()
    """Any of these funds pays; empty for every project."""
    budget_from_sek: Sek | None = None
    """Total budget from which it applies, this amount included."""

    def holds_for(self, facts: ProjectFacts) -> bool:
        """Say whether a project is meant."""
        if self.funds and not any(f.fund in self.funds for f in facts.funding):
            return False
        if self.budget_from_sek is None:
            return True
        return facts.total_budget_sek is not None and facts.total_budget_sek >= self.budget_from_sek


@content
class Requirement:
    """A policy's use of a check (krav)."""

    id: RequirementId
    check: Line
    """``tool.check``, ``thread.check``, ``learning.check`` or ``gates.check``."""
    numbers: dict[str, int] = field(default_factory=dict)
    """Values for the check's own named numbers."""
    weight: Weight = "blocking"
    waivable: bool = False
    applies_to: AppliesTo = AppliesTo()
    declarable: bool = True
    """Whether a project may declare, with a reason, that what is asked does not apply to it."""
    after_stop: bool = False
    """True where it is asked of a stopped project too, in its orderly close."""
    because: Because
    source: Line = ""


@content
class Deciders:
    """How many distinct people in a role must say the same."""

    role: Role
    count: Annotated[int, Limit(ge=1, le=50)] = 1


@content
class GatePolicy:
    """What one gate requires and who decides it."""

    decided_by: Annotated[tuple[Deciders, ...], Limit(min_length=1)]
    """Opens or stops; every row must be met, each person counts once."""
    returned_by: tuple[Deciders, ...] = ()
    """Refers back or holds; the same as ``decided_by`` where empty."""
    requires: Annotated[tuple[Requirement, ...], Limit(min_length=1)]


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


@content
class Title:
    """A policy's name in both languages."""

    sv: Line
    en: Line


@content
class Policy:
    """A versioned set of requirements for the gates of one lifecycle."""

    policy: Slug
    version: Annotated[int, Limit(ge=1)]
    title: Title
    lifecycle: Slug
    valid_from: date | None = None
    source: Line
    gates: Annotated[dict[Slug, GatePolicy], Limit(min_length=1)]
    changes: ChangePolicy | None = None
    """None where the policy leaves it to others; if all do, the start's deciders decide."""


@dataclass(frozen=True, slots=True)
class PublishedPolicy:
    """A policy as it was published, with the hash that verdicts name it by."""

    policy: Policy
    sha256: str
    """``sha256_of(policy)``, worked out once, when it was published."""


def sha256_of(policy: Policy) -> str:
    """Return the hash of what a policy means: comments and key order do not change it."""
    return canonical.sha256_hex(canonical.encode(msgspec.to_builtins(policy)))

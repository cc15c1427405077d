"""A requirement (krav): a policy's use of a check or a condition, and how much it weighs.

- ``check`` names a check and gives it numbers; ``expr`` and ``each`` state conditions of
  its own. Everything that is written must hold.
- ``when`` and ``applies_to`` narrow a requirement; outside them it is *not applicable*,
  which is said and never hidden.
- ``blocking`` closes the gate, ``advisory`` only advises, ``audit`` only observes;
  ``rollout`` lets the weight grow from day to day.
- A rule that rests on a fact nobody has confirmed says so and is only observed.
"""

from __future__ import annotations

from dataclasses import field
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

from gronatraden.documents import Limit, Line, Prose, Sek, content
from gronatraden.policy.growth import later
from gronatraden.project import Fund

if TYPE_CHECKING:
    from gronatraden.project import ProjectFacts

Weight = Literal["blocking", "advisory", "audit"]
RequirementId = Annotated[
    str, Limit(pattern=r"^[a-z0-9]+([.-][a-z0-9]+)*$", min_length=3, max_length=100)
]
Expression = Annotated[str, Limit(max_length=2_000)]
"""A condition in CEL; empty where there is none."""


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
class Rollout:
    """A day from which a requirement weighs what is said here, until the next such day."""

    from_on: date
    weight: Weight


@content
class Each:
    """A condition on every element of a list; those that do not meet it are named."""

    in_: Expression
    """The list; written ``in``."""
    as_: Annotated[str, Limit(pattern=r"^[a-z][a-z0-9_]*$", max_length=30)]
    """What an element is called in the other parts; written ``as``."""
    where: Expression = ""
    """Which elements are meant; all, where empty."""
    expect: Expression
    """What must hold of each."""
    id: Expression = ""
    """What an offender is named by; its ``id``, where empty."""


def _as_written(name: str) -> str:
    """Return a field's name in the manuscript: ``in`` and ``as`` are no names in Python."""
    return name.removesuffix("_")


Each.__pydantic_config__ = {  # type: ignore[attr-defined]  # read by Pydantic
    **Each.__pydantic_config__,  # type: ignore[attr-defined]  # read by Pydantic
    "alias_generator": _as_written,
}


@content
class Requirement:
    """What a policy asks for at a gate (krav): a named check, or a condition of its own."""

    id: RequirementId
    check: Line = ""
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
    when: Expression = later("")
    """Condition under which it applies; always, where empty."""
    expr: Expression = later("")
    """Condition that must hold, beside a check or alone."""
    each: Each | None = later(None)
    """Condition that every element of a list must meet."""
    rollout: tuple[Rollout, ...] = later(())
    """How its weight grows, the earliest day first; ``weight`` holds before the first."""
    confirmed: bool = later(default=True)
    """False where it rests on a fact that nobody has confirmed; it is then only observed."""

    @property
    def conditions(self) -> bool:
        """Whether it states a condition of its own that must hold."""
        return bool(self.expr or self.each)

    @property
    def written(self) -> tuple[str, ...]:
        """Every expression in it, as it is written."""
        parts = self.each
        of_each = () if parts is None else (parts.in_, parts.where, parts.expect, parts.id)
        return tuple(text for text in (self.when, self.expr, *of_each) if text)

"""Rules about those whom two columns of numbers do not show.

- JM-07 accessibility and non-discrimination are considered
- JM-B1 children are considered
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.context import Context
    from gronatraden.tools.equality_mainstreaming.content import EqualityMainstreaming

WHO = ("equality_competence", "project_manager")
"""Roles that can mend what is missing, the nearest first."""

PRINCIPLES = ("accessibility", "non_discrimination")
"""What stands beside equality among the horizontal principles."""

HEARD = ("which", "how_heard", "what_is_best")
"""What must be said where children are affected."""


def accessibility_and_non_discrimination_are_considered(
    equality: EqualityMainstreaming, context: Context
) -> Iterator[Finding]:
    """It is said how accessibility and non-discrimination are considered.

    Which funds ask for it is the policy's to say.

    Rule: JM-07. Basis: ESF+ guidance: all three horizontal principles are considered.
    """
    del context
    for principle in PRINCIPLES:
        if not getattr(equality, principle):
            where = f"equality_mainstreaming.{principle}"
            facts = {"principle": principle}
            yield Finding("principle-is-not-considered", where, facts, WHO)


def children_are_considered(equality: EqualityMainstreaming, context: Context) -> Iterator[Finding]:
    """It is said which children are affected, how they were heard and what is best for them.

    Where no child is affected, it is said why.

    Rule: JM-B1. Basis: METHOD §1.6; Convention on the Rights of the Child, art. 3 (the best
    interests of the child) and art. 12 (the right to be heard).
    """
    del context
    children = equality.children
    where = "equality_mainstreaming.children"
    if children.affected == "yes":
        missing = tuple(name for name in HEARD if not getattr(children, name))
        if missing:
            yield Finding("children-are-not-heard", where, {"missing": missing}, WHO)
    elif children.affected == "no":
        if not children.not_affected_because:
            code = "children-are-ruled-out-without-reason"
            yield Finding(code, f"{where}.not_affected_because", who=WHO)
    else:
        yield Finding("children-are-not-considered", f"{where}.affected", who=WHO)

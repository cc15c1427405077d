"""Rules that ESF-rådet's assessment of gender mainstreaming adds to the four R.

- JM-E2 the project has goals of its own for equality
- JM-E6 competence is required where training and evaluation are procured
- JM-E8 the goals for equality are evaluated by others

Of its eight criteria the others are answered by rules that are there already: analysis
(JM-01, FL-15), indicators (JM-05), activities (JM-04, FL-03), competence (KL-01), internal
follow-up (LC-06, G3-split, G3-deviations). Which fund asks for them is the policy's to say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.context import Context
    from gronatraden.tools.equality_mainstreaming.content import EqualityMainstreaming

_WHO = ("equality_competence", "project_manager")


def there_are_goals_of_its_own(
    equality: EqualityMainstreaming, context: Context, *, at_least: int = 1
) -> Iterator[Finding]:
    """The project has at least so many goals of its own for equality.

    Rule: JM-E2. Basis: METHOD §2.6, ESF-rådet's assessment criterion 2.
    """
    del context
    present = sum(bool(goal.goal) for goal in equality.goals)
    if present < at_least:
        facts = {"needed": at_least, "present": present}
        yield Finding("equality-has-no-goal", "equality_mainstreaming.goals", facts, _WHO)


def competence_is_required_when_procuring(
    equality: EqualityMainstreaming, context: Context
) -> Iterator[Finding]:
    """It is said what competence in equality those who train or evaluate must have.

    Rule: JM-E6. Basis: METHOD §2.6, ESF-rådet's assessment criterion 6.
    """
    del context
    if not equality.required_when_procuring:
        where = "equality_mainstreaming.required_when_procuring"
        yield Finding("procurement-asks-for-no-competence", where, who=_WHO)


def the_goals_are_evaluated_by_others(
    equality: EqualityMainstreaming, context: Context
) -> Iterator[Finding]:
    """It is said how somebody from outside evaluates the goals for equality.

    Rule: JM-E8. Basis: METHOD §2.6, ESF-rådet's assessment criterion 8.
    """
    del context
    if not equality.evaluated_by_others:
        where = "equality_mainstreaming.evaluated_by_others"
        yield Finding("equality-is-not-evaluated", where, who=_WHO)

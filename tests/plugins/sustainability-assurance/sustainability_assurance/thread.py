"""A rule that needs two tools: the target picture is the one that the change logic serves.

Inferred: the method says that the green thread runs through every tool, and that the
assurance aims at relevance to the regional development strategy; not that goals are
named alike. A policy should only observe it (``weight: audit``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.findings import Finding
from gronatraden.tools import Check
from gronatraden.tools.change_logic import ChangeLogic
from sustainability_assurance.content import SustainabilityAssurance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.context import Context


def goals_are_those_of_the_change_logic(context: Context) -> Iterator[Finding]:
    """Every goal that is contributed to is one that the change logic serves.

    Rule: HS-T1. Basis: "Hållbarhetssäkring": relevance to the RUS; that goals are named
    alike is inferred.
    """
    served = {link.goal.casefold() for link in context.read(ChangeLogic).strategy_links}
    for one in context.read(SustainabilityAssurance).contributions:
        if one.goal and one.goal.casefold() not in served:
            where = f"sustainability_assurance.contributions[{one.id}].goal"
            yield Finding("goal-is-not-served", where, {"goal": one.goal})


THREAD = (
    Check(
        "HS-T1",
        goals_are_those_of_the_change_logic,
        reads=(ChangeLogic, SustainabilityAssurance),
    ),
)

"""One recorded fact taken away at a time, and the one gap that each leaves in a report."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

from tests.builders.history import altered
from tests.builders.outline import a_full_record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gronatraden.context import Context

_FINDING = "learning_cycle.findings[trying-sticks-with-a-bike-of-ones-own]"
_EQUAL = "equality_mainstreaming"
_LINK = "change_logic.links[bike-campaign→staff-try-bikes]"


class Removal(NamedTuple):
    """What is taken away, and where the gap is then."""

    path: str
    left: object = ""
    """What stands there instead."""
    gap: str = ""
    """Where the gap is, where it has another name than what was taken away."""

    @property
    def where(self) -> str:
        """Where the gap is."""
        return self.gap or self.path


FROM_PLANS = (
    Removal("project.summary"),
    Removal("change_logic.activities[evaluate].owner"),
    Removal("change_logic.activities[equal-outreach].starts_on", None),
    Removal("change_logic.activities[bike-campaign].output"),
    Removal("change_logic.indicators[car-trips].baseline", None),
    Removal("change_logic.indicators[bike-users].target_on", None),
    Removal("change_logic.links[0].assumption", "", f"{_LINK}.assumption"),
    Removal(
        "change_logic.links[1].risk", 0, "change_logic.links[equal-outreach→staff-try-bikes].risk"
    ),
    Removal("change_logic.external_factors", ()),
)
"""Facts that a progress report tells of, each in a place of its own."""
FROM_LEARNING = (
    Removal(f"{_FINDING}.change"),
    Removal(f"{_FINDING}.communicated_to"),
    Removal("learning_cycle.reviews", ()),
    Removal("stakeholder_analysis.reviewed_on", None),
    Removal("collaboration_ladder.constellations[commute].next_step.action"),
)
FROM_THE_END = (
    Removal("learning_cycle.final_report.summary"),
    Removal("learning_cycle.final_report.uses_findings", ()),
    Removal("learning_cycle.handover.receiver"),
    Removal("learning_cycle.handover.what"),
    Removal("learning_cycle.handover.from_on", None),
    Removal("change_logic.evaluation.plan"),
    Removal("change_logic.evaluation.budget_sek", None),
    Removal("change_logic.long_term_effects[lower-co2].by", None),
    Removal("change_logic.short_term_effects[staff-try-bikes].target_group"),
    Removal("project.archive.place"),
    Removal("project.archive.package_sha256"),
    Removal("project.funding[eruf].last_payment_on", None),
    Removal(f"{_EQUAL}.goals", ()),
    Removal(f"{_EQUAL}.measures[outreach-to-women].owner"),
    Removal(f"{_EQUAL}.realia.analysis"),
    Removal(f"{_EQUAL}.accessibility"),
    Removal(f"{_EQUAL}.children.how_heard"),
    Removal("stakeholder_analysis.equality_pass.conclusion"),
)
WHOLE_LISTS = (
    Removal("change_logic.activities", ()),
    Removal("change_logic.links", ()),
    Removal("learning_cycle.questions", ()),
    Removal("learning_cycle.findings", ()),
    Removal("stakeholder_analysis.stakeholders", ()),
    Removal("collaboration_ladder.constellations", ()),
)
"""Whole parts of the record: each leaves one gap, for the field that would begin it."""
REMOVALS: dict[str, tuple[Removal, ...]] = {
    "progress": (*FROM_PLANS, *FROM_LEARNING, *WHOLE_LISTS),
    "final": FROM_THE_END,
    "eruf": (
        Removal("project.owner"),
        Removal("project.archive.registry_number"),
        Removal("project.funding[eruf].amount_sek", None),
        Removal("competent_leadership.steering_group.mandate"),
        Removal("competent_leadership.steering_group.quorum", 0),
        Removal("competent_leadership.roles", ()),
        Removal(f"{_EQUAL}.grounds[6].because", "", f"{_EQUAL}.grounds[age]"),
        Removal(
            "context.evidence[2].from_whom",
            "Någon annan",
            "evidence.commitments[Energikontor Sydost]",
        ),
        Removal("context.readings[1].women", None, "readings[bike-users].women"),
    ),
    "interreg_oks": (
        Removal("stakeholder_analysis.stakeholders[company].contribution"),
        Removal(
            "collaboration_ladder.constellations[commute].joint_follow_up",
        ),
        Removal("learning_cycle.decisions[go-for-commuting].effect_on_environment"),
        Removal("change_logic.activities[evaluate].output"),
    ),
    "regional_1_1": (
        Removal("change_logic.challenges", ()),
        Removal("change_logic.strategy_links", ()),
        Removal("project.funding[regional].decided_on", None),
    ),
}
"""Form to what can be taken away from it."""


def without(removals: Iterable[Removal]) -> Context:
    """Return the full record with some facts taken away."""
    return reduce(lambda seen, r: altered(seen, r.path, r.left), removals, a_full_record())

"""Every part by the name that forms call it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.exports.outline.parts import (
    activities,
    ahead,
    changes,
    ending,
    equal,
    learnt,
    money,
    overall,
    people,
    results,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gronatraden.exports.outline.material import Material
    from gronatraden.exports.outline.outline import Block

PARTS: dict[str, Callable[[Material], Iterator[Block]]] = {
    "facts": overall.facts,
    "summary": overall.summary,
    "challenges": overall.challenges,
    "standing": overall.standing,
    "decisions": overall.decisions,
    "conditions": overall.conditions,
    "thread": overall.thread,
    "activities": activities.activities,
    "outputs": activities.outputs,
    "indicators": results.indicators,
    "effects": results.effects,
    "risks": results.links,
    "stakeholders": people.stakeholders,
    "business": people.business,
    "cross-border": people.cross_border,
    "collaboration": people.collaboration,
    "organisation": people.organisation,
    "learning": learnt.learning,
    "other-findings": learnt.other_findings,
    "open-questions": learnt.open_questions,
    "learning-wheel": learnt.wheel,
    "use-of-findings": learnt.use_of_findings,
    "lessons": learnt.lessons,
    "earlier-lessons": learnt.earlier_lessons,
    "equality": equal.equality,
    "reach": equal.reach,
    "inclusion": equal.inclusion,
    "environment": equal.environment,
    "changes": changes.changes,
    "ahead": ahead.ahead,
    "funding": money.funding,
    "signed-decision": money.signed_decision,
    "commitments": money.commitments,
    "evidence": money.evidence,
    "retention": money.retention,
    "final-summary": ending.final_summary,
    "handover": ending.handover,
    "evaluation": ending.evaluation,
}
"""Name in a form → what yields the part."""

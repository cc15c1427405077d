"""What has happened, retold for a reader: decisions with their words, waivers, lessons.

People are told by the roles they had on the panel; their handles only where asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from gronatraden.exports.report.view import DecisionTold, LessonOffered, WaiverTold, WordSaid
from gronatraden.gates.tally import latest_words
from gronatraden.services.holding.waive import standings
from gronatraden.store import gates, lessons, people

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gronatraden.gates.decision import Decision, Request, Word
    from gronatraden.gates.verdict import Verdict
    from gronatraden.services._dossier import Dossier
    from gronatraden.services._parts import Parts
    from gronatraden.store.reader import Reader


def decisions_of(r: Reader, project: str, *, names: bool) -> tuple[DecisionTold, ...]:
    """Return a project's decisions in the order taken, with words and conditions."""
    requests = {request.id: request for request in gates.requests(r, project)}
    conditions = gates.conditions(r, project)
    handles = {p.id: p.handle for p in people.people(r)} if names else {}
    return tuple(
        DecisionTold(
            number=number,
            decision=decision,
            verdict=gates.verdict_of(r, decision),
            words=_words(r, requests[decision.request], decision, handles),
            conditions=tuple(c for c in conditions if c.id.startswith(f"{decision.id}/")),
        )
        for number, decision in enumerate(gates.decisions(r, project), start=1)
    )


def _words(
    r: Reader, request: Request, decision: Decision, handles: Mapping[str, str]
) -> tuple[WordSaid, ...]:
    said = gates.words(r, request.id)
    last = latest_words(said)
    return tuple(
        WordSaid(
            roles=tuple(seat.role for seat in request.panel if seat.person == word.person),
            person=handles.get(word.person, ""),
            outcome=word.outcome,
            reason=word.reason,
            said_at=word.said_at,
            counted=_counted(word, last[word.person], decision),
            conditions=word.conditions,
            hold_until=word.hold_until,
        )
        for word in said
    )


def _counted(word: Word, last: Word, decision: Decision) -> Literal["carried", "apart", "replaced"]:
    if word is not last:
        return "replaced"
    carried = word.outcome is decision.outcome and word.person in decision.deciders
    return "carried" if carried else "apart"


def waivers_of(
    parts: Parts, r: Reader, dossier: Dossier, verdict: Verdict | None
) -> tuple[WaiverTold, ...]:
    """Return a project's waivers in the order requested, with how each stands today."""
    judged = [gates.verdict_of(r, d) for d in gates.decisions(r, dossier.project.id)]
    results = {x.id: x for v in (*judged, *([verdict] if verdict else [])) for x in v.requirements}
    return tuple(
        WaiverTold(
            waiver=found.waiver,
            requirement=results.get(found.waiver.requirement),
            state=found.state,
        )
        for found in standings(parts, r, dossier)
    )


def lessons_offered(r: Reader, project: str) -> tuple[LessonOffered, ...]:
    """Return the lessons in front of a project, nearest first, with its answers."""
    offered = lessons.offered(r, project)
    known = {x.id: x for x in lessons.lessons(r, [o.lesson for o in offered])}
    return tuple(LessonOffered(lesson=known[o.lesson], offered=o) for o in offered)


def overdue_of(parts: Parts, r: Reader, project: str) -> frozenset[str]:
    """Return the ids of a project's conditions whose day has passed unmet."""
    return frozenset(
        c.id
        for c in gates.conditions(r, project)
        if c.is_owed and parts.moment.has_passed(c.due_on)
    )

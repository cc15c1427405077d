"""Rows of verdicts, requests, words and decisions, as values."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import func, select

from gronatraden.documents import decode
from gronatraden.gates import verdict as verdicts
from gronatraden.gates.decision import ConditionAsked, Decision, Motion, PointAsked, Request, Word
from gronatraden.gates.tally import Seat
from gronatraden.history import DecisionTaken, Outcome
from gronatraden.phases import opening
from gronatraden.project import FACTS, ProjectFacts
from gronatraden.store import tables as t
from gronatraden.store.projects import versions
from gronatraden.store.reader import per_project

if TYPE_CHECKING:
    from sqlalchemy import RowMapping

    from gronatraden.gates.verdict import Verdict
    from gronatraden.store.reader import Reader

from gronatraden.store.gates.cells import day_of

NEVER_RECURS = 0

"""How the rows say that a gate does not recur."""


_MOVED = (t.motion.c.asks, t.motion.c.reason.label("why"), t.motion.c.condition, t.motion.c.due_on)


_REQUESTS = select(t.request, *_MOVED).outerjoin(t.motion, t.motion.c.request == t.request.c.id)


_ASKED = per_project(
    _REQUESTS.add_columns(t.decision.c.id.label("decision"))
    .outerjoin(t.decision, t.decision.c.request == t.request.c.id)
    .order_by(t.request.c.number),
    t.request.c.project,
)


_DECISIONS = per_project(select(t.decision).order_by(t.decision.c.number), t.decision.c.project)


def verdict_by_id(r: Reader, name: str) -> Verdict | None:
    """Return a recorded verdict, or None."""
    row = r.one_or_none(select(t.verdict.c.body).where(t.verdict.c.id == name))
    return None if row is None else verdicts.decode(row["body"].encode())


def verdict_count(r: Reader, project: str, gate: str) -> int:
    """Return how many verdicts on a gate are recorded."""
    found = select(func.count()).select_from(t.verdict)
    return int(r.scalar(found.where(t.verdict.c.project == project, t.verdict.c.gate == gate)))


def open_request(r: Reader, project: str, gate: str, occurrence: int | None) -> Request | None:
    """Return the newest request on a gate if nothing was decided on it yet."""
    here = (gate, occurrence or NEVER_RECURS)
    rows = [x for x in r.all(_ASKED, of=project) if (x["gate"], x["occurrence"]) == here]
    return _request(rows[-1]) if rows and not rows[-1]["decision"] else None


def requests(r: Reader, project: str) -> tuple[Request, ...]:
    """Return a project's requests in the order made."""
    return tuple(_request(row) for row in r.all(_ASKED, of=project))


def request_count(r: Reader, project: str, gate: str) -> int:
    """Return how many requests on a gate were made."""
    found = select(func.count()).select_from(t.request)
    return int(r.scalar(found.where(t.request.c.project == project, t.request.c.gate == gate)))


def words(r: Reader, request: str) -> tuple[Word, ...]:
    """Return what was said on a request, in the order said."""
    rows = r.all(select(t.word).where(t.word.c.request == request).order_by(t.word.c.number))
    points: dict[str, list[PointAsked]] = {}
    said = select(t.point_said).join(t.word, t.point_said.c.word == t.word.c.id)
    for row in r.all(said.where(t.word.c.request == request).order_by(t.point_said.c.number)):
        point = PointAsked(place=row["place"], text=row["text"])
        points.setdefault(row["word"], []).append(point)
    return tuple(_word(row, tuple(points.get(row["id"], ()))) for row in rows)


def decisions(r: Reader, project: str) -> tuple[Decision, ...]:
    """Return a project's decisions in the order taken."""
    return tuple(_decision(row) for row in r.all(_DECISIONS, of=project))


def verdict_of(r: Reader, decision: Decision) -> Verdict:
    """Return the verdict that a decision was taken on."""
    body = r.scalar(
        select(t.verdict.c.body)
        .join(t.request, t.request.c.verdict == t.verdict.c.id)
        .where(t.request.c.id == decision.request)
    )
    return verdicts.decode(str(body).encode())


def last_opened_on(r: Reader, project: str) -> dict[str, int]:
    """Return the documents, as tool and number, of the last opening that still holds."""
    opened = opening(decisions(r, project))
    return {d.tool: d.number for d in verdict_of(r, opened[-1]).documents} if opened else {}


def decisions_taken(r: Reader, project: str) -> tuple[DecisionTaken, ...]:
    """Return a project's decisions as rules see them, in the order taken."""
    taken = decisions(r, project)
    if not taken:
        return ()
    by_ref = {(v.tool, v.number): v for v in versions(r, project)}
    return tuple(
        DecisionTaken(
            gate=d.gate,
            occurrence=d.occurrence,
            outcome=d.outcome,
            decided_at=d.decided_at,
            deciders=frozenset(d.deciders),
            submitters=frozenset(by_ref[ref].submitted_by for ref in refs),
            facts=next(
                (decode(by_ref[ref].body, ProjectFacts) for ref in refs if ref[0] == FACTS), None
            ),
            changes=verdict.changes,
            reason=d.reason,
            hold_until=d.hold_until,
        )
        for d in taken
        for verdict in (verdict_of(r, d),)
        for refs in ([(x.tool, x.number) for x in verdict.documents],)
    )


def _request(row: RowMapping) -> Request:
    return Request(
        id=row["id"],
        project=row["project"],
        gate=row["gate"],
        occurrence=row["occurrence"] or None,
        verdict=row["verdict"],
        panel=msgspec.json.decode(row["panel"], type=tuple[Seat, ...]),
        requested_by=row["requested_by"],
        requested_at=datetime.fromisoformat(row["requested_at"]),
        motion=None if row["asks"] is None else _motion(row),
    )


def _motion(row: RowMapping) -> Motion:
    return Motion(
        asks=Outcome(row["asks"]),
        reason=row["why"],
        condition=row["condition"],
        due_on=day_of(row["due_on"]),
    )


def _word(row: RowMapping, points: tuple[PointAsked, ...]) -> Word:
    return Word(
        person=row["said_by"],
        outcome=Outcome(row["outcome"]),
        reason=row["reason"],
        conditions=msgspec.json.decode(row["conditions"], type=tuple[ConditionAsked, ...]),
        hold_until=day_of(row["hold_until"]),
        points=points,
        said_at=datetime.fromisoformat(row["said_at"]),
    )


def _decision(row: RowMapping) -> Decision:
    return Decision(
        id=row["id"],
        request=row["request"],
        project=row["project"],
        gate=row["gate"],
        occurrence=row["occurrence"] or None,
        outcome=Outcome(row["outcome"]),
        reason=row["reason"],
        hold_until=day_of(row["hold_until"]),
        registry_number=row["registry_number"],
        deciders=msgspec.json.decode(row["deciders"], type=tuple[str, ...]),
        decided_at=datetime.fromisoformat(row["decided_at"]),
    )

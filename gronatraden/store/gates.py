"""Rows of verdicts, requests, words, decisions, conditions, waivers and notices, as values."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import func, select

from gronatraden.documents import decode
from gronatraden.gates import verdict as verdicts
from gronatraden.gates.decision import ConditionAsked, Decision, Motion, PointAsked, Request, Word
from gronatraden.gates.tally import Seat
from gronatraden.history import Condition, DecisionTaken, Notice, Outcome, Point, Waiver
from gronatraden.phases import opening
from gronatraden.project import FACTS, ProjectFacts
from gronatraden.store import tables as t
from gronatraden.store.evidence.rows import about_conditions
from gronatraden.store.projects import versions
from gronatraden.store.reader import per_project

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlalchemy import RowMapping

    from gronatraden.gates.verdict import Verdict
    from gronatraden.store.reader import Reader

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
_CONDITIONS = per_project(
    select(t.condition, t.condition_met.c.met_at, t.condition_met.c.proof)
    .outerjoin(t.condition_met, t.condition_met.c.condition == t.condition.c.id)
    .order_by(t.condition.c.due_on, t.condition.c.id),
    t.condition.c.project,
)

_WAIVERS = (
    select(
        t.waiver,
        t.waiver_ground.c.means,
        t.waiver_approval.c.approved_by,
        t.waiver_approval.c.approved_at,
        t.waiver_end.c.revoked_at,
        t.waiver_end.c.reason.label("revoked_because"),
    )
    .outerjoin(t.waiver_ground, t.waiver_ground.c.waiver == t.waiver.c.id)
    .outerjoin(t.waiver_approval, t.waiver_approval.c.waiver == t.waiver.c.id)
    .outerjoin(t.waiver_end, t.waiver_end.c.waiver == t.waiver.c.id)
    .order_by(t.waiver.c.requested_at, t.waiver.c.id)
)
_WAIVERS_OF = per_project(_WAIVERS, t.waiver.c.project)
_WAIVER_WORDS = (
    select(t.waiver_word.c.waiver, t.waiver_word.c.said_by)
    .join(t.waiver, t.waiver.c.id == t.waiver_word.c.waiver)
    .order_by(t.waiver_word.c.said_at, t.waiver_word.c.id)
)
_WAIVER_WORDS_OF = per_project(_WAIVER_WORDS, t.waiver.c.project)
_NOTICES = per_project(
    select(
        t.notice,
        t.decision.c.gate,
        t.decision.c.occurrence,
        t.document.c.tool,
        t.document.c.number.label("version"),
    )
    .join(t.decision, t.decision.c.id == t.notice.c.decision)
    .join(t.document, t.document.c.id == t.notice.c.document)
    .order_by(t.notice.c.number),
    t.notice.c.project,
)
_EXTENDED = per_project(
    select(t.motion.c.condition, t.motion.c.due_on)
    .join(t.decision, t.decision.c.request == t.motion.c.request)
    .where(t.decision.c.outcome == Outcome.EXTEND.value)
    .order_by(t.decision.c.number),
    t.motion.c.project,
)
_AT = (t.decision.c.gate, t.decision.c.occurrence)
_POINTS = per_project(
    select(t.point_set, *_AT, t.point_mended.c.how, t.point_mended.c.mended_at)
    .join(t.decision, t.decision.c.id == t.point_set.c.decision)
    .outerjoin(t.point_mended, t.point_mended.c.point == t.point_set.c.id)
    .order_by(t.decision.c.number, t.point_set.c.number),
    t.point_set.c.project,
)


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


def conditions(r: Reader, project: str) -> tuple[Condition, ...]:
    """Return a project's conditions, the first due first; each is due as it was last extended."""
    rows = r.all(_CONDITIONS, of=project)
    if not rows:
        return ()
    shown, holds = about_conditions(r, project), {d.id for d in opening(decisions(r, project))}
    longer = {row["condition"]: row["due_on"] for row in r.all(_EXTENDED, of=project)}
    found = [_condition(row, shown, longer.get(row["id"]), holds) for row in rows]
    return tuple(sorted(found, key=lambda condition: (condition.due_on, condition.id)))


def points(r: Reader, project: str) -> tuple[Point, ...]:
    """Return the points to mend that a project was ever given, in the order given."""
    return tuple(
        Point(
            id=row["id"],
            decision=row["decision"],
            gate=row["gate"],
            occurrence=row["occurrence"] or None,
            place=row["place"],
            text=row["text"],
            how=row["how"] or "",
            mended_at=_moment(row["mended_at"]),
        )
        for row in r.all(_POINTS, of=project)
    )


def waivers(r: Reader, project: str | None = None) -> tuple[Waiver, ...]:
    """Return a project's waivers in the order requested; everybody's where none is named."""
    if project is None:
        mine, words = r.all(_WAIVERS), r.all(_WAIVER_WORDS)
    else:
        mine, words = r.all(_WAIVERS_OF, of=project), r.all(_WAIVER_WORDS_OF, of=project)
    said: dict[str, tuple[str, ...]] = {}
    for row in words:
        said[row["waiver"]] = (*said.get(row["waiver"], ()), row["said_by"])
    return tuple(_waiver(row, said.get(row["id"], ())) for row in mine)


def notices(r: Reader, project: str) -> tuple[Notice, ...]:
    """Return what was told of changes since a gate opened, in the order raised."""
    return tuple(_notice(row) for row in r.all(_NOTICES, of=project))


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
        due_on=_day(row["due_on"]),
    )


def _word(row: RowMapping, points: tuple[PointAsked, ...]) -> Word:
    return Word(
        person=row["said_by"],
        outcome=Outcome(row["outcome"]),
        reason=row["reason"],
        conditions=msgspec.json.decode(row["conditions"], type=tuple[ConditionAsked, ...]),
        hold_until=_day(row["hold_until"]),
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
        hold_until=_day(row["hold_until"]),
        registry_number=row["registry_number"],
        deciders=msgspec.json.decode(row["deciders"], type=tuple[str, ...]),
        decided_at=datetime.fromisoformat(row["decided_at"]),
    )


def _condition(
    row: RowMapping,
    shown: Mapping[str, tuple[int, ...]],
    extended_to: str | None,
    holds: Collection[str],
) -> Condition:
    first = date.fromisoformat(row["due_on"])
    return Condition(
        id=row["id"],
        text=row["text"],
        owner=row["owner"],
        due_on=first if extended_to is None else date.fromisoformat(extended_to),
        met_at=_moment(row["met_at"]),
        proof=row["proof"] or "",
        evidence=shown.get(row["id"], ()),
        first_due_on=None if extended_to is None else first,
        decision=row["decision"],
        lapsed=row["decision"] not in holds,
    )


def _waiver(row: RowMapping, approvers: tuple[str, ...]) -> Waiver:
    approved_by = row["approved_by"] or ""
    return Waiver(
        id=row["id"],
        project=row["project"],
        requirement=row["requirement"],
        reason=row["reason"],
        gate=row["gate"],
        requested_by=row["requested_by"],
        requested_at=datetime.fromisoformat(row["requested_at"]),
        means=row["means"] or "",
        approvers=approvers or ((approved_by,) if approved_by else ()),
        approved_by=approved_by,
        approved_at=_moment(row["approved_at"]),
        expires_on=_day(row["expires_on"]),
        revoked_at=_moment(row["revoked_at"]),
        revoked_because=row["revoked_because"] or "",
    )


def _notice(row: RowMapping) -> Notice:
    return Notice(
        id=row["id"],
        number=row["number"],
        kind=row["kind"],
        decision=row["decision"],
        gate=row["gate"],
        occurrence=row["occurrence"] or None,
        tool=row["tool"],
        version=row["version"],
        fields=msgspec.json.decode(row["fields"], type=tuple[tuple[str, str], ...]),
        raised_by=row["raised_by"],
        raised_at=datetime.fromisoformat(row["raised_at"]),
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)

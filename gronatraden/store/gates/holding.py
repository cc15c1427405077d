"""Rows of conditions, points, waivers and notices, as values."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import select

from gronatraden.history import Condition, Notice, Outcome, Point, Waiver
from gronatraden.phases import opening
from gronatraden.store import tables as t
from gronatraden.store.evidence.rows import about_conditions
from gronatraden.store.reader import per_project

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlalchemy import RowMapping

    from gronatraden.store.reader import Reader

from gronatraden.store.gates.cells import day_of, moment_of
from gronatraden.store.gates.deciding import decisions

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
            mended_at=moment_of(row["mended_at"]),
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
        met_at=moment_of(row["met_at"]),
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
        approved_at=moment_of(row["approved_at"]),
        expires_on=day_of(row["expires_on"]),
        revoked_at=moment_of(row["revoked_at"]),
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

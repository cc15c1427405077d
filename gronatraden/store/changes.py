"""Rows of changes, the words on them and what was decided, as values."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import bindparam, func, select

from gronatraden.gates.changes import ChangeDecision, ChangeRequest, ChangeWord
from gronatraden.gates.tally import Seat
from gronatraden.history import Change, ChangeOutcome, Terms
from gronatraden.store.reader import per_project
from gronatraden.store.tables import change, change_decision, change_word

if TYPE_CHECKING:
    from sqlalchemy import RowMapping

    from gronatraden.store.reader import Reader

_CHANGES = per_project(
    select(
        change,
        change_decision.c.outcome,
        change_decision.c.decided_at,
        change_decision.c.number.label("decided_as"),
    )
    .outerjoin(change_decision, change_decision.c.change == change.c.id)
    .order_by(change.c.number),
    change.c.project,
)
_WORDS = (
    select(change_word)
    .where(change_word.c.change == bindparam("of"))
    .order_by(change_word.c.number)
)
_DECISION = select(change_decision).where(change_decision.c.change == bindparam("of"))
_DECIDED = (
    select(func.count())
    .select_from(change_decision)
    .where(change_decision.c.project == bindparam("of"))
)


def changes(r: Reader, project: str) -> tuple[Change, ...]:
    """Return a project's changes as rules see them, in the order requested."""
    return tuple(_change(row) for row in r.all(_CHANGES, of=project))


def change_requests(r: Reader, project: str) -> tuple[ChangeRequest, ...]:
    """Return a project's changes with those who were asked, in the order requested."""
    return tuple(
        ChangeRequest(
            change=_change(row),
            project=project,
            rule=dict(msgspec.json.decode(row["rule"], type=tuple[tuple[str, int], ...])),
            panel=msgspec.json.decode(row["panel"], type=tuple[Seat, ...]),
        )
        for row in r.all(_CHANGES, of=project)
    )


def change_words(r: Reader, name: str) -> tuple[ChangeWord, ...]:
    """Return what was said on a change, in the order said."""
    return tuple(
        ChangeWord(
            person=row["said_by"],
            outcome=ChangeOutcome(row["outcome"]),
            reason=row["reason"],
            said_at=datetime.fromisoformat(row["said_at"]),
        )
        for row in r.all(_WORDS, of=name)
    )


def change_decision_on(r: Reader, name: str) -> ChangeDecision | None:
    """Return what was decided on a change, or None while it waits."""
    row = r.one_or_none(_DECISION, of=name)
    if row is None:
        return None
    return ChangeDecision(
        id=row["id"],
        change=row["change"],
        number=row["number"],
        outcome=ChangeOutcome(row["outcome"]),
        reason=row["reason"],
        registry_number=row["registry_number"],
        deciders=msgspec.json.decode(row["deciders"], type=tuple[str, ...]),
        decided_at=datetime.fromisoformat(row["decided_at"]),
    )


def decided_count(r: Reader, project: str) -> int:
    """Return how many of a project's changes are decided."""
    return int(r.scalar(_DECIDED, of=project))


def _change(row: RowMapping) -> Change:
    decided_at = row["decided_at"]
    return Change(
        id=row["id"],
        number=row["number"],
        before=msgspec.json.decode(row["before"], type=Terms),
        after=msgspec.json.decode(row["after"], type=Terms),
        reason=row["reason"],
        consequence=row["consequence"],
        requested_by=row["requested_by"],
        requested_at=datetime.fromisoformat(row["requested_at"]),
        outcome=None if row["outcome"] is None else ChangeOutcome(row["outcome"]),
        decided_at=None if decided_at is None else datetime.fromisoformat(decided_at),
        decided_as=row["decided_as"],
    )

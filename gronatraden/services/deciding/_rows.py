"""The rows of a request, a word and a decision; the caller records the event."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from gronatraden import canonical
from gronatraden.gates.decision import Decision
from gronatraden.services._parts import stamp
from gronatraden.store import gates

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from gronatraden.gates.decision import Request, Word
    from gronatraden.services._parts import Parts
    from gronatraden.services.deciding.said import Said
    from gronatraden.store.transaction import Transaction


def append_request(t: Transaction, request: Request) -> None:
    """Append a request, with what it moves where it is a motion."""
    t.insert(
        "request",
        request.id,
        project=request.project,
        number=len(gates.requests(t, request.project)) + 1,
        gate=request.gate,
        occurrence=request.occurrence or gates.NEVER_RECURS,
        verdict=request.verdict,
        panel=_text(request.panel),
        requested_by=request.requested_by,
        requested_at=stamp(request.requested_at),
    )
    if (motion := request.motion) is not None:
        t.insert(
            "motion",
            f"{request.id}/motion",
            request=request.id,
            project=request.project,
            asks=motion.asks.value,
            condition=motion.condition,
            due_on=_day(motion.due_on),
            reason=motion.reason,
        )


def append_word(t: Transaction, request: Request, word: Word, number: int) -> None:
    """Append a word with its points."""
    name = f"{request.id}/word-{number}"
    t.insert(
        "word",
        name,
        request=request.id,
        number=number,
        outcome=word.outcome.value,
        reason=word.reason,
        conditions=_text(word.conditions),
        hold_until=_day(word.hold_until),
        said_by=word.person,
        said_at=stamp(word.said_at),
    )
    for place, point in enumerate(word.points, start=1):
        t.insert(
            "point_said",
            f"{name}/point-{place}",
            word=name,
            number=place,
            place=point.place,
            text=point.text,
        )


def append_decision(
    t: Transaction, parts: Parts, request: Request, said: Said, carried: Sequence[Word]
) -> Decision:
    """Append what was decided, with every condition and point that carried it."""
    decision = Decision(
        id=f"{request.id}/decision",
        request=request.id,
        project=request.project,
        gate=request.gate,
        occurrence=request.occurrence,
        outcome=said.outcome,
        reason=said.reason,
        hold_until=max((w.hold_until for w in carried if w.hold_until), default=None),
        registry_number=said.registry_number,
        deciders=tuple(word.person for word in carried),
        decided_at=parts.at,
    )
    t.insert(
        "decision",
        decision.id,
        request=decision.request,
        project=decision.project,
        number=len(gates.decisions(t, decision.project)) + 1,
        gate=decision.gate,
        occurrence=decision.occurrence or gates.NEVER_RECURS,
        outcome=decision.outcome.value,
        reason=decision.reason,
        hold_until=_day(decision.hold_until),
        registry_number=decision.registry_number,
        deciders=canonical.encode(list(decision.deciders)).decode(),
        decided_at=stamp(parts.at),
    )
    _append_conditions(t, decision, carried)
    _append_points(t, decision, carried)
    return decision


def _append_conditions(t: Transaction, decision: Decision, carried: Sequence[Word]) -> None:
    asked = dict.fromkeys(c for word in carried for c in word.conditions)
    for number, condition in enumerate(asked, start=1):
        t.insert(
            "condition",
            f"{decision.id}/condition-{number}",
            decision=decision.id,
            project=decision.project,
            text=condition.text,
            owner=condition.owner,
            due_on=condition.due_on.isoformat(),
        )


def _append_points(t: Transaction, decision: Decision, carried: Sequence[Word]) -> None:
    asked = dict.fromkeys(p for word in carried for p in word.points)
    for number, point in enumerate(asked, start=1):
        t.insert(
            "point_set",
            f"{decision.id}/point-{number}",
            decision=decision.id,
            project=decision.project,
            number=number,
            place=point.place,
            text=point.text,
        )


def _text(value: object) -> str:
    return canonical.encode(msgspec.to_builtins(value)).decode()


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()

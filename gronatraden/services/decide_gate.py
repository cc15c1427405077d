"""A gate is decided: one person's word, and the decision once the words suffice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from gronatraden import canonical
from gronatraden.errors import (
    ClosedGateError,
    ConflictError,
    FourEyesError,
    NotPermittedError,
    OldVerdictError,
    UsageError,
)
from gronatraden.gates.decision import Decision, Word, rule_for, tally
from gronatraden.gates.staleness import differences
from gronatraden.history import Outcome
from gronatraden.project import Role
from gronatraden.services._desk import find_gate, find_person, judge, open_dossier, roles_of
from gronatraden.services._parts import stamp
from gronatraden.store import gates, projects

if TYPE_CHECKING:
    from datetime import date

    from gronatraden.gates.decision import ConditionAsked, Request, Tally
    from gronatraden.gates.verdict import Verdict
    from gronatraden.project import Person
    from gronatraden.services._desk import Dossier
    from gronatraden.services._parts import Parts
    from gronatraden.store.reader import Reader
    from gronatraden.store.transaction import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a person says: the outcome, why, and what goes with it."""

    outcome: Outcome
    reason: str = ""
    conditions: tuple[ConditionAsked, ...] = ()
    hold_until: date | None = None
    registry_number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What came of a word."""

    request: Request
    verdict: Verdict
    tally: Tally
    decision: Decision | None
    """The decision, once the words for one outcome suffice."""


def decide_gate(parts: Parts, *, project: str, gate: str, said: Said, by: str) -> Decided:
    """Say one person's word on a requested gate.

    Raises:
        UsageError: When the outcome needs a reason, conditions or a day, and has none.
        NotPermittedError: When the person is not among the deciders.
        FourEyesError: When the person submitted or requested what is decided on.
        ConflictError: When no decision is requested.
        OldVerdictError: When the project is no longer what the verdict describes.
        ClosedGateError: When a closed gate is to be opened.
    """
    _check_words(said)
    with parts.write() as t:
        dossier = open_dossier(t, project)
        person = find_person(t, by)
        meant = find_gate(dossier, gate)
        request = gates.open_request(t, project, meant.gate, meant.occurrence)
        _check_person(parts, dossier, gate, person, request)
        now = judge(parts, t, dossier, meant)
        if request is None:
            _check_open(said, now)
            raise ConflictError(what="decision-is-not-requested", gate=gate)
        verdict = gates.verdict_by_id(t, request.verdict) or now
        _check_four_eyes(t, request, verdict, person)
        if changed := differences(verdict, now, at=parts.at):
            raise OldVerdictError(project=project, gate=gate, differences=list(changed))
        _check_open(said, verdict)
        return _say(t, parts, dossier, request, verdict, said=said, person=person)


def _check_words(said: Said) -> None:
    if said.outcome is Outcome.GO_WITH_CONDITIONS and not said.conditions:
        raise UsageError(reason="conditions-are-missing")
    if said.conditions and said.outcome is not Outcome.GO_WITH_CONDITIONS:
        raise UsageError(reason="conditions-go-with-conditions")
    if said.outcome is Outcome.HOLD and said.hold_until is None:
        raise UsageError(reason="hold-needs-a-day")
    if not said.outcome.opens and not said.reason.strip():
        raise UsageError(reason="outcome-needs-a-reason")


def _check_person(
    parts: Parts, dossier: Dossier, gate: str, person: Person, request: Request | None
) -> None:
    held = roles_of(dossier.grants, person, parts)
    rules = [rule_for(dossier.policies, gate, o) for o in (Outcome.GO, Outcome.REFER_BACK)]
    needed = {role for rule in rules for role in rule}
    seats = held if request is None else {s.role for s in request.panel if s.person == person.id}
    if not (set(seats) & set(held) & needed):
        raise NotPermittedError(act="decide_gate", needed=sorted(needed))
    if Role.ADMIN in held:
        raise FourEyesError(act="decide_gate", reason="admin-cannot-decide", needed=sorted(needed))


def _check_four_eyes(r: Reader, request: Request, verdict: Verdict, person: Person) -> None:
    refs = {(d.tool, d.number) for d in verdict.documents}
    submitters = {
        v.submitted_by for v in projects.versions(r, request.project) if (v.tool, v.number) in refs
    }
    if person.id in submitters:
        raise FourEyesError(act="decide_gate", reason="submitter-cannot-decide", needed=[])
    if person.id == request.requested_by:
        raise FourEyesError(act="decide_gate", reason="requester-cannot-decide", needed=[])


def _check_open(said: Said, verdict: Verdict) -> None:
    if said.outcome.opens and not verdict.ready:
        raise ClosedGateError(gate=verdict.gate, missing=[r.id for r in verdict.missing])


def _say(
    t: Transaction,
    parts: Parts,
    dossier: Dossier,
    request: Request,
    verdict: Verdict,
    *,
    said: Said,
    person: Person,
) -> Decided:
    word = Word(
        person=person.id,
        outcome=said.outcome,
        reason=said.reason,
        conditions=said.conditions,
        hold_until=said.hold_until,
        said_at=parts.at,
    )
    before = gates.words(t, request.id)
    _append_word(t, request, word, len(before) + 1)
    rule = rule_for(dossier.policies, request.gate, said.outcome, quorum=dossier.quorum)
    count = tally(rule, request.panel, (*before, word), said.outcome)
    decision = None
    if count.stands:
        decision = _append_decision(t, parts, request, said, count)
        _append_conditions(t, decision, (*before, word))
    t.record(
        "gate.decided" if decision else "gate.word",
        stream=f"project/{request.project}",
        actor=person.id,
        at=parts.at,
        gate=request.gate,
        outcome=said.outcome.value,
    )
    if decision is not None:
        t.checkpoint()
    return Decided(request=request, verdict=verdict, tally=count, decision=decision)


def _append_word(t: Transaction, request: Request, word: Word, number: int) -> None:
    t.insert(
        "word",
        f"{request.id}/word-{number}",
        request=request.id,
        number=number,
        outcome=word.outcome.value,
        reason=word.reason,
        conditions=canonical.encode(msgspec.to_builtins(word.conditions)).decode(),
        hold_until=None if word.hold_until is None else word.hold_until.isoformat(),
        said_by=word.person,
        said_at=stamp(word.said_at),
    )


def _append_decision(
    t: Transaction, parts: Parts, request: Request, said: Said, count: Tally
) -> Decision:
    decision = Decision(
        id=f"{request.id}/decision",
        request=request.id,
        project=request.project,
        gate=request.gate,
        occurrence=request.occurrence,
        outcome=said.outcome,
        reason=said.reason,
        hold_until=said.hold_until,
        registry_number=said.registry_number,
        deciders=count.carried_by,
        decided_at=parts.at,
    )
    t.insert(
        "decision",
        decision.id,
        request=decision.request,
        project=decision.project,
        gate=decision.gate,
        occurrence=decision.occurrence or gates.NEVER_RECURS,
        outcome=decision.outcome.value,
        reason=decision.reason,
        hold_until=None if said.hold_until is None else said.hold_until.isoformat(),
        registry_number=decision.registry_number,
        deciders=canonical.encode(list(decision.deciders)).decode(),
        decided_at=stamp(parts.at),
    )
    return decision


def _append_conditions(t: Transaction, decision: Decision, words: tuple[Word, ...]) -> None:
    carried = [w for w in words if w.outcome is decision.outcome and w.person in decision.deciders]
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

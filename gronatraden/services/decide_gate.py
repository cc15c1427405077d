"""A gate is decided: one person's word, and the decision once the words suffice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import msgspec

from gronatraden import canonical
from gronatraden.errors import (
    ClosedGateError,
    ConflictError,
    OldVerdictError,
    UsageError,
)
from gronatraden.gates.decision import Decision, Word, rule_for
from gronatraden.gates.holding.staleness import differences
from gronatraden.gates.tally import latest_words, tally
from gronatraden.history import Outcome
from gronatraden.project import Role
from gronatraden.services._desk import (
    find_gate,
    find_person,
    judge,
    open_dossier,
    unknown,
)
from gronatraden.services._panel import (
    deciding_roles,
    require_four_eyes,
    require_turn,
    require_word,
)
from gronatraden.services._parts import stamp
from gronatraden.store import gates, projects

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from gronatraden.gates.decision import ConditionAsked, Request
    from gronatraden.gates.tally import Tally
    from gronatraden.gates.verdict import Verdict
    from gronatraden.project import Person
    from gronatraden.services._dossier import Dossier
    from gronatraden.services._parts import Parts
    from gronatraden.store.reader import Reader
    from gronatraden.store.transaction import Transaction


_ACT = "decide_gate"


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
    tally: Tally[Outcome]
    decision: Decision | None
    """The decision, once the words for one outcome suffice."""


def decide_gate(parts: Parts, *, project: str, gate: str, said: Said, by: str) -> Decided:
    """Say one person's word on a requested gate; the same word again records nothing.

    Raises:
        UsageError: When the outcome needs a reason, conditions or a day, and has none, or
            the day lies behind.
        UnknownNameError: When there is no such project, gate or person, or a condition's
            owner is no role.
        NotPermittedError: When the person is not among the deciders.
        FourEyesError: When the person submitted or requested what is decided on.
        ConflictError: When no decision is requested, the decision is on hold, or the
            project is finished.
        GateOrderError: When the gate is not next, because the project has moved on.
        OldVerdictError: When the project is no longer what the verdict describes.
        ClosedGateError: When a closed gate is to be opened.
    """
    _check_words(parts, said)
    with parts.write() as t:
        dossier = open_dossier(t, project)
        person = find_person(t, by)
        meant = find_gate(dossier, gate)
        request = gates.open_request(t, project, meant.gate, meant.occurrence)
        panel = None if request is None else request.panel
        needed = deciding_roles(dossier, gate)
        require_word(parts, dossier, person, act=_ACT, needed=needed, panel=panel)
        now = judge(parts, t, dossier, meant)
        if request is None:
            _check_open(said, now)
        require_turn(parts, dossier, meant)
        if request is None:
            raise ConflictError(what="decision-is-not-requested", gate=gate)
        verdict = gates.verdict_by_id(t, request.verdict) or now
        submitters = _submitters(t, request, verdict)
        asker = request.requested_by
        require_four_eyes(person, act=_ACT, submitters=submitters, requested_by=asker)
        if changed := differences(verdict, now, at=parts.at):
            raise OldVerdictError(project=project, gate=gate, differences=list(changed))
        _check_open(said, verdict)
        return _say(t, parts, dossier, request, verdict, said=said, person=person)


def _check_words(parts: Parts, said: Said) -> None:
    if said.outcome is Outcome.GO_WITH_CONDITIONS and not said.conditions:
        raise UsageError(reason="conditions-are-missing")
    if said.conditions and said.outcome is not Outcome.GO_WITH_CONDITIONS:
        raise UsageError(reason="conditions-go-with-conditions")
    for condition in said.conditions:
        _check_condition(parts, condition)
    if said.outcome is Outcome.HOLD and said.hold_until is None:
        raise UsageError(reason="hold-needs-a-day")
    if said.hold_until is not None and parts.moment.has_come(said.hold_until):
        raise UsageError(reason="hold-lies-behind")
    if not said.outcome.opens and not said.reason.strip():
        raise UsageError(reason="outcome-needs-a-reason")


def _check_condition(parts: Parts, condition: ConditionAsked) -> None:
    if not condition.text.strip():
        raise UsageError(reason="conditions-are-missing")
    if condition.owner not in set(Role):
        raise unknown(kind="role", name=condition.owner, known=list(Role))
    if parts.moment.has_passed(condition.due_on):
        raise UsageError(reason="condition-lies-behind")


def _submitters(r: Reader, request: Request, verdict: Verdict) -> frozenset[str]:
    """Return those who submitted what a verdict rests on."""
    refs = {(d.tool, d.number) for d in verdict.documents}
    found = projects.versions(r, request.project)
    return frozenset(v.submitted_by for v in found if (v.tool, v.number) in refs)


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
    rule = rule_for(dossier.policies, request.gate, said.outcome, quorum=dossier.quorum)
    words = latest_words((*before, word))
    count = tally(rule, request.panel, words.values(), said.outcome)
    last = latest_words(before).get(person.id)
    if last is not None and replace(word, said_at=last.said_at) == last:
        return Decided(request=request, verdict=verdict, tally=count, decision=None)
    _append_word(t, request, word, len(before) + 1)
    carried = [words[who] for who in count.carried_by]
    decision = _append_decision(t, parts, request, said, carried) if count.stands else None
    _record(t, parts, request, word, decided=decision is not None)
    return Decided(request=request, verdict=verdict, tally=count, decision=decision)


def _record(t: Transaction, parts: Parts, request: Request, word: Word, *, decided: bool) -> None:
    t.record(
        "gate.decided" if decided else "gate.word",
        stream=f"project/{request.project}",
        actor=word.person,
        at=parts.at,
        gate=request.gate,
        outcome=word.outcome.value,
    )
    if decided:
        t.checkpoint()


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
    t: Transaction, parts: Parts, request: Request, said: Said, carried: Sequence[Word]
) -> Decision:
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
    until = decision.hold_until
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
        hold_until=None if until is None else until.isoformat(),
        registry_number=decision.registry_number,
        deciders=canonical.encode(list(decision.deciders)).decode(),
        decided_at=stamp(parts.at),
    )
    _append_conditions(t, decision, carried)
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

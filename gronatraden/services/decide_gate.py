"""A gate is decided: one person's word, and the decision once the words suffice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gronatraden.errors import ClosedGateError, ConflictError, OldVerdictError, UsageError
from gronatraden.gates.decision import Word, rule_for
from gronatraden.gates.holding.staleness import differences
from gronatraden.gates.tally import latest_words, tally
from gronatraden.history import Outcome
from gronatraden.phases import NextGate
from gronatraden.services._desk import find_gate, find_person, judge, open_dossier
from gronatraden.services._panel import (
    deciding_roles,
    require_four_eyes,
    require_turn,
    require_word,
    sitting,
)
from gronatraden.services.deciding._rows import append_decision, append_word
from gronatraden.services.deciding.motions import require_still_moved, waiting_motion
from gronatraden.services.deciding.said import Said, require_answer, require_places, require_whole
from gronatraden.store import gates, projects

if TYPE_CHECKING:
    from gronatraden.errors import GronatradenError
    from gronatraden.gates.decision import Decision, Request
    from gronatraden.gates.tally import Tally
    from gronatraden.gates.verdict import Verdict
    from gronatraden.project import Person
    from gronatraden.services._dossier import Dossier
    from gronatraden.services._parts import Parts
    from gronatraden.store.reader import Reader
    from gronatraden.store.transaction import Transaction

__all__ = ["Decided", "Said", "decide_gate"]

_ABOUT_THE_PASSED = {outcome for outcome in Outcome if outcome.is_about_the_passed}
_ACT = "decide_gate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What came of a word."""

    request: Request
    verdict: Verdict
    tally: Tally[Outcome]
    decision: Decision | None
    """The decision, once the words for one outcome suffice."""


def decide_gate(
    parts: Parts, *, project: str, gate: str, said: Said, occurrence: int | None = None, by: str
) -> Decided:
    """Say one person's word on a requested gate; the same word again records nothing.

    Args:
        parts: What the act works with.
        project: Id of the project.
        gate: Name of the gate.
        said: The word.
        occurrence: Which one, for a gate that recurs; what waits for a word of this kind,
            where nothing is said.
        by: Handle of who says it.

    Raises:
        UsageError: When the outcome needs a reason, conditions or a day, and has none, the
            day lies behind, or the word does not answer what is asked.
        UnknownNameError: When there is no such project, gate or person, a condition's owner
            is no role, or a point is about nothing there is.
        NotPermittedError: When the person is not among the deciders.
        FourEyesError: When the person submitted or requested what is decided on, or keeps
            people and roles.
        ConflictError: When no decision is requested, the decision is on hold, or the
            project is finished.
        GateOrderError: When the gate is not next, because the project has moved on.
        OldVerdictError: When the project is no longer what the verdict describes.
        ClosedGateError: When a closed gate is to be opened.
    """
    require_whole(parts, said)
    with parts.write() as t:
        dossier = open_dossier(t, project)
        person = find_person(t, by)
        meant, request = _meant(t, dossier, find_gate(dossier, gate, occurrence), said)
        panel = None if request is None else request.panel
        needed = deciding_roles(dossier, gate)
        require_word(parts, dossier, person, act=_ACT, needed=needed, panel=panel)
        if request is None:
            raise _unasked(t, parts, dossier, meant, said)
        verdict = gates.verdict_by_id(t, request.verdict) or judge(parts, t, dossier, meant)
        if request.motion is None:
            require_turn(parts, dossier, meant)
        submitters, asker = _submitters(t, request, verdict), request.requested_by
        require_four_eyes(person, act=_ACT, submitters=submitters, requested_by=asker)
        require_answer(request, said)
        if request.motion is None:
            _require_current(t, parts, dossier, meant, verdict)
            _check_open(said, verdict)
        else:
            require_still_moved(t, dossier, meant, request.motion)
        require_places(dossier, gate, said)
        return _say(t, parts, dossier, request, verdict, said=said, person=person)


def _meant(
    t: Transaction, dossier: Dossier, next_one: NextGate, said: Said
) -> tuple[NextGate, Request | None]:
    """Return what waits for a word of this kind: the gate's own request, or a motion on it."""
    name = dossier.project.id
    request = gates.open_request(t, name, next_one.gate, next_one.occurrence)
    if request is not None and (request.motion or not said.outcome.is_about_the_passed):
        return next_one, request
    moved = waiting_motion(t, dossier, next_one.gate)
    if moved is None or said.outcome not in {Outcome.REFER_BACK, *_ABOUT_THE_PASSED}:
        return next_one, request
    return NextGate(moved.gate, moved.occurrence), moved


def _unasked(
    t: Transaction, parts: Parts, dossier: Dossier, meant: NextGate, said: Said
) -> GronatradenError:
    """Return the error for a gate that nobody asked for, unless more stands in the way."""
    if said.outcome.is_about_the_passed:
        return UsageError(reason="nothing-is-moved", name=said.outcome.value)
    require_turn(parts, dossier, meant)
    _check_open(said, judge(parts, t, dossier, meant))
    return ConflictError(what="decision-is-not-requested", gate=meant.gate)


def _require_current(
    t: Transaction, parts: Parts, dossier: Dossier, meant: NextGate, verdict: Verdict
) -> None:
    now = judge(parts, t, dossier, meant)
    if changed := differences(verdict, now, at=parts.at):
        project = dossier.project.id
        raise OldVerdictError(project=project, gate=meant.gate, differences=list(changed))


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
        points=said.points,
        said_at=parts.at,
    )
    before = gates.words(t, request.id)
    rule = rule_for(dossier.policies, request.gate, said.outcome, quorum=dossier.quorum)
    words = latest_words((*before, word))
    seats = sitting(parts, dossier, request.gate, request.panel)
    count = tally(rule, seats, words.values(), said.outcome)
    last = latest_words(before).get(person.id)
    if last is not None and not count.stands and replace(word, said_at=last.said_at) == last:
        return Decided(request=request, verdict=verdict, tally=count, decision=None)
    append_word(t, request, word, len(before) + 1)
    carried = [words[who] for who in count.carried_by]
    decision = append_decision(t, parts, request, said, carried) if count.stands else None
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

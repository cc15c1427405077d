"""One project is judged for the board: how each gate stands, what falls due, until when.

Everything follows from the record and the moment. Nothing here asks what day it is but
through a moment, so that what is said holds until ``valid_until``.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING, Protocol

from gronatraden.errors import GronatradenError, StoreError
from gronatraden.gates.decision import rule_for
from gronatraden.gates.evaluate import evaluate
from gronatraden.gates.holding.staleness import differences
from gronatraden.gates.holding.telling import stale_since
from gronatraden.gates.tally import tally
from gronatraden.history import Outcome
from gronatraden.moment import Moment, day_of
from gronatraden.phases import opening
from gronatraden.project import Role
from gronatraden.services._desk import case_for, context_for, stale_now
from gronatraden.services.portfolio.deadlines import deadlines_of
from gronatraden.store import gates
from gronatraden.store.derived.states import (
    Deadline,
    DeadlineKind,
    GateState,
    ProjectState,
    State,
)

if TYPE_CHECKING:
    from datetime import datetime

    from gronatraden.gates.decision import Decision, Request
    from gronatraden.gates.holding.material import Stale
    from gronatraden.gates.verdict import Result, Verdict
    from gronatraden.phases import NextGate, Resting
    from gronatraden.services._dossier import Dossier
    from gronatraden.services._parts import Parts
    from gronatraden.store.reader import Reader

_MANAGER = (Role.PROJECT_MANAGER.value,)
_OFFICE = (Role.PROGRAMME_OFFICE.value,)


def judge_project(parts: Parts, r: Reader, dossier: Dossier) -> ProjectState:
    """Return where a project stands at the moment; nothing is recorded.

    What is recorded of it and cannot be judged is no error: the project stands as one
    that could not be judged, and keeps its place until its record is another.

    Raises:
        StoreError: When the database cannot be read.
    """
    try:
        return _Case(parts, r, dossier).state()
    except StoreError:
        raise
    except (GronatradenError, ValueError, LookupError):
        return _unjudged(dossier)


def _unjudged(dossier: Dossier) -> ProjectState:
    project = dossier.project
    return ProjectState(
        project=project.id,
        programme=project.programme,
        phase="",
        stopped=False,
        gates=(
            GateState(
                gate="", occurrence=None, state=State.UNJUDGED, since=project.opened_at, who=_OFFICE
            ),
        ),
        deadlines=(),
        policies="",
        valid_until=None,
    )


class _Placed(Protocol):
    """Whatever is about one gate."""

    @property
    def gate(self) -> str:
        """Name of the gate."""

    @property
    def occurrence(self) -> int | None:
        """Which one, where it recurs."""


class _Case:
    """One project under judgement, and the moment that its days are asked of."""

    def __init__(self, parts: Parts, r: Reader, dossier: Dossier) -> None:
        self._parts = parts
        self._r = r
        self._dossier = dossier
        self._moment = Moment(parts.at)
        self._until: list[datetime] = []
        self._asked_on: list[Deadline] = []
        self._opened = opening(gates.decisions(r, dossier.project.id))

    def state(self) -> ProjectState:
        """Judge every gate, then say until when that holds."""
        dossier = self._dossier
        stale = stale_now(self._parts, dossier) if dossier.decisions else None
        passed = [self._passed(decision, stale) for decision in self._opened]
        following = [self._next(gate) for gate in dossier.standing.next]
        following[1:] = map(_optional, following[1:])
        deadlines = (*self._asked_on, *deadlines_of(self._r, dossier, self._moment))
        hashes = "".join(p.sha256 for p in dossier.published)
        until = [u for u in (*self._until, self._moment.valid_until) if u is not None]
        return ProjectState(
            project=dossier.project.id,
            programme=dossier.project.programme,
            phase=dossier.standing.phase,
            stopped=dossier.standing.stopped,
            gates=tuple(sorted((*passed, *following), key=lambda g: (g.gate, g.occurrence or 0))),
            deadlines=tuple(sorted(deadlines, key=lambda d: (d.kind, d.about))),
            policies=sha256(hashes.encode()).hexdigest(),
            valid_until=min(until, default=None),
        )

    def _passed(self, decision: Decision, stale: Stale | None) -> GateState:
        """Return how a gate stands that is open: for good, on promises, or no longer quite."""
        request = self._request(decision)
        owed = [c for c in self._dossier.conditions if c.decision == decision.id and c.is_owed]
        overdue = [c for c in owed if self._moment.has_passed(c.due_on)]
        state, since = State.PASSED, decision.decided_at
        who = tuple(dict.fromkeys(c.owner for c in overdue or owed))
        if overdue:
            state = State.CONDITIONS_OVERDUE
        elif request is not None:
            return self._waiting(request)
        elif stale is not None and _same_gate(stale.decision, decision):
            state, who = State.STALE, _MANAGER
            notices = gates.notices(self._r, self._dossier.project.id)
            since = stale_since(stale, notices) or since
        elif found := [x for x in self._dossier.standing.resting if _same_gate(x.gate, decision)]:
            state, who = State.RESTS_ON_REOPENED, self._rereading(found)
            since = max(x.reopened_at for x in found)
        elif owed:
            state = State.PASSED_WITH_CONDITIONS
        return GateState(
            gate=decision.gate, occurrence=decision.occurrence, state=state, since=since, who=who
        )

    def _next(self, gate: NextGate) -> GateState:
        """Return how a gate stands whose turn it is."""
        dossier = self._dossier
        case, context = (
            case_for(self._r, dossier, gate),
            context_for(self._parts, self._r, dossier, gate),
        )
        verdict = evaluate(case, context, "sweep")
        if verdict.valid_until is not None:
            self._until.append(verdict.valid_until)
        request = self._request(gate)
        return self._unasked(gate, verdict) if request is None else self._asked(request, verdict)

    def _unasked(self, gate: NextGate, verdict: Verdict) -> GateState:
        """Return how a gate stands on which nobody has asked for a decision."""
        taken = [d for d in self._dossier.decisions if d.outcome is not Outcome.EXTEND]
        held = self._dossier.standing.hold_until
        missing = verdict.missing
        state, who = State.CLOSED, _menders(missing)
        if held is not None and not self._moment.has_come(held):
            state, who = State.ON_HOLD, ()
        elif verdict.ready:
            state, who = State.READY, _MANAGER
        elif [d.outcome for d in taken if _same_gate(d, gate)][-1:] == [Outcome.REFER_BACK]:
            state = State.REFERRED_BACK
        return GateState(
            gate=gate.gate,
            occurrence=gate.occurrence,
            state=state,
            since=taken[-1].decided_at if taken else self._dossier.project.opened_at,
            who=who,
            missing=len(missing),
            until=held if state is State.ON_HOLD else None,
        )

    def _asked(self, request: Request, verdict: Verdict) -> GateState:
        """Return how a gate stands whose deciders are asked."""
        asked_on = gates.verdict_by_id(self._r, request.verdict)
        if asked_on is None or differences(asked_on, verdict, at=self._parts.at):
            return GateState(
                gate=request.gate,
                occurrence=request.occurrence,
                state=State.OUTDATED,
                since=request.requested_at,
                who=_MANAGER,
                missing=len(verdict.missing),
            )
        if asked_on.valid_until is not None:
            self._until.append(asked_on.valid_until)
        return replace(self._waiting(request), missing=len(verdict.missing))

    def _waiting(self, request: Request) -> GateState:
        """Return how a gate stands whose deciders are asked of what still holds."""
        who = self._awaited(request)
        self._asked_on.append(
            Deadline(
                kind=DeadlineKind.DECISION,
                about=request.id,
                gate=request.gate,
                due_on=day_of(request.requested_at),
                who=who,
            )
        )
        return GateState(
            gate=request.gate,
            occurrence=request.occurrence,
            state=State.WAITING,
            since=request.requested_at,
            who=who,
        )

    def _request(self, gate: _Placed) -> Request | None:
        return gates.open_request(self._r, self._dossier.project.id, gate.gate, gate.occurrence)

    def _rereading(self, resting: list[Resting]) -> tuple[str, ...]:
        """Return who decides a gate that rests on others; nobody once those are passed again."""
        dossier = self._dossier
        if not any(one.on in dossier.standing.reopened for one in resting):
            return ()
        gate = resting[0].gate.gate
        return tuple(rule_for(dossier.policies, gate, Outcome.GO, quorum=dossier.quorum))

    def _awaited(self, request: Request) -> tuple[str, ...]:
        """Return the roles whose word is still needed for what is asked."""
        dossier, asks = self._dossier, Outcome.GO
        if request.motion is not None:
            asks = request.motion.asks
        rule = rule_for(dossier.policies, request.gate, asks, quorum=dossier.quorum)
        counted = tally(rule, request.panel, gates.words(self._r, request.id), asks)
        return tuple(place.role for place in counted.waiting_for)


def _optional(gate: GateState) -> GateState:
    """Return a gate that may be passed and need not be: nobody must act on it unasked."""
    asked = gate.state in {State.WAITING, State.OUTDATED}
    return gate if asked else replace(gate, who=())


def _same_gate(one: _Placed, other: _Placed) -> bool:
    return (one.gate, one.occurrence) == (other.gate, other.occurrence)


def _menders(missing: tuple[Result, ...]) -> tuple[str, ...]:
    """Return the roles that can mend what is missing, the one with most to do first."""
    nearest = Counter(found.who[0] for r in missing for found in r.findings if found.who)
    return tuple(role for role, _ in nearest.most_common()) or _OFFICE

"""One project is judged for the board: how each gate stands, what falls due, until when.

Everything follows from the record and the moment. Nothing here asks what day it is but
through a moment, so that what is said holds until ``valid_until``.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING

from gronatraden.errors import GronatradenError, StoreError
from gronatraden.gates.decision import rule_for
from gronatraden.gates.staleness import differences
from gronatraden.gates.tally import tally
from gronatraden.history import Outcome
from gronatraden.moment import Moment, day_of
from gronatraden.project import Role
from gronatraden.services._desk import judge
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
    from collections.abc import Iterator
    from datetime import datetime

    from gronatraden.gates.decision import Request
    from gronatraden.gates.verdict import Verdict
    from gronatraden.history import Condition, DecisionTaken
    from gronatraden.phases import NextGate
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


class _Case:
    """One project under judgement, and the moment that its days are asked of."""

    def __init__(self, parts: Parts, r: Reader, dossier: Dossier) -> None:
        self._parts = parts
        self._r = r
        self._dossier = dossier
        self._moment = Moment(parts.at)
        self._until: list[datetime] = []
        self._asked_on: list[Deadline] = []
        self._conditions = dossier.conditions
        self._decided = gates.decisions(r, dossier.project.id) if dossier.decisions else ()

    def state(self) -> ProjectState:
        """Judge every gate, then say until when that holds."""
        dossier = self._dossier
        passed = [self._passed(d) for d in dossier.decisions if d.outcome.opens]
        following = [self._next(gate) for gate in dossier.standing.next]
        following[1:] = map(_optional, following[1:])
        deadlines = (
            *self._asked_on,
            *deadlines_of(self._r, dossier, self._conditions, self._moment),
        )
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

    def _passed(self, taken: DecisionTaken) -> GateState:
        """Return how a gate stands that was opened: for good, or on promises."""
        open_ones = [c for c in self._conditions_of(taken) if c.met_at is None]
        overdue = [c for c in open_ones if self._moment.has_passed(c.due_on)]
        state = State.PASSED_WITH_CONDITIONS if open_ones else State.PASSED
        return GateState(
            gate=taken.gate,
            occurrence=taken.occurrence,
            state=State.CONDITIONS_OVERDUE if overdue else state,
            since=taken.decided_at,
            who=tuple(dict.fromkeys(c.owner for c in overdue or open_ones)),
        )

    def _conditions_of(self, taken: DecisionTaken) -> Iterator[Condition]:
        here = (taken.gate, taken.occurrence)
        names = {d.id for d in self._decided if d.outcome.opens and (d.gate, d.occurrence) == here}
        return (c for c in self._conditions if c.id.rpartition("/")[0] in names)

    def _next(self, gate: NextGate) -> GateState:
        """Return how a gate stands whose turn it is."""
        dossier = self._dossier
        verdict = judge(self._parts, self._r, dossier, gate)
        if verdict.valid_until is not None:
            self._until.append(verdict.valid_until)
        request = gates.open_request(self._r, dossier.project.id, gate.gate, gate.occurrence)
        if request is not None:
            return self._asked(gate, request, verdict)
        return self._unasked(gate, verdict)

    def _unasked(self, gate: NextGate, verdict: Verdict) -> GateState:
        """Return how a gate stands on which nobody has asked for a decision."""
        standing, last = self._dossier.standing, None
        if self._dossier.decisions:
            last = self._dossier.decisions[-1]
        held = standing.hold_until
        state, who = State.CLOSED, _menders(verdict)
        if held is not None and not self._moment.has_come(held):
            state, who = State.ON_HOLD, ()
        elif verdict.ready:
            state, who = State.READY, _MANAGER
        elif last is not None and _refers_back(last, gate):
            state = State.REFERRED_BACK
        return GateState(
            gate=gate.gate,
            occurrence=gate.occurrence,
            state=state,
            since=self._dossier.project.opened_at if last is None else last.decided_at,
            who=who,
            missing=len(verdict.missing),
            until=held if state is State.ON_HOLD else None,
        )

    def _asked(self, gate: NextGate, request: Request, verdict: Verdict) -> GateState:
        """Return how a gate stands whose deciders are asked."""
        asked_on = gates.verdict_by_id(self._r, request.verdict)
        changed = asked_on is None or differences(asked_on, verdict, at=self._parts.at)
        if asked_on is not None and asked_on.valid_until is not None and not changed:
            self._until.append(asked_on.valid_until)
        who = _MANAGER if changed else self._awaited(request)
        if not changed:
            self._asked_on.append(
                Deadline(
                    kind=DeadlineKind.DECISION,
                    about=request.id,
                    gate=gate.gate,
                    due_on=day_of(request.requested_at),
                    who=who,
                )
            )
        return GateState(
            gate=gate.gate,
            occurrence=gate.occurrence,
            state=State.OUTDATED if changed else State.WAITING,
            since=request.requested_at,
            who=who,
            missing=len(verdict.missing),
        )

    def _awaited(self, request: Request) -> tuple[str, ...]:
        """Return the roles whose word is still needed for the gate to open."""
        dossier = self._dossier
        rule = rule_for(dossier.policies, request.gate, Outcome.GO, quorum=dossier.quorum)
        words = gates.words(self._r, request.id)
        counted = tally(rule, request.panel, words, Outcome.GO)
        return tuple(place.role for place in counted.waiting_for)


def _optional(gate: GateState) -> GateState:
    """Return a gate that may be passed and need not be: nobody must act on it unasked."""
    asked = gate.state in {State.WAITING, State.OUTDATED}
    return gate if asked else replace(gate, who=())


def _refers_back(last: DecisionTaken, gate: NextGate) -> bool:
    """Say whether the last decision sent this very gate back."""
    here = (last.gate, last.occurrence) == (gate.gate, gate.occurrence)
    return here and last.outcome is Outcome.REFER_BACK


def _menders(verdict: Verdict) -> tuple[str, ...]:
    """Return the roles that can mend what is missing, the one with most to do first."""
    nearest = Counter(found.who[0] for r in verdict.missing for found in r.findings if found.who)
    return tuple(role for role, _ in nearest.most_common()) or _OFFICE

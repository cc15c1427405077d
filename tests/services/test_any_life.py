"""Whatever people do, in whatever order, the gates hold."""

from __future__ import annotations

import atexit
from contextlib import suppress
from datetime import timedelta
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from gronatraden.errors import ClosedGateError, GronatradenError
from gronatraden.gates.decision import ConditionAsked, PointAsked
from gronatraden.history import Outcome
from gronatraden.project import Role
from gronatraden.services.decide_gate import Said, decide_gate
from gronatraden.services.deciding.meet_condition import list_conditions, meet_condition
from gronatraden.services.deciding.mend_point import list_points, mend_point
from gronatraden.services.deciding.motions import extend_condition, reopen_gate
from gronatraden.services.end_role import end_role
from gronatraden.services.gate_history import Asked, gate_history
from gronatraden.services.grant_role import grant_role
from gronatraden.services.holding.approve_waiver import approve_waiver
from gronatraden.services.holding.waive import request_waiver, revoke_waiver
from gronatraden.services.list_people import list_roles
from gronatraden.services.show_document import list_documents
from gronatraden.services.show_project import show_project
from gronatraden.store.verify import verify
from gronatraden.tools.change_logic import ChangeLogic
from tests.builders import a_change_logic
from tests.builders.history import a_reading
from tests.services.simulator import a_life, memory

ORDER = ["before_start", "during", "follow_up", "finished"]
GATES = st.sampled_from(["start", "checkpoint", "close", "finish"])
ANYONE = st.sampled_from(["alva", "ebba", "bo", "bea", "disa", "cleo", "olle", "ida"])
MANAGERS = st.sampled_from(["alva", "ebba", "disa"])
ROLES = st.sampled_from(
    [Role.PROJECT_MANAGER, Role.STEERING_GROUP, Role.STEERING_CHAIR, Role.ADMIN]
)
DRAFTS = {
    "whole": a_change_logic(),
    "whole, but other": a_change_logic(external_factors=("vädret",)),
    "without activities": a_change_logic(activities=()),
    "empty": ChangeLogic(),
}
REFUSED = (GronatradenError,)


@cache
def house() -> Path:
    """Return the folder where every life is lived."""
    folder = mkdtemp(prefix="gronatraden-any-life-", dir=memory())
    atexit.register(rmtree, folder, ignore_errors=True)
    return Path(folder)


class AnyLife(RuleBasedStateMachine):
    """The life of ``ro``: people do what they may, and what they may not."""

    @initialize()
    def open(self) -> None:
        """Open the project."""
        self.life = a_life(house(), after="small")
        self.furthest = 0

    @rule(
        draft=st.sampled_from(sorted(DRAFTS)),
        by=st.sampled_from(["alva", "ebba", "bo", "disa", "cleo"]),
    )
    def submit(self, draft: str, by: str) -> None:
        """Hand in a draft."""
        with suppress(*REFUSED):
            self.life.submit(DRAFTS[draft], by=by)

    @rule(gate=GATES, by=MANAGERS)
    def request(self, gate: str, by: str) -> None:
        """Ask for a decision."""
        with suppress(*REFUSED):
            self.life.request(gate, by=by)

    @rule(by=ANYONE, outcome=st.sampled_from(list(Outcome)), days=st.integers(0, 30))
    def say(self, by: str, outcome: Outcome, days: int) -> None:
        """Say a word on the gate that is asked for first; a closed one stays as it is."""
        before = self.life.recorded()
        try:
            self._say(by, outcome, days)
        except ClosedGateError:
            assert self.life.recorded() == before
        except GronatradenError:
            pass

    def _say(self, by: str, outcome: Outcome, days: int) -> None:
        day = self.life.parts.today + timedelta(days=days)
        promise = ConditionAsked(text="Ploga", owner="project_manager", due_on=day)
        said = Said(
            outcome=outcome,
            reason="Så är det.",
            conditions=(promise,) if outcome is Outcome.GO_WITH_CONDITIONS else (),
            hold_until=day if outcome is Outcome.HOLD else None,
        )
        decide_gate(self.life.parts, project="ro", gate=self._gate(), said=said, by=by)

    @rule(mended=st.booleans(), by=MANAGERS)
    def go_on(self, by: str, *, mended: bool) -> None:
        """Let the steering group say go, after what is missing was perhaps mended."""
        with suppress(*REFUSED):
            if mended:
                self.life.submit(a_change_logic(), by=by)
                self.keep_promises(by)
            self.life.request(self._gate(), by=by)
            self.life.decide(self._gate())

    @rule(outcome=st.sampled_from([Outcome.REFER_BACK] * 4 + [Outcome.STOP]))
    def turn_down(self, outcome: Outcome) -> None:
        """Let the steering group say anything else."""
        with suppress(*REFUSED):
            self.life.request(self._gate())
            points = (PointAsked(text="Mät."),) if outcome is Outcome.REFER_BACK else ()
            self.life.decide(self._gate(), outcome, reason="Så är det.", points=points)

    @rule(gate=GATES, by=ANYONE, agreed=st.booleans())
    def reopen(self, gate: str, by: str, *, agreed: bool) -> None:
        """Ask to re-open a gate, and let the steering group perhaps agree."""
        with suppress(*REFUSED):
            reopen_gate(self.life.parts, project="ro", gate=gate, reason="Nytt.", by=by)
            if agreed:
                self.life.decide(gate, Outcome.REOPEN, reason="Enig.")
                self.furthest = 0

    @rule(by=MANAGERS, days=st.integers(1, 90))
    def extend(self, by: str, days: int) -> None:
        """Ask for more time for what was promised, all agreed."""
        until = self.life.parts.today + timedelta(days=days)
        for promise in list_conditions(self.life.parts, project="ro"):
            with suppress(*REFUSED):
                asked = {"condition": promise.id, "due_on": until, "reason": "Snö."}
                moved = extend_condition(self.life.parts, project="ro", by=by, **asked)  # type: ignore[arg-type]  # each is its own
                self.life.decide(moved.request.gate, Outcome.EXTEND, reason="Enig.")

    @rule(by=MANAGERS)
    def mend(self, by: str) -> None:
        """Answer every point."""
        for point in list_points(self.life.parts, project="ro"):
            with suppress(*REFUSED):
                mend_point(self.life.parts, project="ro", point=point.id, how="Så.", by=by)

    @rule(person=ANYONE, of=ANYONE, role=ROLES, days=st.integers(0, 60))
    def stand_in(self, person: str, of: str, role: Role, days: int) -> None:
        """Let somebody stand in for another."""
        until = self.life.parts.today + timedelta(days=days)
        with suppress(*REFUSED):
            grant_role(
                self.life.parts,
                person=person,
                role=role,
                programme=None,
                project="ro",
                until_on=until,
                instead_of=of,
                by="ida",
            )

    @rule(days=st.integers(1, 60))
    def wait(self, days: int) -> None:
        """Let time go."""
        self.life.days_pass(days)

    @rule(gate=GATES, by=ANYONE)
    def waive(self, gate: str, by: str) -> None:
        """Ask to pass without a requirement."""
        with suppress(*REFUSED):
            request_waiver(
                self.life.parts,
                project="ro",
                gate=gate,
                requirement=f"{gate}.no-box-is-empty",
                reason="Senare.",
                expires_on=self.life.parts.today + timedelta(days=20),
                by=by,
            )

    @rule(number=st.integers(1, 3), by=ANYONE, act=st.sampled_from([approve_waiver, revoke_waiver]))
    def settle(self, number: int, by: str, act: Any) -> None:  # noqa: ANN401 - one of two acts
        """Approve or revoke a waiver."""
        reason = {"reason": "Nu."} if act is revoke_waiver else {}
        with suppress(*REFUSED):
            act(self.life.parts, project="ro", waiver=f"ro/waiver-{number}", by=by, **reason)

    @rule(person=ANYONE, role=ROLES)
    def grant(self, person: str, role: Role) -> None:
        """Give somebody a role."""
        with suppress(*REFUSED):
            self.life.grant(person, role)

    @rule(number=st.integers(3, 30))
    def leave(self, number: int) -> None:
        """End what somebody holds."""
        held = list_roles(self.life.parts)
        with suppress(*REFUSED):
            end_role(self.life.parts, grant=held[number % len(held)].grant.id, by="ida")

    @rule(by=MANAGERS)
    def keep_promises(self, by: str) -> None:
        """Meet what was promised."""
        for condition in list_conditions(self.life.parts, project="ro"):
            with suppress(*REFUSED):
                meet_condition(
                    self.life.parts, project="ro", condition=condition.id, proof="Gjort.", by=by
                )

    @rule(by=MANAGERS)
    def read(self, by: str) -> None:
        """Read an indicator."""
        with suppress(*REFUSED):
            self.life.read(a_reading(measured_on=self.life.parts.today), by=by)

    @rule(phase=st.sampled_from(ORDER[:3]))
    def run_twice(self, phase: str) -> None:
        """Run a phase; a second run does nothing."""
        state = self.life.run(phase)
        before = self.life.recorded()
        assert (self.life.run(phase), self.life.recorded()) == (state, before)

    @invariant()
    def only_a_reopening_leads_back(self) -> None:
        """Where it stands is as far as it was, or further, unless a gate was re-opened."""
        stands = ORDER.index(show_project(self.life.parts, project="ro").standing.phase)
        assert stands >= self.furthest
        self.furthest = stands

    @invariant()
    def a_gate_opens_when_enough_others_say_so(self) -> None:
        """Two of the group and its chair, none of whom wrote or asked, on a ready verdict."""
        for asked in gate_history(self.life.parts, project="ro"):
            if asked.decision is not None:
                self._is_sound(asked)

    def _is_sound(self, asked: Asked) -> None:
        assert asked.decision is not None
        deciders = set(asked.decision.deciders)
        refs = {(d.tool, d.number) for d in asked.verdict.documents}
        versions = list_documents(self.life.parts, project="ro").versions
        authors = {v.submitted_by for v in versions if (v.tool, v.number) in refs}
        seats = {role: {s.person for s in asked.request.panel if s.role == role} for role in Role}
        assert len(deciders) == len(asked.decision.deciders) == 3
        assert len(deciders & seats[Role.STEERING_GROUP]) >= 2
        assert deciders & seats[Role.STEERING_CHAIR]
        assert not deciders & (authors | {asked.request.requested_by, "machine"})
        assert asked.verdict.ready or not asked.decision.outcome.opens

    @invariant()
    def nobody_counts_beside_their_substitute(self) -> None:
        """Who stands in for another carries a decision only where the other does not."""
        for asked in gate_history(self.life.parts, project="ro"):
            carried = set(asked.decision.deciders) if asked.decision else set()
            for person in carried:
                mine = [s.instead_of for s in asked.request.panel if s.person == person]
                assert "" in mine or any(other not in carried for other in mine)

    @invariant()
    def nothing_opens_on_a_broken_promise(self) -> None:
        """Where a promise is broken or a point waits, the next gate is closed."""
        seen = show_project(self.life.parts, project="ro")
        if seen.standing.next and not seen.standing.stopped:
            verdict = self.life.check(self._gate()).verdict
            assert not (seen.overdue and verdict.ready)
            assert not (self.life.check(self._gate()).points and verdict.ready and seen.points)

    def _gate(self) -> str:
        following = show_project(self.life.parts, project="ro").standing.next
        return following[0].gate if following else "finish"

    def teardown(self) -> None:
        """Hold every row against the log."""
        found = verify(self.life.store)
        self.life.close()
        assert (found.problems, found.verified) == ((), True)


AnyLife.TestCase.settings = settings(max_examples=10, stateful_step_count=25)
test_any_life = AnyLife.TestCase

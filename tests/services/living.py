"""What people do with a project, in any order, whether they may or not.

Now and then an act is rehearsed first: it then says what the act says, and leaves nothing
behind. Nor does an act that is refused.
"""

from __future__ import annotations

import atexit
import os
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from gronatraden.errors import GronatradenError
from gronatraden.gates.decision import ConditionAsked, PointAsked
from gronatraden.history import Outcome
from gronatraden.project import Role
from gronatraden.services.add_reading import add_reading
from gronatraden.services.decide_gate import Said, decide_gate
from gronatraden.services.deciding.meet_condition import list_conditions, meet_condition
from gronatraden.services.deciding.mend_point import list_points, mend_point
from gronatraden.services.deciding.motions import extend_condition, reopen_gate
from gronatraden.services.end_role import end_role
from gronatraden.services.gate_history import gate_history
from gronatraden.services.grant_role import grant_role
from gronatraden.services.holding.approve_waiver import approve_waiver
from gronatraden.services.holding.waive import list_waivers, request_waiver, revoke_waiver
from gronatraden.services.request_decision import request_decision
from gronatraden.services.show_project import show_project
from gronatraden.services.submit_document import submit_document
from gronatraden.store.verify import verify
from gronatraden.tools.change_logic import ChangeLogic
from tests.builders import a_change_logic
from tests.builders.history import a_reading
from tests.builders.manuscripts import a_manuscript
from tests.services.simulator import DECIDERS, a_life, memory

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ORDER = ["before_start", "during", "follow_up", "finished"]
GATES = st.sampled_from(["start", "checkpoint", "close", "finish"])
ANYONE = st.sampled_from(["alva", "ebba", "bo", "bea", "disa", "cleo", "olle", "ida"])
MOVERS = st.sampled_from(["alva", "ebba", "olle", "bo", "cleo"])
MANAGERS = st.sampled_from(["alva", "ebba", "disa"])
ROLES = st.sampled_from(
    [Role.PROJECT_MANAGER, *[Role.STEERING_GROUP] * 3, *[Role.STEERING_CHAIR] * 3, Role.ADMIN]
)
BEGINNINGS = ["small", "small-filled", "small-started", "small-reviewed"]
DRAFTS = {
    "whole": a_change_logic(),
    "whole, but other": a_change_logic(external_factors=("vädret",)),
    "without activities": a_change_logic(activities=()),
    "empty": ChangeLogic(),
}
SHORT = settings(
    max_examples=int(os.environ.get("GRONATRADEN_TEST_LIFETIMES", "10")),
    stateful_step_count=int(os.environ.get("GRONATRADEN_TEST_STEPS", "25")),
)
"""How many lives, and how long; ``make soak`` asks for more."""
REHEARSED = 5
"""Every so many acts are rehearsed first."""


@cache
def house() -> Path:
    """Return the folder where every life is lived."""
    folder = mkdtemp(prefix="gronatraden-any-life-", dir=memory())
    atexit.register(rmtree, folder, ignore_errors=True)
    return Path(folder)


class AnyLife(RuleBasedStateMachine):
    """The life of ``ro``: people do what they may, and what they may not."""

    @initialize(after=st.sampled_from(BEGINNINGS))
    def open(self, after: str) -> None:
        """Open the project, or meet it on its way."""
        self.life = a_life(house(), after=after)
        self.acts = 0

    def do(self, act: Callable[..., Any], /, **facts: object) -> bool:
        """Do what may be refused; say whether it was done."""
        before = self.life.recorded()
        self.acts += 1
        rehearsed = self.acts % REHEARSED == 0
        foretold = self._try(act, facts, dry_run=True) if rehearsed else None
        assert not rehearsed or self.life.recorded() == before
        came = self._try(act, facts)
        assert foretold in {None, came}
        assert not came or self.life.recorded() == before
        return not came

    def do_here(self, act: Callable[..., Any], /, **facts: object) -> bool:
        """Do with the project what may be refused; say whether it was done."""
        return self.do(act, project="ro", **facts)

    def _try(
        self, act: Callable[..., Any], facts: dict[str, object], *, dry_run: bool = False
    ) -> str:
        try:
            act(replace(self.life.parts, dry_run=dry_run), **facts)
        except GronatradenError as error:
            return error.code
        return ""

    @rule(
        draft=st.sampled_from(sorted(DRAFTS)),
        by=st.sampled_from(["alva", "ebba", "bo", "disa", "cleo"]),
    )
    def submit(self, draft: str, by: str) -> None:
        """Hand in a draft."""
        self.hand_in(DRAFTS[draft], by)

    def hand_in(self, content: object, by: str) -> bool:
        """Hand in a document."""
        return self.do_here(submit_document, written=a_manuscript(content, project="ro"), by=by)

    @rule(gate=GATES, by=MANAGERS)
    def request(self, gate: str, by: str) -> None:
        """Ask for a decision."""
        self.do_here(request_decision, gate=gate, by=by)

    @rule(by=ANYONE, outcome=st.sampled_from(list(Outcome)), days=st.integers(0, 30))
    def say(self, by: str, outcome: Outcome, days: int) -> None:
        """Say a word on the gate that is asked for first."""
        self.do_here(decide_gate, gate=self.gate(), said=self.said(outcome, days), by=by)

    def said(self, outcome: Outcome, days: int) -> Said:
        """Return a word with what it needs, within some days."""
        day = self.life.parts.today + timedelta(days=days)
        promise = ConditionAsked(text="Ploga", owner="project_manager", due_on=day)
        return Said(
            outcome=outcome,
            reason="Så är det.",
            conditions=(promise,) if outcome is Outcome.GO_WITH_CONDITIONS else (),
            hold_until=day if outcome is Outcome.HOLD else None,
        )

    def all_say(self, gate: str, said: Said, by: Sequence[str] = DECIDERS) -> None:
        """Let people say the same, one after the other."""
        for person in by:
            self.do_here(decide_gate, gate=gate, said=said, by=person)

    @rule(mended=st.booleans(), days=st.integers(-30, 60), by=MANAGERS)
    def go_on(self, by: str, days: int, *, mended: bool) -> None:
        """Let the steering group say go, after what is missing was perhaps mended."""
        if mended:
            self.hand_in(a_change_logic(), by)
            self.keep_promises(by)
            self.mend(by)
        self.request(self.gate(), by)
        promised = self.said(Outcome.GO_WITH_CONDITIONS, days)
        self.all_say(self.gate(), promised if days >= 0 else Said(outcome=Outcome.GO))

    @rule(outcome=st.sampled_from([Outcome.REFER_BACK] * 4 + [Outcome.STOP]))
    def turn_down(self, outcome: Outcome) -> None:
        """Let the steering group say anything else."""
        self.request(self.gate(), "alva")
        points = (PointAsked(text="Mät."),) if outcome is Outcome.REFER_BACK else ()
        self.all_say(self.gate(), Said(outcome=outcome, reason="Så är det.", points=points))

    @rule(gate=st.sampled_from(["", "", "start", "finish"]), by=MOVERS, agreed=st.booleans())
    def reopen(self, gate: str, by: str, *, agreed: bool) -> None:
        """Ask to re-open a gate, or the last passed, and let the steering group perhaps agree."""
        gate = gate or self.last_passed()
        if self.do_here(reopen_gate, gate=gate, reason="Nytt.", by=by) and agreed:
            self.all_say(gate, Said(outcome=Outcome.REOPEN, reason="Enig."))

    @rule(by=MANAGERS, days=st.integers(1, 90))
    def extend(self, by: str, days: int) -> None:
        """Ask for more time for what was promised, all agreed."""
        until = self.life.parts.today + timedelta(days=days)
        for promise in list_conditions(self.life.parts, project="ro"):
            asked = {"condition": promise.id, "due_on": until, "reason": "Snö."}
            if self.do_here(extend_condition, by=by, **asked):
                gate = promise.id.split("/")[1]
                self.all_say(gate, Said(outcome=Outcome.EXTEND, reason="Enig."))

    @rule(by=MANAGERS)
    def mend(self, by: str) -> None:
        """Answer every point."""
        for point in list_points(self.life.parts, project="ro"):
            self.do_here(mend_point, point=point.id, how="Så.", by=by)

    @rule(person=ANYONE, of=ANYONE, role=ROLES, days=st.integers(0, 60))
    def stand_in(self, person: str, of: str, role: Role, days: int) -> None:
        """Let somebody stand in for another."""
        until = self.life.parts.today + timedelta(days=days)
        asked = {"person": person, "role": role, "until_on": until, "instead_of": of}
        self.do_here(grant_role, programme=None, by="ida", **asked)

    @rule(days=st.integers(1, 60))
    def wait(self, days: int) -> None:
        """Let time go."""
        self.life.days_pass(days)

    @rule(gate=GATES, by=MANAGERS, days=st.integers(0, 60), agreed=st.booleans())
    def waive(self, gate: str, by: str, days: int, *, agreed: bool) -> None:
        """Ask to pass without a requirement, and let those who may perhaps agree."""
        until = self.life.parts.today + timedelta(days=days)
        asked = {"gate": gate, "requirement": f"{gate}.no-box-is-empty", "expires_on": until}
        if self.do_here(request_waiver, reason="Senare.", by=by, **asked) and agreed:
            for person in ("olle", "disa"):
                newest = len(list_waivers(self.life.parts, project="ro"))
                self.settle(newest, person, approve_waiver)

    @rule(number=st.integers(1, 3), by=ANYONE, act=st.sampled_from([approve_waiver, revoke_waiver]))
    def settle(self, number: int, by: str, act: Any) -> None:  # noqa: ANN401 - one of two acts
        """Approve or revoke a waiver."""
        reason = {"reason": "Nu."} if act is revoke_waiver else {}
        self.do_here(act, waiver=f"ro/waiver-{number}", by=by, **reason)

    @rule(person=ANYONE, role=ROLES)
    def grant(self, person: str, role: Role) -> None:
        """Give somebody a role."""
        asked = {"person": person, "role": role, "until_on": None}
        self.do_here(grant_role, programme=None, by="ida", **asked)

    @rule(number=st.integers(3, 60))
    def leave(self, number: int) -> None:
        """End what somebody holds."""
        self.do(end_role, grant=f"grant-{number}", by="ida")

    @rule(by=MANAGERS)
    def keep_promises(self, by: str) -> None:
        """Meet what was promised."""
        for condition in list_conditions(self.life.parts, project="ro"):
            self.do_here(meet_condition, condition=condition.id, proof="Gjort.", by=by)

    @rule(by=MANAGERS)
    def read(self, by: str) -> None:
        """Read an indicator."""
        reading = a_reading(measured_on=self.life.parts.today)
        self.do_here(add_reading, reading=reading, by=by)

    @rule(phase=st.sampled_from(ORDER[:3]))
    def run_twice(self, phase: str) -> None:
        """Run a phase; a second run does nothing."""
        state = self.life.run(phase)
        before = self.life.recorded()
        assert (self.life.run(phase), self.life.recorded()) == (state, before)

    @invariant()
    def nothing_opens_on_a_broken_promise(self) -> None:
        """Where a promise is broken or a point waits, the next gate is closed."""
        seen = show_project(self.life.parts, project="ro")
        if seen.standing.next and not seen.standing.stopped:
            found = self.life.check(self.gate())
            assert not (seen.overdue and found.verdict.ready)
            assert not (found.points and found.verdict.ready and seen.points)

    def gate(self) -> str:
        """Return the gate that is asked for first."""
        following = show_project(self.life.parts, project="ro").standing.next
        return following[0].gate if following else "finish"

    def last_passed(self) -> str:
        """Return the gate that was passed last, re-opened since or not."""
        passed = [
            asked.request.gate
            for asked in gate_history(self.life.parts, project="ro")
            if asked.decision is not None and asked.decision.outcome.opens
        ]
        return passed[-1] if passed else "start"

    def teardown(self) -> None:
        """Hold every row against the log."""
        found = verify(self.life.store)
        self.life.close()
        assert (found.problems, found.verified) == ((), True)

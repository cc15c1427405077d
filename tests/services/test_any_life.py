"""Whatever people do, in whatever order, the gates hold."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant

from gronatraden.audit.event import utc_text
from gronatraden.gates import verdict as verdicts
from gronatraden.services.holding.waive import list_waivers
from gronatraden.services.show_project import show_project
from gronatraden.store.verify import verify
from tests.services.living import BEGINNINGS, SHORT
from tests.services.oracle.rules import RULES, Oracle, holds
from tests.services.ruling import AnyRules

VERIFIED = 10
"""Every so many steps the whole log is verified, and at the end."""


class JudgedLife(AnyRules):
    """The life of ``ro``, each step of it held to what the rows alone say."""

    @initialize(after=st.sampled_from(BEGINNINGS))
    def open(self, after: str) -> None:
        """Open the project, with somebody who looks."""
        super().open(after)
        self.oracle = Oracle("ro")
        self.steps = 0

    @invariant()
    def every_row_keeps_the_rules(self) -> None:
        """Who decided, on what and under which rules is as the rows before it ask."""
        assert self.oracle.look(self.life.store) == []

    @invariant()
    def where_it_stands_follows_from_decisions_alone(self) -> None:
        """Phase and stop are told by the decisions' rows."""
        standing = show_project(self.life.parts, project="ro").standing
        assert (standing.phase, standing.stopped) == self.oracle.record.stands()

    @invariant()
    def no_waiver_holds_that_should_not(self) -> None:
        """What is said to be in force is so by the rows, and nothing else lets a gate open."""
        at = self.life.at.isoformat()
        for one in list_waivers(self.life.parts, project="ro"):
            name, gate, asked = one.waiver.id, one.waiver.gate, one.waiver.requirement
            so = holds(self.oracle.record, name, gate, asked, at)
            assert (one.state == "in_force") == so

    @invariant()
    def the_next_gate_is_as_the_rows_say(self) -> None:
        """An empty box, a broken promise or a waiver that is over keeps it closed."""
        verdict = self.life.check(self.gate()).verdict
        if self.oracle.record.stands()[0] != "finished":
            row = {"ready": int(verdict.ready), "gate": verdict.gate, "at": utc_text(verdict.at)}
            row |= {"body": verdicts.encode(verdict).decode()}
            assert [r.__name__ for r in RULES["verdict"] if not r(self.oracle.record, row)] == []

    @invariant()
    def every_row_is_in_the_log(self) -> None:
        """Now and then all is verified."""
        self.steps += 1
        if self.steps % VERIFIED == 0:
            found = verify(self.life.store)
            assert (found.problems, found.verified) == ((), True)


JudgedLife.TestCase.settings = SHORT
test_any_life = JudgedLife.TestCase

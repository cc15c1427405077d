"""What people do with the rules that a project follows, and with what was decided of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from gronatraden.history import ChangeOutcome
from gronatraden.project import Role
from gronatraden.services.changes.decide_change import SaidOfChange, decide_change
from gronatraden.services.changes.new_change import NewChange
from gronatraden.services.changes.request_change import request_change
from gronatraden.services.changes.show_changes import list_changes
from gronatraden.services.deciding.activate_policy import activate_policy
from gronatraden.services.grant_role import grant_role
from gronatraden.services.list_policies import list_policies
from gronatraden.services.migration._pins import Undone, Wanted
from gronatraden.services.migration.migrate import migrate
from gronatraden.services.migration.plan_migration import plan_migration
from gronatraden.services.publish import publish
from gronatraden.store.policies import repinnings
from tests.builders import some_facts
from tests.services.living import ANYONE, MANAGERS, AnyLife
from tests.services.migrating import moved_to
from tests.services.simulator import DECIDERS, PROGRAMME
from tests.services.small import RULES, WHY, another_policy

if TYPE_CHECKING:
    from gronatraden.services import Parts

OFFICE = st.sampled_from([*["olle", "siri"] * 3, "ida", "alva"])
BOXES = [f"{gate}.no-box-is-empty" for gate in ("start", "checkpoint", "close", "finish")]
CHAIR, GROUP = {"role": "steering_chair", "count": 1}, {"role": "steering_group", "count": 3}
TURNS: dict[str, dict[str, Any]] = {
    "as before": {},
    "the chair alone returns": {"at_gates": {"returned_by": [CHAIR]}},
    "the chair among three": {"at_gates": {"decided_by": [{**GROUP, "includes": [CHAIR["role"]]}]}},
    "asks more": {"of_boxes": {"numbers": {"at_least": 2}}},
    "only watches": {"of_boxes": {"weight": "advisory"}},
    "lets nothing go": {"of_boxes": {"waivable": False}},
    "two let go": {
        "waivers": {
            "longest_days": 30,
            "approved_by": [CHAIR, {"role": "programme_office", "count": 1}],
            "because": WHY,
        }
    },
    "lets nothing go, ever": {
        "of_boxes": {"waivable": False},
        "waivers": {"never": BOXES, "because": WHY},
    },
}
"""What another version of the small policy says otherwise."""


class AnyRules(AnyLife):
    """The life of ``ro`` under rules that come and go, held to terms that are changed."""

    @rule(turn=st.sampled_from(sorted(TURNS)), by=OFFICE, other=OFFICE, moved=st.booleans())
    def turn(self, turn: str, by: str, other: str, *, moved: bool) -> None:
        """Write another version of the rules, put it in force, and perhaps move to it."""
        version = self.newest() + 1
        written = another_policy(version, **TURNS[turn])
        if self.do(publish, written=written, by=by):
            self.do(activate_policy, name=RULES, version=version, by=other)
            if moved:
                self.move(version=0, by="olle", force=True)

    @rule(version=st.integers(0, 3), by=OFFICE, force=st.booleans())
    def move(self, version: int, by: str, *, force: bool) -> None:
        """Move to a version, counted from the newest back."""
        meant = max(1, self.newest() - version)
        self.do(move, wanted=moved_to(meant, "ro", name=RULES), force=force, by=by)

    @rule(by=OFFICE, force=st.booleans())
    def undo(self, by: str, *, force: bool) -> None:
        """Undo the last migration."""
        self.do(undo, force=force, by=by)

    @rule(by=MANAGERS, title=st.sampled_from(["Ro", "Ro mera"]))
    def state_facts(self, by: str, title: str) -> None:
        """Hand in the project's facts."""
        self.hand_in(some_facts(title=title), by)

    @rule(by=MANAGERS, days=st.integers(1, 400), agreed=st.booleans())
    def ask_for_change(self, by: str, days: int, *, agreed: bool) -> None:
        """Ask for more time, and let the steering group perhaps approve."""
        new = NewChange(reason="Snö.", consequence="Senare.", ends_on=_later(days))
        if self.do_here(request_change, new=new, by=by) and agreed:
            for person in DECIDERS:
                self.speak_of_change(person, ChangeOutcome.APPROVE)

    @rule(by=ANYONE, outcome=st.sampled_from(list(ChangeOutcome)))
    def speak_of_change(self, by: str, outcome: ChangeOutcome) -> None:
        """Say a word on the newest change."""
        number = max(1, len(list_changes(self.life.parts, project="ro")))
        said = SaidOfChange(outcome=outcome, reason="Så är det.")
        self.do_here(decide_change, number=number, said=said, by=by)

    @rule(
        person=ANYONE,
        role=st.sampled_from([Role.STEERING_GROUP, Role.STEERING_CHAIR, Role.ADMIN]),
        everywhere=st.booleans(),
        days=st.integers(0, 40),
    )
    def grant_widely(self, person: str, role: Role, days: int, *, everywhere: bool) -> None:
        """Let somebody hold a role in the whole programme, or everywhere, for some days."""
        where = None if everywhere else PROGRAMME
        until = self.life.parts.today + timedelta(days=days)
        asked = {"project": None, "programme": where, "until_on": until}
        self.do(grant_role, person=person, role=role, by="ida", **asked)

    def newest(self) -> int:
        """Return the newest version of the rules, whether in force or not."""
        return max(p.version for p in list_policies(self.life.parts) if p.name == RULES)


def move(parts: Parts, *, wanted: Wanted | Undone, force: bool, by: str) -> None:
    """Plan, and do just that."""
    plan = plan_migration(parts, wanted=wanted).sha256
    migrate(parts, wanted=wanted, plan=plan, reason="Ny.", force=force, by=by)


def undo(parts: Parts, *, force: bool, by: str) -> None:
    """Undo the last migration, where there is one."""
    with parts.read() as r:
        done = [one.plan for one in repinnings(r) if one.is_latest]
    if done:
        move(parts, wanted=Undone(plan=done[-1]), force=force, by=by)


def _later(days: int) -> date:
    return date(2026, 12, 31) + timedelta(days=days)

"""The log tells what was done at a gate, by whom and with which outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.history import Outcome
from gronatraden.services.holding.approve_waiver import approve_waiver
from gronatraden.services.holding.waive import request_waiver
from gronatraden.services.log.read_log import read_log
from tests.services.migrating import carried_out, moved_to
from tests.services.simulator import DECIDERS, put_in_force
from tests.services.small import RULES, WHY, another_policy

if TYPE_CHECKING:
    from tests.services.conftest import Live
    from tests.services.simulator import ProjectSimulator

TWO_LET_GO = {
    "approved_by": [{"role": "steering_chair"}, {"role": "programme_office"}],
    "because": WHY,
}


def told(life: ProjectSimulator, last: int) -> list[tuple[str, str, dict[str, object]]]:
    """Return the last events of the project: what, by whom, and what came of it."""
    names = {life.person(handle).id: handle for handle in ("alva", "olle", *DECIDERS)}
    events = [entry.event for entry in read_log(life.parts, project="ro", limit=last)]
    return [(e.type, names[e.actor], dict(e.result)) for e in events]


def ask(life: ProjectSimulator) -> None:
    """Ask to pass the start with an empty box."""
    request_waiver(
        life.parts,
        project="ro",
        gate="start",
        requirement="start.no-box-is-empty",
        reason="Senare.",
        expires_on=life.parts.today,
        by="alva",
    )


def approve(life: ProjectSimulator, *people: str) -> None:
    """Approve the waiver, one after the other."""
    for by in people:
        approve_waiver(life.parts, project="ro", waiver="ro/waiver-1", by=by)


def test_each_word_and_the_decision(live: Live) -> None:
    life = live("small-filled")
    life.request("start")
    life.decide("start", Outcome.STOP, reason="Så är det.")

    said = {"gate": "start", "outcome": "stop"}

    assert told(life, 4) == [
        ("decision.requested", "alva", {"gate": "start", "ready": True}),
        ("gate.word", "bo", said),
        ("gate.word", "bea", said),
        ("gate.decided", "disa", said),
    ]


def test_a_waiver_that_one_lets_go(live: Live) -> None:
    life = live("small-filled")
    ask(life)
    approve(life, "disa")

    assert told(life, 2) == [("waiver.requested", "alva", {}), ("waiver.approved", "disa", {})]


def test_a_waiver_that_two_let_go(live: Live) -> None:
    life = live("small-filled")
    put_in_force(life.parts, another_policy(2, waivers=TWO_LET_GO))
    carried_out(life, moved_to(2, "ro", name=RULES))
    ask(life)
    approve(life, "disa", "olle")

    assert told(life, 2) == [("waiver.word", "disa", {}), ("waiver.approved", "olle", {})]

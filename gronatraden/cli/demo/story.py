"""The story: what happens on stage, in order; a gate that stays closed ends it.

Every chapter does something, reads the record back, and tells what it then says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.cli.demo.stage import DECIDERS, MANAGER
from gronatraden.errors import NotPermittedError
from gronatraden.history import Outcome
from gronatraden.services.check_gate import check_gate
from gronatraden.services.decide_gate import Said, decide_gate

if TYPE_CHECKING:
    from gronatraden.cli.demo.stage import Stage
    from gronatraden.cli.demo.telling import Teller

MAIN, SMALL, FOLLOWING = "res-gront", "crkkl", "transporteffektivt-kronoberg"
WAITING = "Waiting for decision"


class GateStaysClosedError(Exception):
    """The story cannot go on: a gate that had to open is closed."""

    def __init__(self, project: str, gate: str) -> None:
        super().__init__(project, gate)
        self.project = project
        self.gate = gate


def tell(stage: Stage, teller: Teller, *, without: str = "") -> None:
    """Tell the whole story.

    Args:
        stage: Where it is played, cleared before.
        teller: Who tells it.
        without: One fictional document to leave out, as ``start/change_logic.yaml``.

    Raises:
        GateStaysClosedError: When a gate that had to open stays closed.
    """
    stage.move_to(MAIN, "programme")
    stage.furnish()
    teller.furnished()
    _open_main(stage, teller)
    _pass(stage, teller, "before_start", "start", without=without)
    _open_small(stage, teller)
    _pass(stage, teller, "during", "checkpoint", without=without)
    _pass(stage, teller, "during", "close", without=without)
    teller.results(MAIN)
    _pass(stage, teller, "follow_up", "finish", without=without)
    _open_following(stage, teller)
    teller.log()


def _open_main(stage: Stage, teller: Teller) -> None:
    day = stage.move_to(MAIN, "opened")
    teller.chapter("opened", day)
    stage.open(MAIN)
    with teller.waiting():
        state = stage.run("before_start", MAIN)
    teller.state(state, MAIN)
    teller.gate(MAIN, "start")


def _pass(stage: Stage, teller: Teller, phase: str, gate: str, *, without: str) -> None:
    teller.chapter(gate, stage.move_to(MAIN, f"{gate}-documents"))
    teller.handed_in(stage.hand_in(MAIN, gate, without=without))
    state = stage.run(phase, MAIN)
    teller.state(state, MAIN)
    if state != WAITING:
        teller.gate(MAIN, gate)
        raise GateStaysClosedError(MAIN, gate)
    stage.move_to(MAIN, gate)
    if gate == "start":
        _try_alone(stage, teller, gate)
    for person in DECIDERS:
        with stage.parts() as parts:
            said = Said(outcome=Outcome.GO, reason=stage.voice.say("demo.reason"))
            decided = decide_gate(parts, project=MAIN, gate=gate, said=said, by=person)
        teller.word(person, decided)
    teller.state(stage.run(phase, MAIN), MAIN)


def _try_alone(stage: Stage, teller: Teller, gate: str) -> None:
    try:
        with stage.parts() as parts:
            decide_gate(parts, project=MAIN, gate=gate, said=Said(outcome=Outcome.GO), by=MANAGER)
    except NotPermittedError as refusal:
        teller.refused(MANAGER, refusal)


def _open_small(stage: Stage, teller: Teller) -> None:
    day = stage.move_to(SMALL, "opened")
    teller.chapter("small", day)
    stage.open(SMALL)
    teller.state(stage.run("before_start", SMALL), SMALL)
    teller.gate(SMALL, "start")


def _open_following(stage: Stage, teller: Teller) -> None:
    day = stage.move_to(FOLLOWING, "opened")
    teller.chapter("following", day)
    stage.open(FOLLOWING)
    teller.state(stage.run("before_start", FOLLOWING), FOLLOWING)
    teller.offered(FOLLOWING)
    stage.answer(FOLLOWING)
    teller.answered(FOLLOWING)
    with stage.parts() as parts:
        seen = check_gate(parts, project=FOLLOWING, gate="start")
    teller.still_closed(seen.verdict)

"""The story: what happens on stage, in order; a gate that stays closed ends it.

Every chapter does something, reads the record back, and tells what it then says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gronatraden.cli.demo.stage import DECIDERS, MANAGER, OWNER
from gronatraden.errors import NotPermittedError
from gronatraden.history import Outcome
from gronatraden.services.check_gate import check_gate
from gronatraden.services.decide_gate import Said, decide_gate

if TYPE_CHECKING:
    from gronatraden.cli.demo.stage import Stage
    from gronatraden.cli.demo.telling import Teller

MAIN, SMALL, FOLLOWING = "res-gront", "crkkl", "transporteffektivt-kronoberg"
WAITING = "Waiting for decision"
PHASES = {
    "start": "before_start",
    "checkpoint": "during",
    "close": "during",
    "finish": "follow_up",
}
"""The phase that each gate stands in, in both lifecycles."""


@dataclass(frozen=True, slots=True)
class Life:
    """A project that is carried through its gates, and how that is told."""

    project: str
    deciders: tuple[str, ...]
    """In the order they speak."""
    chapters: str
    """What the names of its chapters begin with."""


LONG = Life(MAIN, DECIDERS, "")
SHORT = Life("starkt-vardskap", (OWNER,), "simple-")


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
    _open(LONG, stage, teller)
    _pass(LONG, stage, teller, "start", without=without)
    _open_small(stage, teller)
    _pass(LONG, stage, teller, "checkpoint", without=without)
    _pass(LONG, stage, teller, "close", without=without)
    teller.results(MAIN)
    _pass(LONG, stage, teller, "finish", without=without)
    _open_following(stage, teller)
    teller.log()


def tell_simple(stage: Stage, teller: Teller, *, without: str = "") -> None:
    """Tell of a small project that goes by the simple lifecycle, and what it had to write.

    Args:
        stage: Where it is played, cleared before.
        teller: Who tells it.
        without: One fictional document to leave out, as ``start/change_logic.yaml``.

    Raises:
        GateStaysClosedError: When a gate that had to open stays closed.
    """
    stage.move_to(SHORT.project, "programme")
    stage.furnish()
    teller.furnished()
    _open(SHORT, stage, teller)
    teller.asked(SHORT.project)
    for gate in ("start", "close", "finish"):
        _pass(SHORT, stage, teller, gate, without=without)
    teller.results(SHORT.project)
    teller.written(SHORT.project)
    teller.log()


def _open(life: Life, stage: Stage, teller: Teller) -> None:
    day = stage.move_to(life.project, "opened")
    teller.chapter(f"{life.chapters}opened", day)
    stage.open(life.project)
    with teller.waiting():
        state = stage.run("before_start", life.project)
    teller.state(state, life.project)
    teller.gate(life.project, "start")


def _pass(life: Life, stage: Stage, teller: Teller, gate: str, *, without: str) -> None:
    project, phase = life.project, PHASES[gate]
    teller.chapter(f"{life.chapters}{gate}", stage.move_to(project, f"{gate}-documents"))
    teller.handed_in(stage.hand_in(project, gate, without=without))
    state = stage.run(phase, project)
    teller.state(state, project)
    if state != WAITING:
        teller.gate(project, gate)
        raise GateStaysClosedError(project, gate)
    stage.move_to(project, gate)
    if gate == "start":
        _try_alone(project, stage, teller, gate)
    for person in life.deciders:
        with stage.parts() as parts:
            said = Said(outcome=Outcome.GO, reason=stage.voice.say("demo.reason"))
            decided = decide_gate(parts, project=project, gate=gate, said=said, by=person)
        teller.word(person, decided)
    teller.state(stage.run(phase, project), project)


def _try_alone(project: str, stage: Stage, teller: Teller, gate: str) -> None:
    said = Said(outcome=Outcome.GO)
    try:
        with stage.parts() as parts:
            decide_gate(parts, project=project, gate=gate, said=said, by=MANAGER)
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
    teller.closed(seen.verdict)

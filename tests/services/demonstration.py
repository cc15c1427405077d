"""The demonstration's own project lived without Prefect: what the flows do, the acts do here.

    stage = res_gront(folder, after="close")

Each stage is lived once per process and copied, like ``cykla``'s in ``simulator``.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from gronatraden.cli.demo.stage import DECIDERS, MANAGER, Stage
from gronatraden.history import Outcome
from gronatraden.services.decide_gate import Said, decide_gate
from gronatraden.services.request_decision import request_decision
from gronatraden.services.run_phase import learn, offer

PROJECT = "res-gront"
GATES = ("start", "checkpoint", "close", "finish")
_FILES = {".db", ".key"}


def res_gront(folder: Path, *, after: str = "finish") -> Stage:
    """Return the demonstration after a gate, in a folder of its own, on that gate's day."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in _lived(after).items():
        file = folder / name
        file.write_bytes(data)
        file.chmod(0o600)
    stage = Stage(folder, "sv")
    stage.move_to(PROJECT, after)
    return stage


@cache
def _lived(after: str) -> dict[str, bytes]:
    before = GATES.index(after) - 1
    with TemporaryDirectory() as name:
        folder = Path(name)
        stage = res_gront(folder, after=GATES[before]) if before >= 0 else _opened(folder)
        _pass(stage, after)
        return {f.name: f.read_bytes() for f in folder.iterdir() if f.suffix in _FILES}


def _opened(folder: Path) -> Stage:
    stage = Stage(folder, "sv")
    stage.move_to(PROJECT, "programme")
    stage.furnish()
    stage.move_to(PROJECT, "opened")
    stage.open(PROJECT)
    with stage.parts() as parts:
        offer(parts, project=PROJECT)
    return stage


def _pass(stage: Stage, gate: str) -> None:
    stage.move_to(PROJECT, f"{gate}-documents")
    stage.hand_in(PROJECT, gate)
    with stage.parts() as parts:
        learn(parts, project=PROJECT)
        request_decision(parts, project=PROJECT, gate=gate, by=MANAGER)
    stage.move_to(PROJECT, gate)
    said = Said(outcome=Outcome.GO, reason="Underlaget håller.")
    for person in DECIDERS:
        with stage.parts() as parts:
            decide_gate(parts, project=PROJECT, gate=gate, said=said, by=person)

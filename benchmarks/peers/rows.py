"""Ours against each peer that is installed; for one that is not, why it is left out."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.conditions import generated
from benchmarks.measuring import Row, Skipped, in_turns, in_turns_by, timed
from benchmarks.peers import judges, machine
from benchmarks.verdict import require_equal
from benchmarks.verdict_cel import ConditionsGate
from gronatraden.project import FACTS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.peers.judges import Asked, Bodies, Judge
    from gronatraden.documents import Snapshot


@dataclass(frozen=True, slots=True)
class Peer:
    """Something that the same rules can be written for."""

    name: str
    module: str
    distribution: str
    prepare: Callable[[Asked], Judge]
    target: float
    projects: int
    """Generated projects that it has to judge as we do."""
    times: int
    """Judgements in a row for one measurement."""


PEERS = (
    Peer("peer-zen", "zen", "zen-engine", judges.zen, 0.2, 400, 20),
    Peer("peer-rego", "regopy", "regopy", judges.rego, 0.02, 200, 2),
    Peer("peer-cel-python", "celpy", "cel-python", judges.cel_python, 0.002, 40, 1),
    Peer("peer-spiff", "SpiffWorkflow", "spiffworkflow", judges.spiff, 0.1, 400, 8),
)
_INSTALLED = Path(__file__).parents[2] / ".venv" / "peers"
"""Where ``make bench`` installs them, apart from all else."""
MACHINE = ("peer-statemachine", "statemachine", "python-statemachine")
_WALKS = 400
_ROUNDS, _TIMES = 12, 50


def rows() -> Iterator[Row | Skipped]:
    """Measure each of ``PEERS``, and ``peer-statemachine``."""
    sys.path.append(str(_INSTALLED))  # last, so that ours stay ours
    gate = ConditionsGate()
    gate.require_equal_answers("sweep")
    for peer in PEERS:
        yield _absent(peer.name, peer.module, peer.distribution) or _judged(gate, peer)
    yield _absent(*MACHINE) or _walked(gate)


def _absent(name: str, module: str, distribution: str) -> Skipped | None:
    if find_spec(module) is not None:
        return None
    return Skipped(name, f"{distribution} is not installed; `make bench` installs it")


def _judged(gate: ConditionsGate, peer: Peer) -> Row:
    theirs = peer.prepare(gate.asked)
    for snapshot in generated(gate.gate.snapshot, peer.projects):
        by_hand = gate.by_hand(snapshot)()
        unmet = frozenset(name for name, found in by_hand.findings.items() if found)
        require_equal(unmet, theirs.judge(theirs.read(_bodies(snapshot))), peer.name)
    snapshot = gate.gate.snapshot
    ours, other = in_turns_by(
        partial(timed, gate.gate.judged_once_read(snapshot, "sweep"), _TIMES),
        partial(timed, partial(theirs.judge, theirs.read(_bodies(snapshot))), peer.times),
        _ROUNDS,
    )
    against = f"{peer.distribution}, the same conditions over the same documents, once read"
    return Row(name=peer.name, ours=ours, against=against, other=other, target=peer.target)


def _bodies(snapshot: Snapshot) -> Bodies:
    return {tool: version.body for tool, version in snapshot.items()}


def _walked(gate: ConditionsGate) -> Row:
    ours, theirs = machine.ours(gate.gate.at), machine.machine()
    whole = gate.gate.snapshot
    for snapshot, asked in zip(generated(whole, _WALKS), machine.walks(_WALKS + 1), strict=True):
        facts = snapshot[FACTS].body
        require_equal(ours(facts, asked), theirs(facts, asked), f"{MACHINE[0]}: {asked}")
    walk = (whole[FACTS].body, machine.SENSIBLE)
    mine, other = in_turns(
        partial(ours, *walk), partial(theirs, *walk), rounds=_ROUNDS, times=_TIMES
    )
    against = "python-statemachine, a project's way through every gate with the same guards"
    return Row(name=MACHINE[0], ours=mine, against=against, other=other, target=0.5)

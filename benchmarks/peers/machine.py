"""A project's way through its phases: ours against a state machine with guards.

Both take the same decisions in the same order, some of them out of turn and some before the
gate is ready. Re-opening and holding are left out: a machine has no past to go back to.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import msgspec

from benchmarks.conditions.written import as_published
from gronatraden import manuscript
from gronatraden.context import Context
from gronatraden.documents import decode
from gronatraden.gates.evaluate import Case, evaluate
from gronatraden.history import DecisionTaken, Outcome
from gronatraden.moment import Moment
from gronatraden.phases import Lifecycle, standing
from gronatraden.project import Project, ProjectFacts
from gronatraden.samples.shipped import folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from gronatraden.phases import NextGate, Standing

Asked = tuple[str, ...]
"""Gates to open, one after the other; ``stop`` stops the project where it is."""
Answer = list[tuple[bool, str]]
"""Whether each was done, and where the project stood then."""
SENSIBLE: Asked = ("start", "close", "checkpoint", "checkpoint", "close", "finish")
"""A whole life, with one gate asked for out of turn: the way that is timed."""
STOP = "stop"
_STOPPABLE = ("before_start", "during")
_NOBODY: frozenset[str] = frozenset()


def walks(count: int) -> Iterator[Asked]:
    """Yield the sensible way, and ``count`` others."""
    yield SENSIBLE
    for seed in range(count):
        chance = Random(seed)  # noqa: S311 - to wander, not to hide
        yield tuple(
            gate if chance.random() < 3 / 4 else chance.choice([*SENSIBLE, STOP])
            for gate in SENSIBLE
            for _ in range(chance.randrange(1, 3))
        )


def ours(at: datetime) -> Callable[[bytes, Asked], Answer]:
    """Return our way: where a project stands is derived from its decisions, each time."""
    rules = as_published(Path(__file__).with_name("lifecycle.yaml"))
    shape = manuscript.validate(manuscript.read(folder() / "lifecycles" / "full.yaml"), Lifecycle)
    project = Project(
        id="p",
        programme="p",
        lifecycle=shape.lifecycle,
        lifecycle_version=shape.version,
        policies=(),
        opened_at=at,
    )

    def is_ready(known: ProjectFacts, stands: Standing, gate: NextGate) -> bool:
        case = Case(
            project=project,
            phase=stands.phase,
            gate=gate,
            policies=(rules,),
            snapshot={},
            stopped=stands.stopped,
        )
        context = Context(moment=Moment(at), facts=known, gate=shape.gate(gate.gate))
        return evaluate(case, context, "sweep").ready

    def walk(facts: bytes, asked: Asked) -> Answer:
        known = decode(facts, ProjectFacts)
        taken: list[DecisionTaken] = []
        answer: Answer = []
        stands = standing(shape, taken)
        for name in asked:
            if name == STOP:
                gate = stands.next[0] if stands.phase in _STOPPABLE else None
                done = gate is not None
            else:
                gate = next((one for one in stands.next if one.gate == name), None)
                done = gate is not None and is_ready(known, stands, gate)
            if done and gate is not None:
                outcome = Outcome.STOP if name == STOP else Outcome.GO
                taken.append(_decision(gate, outcome, at))
                stands = standing(shape, taken)
            answer.append((done, stands.phase))
        return answer

    return walk


def _decision(gate: NextGate, outcome: Outcome, at: datetime) -> DecisionTaken:
    return DecisionTaken(
        gate=gate.gate,
        occurrence=gate.occurrence,
        outcome=outcome,
        decided_at=at,
        deciders=_NOBODY,
        submitters=_NOBODY,
    )


def machine() -> Callable[[bytes, Asked], Answer]:
    """python-statemachine: states, events and guards, one machine for each project."""
    library = import_module("statemachine")
    refused = import_module("statemachine.exceptions").TransitionNotAllowed
    kind = _machine(library)

    def walk(facts: bytes, asked: Asked) -> Answer:
        project = _Guarded(msgspec.json.decode(facts))
        path = kind(project)
        answer: Answer = []
        for event in asked:
            try:
                path.send(event)
            except refused:
                answer.append((False, project.state))
            else:
                answer.append((True, project.state))
        return answer

    return walk


class _Guarded:
    """The model that the machine keeps its state in, with its guards."""

    def __init__(self, facts: dict[str, Any]) -> None:
        self.facts = facts
        self.state = "before_start"
        self.checked = 0

    def may_start(self) -> bool:
        facts = self.facts
        return bool(facts["title"] and facts["owner"] and (facts["total_budget_sek"] or 0) > 0)

    def may_check(self) -> bool:
        starts, ends = self.facts["starts_on"], self.facts["ends_on"]
        return bool(starts and ends and starts < ends)

    def may_close(self) -> bool:
        return self.checked > 0 and any(one["fund"] for one in self.facts["funding"])

    def may_finish(self) -> bool:
        return bool(self.facts["summary"] or self.facts["partners"])

    def on_checkpoint(self) -> None:
        self.checked += 1


def _machine(library: Any) -> Any:  # noqa: ANN401 - the library
    class Path(library.StateMachine):  # type: ignore[misc]  # may not be installed
        before_start = library.State(initial=True)
        during = library.State()
        follow_up = library.State()
        finished = library.State(final=True)
        start = before_start.to(during, cond="may_start")
        checkpoint = during.to.itself(cond="may_check")
        close = during.to(follow_up, cond="may_close")
        finish = follow_up.to(finished, cond="may_finish")
        stop = before_start.to(follow_up) | during.to(follow_up)

    return Path

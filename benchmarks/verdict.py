"""How fast a gate is judged: from stored bytes to a verdict, against the same rules by hand."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

import msgspec

from benchmarks.house import PROJECT, furnished
from benchmarks.measuring import Row, in_turns
from benchmarks.plain_rules import World, judge
from gronatraden import wiring
from gronatraden.context import Context
from gronatraden.documents import decode, encode
from gronatraden.gates.evaluate import Case, contents_of, evaluate
from gronatraden.moment import Moment, day_of
from gronatraden.phases import NextGate
from gronatraden.project import FACTS, ProjectFacts
from gronatraden.services._desk import context_for, open_dossier
from gronatraden.tools import TOOLS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.plain_rules import Judged
    from gronatraden.documents import Snapshot
    from gronatraden.gates.verdict import Verdict

START = NextGate("start", None)
_PARSED = ("contents", "facts", "moment")


class StartGate:
    """The sample's start gate, to be judged both ways."""

    def __init__(self) -> None:
        with furnished() as settings, wiring.connect(settings) as parts, parts.read() as r:
            dossier = open_dossier(r, PROJECT)
            context = context_for(parts, r, dossier, START)
        self._at = parts.at
        self.snapshot: Snapshot = dossier.snapshot
        self._case = Case(
            project=dossier.project,
            phase="before_start",
            gate=START,
            policies=dossier.published,
            snapshot=dossier.snapshot,
        )
        self._known: dict[str, Any] = {
            f.name: getattr(context, f.name) for f in fields(Context) if f.name not in _PARSED
        }
        self._world = _world_of(context)
        self._parse = msgspec.json.Decoder().decode

    def judged(self, snapshot: Snapshot) -> Callable[[], Verdict]:
        """Return what judges a snapshot our way."""
        case = replace(self._case, snapshot=snapshot)

        def ours() -> Verdict:
            context = Context(
                moment=Moment(self._at),
                facts=decode(snapshot[FACTS].body, ProjectFacts),
                contents=contents_of(snapshot),
                **self._known,
            )
            return evaluate(case, context)

        return ours

    def judged_by_hand(self, snapshot: Snapshot) -> Callable[[], Judged]:
        """Return what judges a snapshot by hand."""
        bodies = {tool: version.body for tool, version in snapshot.items()}

        def by_hand() -> Judged:
            return judge(bodies, World(**self._world), self._parse)

        return by_hand

    def variants(self) -> Iterator[Snapshot]:
        """Yield the snapshot as it is, without each document, and with each of them empty."""
        yield self.snapshot
        for tool in TOOLS:
            yield {name: v for name, v in self.snapshot.items() if name != tool.name}
            empty = replace(self.snapshot[tool.name], body=encode(tool.content()))
            yield self.snapshot | {tool.name: empty}

    def require_equal_answers(self) -> None:
        """Stop where the two ways do not say the same of some variant."""
        for snapshot in self.variants():
            ours, by_hand = self.judged(snapshot)(), self.judged_by_hand(snapshot)()
            said = {
                result.id.removeprefix("start."): None
                if result.status == "not_applicable"
                else [(found.code, found.where) for found in result.findings]
                for result in ours.requirements
            }
            if (ours.ready, ours.valid_until, said) != (
                by_hand.ready,
                by_hand.valid_until,
                by_hand.findings,
            ):
                message = "the rules by hand say something else"
                raise AssertionError(message)


def _world_of(context: Context) -> dict[str, Any]:
    """Return what the rules by hand may ask for, as plain data."""
    return {
        "today": day_of(context.moment.at).isoformat(),
        "offered": [msgspec.to_builtins(offered) for offered in context.offered],
        "evidence": [msgspec.to_builtins(one) for one in context.evidence],
        "grants": [msgspec.to_builtins(grant) for grant in context.grants],
        "submitters": context.submitters,
        "deciders": list(context.deciders),
    }


def rows() -> Iterator[Row]:
    """Measure ``verdict``."""
    gate = StartGate()
    gate.require_equal_answers()
    ours, other = in_turns(
        gate.judged(gate.snapshot), gate.judged_by_hand(gate.snapshot), rounds=60, times=30
    )
    yield Row(
        name="verdict",
        ours=ours,
        against="msgspec parse into dictionaries and the same rules by hand",
        other=other,
        target=1.5,
    )

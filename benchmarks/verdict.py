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
from gronatraden.documents import NotApplicable, decode, encode
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
    from gronatraden.gates.conditions.judging import Way
    from gronatraden.gates.verdict import Verdict
    from gronatraden.policy import PublishedPolicy

_NO_RULE = "no rule"
START = NextGate("start", None)
_PARSED = ("contents", "facts", "moment")


class StartGate:
    """The sample's start gate, to be judged both ways."""

    def __init__(self, *rules: PublishedPolicy) -> None:
        """Take the gate up.

        Args:
            rules: What is judged instead of what the project is pinned to.
        """
        with furnished() as settings, wiring.connect(settings) as parts, parts.read() as r:
            dossier = open_dossier(r, PROJECT)
            context = context_for(parts, r, dossier, START)
        self.at = parts.at
        self.snapshot: Snapshot = dossier.snapshot
        self._case = Case(
            project=dossier.project,
            phase="before_start",
            gate=START,
            policies=rules or dossier.published,
            snapshot=dossier.snapshot,
        )
        self._known: dict[str, Any] = {
            f.name: getattr(context, f.name) for f in fields(Context) if f.name not in _PARSED
        }
        self._world = _world_of(context)
        self.parse: Callable[[bytes], Any] = msgspec.json.Decoder().decode

    def judged(self, snapshot: Snapshot, way: Way = "recorded") -> Callable[[], Verdict]:
        """Return what judges a snapshot our way."""
        case = replace(self._case, snapshot=snapshot)
        return lambda: evaluate(case, self._context(snapshot), way)

    def judged_once_read(self, snapshot: Snapshot, way: Way) -> Callable[[], Verdict]:
        """Return what judges a snapshot our way, its documents read beforehand."""
        case = replace(self._case, snapshot=snapshot)
        read = self._read(snapshot)
        return lambda: evaluate(case, Context(moment=Moment(self.at), **read), way)

    def _context(self, snapshot: Snapshot) -> Context:
        return Context(moment=Moment(self.at), **self._read(snapshot))

    def _read(self, snapshot: Snapshot) -> dict[str, Any]:
        facts = decode(snapshot[FACTS].body, ProjectFacts)
        return {**self._known, "facts": facts, "contents": contents_of(snapshot)}

    def judged_by_hand(self, snapshot: Snapshot) -> Callable[[], Judged]:
        """Return what judges a snapshot by hand."""
        bodies = {tool: version.body for tool, version in snapshot.items()}

        def by_hand() -> Judged:
            return judge(bodies, World(**self._world), self.parse)

        return by_hand

    def variants(self) -> Iterator[Snapshot]:
        """Yield the snapshot, and it without each document, with it empty and set aside."""
        yield self.snapshot
        for tool in TOOLS:
            yield {name: v for name, v in self.snapshot.items() if name != tool.name}
            version = self.snapshot[tool.name]
            yield self.snapshot | {tool.name: replace(version, body=encode(tool.content()))}
            aside = tuple(
                NotApplicable(field=f.name, because="…")
                for f in fields(tool.content)
                if f.name != "not_applicable"
            )
            empty = encode(tool.content(not_applicable=aside[:2]))
            yield self.snapshot | {tool.name: replace(version, body=empty)}

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
            require_equal(ours.ready, by_hand.ready, "ready")
            require_equal(ours.valid_until, by_hand.valid_until, "valid_until")
            for name in said.keys() | by_hand.findings.keys():
                require_equal(said.get(name, _NO_RULE), by_hand.findings.get(name, _NO_RULE), name)


def require_equal(ours: object, by_hand: object, what: str) -> None:
    """Stop where two ways do not say the same."""
    if ours != by_hand:
        message = f"{what}: {ours} is {by_hand} in the rules by hand"
        raise AssertionError(message)


def _world_of(context: Context) -> dict[str, Any]:
    """Return what the rules by hand may ask for, as plain data."""
    return {
        "today": day_of(context.moment.at).isoformat(),
        "offered": [msgspec.to_builtins(offered) for offered in context.offered],
        "grants": [msgspec.to_builtins(grant) for grant in context.grants],
        "submitters": context.submitters,
        "deciders": list(context.deciders),
        "stand_ins": dict(context.stand_ins),
    }


def rows() -> Iterator[Row]:
    """Measure ``verdict-named``."""
    gate = StartGate()
    gate.require_equal_answers()
    ours, other = in_turns(
        gate.judged(gate.snapshot), gate.judged_by_hand(gate.snapshot), rounds=60, times=30
    )
    yield Row(
        name="verdict-named",
        ours=ours,
        against="msgspec parse into dictionaries and the same rules by hand",
        other=other,
        target=1.5,
    )

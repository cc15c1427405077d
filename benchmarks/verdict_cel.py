"""How fast a gate of conditions is judged for the record, against the same rules by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.conditions import conditions, generated, judge
from benchmarks.measuring import Row, in_turns
from benchmarks.peers.judges import Asked
from benchmarks.verdict import START, StartGate, require_equal
from gronatraden.moment import day_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.conditions import Found, Judged
    from gronatraden.documents import Snapshot
    from gronatraden.gates.conditions.judging import Way
    from gronatraden.gates.verdict import Verdict

PROJECTS = 400
"""Generated projects that both ways have to say the same of."""
_GATE = "start."


class ConditionsGate:
    """The sample's start gate under conditions, to be judged for the record and by hand."""

    def __init__(self) -> None:
        self.gate = StartGate(conditions())
        self._today = day_of(self.gate.at)

    @property
    def asked(self) -> Asked:
        """What others are asked instead of us."""
        policy = conditions().policy
        return Asked(policy.gates[START.gate].requires, policy.params, self._today)

    def by_hand(self, snapshot: Snapshot) -> Callable[[], Judged]:
        """Return what judges a snapshot by hand."""
        bodies = {tool: version.body for tool, version in snapshot.items()}
        return lambda: judge(bodies, self._today, self.gate.parse)

    def require_equal_answers(self, way: Way) -> None:
        """Stop where some generated project is judged differently, or a rule never is."""
        met: dict[str, set[bool]] = {}
        for snapshot in generated(self.gate.snapshot, PROJECTS):
            ours, by_hand = self.gate.judged(snapshot, way)(), self.by_hand(snapshot)()
            require_equal(ours.ready, by_hand.ready, "ready")
            require_equal(ours.valid_until, by_hand.valid_until, "valid_until")
            require_equal(findings_of(ours), by_hand.findings, "findings")
            for name, found in by_hand.findings.items():
                met.setdefault(name, set()).add(not found)
        require_equal({name: {True, False} for name in met}, met, "rules met and unmet")


def findings_of(verdict: Verdict) -> dict[str, Found | None]:
    """Return what a verdict says of each rule, as the rules by hand put it."""
    return {
        result.id.removeprefix(_GATE): None
        if result.status == "not_applicable"
        else [(f.code, f.where, f.facts.get("offenders", ())) for f in result.findings]
        for result in verdict.requirements
    }


def rows() -> Iterator[Row]:
    """Measure ``verdict-cel``."""
    cel = ConditionsGate()
    cel.require_equal_answers("recorded")
    snapshot = cel.gate.snapshot
    ours, other = in_turns(cel.gate.judged(snapshot), cel.by_hand(snapshot), rounds=40, times=15)
    yield Row(
        name="verdict-cel",
        ours=ours,
        against="msgspec parse into dictionaries and the same conditions by hand",
        other=other,
        target=8.0,
    )

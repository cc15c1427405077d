"""Cases are judged, and what came of them is held against what was expected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gronatraden.findings import Finding
    from gronatraden.gates.verdict import Result, Status, Verdict
    from gronatraden.services.authoring.cases.shape import CaseStated, Suite
    from gronatraden.services.authoring.cases.standing import Stood
    from gronatraden.services.authoring.cases.suites import Ready


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """Something that came out otherwise than expected."""

    gate: str
    requirement: str
    """Empty where it is about the gate as a whole."""
    expected: str
    """A status, ``ready``, ``closed``, or offenders."""
    found: str
    findings: tuple[Finding, ...] = ()
    """What the requirement found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """A case, and what came of it."""

    file: str
    line: int
    name: str
    stood: Stood
    outcomes: Mapping[tuple[str, str], Result]
    """How each requirement came out, by gate and id."""
    offenders: Mapping[str, Sequence[str]]
    """The offenders that were expected, by requirement."""
    misses: tuple[Miss, ...]

    @property
    def passed(self) -> bool:
        """Whether everything came out as expected."""
        return not self.misses


def run_suite(suite: Ready) -> Iterator[Ran]:
    """Judge every case of a file.

    Raises:
        ManuscriptError: When a patch leads nowhere, or what it says does not fit.
    """
    own = {r.id for gate in suite.policy.gates.values() for r in gate.requires}
    for index, case in enumerate(suite.says.cases):
        stood = suite.stood(index)
        verdicts = [stood.judge(suite.policies, gate) for gate in suite.gates(case)]
        yield Ran(
            file=suite.written.file,
            line=suite.written.line_of(("cases", index)).line,
            name=case.name,
            stood=stood,
            outcomes={(v.gate, r.id): r for v in verdicts for r in v.requirements},
            offenders={**suite.says.expect.offenders, **case.expect.offenders},
            misses=tuple(_misses(suite.says, case, verdicts, own)),
        )


def _misses(
    suite: Suite, case: CaseStated, verdicts: Sequence[Verdict], own: set[str]
) -> Iterator[Miss]:
    said = {**suite.expect.statuses(), **case.expect.statuses()}
    closed = {*suite.expect.closed, *case.expect.closed}
    offenders = {**suite.expect.offenders, **case.expect.offenders}
    for verdict in verdicts:
        for result in verdict.requirements:
            expected = said.get(result.id, "satisfied" if result.id in own else None)
            yield from _missed(verdict.gate, result, expected, offenders)
        if verdict.ready is (verdict.gate in closed):
            words = ("closed", "ready") if verdict.gate in closed else ("ready", "closed")
            yield Miss(gate=verdict.gate, requirement="", expected=words[0], found=words[1])


def _missed(
    gate: str, result: Result, expected: Status | None, offenders: Mapping[str, Sequence[str]]
) -> Iterator[Miss]:
    if expected is not None and result.status != expected:
        yield Miss(
            gate=gate,
            requirement=result.id,
            expected=expected,
            found=result.status,
            findings=result.findings,
        )
    if result.id in offenders:
        found, named = offenders_of(result), sorted(set(offenders[result.id]))
        if found != named:
            yield Miss(
                gate=gate,
                requirement=result.id,
                expected=", ".join(named) or "–",
                found=", ".join(found) or "–",
                findings=result.findings,
            )


def offenders_of(result: Result) -> list[str]:
    """Return what a requirement finds missing: elements by name, otherwise fields by path."""
    found: set[str] = set()
    for finding in result.findings:
        named = finding.facts.get("offenders")
        found |= set(named) if isinstance(named, tuple | list) else {finding.where}
    return sorted(found)

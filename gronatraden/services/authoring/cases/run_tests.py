"""Policies are tested: every case of every file, what is shown by none, and no database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gronatraden.errors import ManuscriptError, Problem
from gronatraden.services.authoring.cases.coverage import Boundary, Gap, boundaries, gaps
from gronatraden.services.authoring.cases.running import Ran, run_suite
from gronatraden.services.authoring.cases.suites import Reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from gronatraden.policy import Policy
    from gronatraden.services.authoring.cases.suites import Ready

_A_BASE = "project.yaml"
"""A folder that holds this is a project, and none of its files are cases."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyTested:
    """One policy, and how far its cases go."""

    file: Path
    policy: Policy
    cases: int
    requirements: int
    gaps: tuple[Gap, ...]
    boundaries: int
    """Numbers moved by one, up and down."""
    untold: tuple[Boundary, ...]
    """Those that no case tells."""

    @property
    def covered(self) -> bool:
        """Whether every requirement and every limit is tested."""
        return not (self.gaps or self.untold)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """Everything that was run."""

    ran: tuple[Ran, ...]
    broken: tuple[ManuscriptError, ...]
    """Files that could not be run."""
    policies: tuple[PolicyTested, ...]
    """By the order their first file was named in."""

    @property
    def passed(self) -> bool:
        """Whether every case came out as expected."""
        return not self.broken and all(one.passed for one in self.ran)

    @property
    def covered(self) -> bool:
        """Whether nothing is left untested."""
        return all(one.covered for one in self.policies)


def run_tests(paths: Iterable[Path]) -> Tested:
    """Run the cases in files, and in folders with all that is below them."""
    reader = Reader()
    ran: list[Ran] = []
    broken: list[ManuscriptError] = []
    by_policy: dict[Path, list[tuple[Ready, tuple[Ran, ...]]]] = {}
    for path in paths:
        files = _files(path)
        if not files:
            broken.append(ManuscriptError(str(path), [Problem("no-policy-tests")]))
        for file in files:
            try:
                suite = reader.read(file)
                done = tuple(run_suite(suite))
            except ManuscriptError as error:
                broken.append(error)
                continue
            ran += done
            by_policy.setdefault(suite.policy_file, []).append((suite, done))
    return Tested(
        ran=tuple(ran),
        broken=tuple(broken),
        policies=tuple(_tested(file, suites) for file, suites in by_policy.items()),
    )


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    return [f for f in sorted(path.rglob("*.yaml")) if not (f.parent / _A_BASE).exists()]


def _tested(file: Path, suites: Sequence[tuple[Ready, tuple[Ran, ...]]]) -> PolicyTested:
    first = suites[0][0]
    told: list[Ran] = [one for _, done in suites for one in done if one.passed]
    moved: dict[Boundary, bool] = {}
    for suite, done in suites:
        passed = [one for one in done if one.passed]
        for boundary, seen in boundaries(suite.policy, suite.beside, passed):
            moved[boundary] = moved.get(boundary, False) or seen
    return PolicyTested(
        file=file,
        policy=first.policy,
        cases=sum(len(done) for _, done in suites),
        requirements=sum(len(gate.requires) for gate in first.policy.gates.values()),
        gaps=tuple(gaps(first.policy, told)),
        boundaries=len(moved),
        untold=tuple(one for one, seen in moved.items() if not seen),
    )

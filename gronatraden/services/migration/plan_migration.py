"""A migration is planned: what other rules would change for each project, and nothing done."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from gronatraden import canonical
from gronatraden.gates.migration import Altered, altered, passed_for_good, stands_elsewhere
from gronatraden.gates.registry import effective
from gronatraden.phases import FINISHED
from gronatraden.services._desk import judge
from gronatraden.services._dossier import Dossier
from gronatraden.services.migration._pins import targets
from gronatraden.store import gates, policies

if TYPE_CHECKING:
    from gronatraden.project import Project
    from gronatraden.services._parts import Parts
    from gronatraden.services.migration._pins import Undone, Wanted
    from gronatraden.store.reader import Reader

Pins = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turned:
    """A gate that is next, as it is judged now and as it would be."""

    gate: str
    occurrence: int | None
    ready: bool
    would_be_ready: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectPlan:
    """What a migration means for one project."""

    project: str
    lifecycle_before: str
    lifecycle: str
    """The one it would follow."""
    lifecycle_version: int
    project_class: str
    """What it is in as its facts stand; empty where that cannot be told."""
    lighter: bool
    """Whether that is a lighter way than its class's, which takes a reason of its own."""
    policies_before: Pins
    policies: Pins
    turned: tuple[Turned, ...]
    """The gates that are next."""
    altered: tuple[Altered, ...]
    """What gates to come would ask otherwise."""
    passed: tuple[Altered, ...]
    """What gates it has passed would ask otherwise; the project is then not moved unforced."""
    moved: bool
    """Whether it would stand at another gate, which no force brings about."""
    waiting: tuple[str, ...]
    """Gates on which a decision is requested, and would have to be requested again."""


@dataclass(frozen=True)
class Plan:
    """What a migration means for every project that is concerned."""

    projects: tuple[ProjectPlan, ...]
    finished: tuple[str, ...]
    """Projects that are finished: nothing is judged any more, and they stay as they are."""
    as_is: tuple[str, ...]
    """Projects that follow those rules already."""

    @cached_property
    def sha256(self) -> str:
        """What the plan is known by; another outcome for any project is another plan."""
        return canonical.sha256_hex(canonical.encode(msgspec.to_builtins(self.projects)))

    @property
    def held_back(self) -> tuple[ProjectPlan, ...]:
        """Projects whose passed gates would mean something else."""
        return tuple(p for p in self.projects if p.passed)

    @property
    def lightened(self) -> tuple[ProjectPlan, ...]:
        """Projects that would take a lighter way than their class's."""
        return tuple(p for p in self.projects if p.lighter)

    @property
    def impossible(self) -> tuple[ProjectPlan, ...]:
        """Projects that would stand elsewhere."""
        return tuple(p for p in self.projects if p.moved)


def plan_migration(parts: Parts, *, wanted: Wanted | Undone) -> Plan:
    """Return what a migration would change; nothing is recorded.

    Raises:
        UnknownNameError: When a project, the programme, the policy or the plan does not exist.
        PolicyError: When a project would be left without any policy, or another lifecycle
            has none in force.
    """
    with parts.read() as r:
        return draw_up(parts, r, wanted)


def draw_up(parts: Parts, r: Reader, wanted: Wanted | Undone) -> Plan:
    """Return the plan of a migration as things stand."""
    planned: list[ProjectPlan] = []
    finished: list[str] = []
    as_is: list[str] = []
    for project, other in targets(r, wanted, on=parts.today):
        if project == other:
            as_is.append(project.id)
        elif (dossier := Dossier(r, project)).standing.phase == FINISHED:
            finished.append(project.id)
        else:
            planned.append(_planned(parts, r, dossier, other))
    return Plan(tuple(planned), tuple(finished), tuple(as_is))


def _planned(parts: Parts, r: Reader, dossier: Dossier, other: Project) -> ProjectPlan:
    then = Dossier(r, other)
    passed = passed_for_good(dossier.lifecycle, dossier.decisions)
    known = [g.gate for phase in then.lifecycle.phases for g in phase.gates]
    to_come = [gate for gate in known if gate not in passed]
    moved = stands_elsewhere(dossier.lifecycle, then.lifecycle, dossier.decisions)
    project_class, lighter = _classed(r, dossier, other)
    before, after = (effective(one.published).policies for one in (dossier, then))
    return ProjectPlan(
        project=other.id,
        lifecycle_before=dossier.project.lifecycle,
        lifecycle=other.lifecycle,
        lifecycle_version=other.lifecycle_version,
        project_class=project_class,
        lighter=lighter,
        policies_before=dossier.project.policies,
        policies=other.policies,
        turned=() if moved else _turned(parts, r, dossier, then),
        altered=altered(before, after, to_come),
        passed=altered(before, after, passed),
        moved=moved,
        waiting=tuple(
            n.gate
            for n in dossier.standing.next
            if gates.open_request(r, other.id, n.gate, n.occurrence) is not None
        ),
    )


def _classed(r: Reader, dossier: Dossier, other: Project) -> tuple[str, bool]:
    """Return a project's class, and whether another lifecycle is a lighter way than its."""
    then = policies.classed(r, other.id)
    now = None if then is None else then.by.class_of(dossier.facts)
    if then is None or now is None:
        return "", False
    exchanged = dossier.project.lifecycle != other.lifecycle
    return now.id, exchanged and then.by.is_lighter(other.lifecycle, now.lifecycle)


def _turned(parts: Parts, r: Reader, now: Dossier, then: Dossier) -> tuple[Turned, ...]:
    return tuple(
        Turned(
            gate=n.gate,
            occurrence=n.occurrence,
            ready=judge(parts, r, now, n).ready,
            would_be_ready=judge(parts, r, then, n).ready,
        )
        for n in now.standing.next
        if n in then.standing.next
    )

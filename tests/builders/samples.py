"""The sample projects as they stand before a gate, judged by the shipped policy.

Everything the record would know is built by hand here: who submitted, who decided when,
what was read and which lessons were logged. No database is needed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gronatraden import canonical, manuscript
from gronatraden.context import Context
from gronatraden.documents import DocumentVersion, decode, encode, package_sha256
from gronatraden.gates.decision import rule_for
from gronatraden.gates.evaluate import Case, contents_of, evaluate
from gronatraden.history import DecisionTaken, Outcome
from gronatraden.moment import Moment
from gronatraden.phases import Lifecycle, standing
from gronatraden.policy import Policy, PublishedPolicy, called_for, sha256_of
from gronatraden.project import FACTS, Grant, Project, ProjectFacts
from gronatraden.samples import folders
from gronatraden.samples.staging import Calendar, Cast, ReadingsFile
from gronatraden.services._handing_in import read_handed
from gronatraden.tools import TOOLS
from gronatraden.tools.learning_cycle import LearningCycle

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gronatraden.documents import Snapshot
    from gronatraden.gates.verdict import Verdict
    from gronatraden.history import Reading
    from gronatraden.manuscript import Manuscript

POLICIES = Path(__file__).parents[2] / "policies"
PROGRAMME = "grona-kronoberg"
MANAGER = "projektledare"
LIFECYCLE = {"res-gront": "full", "starkt-vardskap": "simple"}
"""What the projects that are carried through go by."""
DECIDERS = {
    "full": frozenset({"ordforande", "styrgrupp-1", "styrgrupp-2"}),
    "simple": frozenset({"projektagare"}),
}
ADDED = tuple(
    (name, f"{step}/{path.name}")
    for name in folders.CARRIED
    for step in folders.steps(name)
    for path in sorted(folders.fictional(name, step).glob("*.yaml"))
)
"""Every file that the demonstration adds to a project, as (project, ``step/file``)."""


@cache
def written(path: Path) -> Manuscript:
    """Return a sample file as it was written."""
    return manuscript.read(path)


def as_written(path: Path) -> dict[str, Any]:
    """Return what stands in a sample file, before it is made a content."""
    return dict(written(path).value)


@cache
def the_policy(lifecycle: str = "full") -> PublishedPolicy:
    """Return the shipped policy of a lifecycle."""
    policy = manuscript.validate(written(POLICIES / f"gronatraden-{lifecycle}.yaml"), Policy)
    return PublishedPolicy(policy, sha256_of(policy))


@cache
def the_overlays() -> tuple[Policy, ...]:
    """Return what programmes and funders add, as shipped."""
    files = sorted(POLICIES.glob("*/*.yaml"))
    added = [path for path in files if path.parent.name in {"programmes", "funders"}]
    return tuple(manuscript.validate(written(path), Policy) for path in added)


def _policies(lifecycle: str, facts: ProjectFacts) -> list[PublishedPolicy]:
    """Return the policies that a project opened from today on would be pinned to."""
    every = (the_policy(lifecycle).policy, *the_overlays())
    called = called_for(every, lifecycle, PROGRAMME, facts, on=date.max)
    return [PublishedPolicy(policy, sha256_of(policy)) for policy in called]


@cache
def the_lifecycle(name: str = "full") -> Lifecycle:
    """Return a shipped lifecycle."""
    return manuscript.validate(written(POLICIES / "lifecycles" / f"{name}.yaml"), Lifecycle)


@cache
def the_calendar(project: str) -> Calendar:
    """Return a sample project's days."""
    return manuscript.validate(written(folders.project(project) / folders.CALENDAR), Calendar)


@cache
def the_cast() -> Cast:
    """Return the people of the demonstration."""
    return manuscript.validate(written(folders.PEOPLE), Cast)


def noon_of(day: date) -> datetime:
    """Return the moment the demonstration's clock shows on a day."""
    return datetime.combine(day, time(12, tzinfo=UTC))


def handed_in(paths: Iterable[Path], before: Snapshot, on: date) -> Snapshot:
    """Return a snapshot after documents were handed in on a day."""
    snapshot = dict(before)
    for path in paths:
        handed = read_handed(written(path))
        tool, body = handed.envelope.tool, encode(handed.content)
        snapshot[tool] = DocumentVersion(
            project=handed.envelope.project,
            tool=tool,
            number=snapshot[tool].number + 1 if tool in snapshot else 1,
            schema=1,
            sha256=canonical.sha256_hex(body),
            origin=handed.envelope.origin,
            sources=handed.envelope.sources,
            submitted_by=MANAGER,
            submitted_at=noon_of(on),
            body=body,
        )
    return snapshot


def opened_verdict(project: str) -> Verdict:
    """Return the start gate's verdict on a project's public facts, the day it opens."""
    day = the_calendar(project).on("opened")
    snapshot = handed_in(folders.documents(folders.project(project)), {}, day)
    return _judged(snapshot, "start", day, decisions=(), readings=())


def verdict_at(gate: str, *, project: str = "res-gront", without: str = "") -> Verdict:
    """Return the verdict on one of a carried project's gates after all that leads up to it.

    Args:
        gate: The gate; the ones before it were opened on their days.
        project: One of the projects that are carried through.
        without: One added file to leave out, as ``start/change_logic.yaml``.
    """
    calendar, earlier = the_calendar(project), {}
    opened = calendar.on("opened")
    snapshot = handed_in(folders.documents(folders.project(project)), {}, opened)
    decisions: tuple[DecisionTaken, ...] = ()
    readings: tuple[Reading, ...] = ()
    steps = folders.steps(project)
    for step in steps[: steps.index(gate) + 1]:
        paths = [
            path
            for path in folders.documents(folders.fictional(project, step))
            if f"{step}/{path.name}" != without
        ]
        snapshot = handed_in(paths, snapshot, calendar.on(f"{step}-documents"))
        readings += _readings(project, step, without)
        if step != gate:
            earlier = contents_of(snapshot)
            decisions += (_opened(step, snapshot, calendar.on(step), len(decisions)),)
    day = calendar.on(gate)
    return _judged(snapshot, gate, day, decisions=decisions, readings=readings, earlier=earlier)


def _readings(project: str, step: str, without: str) -> tuple[Reading, ...]:
    path = folders.fictional(project, step) / folders.READINGS
    if not path.exists() or f"{step}/{path.name}" == without:
        return ()
    return manuscript.validate(written(path), ReadingsFile).as_recorded()


def _opened(gate: str, snapshot: Snapshot, day: date, before: int) -> DecisionTaken:
    return DecisionTaken(
        gate=gate,
        occurrence=1 if gate == "checkpoint" else None,
        outcome=Outcome.GO,
        decided_at=noon_of(day).replace(minute=before),
        deciders=DECIDERS[_lifecycle(snapshot)],
        submitters=frozenset({MANAGER}),
        facts=_facts(snapshot),
    )


def _lifecycle(snapshot: Snapshot) -> str:
    return LIFECYCLE.get(snapshot[FACTS].project, "full")


def _facts(snapshot: Snapshot) -> ProjectFacts:
    return decode(snapshot[FACTS].body, ProjectFacts)


def _judged(
    snapshot: Snapshot,
    gate: str,
    day: date,
    *,
    decisions: Sequence[DecisionTaken],
    readings: Sequence[Reading],
    earlier: dict[type, Any] | None = None,
) -> Verdict:
    goes_by = _lifecycle(snapshot)
    lifecycle = the_lifecycle(goes_by)
    stands = standing(lifecycle, decisions)
    seal = package_sha256(snapshot.values())
    facts = _facts(snapshot)
    if gate == "finish":
        facts = replace(facts, archive=replace(facts.archive, package_sha256=seal))
    policies = _policies(goes_by, _facts(snapshot))
    rule = rule_for([p.policy for p in policies], gate, Outcome.GO)
    context = Context(
        moment=Moment(noon_of(day)),
        facts=facts,
        gate=lifecycle.gate(gate),
        contents=contents_of(snapshot),
        earlier=earlier or {},
        phase_entered_on=None if stands.entered_at is None else stands.entered_at.date(),
        readings=tuple(readings),
        decisions=tuple(decisions),
        logged_lessons=_found(snapshot),
        grants=_grants(snapshot),
        submitters=frozenset(v.submitted_by for v in snapshot.values()),
        deciders=tuple(rule.items()),
        package_sha256=seal,
    )
    asked = next(n for n in stands.next if n.gate == gate)
    case = Case(
        project=_project(snapshot, day),
        phase=lifecycle.phase_of(gate),
        gate=asked,
        policies=policies,
        snapshot=snapshot,
    )
    return evaluate(case, context)


def _project(snapshot: Snapshot, day: date) -> Project:
    return Project(
        id=snapshot[FACTS].project,
        programme=PROGRAMME,
        lifecycle=_lifecycle(snapshot),
        lifecycle_version=1,
        policies=((f"gronatraden-{_lifecycle(snapshot)}", 1),),
        opened_at=noon_of(day),
    )


def _found(snapshot: Snapshot) -> tuple[str, ...]:
    tool = next(t for t in TOOLS if t.content is LearningCycle)
    if tool.name not in snapshot:
        return ()
    cycle = contents_of({tool.name: snapshot[tool.name]})[LearningCycle]
    assert isinstance(cycle, LearningCycle)
    return tuple(found.id for found in cycle.findings)


def _grants(snapshot: Snapshot) -> tuple[Grant, ...]:
    carried = snapshot[FACTS].project if snapshot[FACTS].project in LIFECYCLE else "res-gront"
    since = the_calendar(carried).on("programme")
    return tuple(
        Grant(
            id=f"{person.handle}-{role.value}",
            person=person.handle,
            role=role,
            programme=None if person.everywhere else PROGRAMME,
            project=None,
            from_on=since,
            until_on=None,
        )
        for person in the_cast().people
        for role in person.roles
    )


def elements(value: object) -> list[dict[str, Any]]:
    """Return every element of a list, and every part that cites a source, at any depth."""
    found: list[dict[str, Any]] = []
    if isinstance(value, dict):
        found += [value] if "source" in value else []
        for inner in value.values():
            found += elements(inner)
    elif isinstance(value, list):
        found += [item for item in value if isinstance(item, dict) and "source" not in item]
        for item in value:
            found += elements(item)
    return found

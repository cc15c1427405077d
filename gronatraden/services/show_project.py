"""Projects are listed, and one is shown with everything that follows from its record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gronatraden.documents import package_sha256
from gronatraden.gates.burden import burden_of
from gronatraden.gates.holding.material import stale
from gronatraden.gates.holding.telling import stale_since
from gronatraden.gates.holding.waivers import LIVE
from gronatraden.moment import day_of, months_after
from gronatraden.phases import opening
from gronatraden.policy import misfits, outgrown
from gronatraden.project import retain_until
from gronatraden.services._desk import context_for, open_dossier, unknown
from gronatraden.services.deciding.motions import waiting_motion
from gronatraden.services.holding.waive import standings
from gronatraden.store import gates, people, policies, projects
from gronatraden.thread import coverage

if TYPE_CHECKING:
    from datetime import date, datetime

    from gronatraden.documents import Snapshot
    from gronatraden.findings import Finding
    from gronatraden.gates.burden import Burden
    from gronatraden.gates.decision import Request
    from gronatraden.gates.holding.material import Stale
    from gronatraden.gates.holding.waivers import WaiverStanding
    from gronatraden.history import Change, Condition, Notice, Point
    from gronatraden.phases import Obligation, Standing
    from gronatraden.policy import Classes, ProjectClass
    from gronatraden.project import Project, ProjectFacts
    from gronatraden.services._dossier import Dossier
    from gronatraden.services._parts import Parts
    from gronatraden.store.reader import Reader
    from gronatraden.thread.coverage import Coverage

_MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """An obligation that outlives the project, and the day it falls due."""

    obligation: Obligation
    on: date | None
    """None until the gate that starts its clock is passed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassSeen:
    """A project's class."""

    now: ProjectClass | None
    """None until it is stated what the project costs."""
    lighter_because: str
    """Why it goes through a lighter lifecycle than its class; empty where it does not."""
    passed_over: ProjectClass | None = None
    """The class that it would be in by its budget alone."""
    kept_out_by: str = ""
    """The fact that keeps it out of that one, by path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectSeen:
    """A project as it stands."""

    project: Project
    facts: ProjectFacts
    standing: Standing
    documents: Snapshot
    """The latest version of each document, by tool."""
    obligations: tuple[Due, ...]
    retain_until: date | None
    """Last day the record must be kept; None where no rule gives one yet."""
    package_sha256: str
    """Seal over the latest documents, the project's facts left out."""
    burden: Burden | None = None
    """What it is asked to fill in, and how much of that it has; None in a list."""
    coverage: Coverage | None = None
    """How much of its thread holds; None in a list."""
    stale: Stale | None = None
    """The decision that no longer rests on what is there; None in a list."""
    stale_since: datetime | None = None
    """When it came to be so."""
    notices: tuple[Notice, ...] = ()
    """What was told since a gate last opened, in the order raised; none in a list."""
    waivers: tuple[WaiverStanding, ...] = ()
    """Waivers that hold or wait for approval, in the order requested; none in a list."""
    changes: tuple[Change, ...] = ()
    """Changes that wait for a decision, in the order requested; none in a list."""
    misfits: tuple[Finding, ...] = ()
    """Where its policies and its lifecycle differ from what its facts call for; none in a list."""
    classed: ClassSeen | None = None
    """Its class; None in a list, and where nobody has published what the classes are."""
    overdue: tuple[Condition, ...] = ()
    """Conditions whose day has passed: they close the gates they were set at; none in a list."""
    points: tuple[Point, ...] = ()
    """Points to mend that wait for an answer, in the order set; none in a list."""
    motions: tuple[Request, ...] = ()
    """Motions on passed gates that wait for a decision; none in a list."""


def list_projects(parts: Parts, *, programme: str | None = None) -> tuple[ProjectSeen, ...]:
    """Return all projects, or a programme's, in the order they were opened.

    Raises:
        UnknownNameError: When there is no such programme.
    """
    with parts.read() as r:
        if programme is not None and people.programme_by_id(r, programme) is None:
            known = (p.id for p in people.programmes(r))
            raise unknown(kind="programme", name=programme, known=known)
        found = [p for p in projects.projects(r) if programme in {None, p.programme}]
        return tuple(_seen(open_dossier(r, p.id)) for p in found)


def show_project(parts: Parts, *, project: str) -> ProjectSeen:
    """Return one project.

    Raises:
        UnknownNameError: When there is no such project.
    """
    with parts.read() as r:
        dossier = open_dossier(r, project)
        context = context_for(parts, r, dossier, None)
        found, notices = stale(context), _told(r, dossier)
        return replace(
            _seen(dossier),
            burden=burden_of(dossier.lifecycle, dossier.policies, context),
            coverage=coverage(context),
            changes=tuple(change for change in dossier.changes if change.outcome is None),
            misfits=misfits_of(r, dossier),
            classed=class_of(r, dossier),
            stale=found,
            stale_since=None if found is None else stale_since(found, notices),
            notices=notices,
            waivers=tuple(w for w in standings(parts, r, dossier) if w.state in LIVE),
            overdue=tuple(
                c for c in context.conditions if c.is_owed and parts.moment.has_passed(c.due_on)
            ),
            points=tuple(p for p in gates.points(r, project) if p.mended_at is None),
            motions=_motions(r, dossier),
        )


def misfits_of(r: Reader, dossier: Dossier) -> tuple[Finding, ...]:
    """Return where a project's policies and lifecycle differ from what its facts call for."""
    every = policies.in_force(r)
    project, facts = dossier.project, dossier.facts
    found = list(misfits(every, project, facts, opened_on=day_of(project.opened_at)))
    then = policies.classed(r, project.id)
    if then is not None:
        excused = then.name if then.reason else ""
        found += outgrown(then.by, project.lifecycle, facts, excused=excused)
    return tuple(found)


def class_of(r: Reader, dossier: Dossier) -> ClassSeen | None:
    """Return a project's class as its facts stand, by the classes that it was opened under."""
    then = policies.classed(r, dossier.project.id)
    if then is None:
        return None
    return class_seen(then.by, dossier.facts, lighter_because=then.reason)


def class_seen(classes: Classes, facts: ProjectFacts, *, lighter_because: str) -> ClassSeen:
    """Return a project's class, and what keeps it out of a lighter one."""
    lighter, why = classes.passed_over(facts) or (None, "")
    return ClassSeen(
        now=classes.class_of(facts),
        lighter_because=lighter_because,
        passed_over=lighter,
        kept_out_by=why,
    )


def _told(r: Reader, dossier: Dossier) -> tuple[Notice, ...]:
    """Return what was told since a gate last opened, in the order raised."""
    opened = [d.id for d in gates.decisions(r, dossier.project.id) if d.outcome.opens]
    last = opened[-1] if opened else ""
    return tuple(n for n in gates.notices(r, dossier.project.id) if n.decision == last)


def _seen(dossier: Dossier) -> ProjectSeen:
    return ProjectSeen(
        project=dossier.project,
        facts=dossier.facts,
        standing=dossier.standing,
        documents=dossier.snapshot,
        obligations=tuple(_due(o, dossier) for o in dossier.lifecycle.obligations),
        retain_until=retain_until(dossier.facts),
        package_sha256=package_sha256(dossier.snapshot.values()),
    )


def _motions(r: Reader, dossier: Dossier) -> tuple[Request, ...]:
    moved = dict.fromkeys(d.gate for d in opening(dossier.decisions))
    found = (waiting_motion(r, dossier, gate) for gate in moved)
    return tuple(request for request in found if request is not None)


def _due(obligation: Obligation, dossier: Dossier) -> Due:
    passed = [d for d in opening(dossier.decisions) if d.gate == obligation.after]
    if not passed:
        return Due(obligation=obligation, on=None)
    since = day_of(passed[-1].decided_at)
    return Due(obligation=obligation, on=months_after(since, obligation.years * _MONTHS))

"""A project as it stood when a decision was requested, as far as the record tells.

The verdict says how many readings and approved changes it rested on, and which versions of
the documents. Decisions, promises, papers, answers and points are those recorded before.
What cannot be told for sure is who held a role then, should that have been entered later;
whoever uses this judges again by the rules of that time, and sees whether it comes out so.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gronatraden.gates.evaluate import contents_of
from gronatraden.history import ChangeOutcome, approved
from gronatraden.phases import opening
from gronatraden.services._dossier import Dossier
from gronatraden.store import changes, gates, lessons, policies, projects

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from gronatraden.context import Context
    from gronatraden.documents import Snapshot
    from gronatraden.gates.decision import Decision, Request
    from gronatraden.gates.verdict import DocumentRef, Verdict
    from gronatraden.history import Change, Condition, Point
    from gronatraden.store.reader import Reader


def dossier_then(r: Reader, now: Dossier, asked: Request, verdict: Verdict) -> Dossier:
    """Return a project's dossier as it was when a decision was requested.

    Args:
        r: The record.
        now: The project as it stands.
        asked: The request.
        verdict: What was recorded with it.
    """
    name = now.project.id
    before = _decided_before(r, asked)
    known = {d.id for d in before}
    project = replace(now.project, lifecycle_version=verdict.lifecycle_version)
    then = Dossier(r, project)
    then.published = policies.pinned(r, ((p.policy, p.version) for p in verdict.policies))
    then.snapshot = _versions(r, name, verdict.documents)
    then.decisions = gates.decisions_taken(r, name)[: len(before)]
    then.changes = _changes_then(r, name, verdict)
    then.conditions = tuple(
        _unmet_after(c, verdict.at)
        for c in gates.conditions(r, name)
        if c.id.rpartition("/")[0] in known
    )
    opened = opening(before)
    refs = gates.verdict_of(r, opened[-1]).documents if opened else ()
    then.earlier = contents_of(_versions(r, name, refs))
    then.grants = now.grants
    return then


def seen_then(
    r: Reader, dossier: Dossier, asked: Request, verdict: Verdict
) -> Callable[[Context], Context]:
    """Return what makes a context into what the rules saw when a decision was requested."""
    name, at = dossier.project.id, verdict.at
    known = {d.id for d in _decided_before(r, asked)}

    def then(context: Context) -> Context:
        return replace(
            context,
            readings=tuple(x for x in context.readings if x.number <= verdict.readings),
            points=tuple(_unmended_after(p, at) for p in context.points if p.decision in known),
            evidence=tuple(e for e in context.evidence if e.added_at <= at),
            offered=lessons.offered_at(r, name, at),
            logged_lessons=lessons.logged_findings_at(r, name, at),
        )

    return then


def _decided_before(r: Reader, asked: Request) -> tuple[Decision, ...]:
    """Return the decisions on what was requested before, in the order taken."""
    earlier: set[str] = set()
    for one in gates.requests(r, asked.project):
        if one.id == asked.id:
            break
        earlier.add(one.id)
    return tuple(d for d in gates.decisions(r, asked.project) if d.request in earlier)


def _versions(r: Reader, project: str, refs: Iterable[DocumentRef]) -> Snapshot:
    found = ((ref, projects.version(r, project, ref.tool, ref.number)) for ref in refs)
    return {ref.tool: version for ref, version in found if version is not None}


def _changes_then(r: Reader, project: str, verdict: Verdict) -> tuple[Change, ...]:
    """Return the changes that were requested, each as far as it was decided."""
    every = changes.changes(r, project)
    held = {one.id for one in approved(every)[: verdict.changes]}
    return tuple(
        one
        if one.id in held or one.outcome is ChangeOutcome.REJECT
        else replace(one, outcome=None, decided_at=None, decided_as=None)
        for one in every
        if one.requested_at <= verdict.at
    )


def _unmet_after(condition: Condition, at: datetime) -> Condition:
    met = condition.met_at
    return replace(condition, met_at=None, proof="") if met is not None and met > at else condition


def _unmended_after(point: Point, at: datetime) -> Point:
    mended = point.mended_at
    return replace(point, how="", mended_at=None) if mended is not None and mended > at else point

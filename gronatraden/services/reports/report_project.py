"""A project is told as a whole: everything its report says, read in one go."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gronatraden.documents import decode
from gronatraden.exports.report.origins import Origins, kind_of_facts, origins_of, together
from gronatraden.exports.report.series import series
from gronatraden.exports.report.view import (
    Asked,
    ClassTold,
    DocumentTold,
    LogTold,
    ObligationTold,
    Picture,
    ReportView,
    VersionTold,
)
from gronatraden.exports.report.way import Now, way
from gronatraden.gates.decision import rule_for
from gronatraden.gates.tally import tally
from gronatraden.history import Outcome
from gronatraden.moment import day_of, months_after
from gronatraden.phases import opening
from gronatraden.project import FACTS, Programme, ProjectFacts, retain_until
from gronatraden.services._desk import context_for, judge, open_dossier, stale_now
from gronatraden.services._panel import sitting
from gronatraden.services._retelling import decisions_of, lessons_offered, overdue_of, waivers_of
from gronatraden.services.show_project import class_of, misfits_of
from gronatraden.store import gates, lessons, log, people, projects
from gronatraden.thread import coverage, draw
from gronatraden.tools.plugged import tools

if TYPE_CHECKING:
    from gronatraden.context import Context
    from gronatraden.documents import DocumentVersion
    from gronatraden.exports.report.origins import Kind
    from gronatraden.gates.verdict import Verdict
    from gronatraden.phases import NextGate, Obligation
    from gronatraden.services._dossier import Dossier
    from gronatraden.services._parts import Parts
    from gronatraden.store.log import Head
    from gronatraden.store.reader import Reader
    from gronatraden.tools import Tool

_YEAR = 12


def report_project(parts: Parts, *, project: str, names: bool = False) -> ReportView:
    """Return everything that a project's report says; nothing is recorded.

    Args:
        parts: What the act works with.
        project: Id of the project.
        names: Whether to say people's handles beside their roles.

    Raises:
        UnknownNameError: When there is no such project.
    """
    with parts.read() as r:
        view, _ = tell(parts, r, project, names=names)
        return view


def tell(
    parts: Parts, r: Reader, project: str, *, names: bool = False
) -> tuple[ReportView, Context]:
    """Return what a project's report says, and what rules see of it, out of one reading.

    Raises:
        UnknownNameError: When there is no such project.
    """
    dossier = open_dossier(r, project)
    following = dossier.standing.next[0] if dossier.standing.next else None
    verdict = None if following is None else judge(parts, r, dossier, following)
    asked = None if following is None else _asked(parts, r, dossier, following, verdict)
    context = context_for(parts, r, dossier, following)
    pictures = tuple(_picture(dossier, tool) for tool in tools())
    decisions, overdue = decisions_of(r, project, names=names), overdue_of(parts, r, project)
    late = {d.number: sum(c.id in overdue for c in d.conditions) for d in decisions}
    now = Now(standing=dossier.standing, verdict=verdict, asked=asked is not None, overdue=late)
    head = log.head(r)
    view = ReportView(
        project=dossier.project,
        programme=_programme(r, dossier),
        facts=dossier.facts,
        facts_origin=dossier.snapshot[FACTS].origin if FACTS in dossier.snapshot else "",
        at=parts.at,
        simulated=head.clock == "simulated",
        standing=dossier.standing,
        way=way(dossier.lifecycle, dossier.decisions, now),
        verdict=verdict,
        asked=asked,
        thread=_thread(context, pictures),
        coverage=coverage(context),
        pictures=pictures,
        series=series(context, _origins_of_indicators(pictures)),
        decisions=decisions,
        waivers=waivers_of(parts, r, dossier, verdict),
        offered=lessons_offered(r, project),
        logged=tuple(x for x in lessons.lessons(r) if x.project == project),
        documents=_documents(r, dossier),
        obligations=_obligations(parts, dossier),
        keep_until=retain_until(dossier.facts),
        log=_log(head),
        overdue=overdue,
        changes=dossier.changes,
    )
    return _held_to_today(parts, r, dossier, view), context


def _held_to_today(parts: Parts, r: Reader, dossier: Dossier, view: ReportView) -> ReportView:
    """Return the report with the project's class and what no longer matches its facts."""
    return replace(
        view,
        classed=_class(r, dossier),
        misfits=misfits_of(r, dossier),
        stale=stale_now(parts, dossier),
    )


def _class(r: Reader, dossier: Dossier) -> ClassTold | None:
    found = class_of(r, dossier)
    if found is None:
        return None
    return ClassTold(now=found.now, lighter_because=found.lighter_because)


def _programme(r: Reader, dossier: Dossier) -> Programme:
    name = dossier.project.programme
    return people.programme_by_id(r, name) or Programme(id=name, title=name, owner="")


def _asked(
    parts: Parts, r: Reader, dossier: Dossier, gate: NextGate, verdict: Verdict | None
) -> Asked | None:
    """Return the request that waits, with the places that no yes, or no answer, fills yet."""
    request = gates.open_request(r, dossier.project.id, gate.gate, gate.occurrence)
    if request is None:
        return None
    outcome = Outcome.GO if verdict is not None and verdict.ready else Outcome.REFER_BACK
    rule = rule_for(dossier.policies, gate.gate, outcome)
    seats = sitting(parts, dossier, gate.gate, request.panel)
    counted = tally(rule, seats, gates.words(r, request.id), outcome)
    return Asked(at=request.requested_at, places=counted.waiting_for)


def _picture(dossier: Dossier, tool: Tool) -> Picture:
    version = dossier.snapshot.get(tool.name)
    if version is None:
        return Picture(tool=tool.name, diagram=None, version=None, origins=Origins())
    content: object = decode(version.body, tool.content)
    return Picture(
        tool=tool.name,
        diagram=tool.draw(content),
        version=version,
        origins=origins_of(content, version.origin),
    )


def _thread(context: Context, pictures: tuple[Picture, ...]) -> Picture:
    drawn = tuple(p.origins for p in pictures if p.tool in {"change_logic", "learning_cycle"})
    return Picture(tool="thread", diagram=draw(context), version=None, origins=together(drawn))


def _origins_of_indicators(pictures: tuple[Picture, ...]) -> dict[str, Kind]:
    return next(p.origins.by_id for p in pictures if p.tool == "change_logic")


def _documents(r: Reader, dossier: Dossier) -> tuple[DocumentTold, ...]:
    versions = projects.versions(r, dossier.project.id)
    names = dict.fromkeys((FACTS, *(tool.name for tool in tools()), *dossier.snapshot))
    order = [name for name in names if name in dossier.snapshot]
    told = {name: tuple(_version(v) for v in versions if v.tool == name) for name in order}
    return tuple(DocumentTold(latest=told[name][-1], earlier=told[name][:-1]) for name in order)


def _version(version: DocumentVersion) -> VersionTold:
    if version.tool == FACTS:
        kind = kind_of_facts(decode(version.body, ProjectFacts), version.origin)
        return VersionTold(version=version, kind=kind)
    content = next((t.content for t in tools() if t.name == version.tool), None)
    if content is None:  # of a plugin that is not let in
        return VersionTold(version=version, kind=version.origin)
    kind = origins_of(decode(version.body, content), version.origin).kind
    return VersionTold(version=version, kind=kind)


def _obligations(parts: Parts, dossier: Dossier) -> tuple[ObligationTold, ...]:
    return tuple(_obligation(parts, dossier, owed) for owed in dossier.lifecycle.obligations)


def _obligation(parts: Parts, dossier: Dossier, owed: Obligation) -> ObligationTold:
    passed = [d for d in opening(dossier.decisions) if d.gate == owed.after]
    due = months_after(day_of(passed[-1].decided_at), owed.years * _YEAR) if passed else None
    return ObligationTold(
        id=owed.id,
        after=owed.after,
        years=owed.years,
        due_on=due,
        has_come=due is not None and parts.moment.has_come(due),
    )


def _log(head: Head) -> LogTold:
    return LogTold(
        origin=head.origin,
        size=head.size,
        root=head.frontier.root().hex(),
        at=head.at,
        note=head.note,
        vkey=head.vkey,
    )

"""A decision is put in minutes: read from its own rows and the versions they name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.documents import decode
from gronatraden.errors import ConflictError
from gronatraden.exports.minutes.record import (
    Document,
    Held,
    Record,
    Rules,
    Said,
)
from gronatraden.gates.decision import rule_for
from gronatraden.gates.holding.waivers import holds
from gronatraden.history import Outcome
from gronatraden.moment import Moment
from gronatraden.phases import FINISHED
from gronatraden.project import FACTS, ProjectFacts
from gronatraden.services._desk import find_gate, open_dossier, unknown
from gronatraden.services.deciding.motions import moved_condition
from gronatraden.services.reports._minuting import counted, everyone, log_place, owner_of, someone
from gronatraden.store import gates, log, people, policies, projects
from gronatraden.tools.competent_leadership import CompetentLeadership

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gronatraden.documents import DocumentVersion
    from gronatraden.gates.decision import Decision, Request, Word
    from gronatraden.gates.verdict import Verdict
    from gronatraden.history import Condition, Waiver
    from gronatraden.policy import PublishedPolicy
    from gronatraden.services._dossier import Dossier
    from gronatraden.services._parts import Parts
    from gronatraden.store.reader import Reader


def write_minutes(
    parts: Parts,
    *,
    project: str,
    gate: str,
    occurrence: int | None = None,
    decision: int | None = None,
) -> Record:
    """Return what is recorded of a request for a decision and what came of it.

    Args:
        parts: What the act works with.
        project: Id of the project.
        gate: Name of the gate.
        occurrence: Which one, for a gate that recurs; any where nothing is said.
        decision: The decision's number in the project; the latest request where nothing
            is said, decided or not.

    Raises:
        UnknownNameError: When there is no such project, gate or decision.
        ConflictError: When no decision was ever requested.
    """
    with parts.read() as r:
        dossier = open_dossier(r, project)
        find_gate(dossier, gate, occurrence)
        asked = [
            q
            for q in gates.requests(r, project)
            if q.gate == gate and occurrence in {None, q.occurrence}
        ]
        if not asked:
            raise ConflictError(what="decision-is-not-requested", gate=gate)
        taken = list(gates.decisions(r, project))
        request = asked[-1] if decision is None else _decided_on(asked, taken, decision)
        return _record(r, dossier, request, taken)


def _decided_on(asked: Iterable[Request], taken: Sequence[Decision], number: int) -> Request:
    by_id = {request.id: request for request in asked}
    known = {n: by_id[d.request] for n, d in enumerate(taken, start=1) if d.request in by_id}
    if number not in known:
        raise unknown(kind="decision", name=str(number), known=map(str, known))
    return known[number]


def _record(r: Reader, dossier: Dossier, request: Request, taken: Sequence[Decision]) -> Record:
    verdict = gates.verdict_by_id(r, request.verdict)
    if verdict is None:
        raise ConflictError(what="decision-is-not-requested", gate=request.gate)
    decision = next((d for d in taken if d.request == request.id), None)
    names = {p.id: p.name for p in people.people(r)}
    versions = _versions(r, verdict)
    rules = policies.pinned(r, [(p.policy, p.version) for p in verdict.policies])
    spoke = [p for ref, p in zip(verdict.policies, rules, strict=True) if ref.speaks]
    words = gates.words(r, request.id)
    facts, head, panel = _facts(versions), log.head(r), request.panel
    return Record(
        owner=owner_of(r, dossier.project),
        title=facts.title or dossier.project.id,
        registry_number=(decision and decision.registry_number) or facts.archive.registry_number,
        simulated=head.clock == "simulated",
        request=request,
        requested_by=names.get(request.requested_by, ""),
        panel=everyone({seat.person for seat in panel}, panel, names),
        verdict=verdict,
        rule=_rule(spoke, verdict, versions, _likeliest(verdict, request, decision)),
        words=tuple(_said(word, words, decision, request, names) for word in words),
        decision=decision,
        number=taken.index(decision) + 1 if decision else 0,
        deciders=everyone(decision.deciders if decision else (), panel, names),
        conditions=_conditions(r, decision),
        points=tuple(
            p for p in gates.points(r, verdict.project) if decision and p.decision == decision.id
        ),
        waivers=_held(gates.waivers(r, verdict.project), verdict, spoke, names),
        documents=_documents(verdict, versions, names),
        policies=tuple(
            Rules(ref=ref, title=p.policy.title)
            for ref, p in zip(verdict.policies, rules, strict=True)
        ),
        enters=_enters(r, verdict, decision),
        about=moved_condition(r, request),
        log=log_place(r, request.project, _row(request, decision), head.origin),
    )


def _versions(r: Reader, verdict: Verdict) -> dict[str, DocumentVersion]:
    """Return the document versions that a verdict names, by tool."""
    found = (projects.version(r, verdict.project, d.tool, d.number) for d in verdict.documents)
    return {version.tool: version for version in found if version is not None}


def _facts(versions: Mapping[str, DocumentVersion]) -> ProjectFacts:
    stated = versions.get(FACTS)
    return ProjectFacts() if stated is None else decode(stated.body, ProjectFacts)


def _rule(
    rules: Sequence[PublishedPolicy],
    verdict: Verdict,
    versions: Mapping[str, DocumentVersion],
    outcome: Outcome,
) -> dict[str, int]:
    said = versions.get("competent_leadership")
    group = None if said is None else decode(said.body, CompetentLeadership).steering_group
    return rule_for(
        [published.policy for published in rules],
        verdict.gate,
        outcome,
        quorum=group.quorum if group else 0,
    )


def _likeliest(verdict: Verdict, request: Request, decision: Decision | None) -> Outcome:
    """Return what was decided, or what would be where nothing was."""
    if decision is not None:
        return decision.outcome
    if request.motion is not None:
        return request.motion.asks
    return Outcome.GO if verdict.ready else Outcome.REFER_BACK


def _said(
    word: Word,
    words: Sequence[Word],
    decision: Decision | None,
    request: Request,
    names: Mapping[str, str],
) -> Said:
    by = someone(word.person, request.panel, names)
    return Said(by=by, word=word, counted=counted(word, words, decision))


def _row(request: Request, decision: Decision | None) -> tuple[str, str]:
    """Return the row that says the decision, or the request while there is none."""
    return ("request", request.id) if decision is None else ("decision", decision.id)


def _conditions(r: Reader, decision: Decision | None) -> tuple[Condition, ...]:
    if decision is None:
        return ()
    found = gates.conditions(r, decision.project)
    return tuple(c for c in found if c.id.startswith(f"{decision.id}/"))


def _is_held(waiver: Waiver, verdict: Verdict, rules: Sequence[PublishedPolicy]) -> bool:
    """Say whether a waiver held when the gate was judged, whatever became of it since."""
    asked = {result.id: result for result in verdict.requirements}
    if waiver.gate != verdict.gate or waiver.requirement not in asked:
        return False
    if asked[waiver.requirement].waiver == waiver.id:
        return True
    return holds(waiver, [rule.policy for rule in rules], Moment(verdict.at))


def _held(
    waivers: Iterable[Waiver],
    verdict: Verdict,
    rules: Sequence[PublishedPolicy],
    names: Mapping[str, str],
) -> tuple[Held, ...]:
    return tuple(
        Held(
            waiver=waiver,
            asked_by=names.get(waiver.requested_by, waiver.requested_by),
            approved_by=tuple(names.get(person, person) for person in waiver.approvers),
        )
        for waiver in waivers
        if _is_held(waiver, verdict, rules)
    )


def _documents(
    verdict: Verdict, versions: Mapping[str, DocumentVersion], names: Mapping[str, str]
) -> tuple[Document, ...]:
    there = ((ref, versions[ref.tool]) for ref in verdict.documents if ref.tool in versions)
    return tuple(
        Document(
            ref=ref,
            submitted_by=names.get(version.submitted_by, version.submitted_by),
            submitted_at=version.submitted_at,
        )
        for ref, version in there
    )


def _enters(r: Reader, verdict: Verdict, decision: Decision | None) -> str:
    """Return the phase that a decision lets a project into, or nothing."""
    lifecycle = policies.lifecycle_version(r, verdict.lifecycle, verdict.lifecycle_version)
    if lifecycle is None or decision is None:
        return ""
    phases = lifecycle.phases
    if decision.outcome is Outcome.STOP:
        return phases[-1].phase
    closing = [phase.gates[-1].gate for phase in phases]
    if not decision.outcome.opens or verdict.gate not in closing:
        return ""
    following = phases[closing.index(verdict.gate) + 1 :]
    return following[0].phase if following else FINISHED

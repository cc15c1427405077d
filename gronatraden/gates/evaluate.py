"""A gate is evaluated: documents, policies and a moment in, a verdict out.

Evaluation is pure and changes nothing. It is closed by default: a tool that was not
handed in, a check that fails and a policy that says nothing all keep the gate shut.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gronatraden.documents import decode
from gronatraden.findings import Finding
from gronatraden.gates.asking.asked import asked_at, failure
from gronatraden.gates.asking.declared import set_aside
from gronatraden.gates.checks.history import engine_results
from gronatraden.gates.conditions.judging import Conditions, UnjudgedError
from gronatraden.gates.conditions.speaking import spoken, untold_results
from gronatraden.gates.holding.waivers import holding
from gronatraden.gates.verdict import DocumentRef, Verdict, is_ready, ref_of
from gronatraden.history import approved
from gronatraden.policy import ordered
from gronatraden.tools.plugged import tools

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gronatraden.context import Context
    from gronatraden.documents import Snapshot
    from gronatraden.gates.asking.asked import Asked, AskedAtGate
    from gronatraden.gates.conditions.judging import Way
    from gronatraden.gates.conditions.speaking import Spoken
    from gronatraden.gates.registry import Named
    from gronatraden.gates.verdict import PolicyRef, Result, Status
    from gronatraden.history import Waiver
    from gronatraden.phases import NextGate
    from gronatraden.policy import PublishedPolicy, Requirement
    from gronatraden.project import Project


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What a gate is judged on: the project, its pinned policies and its documents."""

    project: Project
    phase: str
    gate: NextGate
    policies: Sequence[PublishedPolicy]
    snapshot: Snapshot
    waivers: Sequence[Waiver] = ()
    stopped: bool = False


def contents_of(snapshot: Snapshot) -> dict[type, object]:
    """Return each tool's decoded content by its class."""
    return {
        tool.content: decode(snapshot[tool.name].body, tool.content)
        for tool in tools()
        if tool.name in snapshot
    }


def evaluate(case: Case, context: Context, way: Way = "recorded") -> Verdict:
    """Return what the machine states of a gate.

    Args:
        case: What is judged.
        context: What the rules may read; its moment records until when the verdict holds.
        way: ``sweep`` answers conditions many times faster, for what is never recorded.
    """
    said = spoken(case.policies, context.facts)
    gate = asked_at(case.gate.gate, said.published)
    results: list[Result] = []
    for stated in gate.by_policy:
        conditions = Conditions(stated.policy, stated.conditions, context, way)
        results += [_judge(asked, conditions, case, context, gate) for asked in stated.asked]
    if said.silent:
        results += _unsaid(case.gate.gate, said.silent, context)
    results += engine_results(context, results, stopped=case.stopped)
    results += untold_results(said.untold, case.gate.gate)
    return Verdict(
        project=case.project.id,
        lifecycle=case.project.lifecycle,
        lifecycle_version=case.project.lifecycle_version,
        phase=case.phase,
        gate=case.gate.gate,
        occurrence=case.gate.occurrence,
        at=context.moment.at,
        ready=is_ready(results),
        valid_until=context.moment.valid_until,
        policies=_refs(case.policies, said) if said.silent else gate.refs,
        documents=document_refs(case.snapshot),
        readings=len(context.readings),
        changes=len(approved(context.changes)),
        requirements=tuple(results),
    )


def _unsaid(gate: str, silent: Iterable[PublishedPolicy], context: Context) -> Iterator[Result]:
    """Yield what policies would require of the project if they spoke of it."""
    for policy in silent:
        for stated in asked_at(gate, (policy,)).by_policy:
            for asked in stated.asked:
                yield asked.came_out(context.moment, "not_applicable")


def _refs(published: Sequence[PublishedPolicy], said: Spoken) -> tuple[PolicyRef, ...]:
    return tuple(ref_of(p, speaks=p not in said.silent) for p in ordered(published))


def document_refs(snapshot: Snapshot) -> tuple[DocumentRef, ...]:
    """Return the documents of a snapshot as a verdict names them, by tool."""
    return tuple(
        DocumentRef(tool=v.tool, number=v.number, sha256=v.sha256)
        for v in sorted(snapshot.values(), key=lambda v: v.tool)
    )


def findings_of(named: Named, context: Context, numbers: Mapping[str, int]) -> tuple[Finding, ...]:
    """Return what one check finds; a tool it needs that was not handed in is one finding."""
    contents = context.contents
    if named.tool is not None and named.tool.content in contents:
        return tuple(named.check.function(contents[named.tool.content], context, **numbers))
    missing = [tool.name for tool in named.needs if tool.content not in contents]
    if missing:
        return tuple(Finding("document-is-missing", name, {"tool": name}) for name in missing)
    return tuple(named.check.function(context, **numbers))


def _judge(
    asked: Asked, conditions: Conditions, case: Case, context: Context, gate: AskedAtGate
) -> Result:
    if not asked.concerns(context.facts, stopped=case.stopped):
        return asked.came_out(context.moment, "not_applicable")
    status, findings = _status(asked, conditions, context)
    waiver = None
    if status == "not_satisfied" and asked.requirement.waivable and case.waivers:
        name = asked.requirement.id
        waiver = holding(case.waivers, case.gate.gate, name, gate.policies, context.moment)
    if waiver is not None:
        return asked.came_out(context.moment, "waived", findings, waiver.id)
    return asked.came_out(context.moment, status, findings)


def _status(
    asked: Asked, conditions: Conditions, context: Context
) -> tuple[Status, tuple[Finding, ...]]:
    if asked.unknown is not None:
        return "error", (asked.unknown,)
    named, requirement = asked.named, asked.requirement
    try:
        if requirement.when and not conditions.applies(requirement):
            return "not_applicable", ()
        findings = () if named is None else findings_of(named, context, requirement.numbers)
        if asked.states_conditions:
            findings = (*findings, *conditions.unmet(requirement))
    except UnjudgedError as unjudged:
        if unjudged.broken:
            return "error", unjudged.findings
        findings = unjudged.findings
    except Exception:  # noqa: BLE001 - whatever goes wrong in a rule closes the gate
        return "error", (failure("check-failed", requirement),)
    return _weighed(requirement, findings, context) if findings else ("satisfied", ())


def _weighed(
    requirement: Requirement, findings: tuple[Finding, ...], context: Context
) -> tuple[Status, tuple[Finding, ...]]:
    if not requirement.declarable:
        return "not_satisfied", findings
    missing, declared = set_aside(findings, context)
    return ("not_satisfied", missing) if missing else ("not_applicable", declared)

"""A gate is evaluated: documents, policies and a moment in, a verdict out.

Evaluation is pure and changes nothing. It is closed by default: a tool that was not
handed in, a check that fails and a policy that says nothing all keep the gate shut.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gronatraden.documents import decode
from gronatraden.findings import Finding
from gronatraden.gates.checks.history import engine_results
from gronatraden.gates.declared import set_aside
from gronatraden.gates.registry import checks, departure
from gronatraden.gates.verdict import DocumentRef, PolicyRef, Result, Verdict, is_ready
from gronatraden.history import approved
from gronatraden.tools.plugged import tools

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gronatraden.context import Context
    from gronatraden.documents import Snapshot
    from gronatraden.gates.registry import Named
    from gronatraden.gates.verdict import Status
    from gronatraden.history import Waiver
    from gronatraden.phases import NextGate
    from gronatraden.policy import Policy, PublishedPolicy, Requirement
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


def evaluate(case: Case, context: Context) -> Verdict:
    """Return what the machine states of a gate.

    Args:
        case: What is judged.
        context: What the rules may read; its moment records until when the verdict holds.
    """
    waivers = {w.requirement: w for w in case.waivers if _in_force(w, context)}
    results = tuple(
        _judge(requirement, published.policy, context, waivers, stopped=case.stopped)
        for published in case.policies
        if case.gate.gate in published.policy.gates
        for requirement in published.policy.gates[case.gate.gate].requires
    )
    results += engine_results(context, results, stopped=case.stopped)
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
        policies=tuple(
            PolicyRef(policy=p.policy.policy, version=p.policy.version, sha256=p.sha256)
            for p in case.policies
        ),
        documents=document_refs(case.snapshot),
        readings=len(context.readings),
        changes=len(approved(context.changes)),
        requirements=results,
    )


def document_refs(snapshot: Snapshot) -> tuple[DocumentRef, ...]:
    """Return the documents of a snapshot as a verdict names them, by tool."""
    return tuple(
        DocumentRef(tool=v.tool, number=v.number, sha256=v.sha256)
        for v in sorted(snapshot.values(), key=lambda v: v.tool)
    )


def findings_of(named: Named, context: Context, numbers: Mapping[str, int]) -> tuple[Finding, ...]:
    """Return what one check finds; a tool it needs that was not handed in is one finding."""
    missing = [tool.name for tool in named.needs if tool.content not in context.contents]
    if missing:
        return tuple(Finding("document-is-missing", name, {"tool": name}) for name in missing)
    if named.tool is None:
        return tuple(named.check.function(context, **numbers))
    content = context.contents[named.tool.content]
    return tuple(named.check.function(content, context, **numbers))


def _judge(
    requirement: Requirement,
    policy: Policy,
    context: Context,
    waivers: Mapping[str, Waiver],
    *,
    stopped: bool,
) -> Result:
    named = checks().get(requirement.check)
    status, findings = _status(requirement, policy, named, context, stopped=stopped)
    waiver = waivers.get(requirement.id) if requirement.waivable else None
    waived = status == "not_satisfied" and waiver is not None
    return Result(
        id=requirement.id,
        check=requirement.check,
        rule=named.check.rule if named else "",
        status="waived" if waived else status,
        weight=requirement.weight,
        waivable=requirement.waivable,
        because=requirement.because,
        source=requirement.source,
        findings=findings,
        waiver=waiver.id if waiver and waived else None,
    )


def _status(
    requirement: Requirement,
    policy: Policy,
    named: Named | None,
    context: Context,
    *,
    stopped: bool,
) -> tuple[Status, tuple[Finding, ...]]:
    asked = requirement.after_stop or not stopped
    if not (asked and requirement.applies_to.holds_for(context.facts)):
        return "not_applicable", ()
    departed = departure(requirement, policy)
    if named is None or departed is not None:
        return "error", (departed or _failure("check-is-unknown", requirement),)
    try:
        findings = findings_of(named, context, requirement.numbers)
    except Exception:  # noqa: BLE001 - whatever goes wrong in a rule closes the gate
        return "error", (_failure("check-failed", requirement),)
    if not findings:
        return "satisfied", ()
    if not requirement.declarable:
        return "not_satisfied", findings
    missing, declared = set_aside(findings, context)
    return ("not_satisfied", missing) if missing else ("not_applicable", declared)


def _failure(code: str, requirement: Requirement) -> Finding:
    facts = {"check": requirement.check, "requirement": requirement.id}
    return Finding(code, requirement.id, facts, ("programme_office",))


def _in_force(waiver: Waiver, context: Context) -> bool:
    if waiver.approved_at is None or waiver.revoked_at is not None:
        return False
    return waiver.expires_on is None or not context.moment.has_passed(waiver.expires_on)

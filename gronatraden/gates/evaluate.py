"""A gate is evaluated: documents, policies and a moment in, a verdict out.

Evaluation is pure and changes nothing. It is closed by default: a tool that was not
handed in, a check that fails and a policy that says nothing all keep the gate shut.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec import structs

from gronatraden.documents import decode
from gronatraden.findings import Finding
from gronatraden.gates.checks.history import engine_results
from gronatraden.gates.conditions.judging import Conditions, UnjudgedError
from gronatraden.gates.declared import set_aside
from gronatraden.gates.holding.waivers import holding
from gronatraden.gates.registry import checks, departure, effective
from gronatraden.gates.verdict import (
    DocumentRef,
    Loosened,
    PolicyRef,
    Result,
    Verdict,
    is_ready,
)
from gronatraden.history import approved
from gronatraden.tools.plugged import tools

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gronatraden.context import Context
    from gronatraden.documents import Snapshot
    from gronatraden.gates.conditions.judging import Way
    from gronatraden.gates.registry import Named
    from gronatraden.gates.verdict import Status
    from gronatraden.history import Waiver
    from gronatraden.phases import NextGate
    from gronatraden.policy import Altered, Policy, PublishedPolicy, Requirement
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
    results = tuple(
        _judge(requirement, bench, case)
        for bench in _benches(case, context, way)
        for requirement in bench.requires
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
            for p in effective(tuple(case.policies)).published
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bench:
    """One policy's requirements at a gate, and what they are judged with."""

    policy: Policy
    stated_by: tuple[str, ...]
    altered: Mapping[tuple[str, str], tuple[Altered, ...]]
    requires: Sequence[Requirement]
    context: Context
    conditions: Conditions
    checks: Mapping[str, Named]


def _benches(case: Case, context: Context, way: Way) -> Iterator[_Bench]:
    whole = effective(tuple(case.policies))
    for policy in whole.policies:
        if (stated := policy.gates.get(case.gate.gate)) is not None:
            conditions = Conditions(policy, stated.requires, context, way)
            yield _Bench(
                policy=policy,
                stated_by=(policy.policy,),
                altered=whole.altered,
                requires=stated.requires,
                context=context,
                conditions=conditions,
                checks=checks(),
            )


def _judge(requirement: Requirement, bench: _Bench, case: Case) -> Result:
    named = bench.checks.get(requirement.check)
    status, findings = _status(requirement, named, bench, stopped=case.stopped)
    waiver = _waiver(requirement, bench.context, case) if status == "not_satisfied" else None
    result = Result(
        id=requirement.id,
        check=requirement.check,
        rule=named.check.rule if named else "",
        status="waived" if waiver else status,
        weight=requirement.weight_at(bench.context.moment),
        waivable=requirement.waivable,
        because=requirement.because,
        source=requirement.source,
        findings=findings,
        waiver=waiver.id if waiver else None,
        level=bench.policy.level,
        policies=bench.stated_by,
        confirmed=requirement.confirmed,
    )
    altered = bench.altered.get((case.gate.gate, requirement.id))
    return _held_otherwise(result, altered) if altered else result


def _held_otherwise(result: Result, altered: Sequence[Altered]) -> Result:
    """Return a result that says which policies hold its requirement otherwise."""
    return structs.replace(
        result,
        policies=(*result.policies, *dict.fromkeys(one.policy for one in altered)),
        loosened=tuple(_loosened(one) for one in altered if one.loosens),
    )


def _loosened(one: Altered) -> Loosened:
    said = one.alteration
    return Loosened(policy=one.policy, because=said.because, source=said.source)


def _status(
    requirement: Requirement, named: Named | None, bench: _Bench, *, stopped: bool
) -> tuple[Status, tuple[Finding, ...]]:
    context = bench.context
    asked = requirement.after_stop or not stopped
    if not (asked and requirement.applies_to.holds_for(context.facts)):
        return "not_applicable", ()
    unknown = _unknown(requirement, named, bench.policy)
    if unknown is not None:
        return "error", (unknown,)
    try:
        if requirement.when and not bench.conditions.applies(requirement):
            return "not_applicable", ()
        findings = _findings(requirement, named, bench)
    except UnjudgedError as unjudged:
        if unjudged.broken:
            return "error", unjudged.findings
        findings = unjudged.findings
    except Exception:  # noqa: BLE001 - whatever goes wrong in a rule closes the gate
        return "error", (_failure("check-failed", requirement),)
    return _weighed(requirement, findings, context)


def _unknown(requirement: Requirement, named: Named | None, policy: Policy) -> Finding | None:
    """Return why a requirement is not what it was when it was published, or None."""
    departed = departure(requirement, policy)
    if departed is None and named is None and (requirement.check or not requirement.conditions):
        return _failure("check-is-unknown", requirement)
    return departed


def _findings(requirement: Requirement, named: Named | None, bench: _Bench) -> tuple[Finding, ...]:
    found = () if named is None else findings_of(named, bench.context, requirement.numbers)
    return (*found, *bench.conditions.unmet(requirement)) if requirement.conditions else found


def _weighed(
    requirement: Requirement, findings: tuple[Finding, ...], context: Context
) -> tuple[Status, tuple[Finding, ...]]:
    if not findings:
        return "satisfied", ()
    if not requirement.declarable:
        return "not_satisfied", findings
    missing, declared = set_aside(findings, context)
    return ("not_satisfied", missing) if missing else ("not_applicable", declared)


def _failure(code: str, requirement: Requirement) -> Finding:
    facts = {"check": requirement.check, "requirement": requirement.id}
    return Finding(code, requirement.id, facts, ("programme_office",))


def _waiver(requirement: Requirement, context: Context, case: Case) -> Waiver | None:
    if not (case.waivers and requirement.waivable):
        return None
    rules = [published.policy for published in case.policies]
    return holding(case.waivers, case.gate.gate, requirement.id, rules, context.moment)

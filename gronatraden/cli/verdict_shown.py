"""A verdict as people read it: open or closed, what is missing and why, who can mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click import style

from gronatraden.cli.layout import heading, mark, paragraph
from gronatraden.cli.shown.stale import stale_lines
from gronatraden.exports.verdict_json import sentence
from gronatraden.moment import day_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gronatraden.cli.door import Door
    from gronatraden.findings import Finding
    from gronatraden.gates.decision import Decision
    from gronatraden.gates.verdict import Result, Verdict
    from gronatraden.services.check_gate import GateSeen

ABSENT = "document-is-missing"
"""Code of the finding that a whole document is not there."""
MOST = 3
"""Findings of one requirement that are told one by one; of more, the last are counted."""


def gate_lines(door: Door, seen: GateSeen, *, every: bool = False) -> Iterator[str]:
    """Yield a gate's verdict, line by line.

    Args:
        door: Where it is shown.
        seen: The gate.
        every: Whether to show what is satisfied, too.
    """
    verdict = seen.verdict
    yield style(opening(door, seen), bold=True)
    yield _counted(door, verdict)
    if seen.returned is not None:
        yield paragraph(_returned(door, seen.returned))
    yield from stale_lines(door, seen.stale)
    missing = verdict.missing
    if absent := [r for r in missing if _is_absent(r)]:
        yield heading(door.say("cli.gate.absent"))
        yield from _absent_lines(door, absent)
    yield from _grouped(door, [r for r in missing if not _is_absent(r)], every=every)
    if advice := [r for r in verdict.advice if r.weight == "advisory"]:
        yield heading(door.say("cli.gate.advice"))
        for result in advice:
            yield from _advice_lines(door, result, every=every)
    if waived := [r for r in verdict.requirements if r.status == "waived"]:
        yield heading(door.say("cli.gate.waived"))
        for result in waived:
            yield from _result_lines(door, result, every=every)
    yield from misfit_lines(door, seen.misfits)
    if silent := [p.policy for p in verdict.policies if not p.speaks]:
        yield ""
        yield paragraph(door.say("cli.gate.silent", policies=silent))
    if every:
        yield from _others(door, verdict)
    yield ""
    yield paragraph(_validity(door, seen))
    if not every and (verdict.advice or any(len(r.findings) > MOST for r in missing)):
        yield style(door.say("cli.gate.all-shows"), dim=True)


def finding_lines(door: Door, found: Finding, *, indent: int) -> Iterator[str]:
    """Yield what a finding says, and below it where to mend it."""
    yield paragraph(sentence(found, door.voice), indent=indent, hang=2, first="• ")
    yield style(" " * (indent + 2) + found.where, dim=True)


def misfit_lines(door: Door, misfits: Sequence[Finding]) -> Iterator[str]:
    """Yield where a project's policies differ from what its facts call for."""
    if misfits:
        yield heading(door.say("cli.gate.misfits"))
    for found in misfits:
        yield from finding_lines(door, found, indent=2)


def opening(door: Door, seen: GateSeen) -> str:
    """Return whether a gate is open, closed, passed or not next, in one sentence."""
    verdict = seen.verdict
    gate = door.voice.term(verdict.gate)
    facts = {
        "gate": f"{gate} {verdict.occurrence}" if verdict.occurrence else gate,
        "project": verdict.project,
    }
    if seen.decision is not None:
        on = day_of(seen.decision.decided_at)
        return door.say("cli.gate.passed", on=on, outcome=seen.decision.outcome.value, **facts)
    state = "ready" if verdict.ready else "closed"
    if not seen.is_next:
        following = [
            f"{door.voice.term(n.gate)} {n.occurrence}" if n.occurrence else door.voice.term(n.gate)
            for n in seen.standing.next
        ]
        code = f"cli.gate.{state}-not-next" if following else f"cli.gate.{state}-finished"
        return door.say(code, next=following, **facts)
    return door.say(f"cli.gate.{state}", **facts)


def _returned(door: Door, decision: Decision) -> str:
    facts = {"on": day_of(decision.decided_at), "outcome": decision.outcome.value}
    said = door.say("cli.gate.returned", reason=decision.reason, **facts)
    if decision.hold_until is None:
        return said
    return f"{said} {door.say('cli.gate.held', until=decision.hold_until)}"


def _counted(door: Door, verdict: Verdict) -> str:
    counts = {
        "missing": len(verdict.missing),
        "satisfied": sum(r.status == "satisfied" for r in verdict.requirements),
        "aside": sum(r.status == "not_applicable" for r in verdict.requirements),
        "asked": sum(r.status != "not_applicable" for r in verdict.requirements),
    }
    code = {0: "cli.gate.counted-none", 1: "cli.gate.counted-one"}.get(
        counts["missing"], "cli.gate.counted"
    )
    said = [door.say(code, **counts)]
    if counts["aside"]:
        said.append(door.say("cli.gate.counted-aside", **counts))
    return paragraph(" ".join(said))


def _is_absent(result: Result) -> bool:
    return bool(result.findings) and all(f.code == ABSENT for f in result.findings)


def _absent_lines(door: Door, results: Iterable[Result]) -> Iterator[str]:
    waiting: dict[str, int] = {}
    for result in results:
        tool = str(result.findings[0].facts["tool"])
        waiting[tool] = waiting.get(tool, 0) + 1
    column = max(len(door.voice.tool(tool)) for tool in waiting) + 2
    for tool, count in waiting.items():
        said = door.say("cli.gate.waits" if count > 1 else "cli.gate.one-waits", count=count)
        yield f"  {mark('not_satisfied')} {door.voice.tool(tool):<{column}}{style(said, dim=True)}"


def _grouped(door: Door, results: Sequence[Result], *, every: bool) -> Iterator[str]:
    """Yield what keeps the gate closed, by the part of the record where it is mended."""
    groups: dict[str, list[Result]] = {}
    for result in results:
        groups.setdefault(part_of(result), []).append(result)
    for part, inside in groups.items():
        able = {_who(result) for result in inside}
        alike = len(able) == 1
        said = _mended(door, able.pop()) if alike else ""
        yield heading(part_name(door, part)) + style(f"  {said}" if said else "", dim=True)
        for result in inside:
            yield from _result_lines(door, result, every=every)
            if not alike and _who(result):
                yield style(f"    {_mended(door, _who(result))}", dim=True)


def part_of(result: Result) -> str:
    """Return the part of the record that a result is mended in: a tool, the roles, the lessons."""
    where = result.findings[0].where if result.findings else result.id
    return where.partition("[")[0].partition(".")[0]


def part_name(door: Door, part: str) -> str:
    """Return what a part of the record is called."""
    code = f"cli.part.{part}"
    return door.say(code) if door.voice.knows(code) else door.voice.tool(part)


def _result_lines(door: Door, result: Result, *, every: bool) -> Iterator[str]:
    yield paragraph(_because(door, result), indent=2, hang=2, first=f"{mark(result.status)} ")
    count = len(result.findings)
    told = count if every or count <= MOST else MOST - 1
    for found in result.findings[:told]:
        yield from finding_lines(door, found, indent=4)
    if told < count:
        yield style("    • " + door.say("cli.gate.more", count=count - told), dim=True)
    if result.waiver:
        yield style("    " + door.say("cli.gate.waiver", waiver=result.waiver), dim=True)
    yield from _by_whom(door, result)


def _by_whom(door: Door, result: Result) -> Iterator[str]:
    """Yield who added a requirement, and who holds it less strictly and why."""
    if result.level != "method":
        yield style("    " + door.say("cli.gate.asked-by", policy=result.policies[0]), dim=True)
    for one in result.loosened:
        because = one.because.sv if door.voice.language == "sv" else one.because.en
        said = door.say("cli.gate.loosened", policy=one.policy, because=because)
        yield style(paragraph(said, indent=4, hang=2), dim=True)


def _advice_lines(door: Door, result: Result, *, every: bool) -> Iterator[str]:
    if every:
        yield from _result_lines(door, result, every=True)
        return
    part = part_name(door, part_of(result))
    yield paragraph(f"{_because(door, result)} ({part})", indent=2, hang=2, first="• ")


def _because(door: Door, result: Result) -> str:
    return result.because.sv if door.voice.language == "sv" else result.because.en


def _who(result: Result) -> tuple[str, ...]:
    return tuple(dict.fromkeys(role for found in result.findings for role in found.who))


def _mended(door: Door, roles: tuple[str, ...]) -> str:
    return door.say("cli.gate.mended-by", roles=list(roles)) if roles else ""


def _others(door: Door, verdict: Verdict) -> Iterator[str]:
    """Yield every other requirement in one line each."""
    told = {r.id for r in (*verdict.missing, *verdict.advice)}
    rest = [r for r in verdict.requirements if r.id not in told and r.status != "waived"]
    if not rest:
        return
    yield heading(door.say("cli.gate.others"))
    for result in rest:
        yield paragraph(_because(door, result), indent=2, hang=2, first=f"{mark(result.status)} ")


def _validity(door: Door, seen: GateSeen) -> str:
    if seen.decision is not None:
        return door.say("cli.gate.recorded", at=door.voice.clock(seen.verdict.at))
    if seen.verdict.valid_until is None:
        return door.say("cli.gate.holds")
    return door.say("cli.gate.holds-until", until=door.voice.clock(seen.verdict.valid_until))

"""What can be done next at a gate, as commands with the project's own people and documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.cli.asking import actor_for
from gronatraden.cli.verdict_shown import part_of
from gronatraden.project import Act
from gronatraden.services.check_gate import next_gate
from gronatraden.services.deciding.show_panel import show_panel
from gronatraden.services.holding.approve_waiver import who_may_approve
from gronatraden.services.who_may import who_may_decide

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gronatraden.cli.door import Door
    from gronatraden.findings import Finding
    from gronatraden.gates.decision import Request
    from gronatraden.gates.explain import Explanation
    from gronatraden.gates.verdict import Verdict
    from gronatraden.services import Parts
    from gronatraden.services.check_gate import GateSeen
    from gronatraden.services.decide_gate import Decided, Said
    from gronatraden.services.request_decision import Requested

_LISTS = {
    "roles": ("role", "list", "--project"),
    "lessons": ("lesson", "list"),
    "conditions": ("condition", "list"),
    "readings": ("reading", "list"),
    "decisions": ("gate", "history"),
    "evidence": ("evidence", "list"),
}
"""Part of the record → the command that lists it; the project's id follows."""
_CHANGES = "G3-changes"


def after_check(door: Door, parts: Parts, seen: GateSeen) -> list[str]:
    """Return what brings a project further after a look at a gate: where it is closed, the way."""
    verdict = seen.verdict
    if seen.decision is None and not verdict.ready:
        again = () if verdict.occurrence is None else ("--occurrence", verdict.occurrence)
        return [door.command("gate", "explain", verdict.project, verdict.gate, *again)]
    return after_explanation(door, parts, seen)


def after_explanation(door: Door, parts: Parts, seen: GateSeen) -> list[str]:
    """Return what brings a project further once the way to an open gate is told."""
    verdict = seen.verdict
    if seen.decision is not None:
        return _after_passed(door, parts, seen)
    if not verdict.ready:
        return [*_answering(door, parts, seen), *_mending(door, parts, verdict)]
    if not seen.is_next:
        return [door.command("gate", "check", verdict.project)]
    if seen.request is not None and not seen.outdated:
        return _deciding(door, parts, seen.request)
    hold_until = seen.standing.hold_until
    if hold_until is not None and not parts.moment.has_come(hold_until):
        return [door.command("gate", "history", verdict.project)]
    by = actor_for(door, parts, project=verdict.project, act=Act.REQUEST_DECISION)
    return [door.command("gate", "request", verdict.project, verdict.gate, by=by)]


def approvals(door: Door, parts: Parts, way: Explanation) -> list[str]:
    """Return how the waivers that wait are approved, where nothing else is left to do."""
    waiting = () if way.actions or way.stuck else way.not_yet
    project = way.verdict.project
    return [
        door.command("waiver", "approve", project, waiver, by=able)
        for waiver in (str(one.facts["waiver"]) for one in waiting if "waiver" in one.facts)
        for able in who_may_approve(parts, project=project, waiver=waiver)[:1]
    ]


def other_classes(door: Door, way: Explanation) -> list[str]:
    """Return how the project is moved to each lifecycle that would spare it something."""
    offered = (one for action in way.actions for one in action.alternatives if one.lifecycle)
    ways = dict.fromkeys((one.lifecycle, one.version) for one in offered)
    project = way.verdict.project
    return [door.command("policy", "migrate", *named, "--project", project) for named in ways]


def _after_passed(door: Door, parts: Parts, seen: GateSeen) -> list[str]:
    project, request = seen.verdict.project, seen.request
    if request is not None and request.motion is not None:
        return _deciding(door, parts, request, outcome=request.motion.asks.value)
    noun, verb = ("condition", "list") if seen.overdue else ("gate", "history")
    return [door.command(noun, verb, project)]


def _answering(door: Door, parts: Parts, seen: GateSeen) -> list[str]:
    """Return how to answer the first point that the gate was referred back with."""
    project = seen.verdict.project
    waiting = [point.id for point in seen.points if point.mended_at is None][:1]
    by = actor_for(door, parts, project=project, act=Act.MEND_POINT) if waiting else ""
    words = [("gate", "mend", project, point, "--how", "…") for point in waiting]
    return [door.command(*said, by=by) for said in words]


def after_request(door: Door, parts: Parts, asked: Requested) -> list[str]:
    """Return what brings a project further once a decision was asked for."""
    if door.dry_run:
        return []
    if asked.verdict.ready:
        return _deciding(door, parts, asked.request)
    return [door.command("gate", "check", asked.request.project, asked.request.gate)]


def after_decision(door: Door, parts: Parts, done: Decided, said: Said) -> list[str]:
    """Return what brings a project further after a word or a decision."""
    if door.dry_run:
        return []
    request = done.request
    if done.decision is None:
        return _deciding(door, parts, request, outcome=said.outcome.value, beside=_beside(said))
    following = next_gate(parts, project=request.project)
    return [
        door.command("gate", "history", request.project),
        door.command("gate", "check", request.project, following),
    ]


def _beside(said: Said) -> list[str]:
    """Return the options that say the same as a word besides its outcome and its reason."""
    asked = ((one.text, one.owner, one.due_on.isoformat()) for one in said.conditions)
    until = ["--until", said.hold_until.isoformat()] if said.hold_until else []
    return [word for one in asked for word in ("--condition", *one)] + until


def _deciding(
    door: Door, parts: Parts, request: Request, *, outcome: str = "go", beside: Sequence[str] = ()
) -> list[str]:
    able = who_may_decide(parts, request=request)
    if not able:
        return _asking_anew(door, parts, request)
    words: tuple[str, ...] = ("gate", "decide", request.project, request.gate)
    words += ("--outcome", outcome, *beside)
    words += () if outcome.startswith("go") else ("--reason", "…")
    return [door.command(*words, by=person) for person in able[:1]]


def _asking_anew(door: Door, parts: Parts, request: Request) -> list[str]:
    """Return how to ask again, where nobody who was asked can say anything more."""
    if request.motion is not None or show_panel(parts, request=request).can_decide:
        return [door.command("role", "list", "--project", request.project)]
    by = actor_for(door, parts, project=request.project, act=Act.REQUEST_DECISION)
    return [door.command("gate", "request", request.project, request.gate, by=by)]


def _changing(door: Door, parts: Parts, verdict: Verdict) -> list[str]:
    """Return how to ask for what differs from what was decided."""
    found = [f for r in verdict.missing if r.rule == _CHANGES for f in r.findings]
    altered = [word for finding in found for word in _alteration(finding)]
    if not altered:
        return []
    by = actor_for(door, parts, project=verdict.project, act=Act.REQUEST_CHANGE)
    why = ("--reason", "…", "--consequence", "…")
    return [door.command("change", "request", verdict.project, *altered, *why, by=by)]


def _alteration(found: Finding) -> list[str]:
    """Return the options that ask for what a finding says is not decided."""
    name, now = str(found.facts.get("fact", "")), str(found.facts.get("now", ""))
    indicator = found.where.partition("[")[2].partition("]")[0]
    listed = found.facts.get("partners", ())
    partners = [str(partner) for partner in listed] if isinstance(listed, tuple | list) else []
    return {
        "budget-is-not-as-decided": ["--budget", now],
        "day-is-not-as-decided": [f"--{name.replace('_', '-')}", now],
        "partner-is-not-decided": [w for p in partners for w in ("--add-partner", p)],
        "partner-is-gone": [w for p in partners for w in ("--drop-partner", p)],
        "target-is-not-as-decided": ["--target", indicator, now],
        "target-day-is-not-as-decided": ["--target-on", indicator, now],
    }.get(found.code, [])


def _mending(door: Door, parts: Parts, verdict: Verdict) -> list[str]:
    """Return how to ask for what is not decided, and how to mend the first document."""
    project, handed_in = verdict.project, {d.tool for d in verdict.documents}
    commands = _changing(door, parts, verdict)
    missing = [r for r in verdict.missing if not commands or r.rule != _CHANGES]
    mended = list(dict.fromkeys(part_of(result) for result in missing))
    for part in mended:
        if part in handed_in:
            by = actor_for(door, parts, project=project, act=Act.SUBMIT_DOCUMENT)
            shown = door.command("document", "show", project, part)
            commands += [
                f"{shown} > {part}.yaml",
                door.command("document", "submit", project, f"{part}.yaml", by=by),
            ]
            break
    lists = [door.command(*_LISTS[part], project) for part in mended if part in _LISTS]
    return [*commands, *lists[:1]] or [door.command("project", "show", project)]

"""What can be done next at a gate, as commands with the project's own people and documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.cli.asking import actor_for
from gronatraden.cli.verdict_shown import part_of
from gronatraden.project import Act
from gronatraden.services.check_gate import next_gate
from gronatraden.services.who_may import who_may_decide

if TYPE_CHECKING:
    from gronatraden.cli.door import Door
    from gronatraden.gates.decision import Request
    from gronatraden.gates.verdict import Verdict
    from gronatraden.services import Parts
    from gronatraden.services.check_gate import GateSeen
    from gronatraden.services.decide_gate import Decided
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


def after_check(door: Door, parts: Parts, seen: GateSeen) -> list[str]:
    """Return what brings a project further after a look at a gate."""
    verdict = seen.verdict
    if seen.decision is not None:
        return [door.command("gate", "history", verdict.project)]
    if not verdict.ready:
        return _mending(door, parts, verdict)
    if not seen.is_next:
        return [door.command("gate", "check", verdict.project)]
    if seen.request is not None:
        return _deciding(door, parts, seen.request)
    by = actor_for(door, parts, project=verdict.project, act=Act.REQUEST_DECISION)
    return [door.command("gate", "request", verdict.project, verdict.gate, by=by)]


def after_request(door: Door, parts: Parts, asked: Requested) -> list[str]:
    """Return what brings a project further once a decision was asked for."""
    if door.dry_run:
        return []
    if asked.verdict.ready:
        return _deciding(door, parts, asked.request)
    return [door.command("gate", "check", asked.request.project, asked.request.gate)]


def after_decision(door: Door, parts: Parts, done: Decided) -> list[str]:
    """Return what brings a project further after a word or a decision."""
    if door.dry_run:
        return []
    request = done.request
    if done.decision is None:
        return _deciding(door, parts, request, outcome=done.tally.outcome.value)
    following = next_gate(parts, project=request.project)
    return [
        door.command("gate", "history", request.project),
        door.command("gate", "check", request.project, following),
    ]


def _deciding(door: Door, parts: Parts, request: Request, outcome: str = "go") -> list[str]:
    able = who_may_decide(parts, request=request)
    words = ("gate", "decide", request.project, request.gate, "--outcome", outcome)
    return [door.command(*words, by=person) for person in able[:1]]


def _mending(door: Door, parts: Parts, verdict: Verdict) -> list[str]:
    """Return how to get the first document that lacks something out, and in again."""
    project, handed_in = verdict.project, {d.tool for d in verdict.documents}
    mended = list(dict.fromkeys(part_of(result) for result in verdict.missing))
    commands = []
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

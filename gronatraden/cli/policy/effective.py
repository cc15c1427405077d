"""The policy that holds for one project: each requirement, by whom, why and how heavily."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from click import style

from gronatraden.cli.layout import heading, paragraph
from gronatraden.cli.verdict_shown import finding_lines
from gronatraden.exports import verdict_json

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gronatraden.cli.door import Door
    from gronatraden.policy import Altered
    from gronatraden.services.authoring.show_effective import EffectiveSeen, Held, PolicySeen

_APPLIES = {True: "yes", False: "no", None: "unknown"}


def show_effective(door: Door, *, project: str, on: date | None) -> None:
    """Show what a project's policies say together."""
    from gronatraden.services.authoring.show_effective import (  # noqa: PLC0415 - slow to import
        show_effective as see,
    )

    with door.parts() as parts:
        seen = see(parts, project=project, on=on)
    door.answer(_data(seen), *_shown(door, seen))
    door.next(door.command("gate", "check", project))


def _shown(door: Door, seen: EffectiveSeen) -> Iterator[str]:
    names = [
        f"{p.policy} {p.version} ({door.say(f'authoring.level-{p.level}')})"
        for p in (one.policy for one in seen.policies)
    ]
    yield door.say("authoring.effective", project=seen.project.id, on=seen.on, policies=names)
    for one in seen.policies:
        yield from _speaks(door, one)
    gate = ""
    for held in seen.held:
        if held.gate != gate:
            gate = held.gate
            yield heading(door.voice.term(gate))
        yield from _held(door, held)


def _speaks(door: Door, one: PolicySeen) -> Iterator[str]:
    """Yield whether a policy with a condition of its own speaks, and why."""
    if not one.policy.when:
        return
    code = f"authoring.speaks-{_APPLIES[one.speaks]}"
    when = " ".join(one.policy.when.split())
    yield paragraph(door.say(code, policy=one.policy.policy, when=when), hang=2)
    for found in one.untold:
        yield from finding_lines(door, found, indent=2)


def _held(door: Door, one: Held) -> Iterator[str]:
    weight = door.voice.term(one.weight)
    applies = door.say(f"authoring.applies-{_APPLIES[one.applies]}")
    yield f"  {one.requirement.id}"
    line = f"{one.policy} {one.version} · {weight} · {applies}"
    yield style(paragraph(line, indent=4), dim=True)
    for said in _details(door, one):
        yield paragraph(said, indent=4, hang=2)


def _details(door: Door, one: Held) -> Iterator[str]:
    requirement = one.requirement
    if requirement.when:
        yield door.say("authoring.when", when=" ".join(requirement.when.split()))
    if funds := requirement.applies_to.funds:
        yield door.say("authoring.funds", funds=list(funds))
    if (limit := requirement.applies_to.budget_from_sek) is not None:
        yield door.say("authoring.from-budget", amount=limit)
    for step in requirement.rollout:
        yield door.say("authoring.weighs-from", weight=step.weight, on=step.from_on)
    for altered in one.altered:
        code = "authoring.loosened" if altered.loosens else "authoring.tightened"
        because = getattr(altered.alteration.because, door.voice.language)
        yield door.say(code, policy=altered.policy, because=because)


def _data(seen: EffectiveSeen) -> dict[str, Any]:
    return {
        "schema": "gronatraden/effective-policy/1",
        "project": seen.project.id,
        "on": seen.on,
        "policies": [
            {
                "policy": one.policy.policy,
                "version": one.policy.version,
                "level": one.policy.level,
                "when": one.policy.when,
                "speaks": one.speaks,
                "untold": verdict_json.findings(one.untold),
            }
            for one in seen.policies
        ],
        "requirements": [_told(one) for one in seen.held],
    }


def _told(one: Held) -> dict[str, Any]:
    requirement = one.requirement
    return {
        "gate": one.gate,
        "requirement": requirement.id,
        "policy": one.policy,
        "version": one.version,
        "level": one.level,
        "check": requirement.check,
        "numbers": requirement.numbers,
        "when": requirement.when,
        "expr": requirement.expr,
        "each": msgspec.to_builtins(requirement.each),
        "applies_to": msgspec.to_builtins(requirement.applies_to),
        "applies": one.applies,
        "weight": one.weight,
        "rollout": [
            {"from_on": step.from_on, "weight": step.weight} for step in requirement.rollout
        ],
        "waivable": requirement.waivable,
        "altered": [_altered(altered) for altered in one.altered],
        "source": requirement.source,
    }


def _altered(one: Altered) -> dict[str, Any]:
    because = one.alteration.because
    return {
        "policy": one.policy,
        "how": "loosened" if one.loosens else "tightened",
        "because": {"sv": because.sv, "en": because.en},
    }

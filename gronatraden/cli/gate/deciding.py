"""What is asked of people at a gate, and what they decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from gronatraden.cli.gate.noun import NOUN
from gronatraden.cli.kinds import COUNT, DAY, TEXT, Word
from gronatraden.cli.layout import heading, pairs
from gronatraden.cli.spoken import option

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gronatraden.cli.door import Door
    from gronatraden.services.decide_gate import Decided
    from gronatraden.services.request_decision import Requested


OUTCOMES = ("go", "go_with_conditions", "refer_back", "hold", "stop", "reopen", "extend")

"""``history.Outcome``, spelt out because importing it would make every ``--help`` slower."""


NOWHERE = "-"

"""How a point says that it is about no requirement and no field."""


@NOUN.verb("request", writes=True)
@click.argument("project")
@click.argument("gate", required=False)
def request(door: Door, *, project: str, gate: str | None) -> None:
    """Record the verdict, freeze who decides, and ask them."""
    from gronatraden.cli import next_steps  # noqa: PLC0415 - SQLAlchemy is slow to import
    from gronatraden.exports import verdict_json  # noqa: PLC0415 - as above
    from gronatraden.services.check_gate import next_gate  # noqa: PLC0415 - as above
    from gronatraden.services.list_people import handles  # noqa: PLC0415 - as above
    from gronatraden.services.request_decision import request_decision  # noqa: PLC0415 - as above

    with door.parts() as parts:
        meant = gate or next_gate(parts, project=project)
        asked = request_decision(parts, project=project, gate=meant, by=door.actor)
        who = handles(parts)
        following = next_steps.after_request(door, parts, asked)
    data = {
        "schema": "gronatraden/request/1",
        "project": project,
        "gate": asked.request.gate,
        "occurrence": asked.request.occurrence,
        "ready": asked.verdict.ready,
        "unchanged": asked.unchanged,
        "verdict": asked.request.verdict,
        "request": verdict_json.request(asked.request, who),
    }
    door.answer(data, *_requested(door, asked, who))
    door.next(*following)


def _requested(door: Door, asked: Requested, who: dict[str, str]) -> Iterator[str]:
    facts = {"gate": asked.request.gate, "project": asked.request.project}
    yield door.say("cli.gate.asked-before" if asked.unchanged else "cli.gate.asked", **facts)
    if not asked.verdict.ready:
        yield door.say("cli.gate.asked-closed")
    if asked.verdict.misfits:
        from gronatraden.cli.verdict_shown import misfit_lines  # noqa: PLC0415 - slow to import

        yield from misfit_lines(door, asked.verdict.misfits)
    if not asked.request.panel:
        yield door.say("cli.gate.nobody-decides")
        return
    from gronatraden.cli.deciding.panel_shown import seat_name  # noqa: PLC0415 - slow to import

    yield heading(door.say("cli.gate.panel"))
    seats = [(who.get(s.person, s.person), seat_name(door, s, who)) for s in asked.request.panel]
    yield from (f"  {line}" for line in pairs(sorted(seats)))


@NOUN.verb("decide", writes=True)
@click.argument("project")
@click.argument("gate")
@option("--outcome", type=Word(OUTCOMES), required=True, metavar="OUTCOME")
@option("--reason", default="", metavar="TEXT")
@option(
    "--condition",
    "conditions",
    type=(TEXT, str, DAY),
    multiple=True,
    metavar="TEXT ROLE DAY",
)
@option("--until", "hold_until", type=DAY, metavar="DAY")
@option("--point", "points", type=(str, TEXT), multiple=True, metavar="WHERE TEXT")
@option("--occurrence", type=COUNT, metavar="N")
@option("--registry-number", default="", metavar="NUMBER")
def decide(
    door: Door,
    *,
    project: str,
    gate: str,
    occurrence: int | None,
    **said: Any,  # noqa: ANN401 - options
) -> None:
    """Say one person's word on a requested gate."""
    from gronatraden.cli import next_steps  # noqa: PLC0415 - SQLAlchemy is slow to import
    from gronatraden.exports import verdict_json  # noqa: PLC0415 - as above
    from gronatraden.services.decide_gate import decide_gate  # noqa: PLC0415 - as above
    from gronatraden.services.list_people import handles  # noqa: PLC0415 - as above

    with door.parts() as parts:
        where, word = {"project": project, "gate": gate}, _said(**said)
        done = decide_gate(parts, **where, said=word, occurrence=occurrence, by=door.actor)
        who = handles(parts)
        following = next_steps.after_decision(door, parts, done, word)
    data = {
        "schema": "gronatraden/decision/1",
        "project": project,
        "gate": gate,
        "occurrence": done.request.occurrence,
        "outcome": said["outcome"],
        "by": door.actor,
        "waiting_for": [
            {"role": place.role, "count": place.count} for place in done.tally.waiting_for
        ],
        "decision": verdict_json.decision(done.decision, who),
    }
    door.answer(data, *_decided(door, done, who))
    door.next(*following)


def _said(
    *,
    outcome: str,
    reason: str,
    conditions: tuple[tuple[str, str, date], ...],
    hold_until: date | None,
    points: tuple[tuple[str, str], ...],
    registry_number: str,
) -> Any:  # noqa: ANN401 - Said, whose module is slow to import
    from gronatraden.gates.decision import (  # noqa: PLC0415 - slow to import
        ConditionAsked,
        PointAsked,
    )
    from gronatraden.history import Outcome  # noqa: PLC0415 - as above
    from gronatraden.services.decide_gate import Said  # noqa: PLC0415 - as above

    return Said(
        outcome=Outcome(outcome),
        reason=reason,
        conditions=tuple(
            ConditionAsked(text=text, owner=owner, due_on=due_on)
            for text, owner, due_on in conditions
        ),
        hold_until=hold_until,
        points=tuple(
            PointAsked(place="" if place == NOWHERE else place, text=text) for place, text in points
        ),
        registry_number=registry_number,
    )


def _decided(door: Door, done: Decided, who: dict[str, str]) -> Iterator[str]:
    facts = {"outcome": done.tally.outcome.value, "person": door.actor}
    yield door.say("cli.gate.word", **facts)
    if done.decision is None:
        places = door.voice.seats((p.role, p.count) for p in done.tally.waiting_for)
        yield door.say("cli.gate.not-enough", places=places)
        return
    people = sorted(who.get(person, person) for person in done.decision.deciders)
    yield door.say("cli.gate.decided", outcome=done.decision.outcome.value, people=people)
    outcome = done.decision.outcome
    if outcome.opens or outcome.is_about_the_passed:
        code = "opened" if outcome.opens else f"now-{outcome.value}"
        yield door.say(f"cli.gate.{code}", gate=done.decision.gate)

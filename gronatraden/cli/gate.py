"""``gate``: what the machine states, what is asked of people, and what they decide."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gronatraden.cli.exits import CLOSED, DONE
from gronatraden.cli.kinds import COUNT, DAY, TEXT, Word
from gronatraden.cli.layout import heading, pairs
from gronatraden.cli.spoken import Noun, option
from gronatraden.text import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gronatraden.cli.door import Door
    from gronatraden.services import Parts
    from gronatraden.services.check_gate import GateSeen
    from gronatraden.services.decide_gate import Decided
    from gronatraden.services.request_decision import Requested

NOUN = Noun("gate")

STDOUT = Path("-")
FORMATS = ("html", "markdown")
OUTCOMES = ("go", "go_with_conditions", "refer_back", "hold", "stop", "reopen", "extend")
"""``history.Outcome``, spelt out because importing it would make every ``--help`` slower."""


NOWHERE = "-"
"""How a point says that it is about no requirement and no field."""


@NOUN.verb("check")
@click.argument("project")
@click.argument("gate", required=False)
@option("--occurrence", type=COUNT, metavar="N")
@option("--all", "every", is_flag=True)
def check(
    door: Door, *, project: str, gate: str | None, occurrence: int | None, every: bool
) -> int:
    """Say whether a gate is ready, and what is missing; nothing is recorded."""
    from gronatraden.services.check_gate import (  # noqa: PLC0415 - SQLAlchemy is slow to import
        check_gate,
        next_gate,
    )

    with door.parts() as parts:
        meant = gate or next_gate(parts, project=project)
        seen = check_gate(parts, project=project, gate=meant, occurrence=occurrence)
        if door.as_json:
            door.answer(_checked(parts, seen))
        else:
            _show_checked(door, parts, seen, every=every)
    return DONE if seen.is_open else CLOSED


def _checked(parts: Parts, seen: GateSeen) -> dict[str, Any]:
    from gronatraden.cli.deciding.panel_shown import around_data  # noqa: PLC0415 - as above
    from gronatraden.exports import counts_json, verdict_json  # noqa: PLC0415 - as above
    from gronatraden.exports.holding import stale_json  # noqa: PLC0415 - as above
    from gronatraden.services.check_gate import burden_of_gate  # noqa: PLC0415 - as above
    from gronatraden.services.list_people import handles  # noqa: PLC0415 - as above

    who, verdict = handles(parts), seen.verdict
    burden = burden_of_gate(parts, project=verdict.project, gate=verdict.gate)
    return verdict_json.render(verdict) | {
        "stale": stale_json.stale(seen.stale),
        "is_next": seen.is_next,
        "next": [{"gate": n.gate, "occurrence": n.occurrence} for n in seen.standing.next],
        "decision": verdict_json.decision(seen.decision, who),
        "request": verdict_json.request(seen.request, who),
        "returned": verdict_json.decision(seen.returned, who),
        "burden": counts_json.burden_at(burden),
        **around_data(parts, seen),
    }


def _show_checked(door: Door, parts: Parts, seen: GateSeen, *, every: bool) -> None:
    from gronatraden.cli import next_steps  # noqa: PLC0415 - as above
    from gronatraden.cli.deciding.panel_shown import (  # noqa: PLC0415 - as above
        around_lines,
        overdue_lines,
    )
    from gronatraden.cli.verdict_shown import gate_lines  # noqa: PLC0415 - as above

    following = next_steps.after_check(door, parts, seen)
    broken = overdue_lines(door, seen.overdue)
    lines = (*gate_lines(door, seen, every=every), *around_lines(door, parts, seen))
    door.answer({}, *broken, *([""] if seen.overdue else []), *lines)
    door.next(*following)


@NOUN.verb("explain")
@click.argument("project")
@click.argument("gate", required=False)
@option("--occurrence", type=COUNT, metavar="N")
@option("--all", "every", is_flag=True)
def explain(
    door: Door, *, project: str, gate: str | None, occurrence: int | None, every: bool
) -> int:
    """Say the shortest way to open a gate, and what it only waits for; nothing is recorded."""
    from gronatraden.cli import next_steps  # noqa: PLC0415 - SQLAlchemy is slow to import
    from gronatraden.cli.explained import explanation_lines  # noqa: PLC0415 - as above
    from gronatraden.exports import explanation_json  # noqa: PLC0415 - as above
    from gronatraden.services.check_gate import next_gate  # noqa: PLC0415 - as above
    from gronatraden.services.explain_gate import explain_gate  # noqa: PLC0415 - as above

    with door.parts() as parts:
        meant = gate or next_gate(parts, project=project)
        found = explain_gate(parts, project=project, gate=meant, occurrence=occurrence)
        following = next_steps.after_explanation(door, parts, found.seen)
    data = explanation_json.render(found.explanation)
    door.answer(data, *explanation_lines(door, found, every=every))
    door.next(*following)
    return DONE if found.explanation.verdict.ready else CLOSED


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
        where = {"project": project, "gate": gate}
        done = decide_gate(parts, **where, said=_said(**said), occurrence=occurrence, by=door.actor)
        who = handles(parts)
        following = next_steps.after_decision(door, parts, done)
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
        places = [f"{p.count} {door.voice.term(p.role)}" for p in done.tally.waiting_for]
        yield door.say("cli.gate.not-enough", places=places)
        return
    people = sorted(who.get(person, person) for person in done.decision.deciders)
    yield door.say("cli.gate.decided", outcome=done.decision.outcome.value, people=people)
    outcome = done.decision.outcome
    if outcome.opens or outcome.is_about_the_passed:
        code = "opened" if outcome.opens else f"now-{outcome.value}"
        yield door.say(f"cli.gate.{code}", gate=done.decision.gate)


@NOUN.verb("changes")
@click.argument("project")
@click.argument("gate", required=False)
@option("--as", "reader", metavar="PERSON")
def changes(door: Door, *, project: str, gate: str | None, reader: str | None) -> None:
    """Tell what has changed since a person was last asked about a decision."""
    from gronatraden.cli.shown.since import since_data, since_lines  # noqa: PLC0415 - slow
    from gronatraden.services.check_gate import next_gate  # noqa: PLC0415 - slow to import
    from gronatraden.services.holding.what_changed import (  # noqa: PLC0415 - as above
        what_changed,
    )
    from gronatraden.services.list_people import handles  # noqa: PLC0415 - as above

    with door.parts() as parts:
        meant = gate or next_gate(parts, project=project)
        person = reader or door.actor
        found = what_changed(parts, project=project, gate=meant, by=person)
        who = handles(parts)
    door.answer(
        {
            "schema": "gronatraden/changed-since/1",
            "project": project,
            "gate": meant,
            "person": person,
            **since_data(found, who),
        },
        *since_lines(door, found, person=person),
    )
    door.next(door.command("gate", "check", project, meant))


@NOUN.verb("minutes")
@click.argument("project")
@click.argument("gate")
@option("--occurrence", type=COUNT, metavar="N")
@option("--decision", "numbered", type=COUNT, metavar="N")
@option("--format", "shape", type=Word(FORMATS), metavar="FORMAT")
@option("--output", "-o", type=click.Path(path_type=Path), default=STDOUT, metavar="FILE")
@option("--lang", "language", type=click.Choice(LANGUAGES))
def minutes(door: Door, **asked: Any) -> None:  # noqa: ANN401 - options
    """Write the minutes of a decision, or a note for the file while none stands."""
    from gronatraden.cli.minuted import give  # noqa: PLC0415 - slow to import

    give(door, **asked)


@NOUN.verb("history")
@click.argument("project")
def history(door: Door, *, project: str) -> None:
    """Tell what was asked, said and decided at a project's gates."""
    from gronatraden.cli.deciding.history_shown import asked_data, asked_lines  # noqa: PLC0415 - slow
    from gronatraden.services.gate_history import gate_history  # noqa: PLC0415 - slow to import
    from gronatraden.services.list_people import handles  # noqa: PLC0415 - as above

    with door.parts() as parts:
        found = gate_history(parts, project=project)
        who = handles(parts)
    data = {
        "schema": "gronatraden/gate-history/1",
        "project": project,
        "requests": [asked_data(asked, who) for asked in found],
    }
    lines = [line for asked in found for line in asked_lines(door, asked, who)]
    door.answer(data, *(lines or [door.say("cli.gate.no-history", project=project)]))
    door.next(door.command("gate", "check", project))

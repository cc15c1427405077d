"""``change``: what was decided on is changed on the way, by those whom the policy names."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from gronatraden.cli.gate.telling import FORMATS, STDOUT
from gronatraden.cli.kinds import COUNT, DAY, MEASURED, TEXT, Word
from gronatraden.cli.spoken import Noun, option
from gronatraden.moment import day_of
from gronatraden.text import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gronatraden.cli.door import Door
    from gronatraden.services import Parts
    from gronatraden.services.changes.decide_change import ChangeDecided
    from gronatraden.services.changes.request_change import ChangeRequested

NOUN = Noun("change")

OUTCOMES = ("approve", "reject")
"""``history.ChangeOutcome``, spelt out because importing it would make ``--help`` slower."""


@NOUN.verb("request", writes=True)
@click.argument("project")
@option("--starts-on", "starts_on", type=DAY, metavar="DAY")
@option("--ends-on", "ends_on", type=DAY, metavar="DAY")
@option("--budget", "total_budget_sek", type=COUNT, metavar="SEK")
@option("--target", "targets", type=(str, MEASURED), multiple=True, metavar="INDICATOR N")
@option("--target-on", "target_days", type=(str, DAY), multiple=True, metavar="INDICATOR DAY")
@option("--drop-target", "drop_targets", multiple=True, metavar="INDICATOR")
@option("--effect", "effects", type=(str, TEXT), multiple=True, metavar="EFFECT TEXT")
@option("--add-partner", "add_partners", type=TEXT, multiple=True, metavar="NAME")
@option("--drop-partner", "drop_partners", type=TEXT, multiple=True, metavar="NAME")
@option("--field", "fields", multiple=True, metavar="PLACE")
@option("--other", "alteration", default="", metavar="TEXT")
@option("--reason", required=True, metavar="TEXT")
@option("--consequence", required=True, metavar="TEXT")
@option("--deviation", "deviations", multiple=True, metavar="INDICATOR")
def request(door: Door, *, project: str, **said: Any) -> None:  # noqa: ANN401 - options
    """Ask to change what was decided on."""
    from gronatraden.cli.change_shown import change_data  # noqa: PLC0415 - SQLAlchemy is slow
    from gronatraden.services.changes.new_change import NewChange  # noqa: PLC0415 - as above
    from gronatraden.services.changes.request_change import request_change  # noqa: PLC0415
    from gronatraden.services.list_people import handles  # noqa: PLC0415 - as above

    new = NewChange(other=said.pop("alteration"), **said)
    with door.parts() as parts:
        asked = request_change(parts, project=project, new=new, by=door.actor)
        who = handles(parts)
        number = asked.request.change.number
        following = [] if door.dry_run else _deciding(door, parts, project, number)
    data = {
        "schema": "gronatraden/change/1",
        "project": project,
        "unchanged": asked.unchanged,
        **change_data(asked.request, who),
    }
    door.answer(data, *_requested(door, asked, who))
    door.next(*following)


def _requested(door: Door, asked: ChangeRequested, who: Mapping[str, str]) -> Iterator[str]:
    from gronatraden.cli.change_shown import altered_lines, panel_lines  # noqa: PLC0415 - slow

    change = asked.request.change
    code = "cli.change.asked-before" if asked.unchanged else "cli.change.asked"
    kinds = [f"change.{kind}" for kind in change.after.kinds]
    yield door.say(code, number=change.number, project=asked.request.project, kinds=kinds)
    yield from altered_lines(door, change)
    yield from panel_lines(door, asked.request, who)


def _deciding(
    door: Door, parts: Parts, project: str, number: int, outcome: str = "approve"
) -> list[str]:
    """Return how the next of those who were asked says a word."""
    from gronatraden.services.changes.show_changes import (  # noqa: PLC0415 - SQLAlchemy is slow
        who_may_decide_change,
    )

    able = who_may_decide_change(parts, project=project, number=number)
    words = ("change", "decide", project, number, "--outcome", outcome)
    return [door.command(*words, by=person) for person in able[:1]]


@NOUN.verb("decide", writes=True)
@click.argument("project")
@click.argument("number", type=COUNT)
@option("--outcome", "says", type=Word(OUTCOMES), required=True, metavar="OUTCOME")
@option("--reason", default="", metavar="TEXT")
@option("--registry-number", default="", metavar="NUMBER")
def decide(door: Door, *, project: str, number: int, says: str, **said: str) -> None:
    """Say one person's word on a change."""
    from gronatraden.cli.change_shown import change_data, decision_data  # noqa: PLC0415 - slow
    from gronatraden.history import ChangeOutcome  # noqa: PLC0415 - slow to import
    from gronatraden.services.changes.decide_change import (  # noqa: PLC0415 - as above
        SaidOfChange,
        decide_change,
    )
    from gronatraden.services.list_people import handles  # noqa: PLC0415 - as above

    word = SaidOfChange(outcome=ChangeOutcome(says), **said)
    with door.parts() as parts:
        done = decide_change(parts, project=project, number=number, said=word, by=door.actor)
        who = handles(parts)
        following = _after(door, parts, done)
    data = {
        "schema": "gronatraden/change-decision/1",
        "project": project,
        "by": door.actor,
        "said": says,
        "waiting_for": [{"role": p.role, "count": p.count} for p in done.tally.waiting_for],
        "decision": decision_data(done.decision, who),
        **{k: v for k, v in change_data(done.request, who).items() if k in {"change", "number"}},
    }
    door.answer(data, *_decided(door, done, who))
    door.next(*following)


def _decided(door: Door, done: ChangeDecided, who: Mapping[str, str]) -> Iterator[str]:
    outcome = f"say.{done.tally.outcome.value}"
    yield door.say("cli.gate.word", outcome=outcome, person=door.actor)
    if done.decision is None:
        places = door.voice.seats((p.role, p.count) for p in done.tally.waiting_for)
        yield door.say("cli.gate.not-enough", places=places)
        return
    people = sorted(who.get(person, person) for person in done.decision.deciders)
    state = f"change.{done.decision.outcome.value}"
    number = done.request.change.number
    yield door.say("cli.change.decided", number=number, state=state, people=people)


def _after(door: Door, parts: Parts, done: ChangeDecided) -> list[str]:
    """Return who speaks next, or where an approved change is entered."""
    from gronatraden.cli.asking import actor_for  # noqa: PLC0415 - SQLAlchemy is slow to import
    from gronatraden.project import Act  # noqa: PLC0415 - as above
    from gronatraden.services.changes.show_changes import show_change  # noqa: PLC0415 - as above

    project, number = done.request.project, done.request.change.number
    if door.dry_run:
        return []
    if done.decision is None:
        return _deciding(door, parts, project, number, done.tally.outcome.value)
    following = [door.command("change", "show", project, number)]
    seen = show_change(parts, project=project, number=number)
    by = actor_for(door, parts, project=project, act=Act.SUBMIT_DOCUMENT)
    for document in seen.touched.documents:
        if document.state == "to_enter":
            tool = document.tool
            shown = door.command("document", "show", project, tool)
            submitted = door.command("document", "submit", project, f"{tool}.yaml", by=by)
            following += [f"{shown} > {tool}.yaml", submitted]
    return following


@NOUN.verb("list")
@click.argument("project")
def show_all(door: Door, *, project: str) -> None:
    """List a project's changes, in the order requested."""
    from gronatraden.cli.change_shown import change_data  # noqa: PLC0415 - SQLAlchemy is slow
    from gronatraden.cli.layout import table  # noqa: PLC0415 - beside its use
    from gronatraden.services.changes.show_changes import list_changes  # noqa: PLC0415 - as above
    from gronatraden.services.list_people import handles  # noqa: PLC0415 - as above

    with door.parts() as parts:
        found = list_changes(parts, project=project)
        who = handles(parts)
    data = {
        "schema": "gronatraden/changes/1",
        "project": project,
        "changes": [change_data(one, who) for one in found],
    }
    rows = [
        (
            one.change.number,
            door.voice.join(door.voice.term(f"change.{k}") for k in one.change.after.kinds),
            one.change.reason,
            day_of(one.change.requested_at),
            door.voice.term(f"change.{one.change.outcome or 'waits'}"),
        )
        for one in found
    ]
    door.answer(data, table(door, ("place", "kind", "reason", "requested", "state"), rows))
    waiting = [one.change.number for one in found if one.change.outcome is None]
    shown = waiting[:1] or [one.change.number for one in found][-1:]
    door.next(*(door.command("change", "show", project, number) for number in shown))


@NOUN.verb("show")
@click.argument("project")
@click.argument("number", type=COUNT)
def show(door: Door, *, project: str, number: int) -> None:
    """Show a change: what it alters, what was said of it, and what it makes stale."""
    from gronatraden.cli.change_shown import seen_data, seen_lines  # noqa: PLC0415 - slow
    from gronatraden.services.changes.show_changes import show_change  # noqa: PLC0415 - as above
    from gronatraden.services.list_people import handles  # noqa: PLC0415 - as above

    with door.parts() as parts:
        seen = show_change(parts, project=project, number=number)
        who = handles(parts)
        waits = seen.decision is None and not seen.outdated
        following = _deciding(door, parts, project, number) if waits else []
    data = {"schema": "gronatraden/change/1", "project": project, **seen_data(seen, who)}
    door.answer(data, *seen_lines(door, seen, who))
    door.next(*following)


@NOUN.verb("minutes")
@click.argument("project")
@click.argument("number", type=COUNT)
@option("--format", "shape", type=Word(FORMATS), metavar="FORMAT")
@option("--output", "-o", type=click.Path(path_type=Path), default=STDOUT, metavar="FILE")
@option("--lang", "language", type=click.Choice(LANGUAGES))
def minutes(door: Door, **asked: Any) -> None:  # noqa: ANN401 - options
    """Write the minutes of the decision on a change, or a note for the file while none stands."""
    from gronatraden.cli.gate.minuted import give_change  # noqa: PLC0415 - slow to import

    give_change(door, **asked)

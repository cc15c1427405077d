"""A text that is not published: what it would do to gates now, and would have done to past ones."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click import style

from gronatraden.cli.kinds import DAY
from gronatraden.cli.layout import heading, paragraph, table
from gronatraden.cli.policy.noun import NOUN
from gronatraden.cli.spoken import option
from gronatraden.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gronatraden.cli.door import Door
    from gronatraden.services.authoring.trying._turning import Turn
    from gronatraden.services.authoring.trying.replay_policy import Replay, Replayed
    from gronatraden.services.authoring.trying.try_policy import Tried


@NOUN.verb("try")
@click.argument("file", type=click.Path(path_type=Path))
@option("--portfolio", is_flag=True)
@option("--programme", default="")
@option("--on", "judged_on", type=DAY, metavar="DAY")
def try_file(
    door: Door, *, file: Path, portfolio: bool, programme: str, judged_on: date | None
) -> None:
    """Say which gates would open or close now under a text that is not published."""
    from gronatraden import manuscript  # noqa: PLC0415 - slow to import
    from gronatraden.services.authoring.trying.try_policy import try_policy  # noqa: PLC0415 - as above

    if not (portfolio or programme):
        raise UsageError(reason="try-needs-a-scope")
    written = manuscript.read(file)
    with door.parts() as parts:
        tried = try_policy(parts, written=written, programme=programme, on=judged_on)
    door.answer(_tried_data(tried), *_tried_lines(door, tried))
    door.next(door.command("policy", "publish", file, "--dry-run"))


@NOUN.verb("replay")
@click.argument("file", type=click.Path(path_type=Path))
@option("--since", type=DAY, required=True, metavar="DAY")
@option("--programme", default="")
def replay(door: Door, *, file: Path, since: date, programme: str) -> None:
    """Say which past gates would have gone otherwise under a text that is not published."""
    from gronatraden import manuscript  # noqa: PLC0415 - slow to import
    from gronatraden.services.authoring.trying.replay_policy import (  # noqa: PLC0415 - as above
        replay_policy,
    )

    written = manuscript.read(file)
    with door.parts() as parts:
        done = replay_policy(parts, written=written, since=since, programme=programme)
    door.answer(_replay_data(done), *_replay_lines(door, done))


def _tried_lines(door: Door, tried: Tried) -> Iterator[Any]:
    policy = tried.policy
    facts = {"policy": f"{policy.policy} {policy.version}", "count": len(tried.projects)}
    yield door.say("authoring.tried", on=tried.on, **facts)
    if tried.elsewhere or tried.finished:
        yield door.say("authoring.passed-over", elsewhere=tried.elsewhere, finished=tried.finished)
    touched = [(one, turn) for one in tried.projects for turn in one.turns if turn.touched]
    if not any(turn.turns for _, turn in touched):
        yield door.say("authoring.nothing-turns")
    for turning in (True, False):
        some = [(one, turn) for one, turn in touched if turn.turns is turning]
        if some:
            yield heading(door.say("authoring.turning" if turning else "authoring.as-it-was"))
        for one, turn in some:
            yield paragraph(f"{one.project}, {_gate(door, turn)}: {_words(door, turn)}", indent=2)
            yield style(paragraph(_named(turn), indent=4), dim=True)
    if not tried.projects:
        return
    yield heading(door.say("authoring.by-programme"))
    headings = ("programme", "projects", "would-close", "would-open")
    counts = [(c.programme, c.projects, c.would_close, c.would_open) for c in tried.programmes]
    yield table(door, headings, counts)


def _replay_lines(door: Door, done: Replay) -> Iterator[Any]:
    policy = done.policy
    facts = {"policy": f"{policy.policy} {policy.version}", "count": len(done.gates)}
    yield door.say("authoring.replayed", since=done.since, **facts)
    if not done.turned:
        yield door.say("authoring.nothing-turned")
    for one in done.turned:
        facts = {"gate": _gate(door, one.turn), "on": one.requested_on}
        said = door.say("authoring.turned", project=one.project, **facts)
        lasting = (
            door.say("authoring.to-this-day")
            if one.days is None
            else door.say("authoring.days", days=one.days)
        )
        yield paragraph(f"{said} {_words(door, one.turn)}, {lasting}", indent=2, hang=2)
        yield style(paragraph(_named(one.turn), indent=4), dim=True)
    if done.gates:
        yield heading(door.say("authoring.by-programme"))
        yield from _counted(door, done)
    if unsure := [one for one in done.gates if not one.counts]:
        yield heading(door.say("authoring.unsure"))
        for one in unsure:
            yield paragraph(_unsure(door, one), indent=2, hang=2, first="• ")
    yield ""
    yield paragraph(door.say("authoring.roles-then"))


def _counted(door: Door, done: Replay) -> Iterator[str]:
    for one in done.programmes:
        facts = {
            "gates": one.gates,
            "closed": one.would_have_closed,
            "opened": one.would_have_opened,
            "unsure": one.unsure,
            "days": one.days,
            "ended": one.open_ended,
            "money": one.budget_sek,
        }
        code = "authoring.counted" if one.budget_sek else "authoring.counted-without-money"
        said = door.say(code, programme=one.programme, **facts)
        yield paragraph(said, indent=2, hang=2)


def _unsure(door: Door, one: Replayed) -> str:
    return door.say(
        "authoring.unsure-of",
        project=one.project,
        gate=_gate(door, one.turn),
        on=one.requested_on,
        requirements=list(one.unsure),
    )


def _gate(door: Door, turn: Turn) -> str:
    gate = door.voice.term(turn.gate)
    return f"{gate} {turn.occurrence}" if turn.occurrence else gate


def _words(door: Door, turn: Turn) -> str:
    ready, closed = door.say("cli.policy.ready"), door.say("cli.policy.closed")
    if not turn.turns:
        return ready if turn.ready else closed
    return f"{ready} → {closed}" if turn.ready else f"{closed} → {ready}"


def _named(turn: Turn) -> str:
    return ", ".join((*(f"+{x}" for x in turn.closing), *(f"−{x}" for x in turn.opening)))


def _turn(turn: Turn) -> dict[str, Any]:
    return {
        "gate": turn.gate,
        "occurrence": turn.occurrence,
        "ready": turn.ready,
        "would_be_ready": turn.would_be_ready,
        "closing": list(turn.closing),
        "opening": list(turn.opening),
    }


def _tried_data(tried: Tried) -> dict[str, Any]:
    return {
        "schema": "gronatraden/policy-tried/1",
        "policy": tried.policy.policy,
        "version": tried.policy.version,
        "on": tried.on,
        "projects": [
            {
                "project": one.project,
                "programme": one.programme,
                "gates": [_turn(turn) for turn in one.turns],
            }
            for one in tried.projects
        ],
        "programmes": [
            {
                "programme": c.programme,
                "projects": c.projects,
                "gates": c.gates,
                "would_close": c.would_close,
                "would_open": c.would_open,
            }
            for c in tried.programmes
        ],
        "elsewhere": tried.elsewhere,
        "finished": tried.finished,
    }


def _replay_data(done: Replay) -> dict[str, Any]:
    return {
        "schema": "gronatraden/policy-replay/1",
        "policy": done.policy.policy,
        "version": done.policy.version,
        "since": done.since,
        "gates": [
            {
                "project": one.project,
                "programme": one.programme,
                "requested_on": one.requested_on,
                "outcome": one.outcome or None,
                **_turn(one.turn),
                "days": one.days,
                "budget_sek": one.budget_sek,
                "reconstructed": one.counts,
                "unsure": list(one.unsure),
            }
            for one in done.gates
        ],
        "programmes": [
            {
                "programme": c.programme,
                "gates": c.gates,
                "unsure": c.unsure,
                "would_have_closed": c.would_have_closed,
                "would_have_opened": c.would_have_opened,
                "days": c.days,
                "open_ended": c.open_ended,
                "budget_sek": c.budget_sek,
            }
            for c in done.programmes
        ],
        "assumed": ["roles"],
    }

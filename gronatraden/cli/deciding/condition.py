"""``condition``: what was promised when a gate opened with conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from gronatraden.cli.kinds import COUNT, DAY, TEXT
from gronatraden.cli.layout import paragraph
from gronatraden.cli.spoken import Noun, option

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gronatraden.cli.door import Door
    from gronatraden.history import Condition

NOUN = Noun("condition")


@NOUN.verb("list")
@click.argument("project")
def show_all(door: Door, *, project: str) -> None:
    """List a project's conditions, the first due on top."""
    from gronatraden.cli.asking import actor_for  # noqa: PLC0415 - SQLAlchemy is slow to import
    from gronatraden.project import Act  # noqa: PLC0415 - as above
    from gronatraden.services.deciding.meet_condition import list_conditions  # noqa: PLC0415 - as above

    with door.parts() as parts:
        found = list_conditions(parts, project=project)
        by = actor_for(door, parts, project=project, act=Act.MEET_CONDITION)
        overdue = {c.id for c in found if c.is_owed and parts.moment.has_passed(c.due_on)}
    data = {
        "schema": "gronatraden/conditions/1",
        "project": project,
        "conditions": [_data(c) | {"overdue": c.id in overdue} for c in found],
    }
    lines = [line for c in found for line in _lines(door, c, overdue=c.id in overdue)]
    door.answer(data, *(lines or [door.say("cli.condition.none", project=project)]))
    waiting = [c for c in found if c.is_owed][:1]
    proof = door.say("cli.condition.proof")
    door.next(
        *(
            door.command("condition", "meet", project, c.id, "--proof", proof, by=by)
            for c in waiting
        )
    )


@NOUN.verb("meet", writes=True)
@click.argument("project")
@click.argument("condition")
@option("--proof", default="", metavar="TEXT")
@option("--evidence", multiple=True, type=COUNT, metavar="N")
def meet(
    door: Door, *, project: str, condition: str, proof: str, evidence: tuple[int, ...]
) -> None:
    """Note that a condition is met, and what shows it."""
    from gronatraden.services.deciding.meet_condition import meet_condition  # noqa: PLC0415 - slow

    with door.parts() as parts:
        met = meet_condition(
            parts,
            project=project,
            condition=condition,
            proof=proof,
            evidence=evidence,
            by=door.actor,
        )
    data = {"schema": "gronatraden/condition/1", "project": project, **_data(met)}
    door.answer(data, door.say("cli.condition.met", text=met.text))
    door.next(door.command("condition", "list", project))


@NOUN.verb("extend", writes=True)
@click.argument("project")
@click.argument("condition")
@option("--until", "due_on", required=True, type=DAY, metavar="DAY")
@option("--reason", required=True, type=TEXT, metavar="TEXT")
def extend(door: Door, *, project: str, condition: str, due_on: date, reason: str) -> None:
    """Ask those who set a condition to give it more time."""
    from gronatraden.cli.deciding.moved_shown import show_moved  # noqa: PLC0415 - slow to import
    from gronatraden.services.deciding.motions import extend_condition  # noqa: PLC0415 - as above

    with door.parts() as parts:
        moved = extend_condition(
            parts,
            project=project,
            condition=condition,
            due_on=due_on,
            reason=reason,
            by=door.actor,
        )
        show_moved(door, parts, moved)


def _data(condition: Condition) -> dict[str, Any]:
    return {
        "condition": condition.id,
        "text": condition.text,
        "owner": condition.owner,
        "due_on": condition.due_on.isoformat(),
        "first_due_on": (condition.first_due_on or condition.due_on).isoformat(),
        "lapsed": condition.lapsed,
        "met_at": None if condition.met_at is None else condition.met_at.isoformat(),
        "proof": condition.proof,
        "evidence": list(condition.evidence),
    }


def _lines(door: Door, condition: Condition, *, overdue: bool) -> Iterator[str]:
    open_state = "lapsed" if condition.lapsed else "overdue" if overdue else "waiting"
    state = "met" if condition.met_at else open_state
    yield paragraph(condition.text, hang=2, first=click.style("• ", bold=True))
    shown = [door.say("cli.condition.evidence", number=n) for n in condition.evidence]
    proof = "; ".join(filter(None, (condition.proof, *shown)))
    facts = {"owner": condition.owner, "due": condition.due_on, "proof": proof}
    yield paragraph(door.say(f"cli.condition.is-{state}", **facts), indent=2)
    if condition.first_due_on is not None:
        yield paragraph(door.say("cli.condition.extended", first=condition.first_due_on), indent=2)
    yield click.style(f"  {condition.id}", dim=True)

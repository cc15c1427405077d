"""What the machine states of a gate, and the shortest way to open it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from gronatraden.cli.exits import CLOSED, DONE
from gronatraden.cli.gate.noun import NOUN
from gronatraden.cli.kinds import COUNT
from gronatraden.cli.shown.classes import project_data
from gronatraden.cli.spoken import option

if TYPE_CHECKING:
    from gronatraden.cli.door import Door
    from gronatraden.services import Parts
    from gronatraden.services.check_gate import GateSeen


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
        **project_data(seen, minutes=burden.minutes),
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
    from gronatraden.cli.deciding.panel_shown import closed_again  # noqa: PLC0415 - as above
    from gronatraden.cli.gate.explained import explanation_lines  # noqa: PLC0415 - as above
    from gronatraden.exports import explanation_json  # noqa: PLC0415 - as above
    from gronatraden.services.check_gate import next_gate  # noqa: PLC0415 - as above
    from gronatraden.services.explain_gate import explain_gate  # noqa: PLC0415 - as above

    with door.parts() as parts:
        meant = gate or next_gate(parts, project=project)
        found = explain_gate(parts, project=project, gate=meant, occurrence=occurrence)
        following = next_steps.approvals(door, parts, found.explanation)
        following = following or next_steps.after_explanation(door, parts, found.seen)
    following += next_steps.other_classes(door, found.explanation)
    data = explanation_json.render(found.explanation) | {"closed_again": closed_again(found.seen)}
    door.answer(data, *explanation_lines(door, found, every=every))
    door.next(*following)
    return DONE if found.seen.is_open else CLOSED

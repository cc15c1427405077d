"""``phase``: the Prefect flow of the phase in which a project stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gronatraden.cli.exits import CLOSED, DONE
from gronatraden.cli.spoken import Noun, option

if TYPE_CHECKING:
    from gronatraden.cli.door import Door

NOUN = Noun("phase")

OPEN_STATE, WAITING_STATE, CLOSED_STATE = "Open", "Waiting for decision", "Gate closed"
"""How a phase's run ends (``services.run_phase.EndState``)."""


@NOUN.verb("run")
@click.argument("project")
@option("--lifecycle", "whole", is_flag=True)
@option("--dry-run", is_flag=True)
def run(door: Door, *, project: str, whole: bool, dry_run: bool) -> int:
    """Take the phase one step, or all phases until a gate is not open."""
    from gronatraden.cli import next_steps  # noqa: PLC0415 - SQLAlchemy is slow to import
    from gronatraden.services.check_gate import check_gate, next_gate  # noqa: PLC0415 - as above
    from gronatraden.services.run_phase import collect, evaluate  # noqa: PLC0415 - as above

    door.dry_run = dry_run
    with door.parts() as parts:
        phase = collect(parts, project=project).phase
        foreseen = WAITING_STATE if evaluate(parts, project=project) else CLOSED_STATE
    flow = "lifecycle" if whole and phase != "finished" else phase
    state = OPEN_STATE if flow == "finished" else foreseen
    if flow != "finished" and not dry_run:
        state = _run(door, flow, project)
    with door.parts() as parts:
        seen = check_gate(parts, project=project, gate=next_gate(parts, project=project))
        following = next_steps.after_check(door, parts, seen)
        now = collect(parts, project=project).phase
    data = {
        "schema": "gronatraden/phase-run/1",
        "project": project,
        "flow": flow,
        "state": state,
        "phase": now,
        "gate": seen.verdict.gate,
        "ready": seen.verdict.ready,
    }
    said = door.say(f"phase.state.{state.lower().replace(' ', '-')}")
    facts = {"project": project, "phase": now, "gate": seen.verdict.gate, "state": said}
    code = "cli.phase.finished" if now == "finished" else "cli.phase.ended"
    door.answer(data, door.say(code, name=state, **facts))
    door.next(*following)
    return CLOSED if state == CLOSED_STATE else DONE


def _run(door: Door, flow: str, project: str) -> str:
    """Run a flow by name and return the name of the state it ends in."""
    from importlib import import_module  # noqa: PLC0415 - beside its use

    from flows.runtime import quiet_prefect  # noqa: PLC0415 - only what runs a flow needs it

    at = "" if door.settings.at is None else door.settings.at.isoformat()
    if not door.as_json:
        door.tell("cli.phase.starting")
    with quiet_prefect():
        made = getattr(import_module(f"flows.{flow}"), flow)
        ended = made(project, database=door.settings.database, at=at, return_state=True)
        if ended.is_failed() or ended.is_crashed():
            ended.result(raise_on_failure=True)
    return str(ended.name)

"""Before the start (före start).

Whenever a tool of a project not yet started is submitted, and every night.
Run twice, it does nothing twice: people wait in rows, and the next run goes on from there.
"""

from __future__ import annotations

from prefect import flow
from prefect.client.schemas.objects import State  # noqa: TC002 - Prefect reads the signature

from flows.steps import (
    ask_deciders,
    collect_tools,
    end,
    evaluate_gate,
    leave_note,
    log_learning,
    offer_lessons,
)

PHASE = "before_start"


@flow(name="before_start", flow_run_name="before_start-{project}")
def before_start(project: str, database: str = "", at: str = "") -> State[str]:
    """Take a project one step through the phase, or say who has to act.

    The tools are collected, the nearest earlier lessons are put in front of the project,
    the gate is judged, its deciders are asked if it is ready, and what was learnt is logged.

    Args:
        project: Id of the project.
        database: Where the record is; the surroundings say it where this is empty.
        at: A stated moment, for a record with a simulated clock.
    """
    collect_tools(project, database, at)
    offer_lessons(project, database, at)
    evaluate_gate(project, database, at)
    state = ask_deciders(project, PHASE, database, at)
    log_learning(project, database, at)
    leave_note(project, PHASE, state, database, at)
    return end(PHASE, state)

"""During (under).

Whenever something is recorded of a running project, and every night.
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
)

PHASE = "during"


@flow(name="during", flow_run_name="during-{project}")
def during(project: str, database: str = "", at: str = "") -> State[str]:
    """Take a project one step through the phase, or say who has to act.

    The checkpoint or the close is judged, whichever is next, its deciders are asked if it
    is ready, and what was learnt on the way is logged.

    Args:
        project: Id of the project.
        database: Where the record is; the surroundings say it where this is empty.
        at: A stated moment, for a record with a simulated clock.
    """
    collect_tools(project, database, at)
    evaluate_gate(project, database, at)
    state = ask_deciders(project, PHASE, database, at)
    log_learning(project, database, at)
    leave_note(project, PHASE, state, database, at)
    return end(PHASE, state)

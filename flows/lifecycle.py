"""The lifecycle (livscykeln): whenever a project may have moved, and every night.

The three phases in order. Each run starts from where the project stands and ends at
the first gate that is not open, with a named state that says so.
"""

from __future__ import annotations

from prefect import flow
from prefect.client.schemas.objects import State  # noqa: TC002 - Prefect reads the signature

from flows.before_start import before_start
from flows.during import during
from flows.follow_up import follow_up
from flows.steps import end

PHASES = (before_start, during, follow_up)


@flow(name="lifecycle", flow_run_name="lifecycle-{project}")
def lifecycle(project: str, database: str = "", at: str = "") -> State[str]:
    """Take a project through its phases until a gate is not open.

    Args:
        project: Id of the project.
        database: Where the record is; the surroundings say it where this is empty.
        at: A stated moment, for a record with a simulated clock.
    """
    name = "Open"
    for phase in PHASES:
        name = str(phase(project, database, at, return_state=True).name)
        if name != "Open":
            break
    return end("lifecycle", name)

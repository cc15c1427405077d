"""A flow in the shape of ours: tasks, an artifact to read and a named end state."""

from __future__ import annotations

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.client.schemas.objects import State  # noqa: TC002 - Prefect reads the signature
from prefect.states import Completed


@task
def count_what_is_missing(at_least: int) -> int:
    """Count what keeps the gate closed."""
    return at_least + 1


@flow(name="closed-gate")
def closed_gate(project: str = "res-gront") -> State[None]:
    """End as a gate that is closed: a result, not a failure."""
    missing = count_what_is_missing(2)
    create_markdown_artifact(f"# {project}: {missing} points to mend", key="closed-gate")
    return Completed(name="Gate closed", message=f"start: {missing} points to mend")

"""The steps that the phase flows share: one task, one service call, ids only."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypedDict

from prefect import task
from prefect.artifacts import create_markdown_artifact
from prefect.states import Completed

from gronatraden import settings, wiring
from gronatraden.errors import UnavailableError
from gronatraden.services import run_phase
from gronatraden.text import Voice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prefect.client.schemas.objects import State

    from gronatraden.services import Parts


class Again(TypedDict):
    """How a step is tried again."""

    retries: int
    retry_delay_seconds: int
    retry_condition_fn: Any


def _may_pass(_task: object, _run: object, state: State[object]) -> bool:
    """Say whether a step failed for a reason that may be gone in a moment."""
    return isinstance(state.result(raise_on_failure=False), UnavailableError)


AGAIN: Again = {"retries": 3, "retry_delay_seconds": 2, "retry_condition_fn": _may_pass}
"""A step whose database was busy or away tries again; repeating it changes nothing."""


@contextmanager
def parts_of(database: str, at: str) -> Iterator[Parts]:
    """Open the record that a run works on; the defaults are the surroundings' own."""
    with wiring.connect(settings.load({"database": database, "at": at})) as parts:
        yield parts


@task(**AGAIN)
def collect_tools(project: str, database: str, at: str) -> list[str]:
    """Return the tools that are not handed in yet."""
    with parts_of(database, at) as parts:
        return list(run_phase.collect(parts, project=project).missing)


@task(**AGAIN)
def offer_lessons(project: str, database: str, at: str) -> int:
    """Put the nearest earlier lessons in front of the project; return how many wait."""
    with parts_of(database, at) as parts:
        return run_phase.offer(parts, project=project)


@task(**AGAIN)
def evaluate_gate(project: str, database: str, at: str) -> bool:
    """Say whether the gate that is asked for next is ready."""
    with parts_of(database, at) as parts:
        return run_phase.evaluate(parts, project=project)


@task(**AGAIN)
def ask_deciders(project: str, phase: str, database: str, at: str) -> str:
    """Ask the deciders if the gate is ready; return how that leaves the phase."""
    with parts_of(database, at) as parts:
        return run_phase.ask(parts, project=project, phase=phase)


@task(**AGAIN)
def log_learning(project: str, database: str, at: str) -> list[str]:
    """Log what was learnt since the last time; return the new lessons' ids."""
    with parts_of(database, at) as parts:
        return list(run_phase.learn(parts, project=project))


@task(**AGAIN)
def leave_note(project: str, phase: str, state: str, database: str, at: str) -> None:
    """Leave a note that a person can read in Prefect's own pages."""
    chosen = settings.load({"database": database, "at": at})
    with wiring.connect(chosen) as parts:
        note = run_phase.tell(
            parts, project=project, phase=phase, state=state, voice=Voice(chosen.language)
        )
    create_markdown_artifact(note, key=f"{phase}-{project}".replace("_", "-"))


def end(phase: str, state: str) -> State[str]:
    """Return the named end state of a phase's run: a result, never a failure."""
    return Completed(name=state, message=f"{phase}: {state}", data=state)

"""Rows of the board, chosen, counted and put in order by the database."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, select

from gronatraden.store.derived.portfolio import deadline_of, gate_of
from gronatraden.store.derived.states import State
from gronatraden.store.tables import deadline, gate_state, project_state

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sqlalchemy import RowMapping, Select

    from gronatraden.store.derived.states import Deadline, GateState
    from gronatraden.store.reader import Reader

CALLS = tuple(
    state
    for state in State
    if state not in {State.ON_HOLD, State.PASSED_WITH_CONDITIONS, State.PASSED}
)
"""States in which somebody must act, the most urgent first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which part of the board is asked for; what is empty chooses everything."""

    programme: str = ""
    phase: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """One gate of one project."""

    project: str
    programme: str
    phase: str
    stopped: bool
    gate: GateState


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """Something that falls due in a project."""

    project: str
    programme: str
    deadline: Deadline


_PLACED = select(
    gate_state, project_state.c.programme, project_state.c.phase, project_state.c.stopped
).join(project_state, project_state.c.project == gate_state.c.project)
_IN_ORDER = _PLACED.order_by(gate_state.c.project, gate_state.c.gate, gate_state.c.occurrence)
_CALLING = (
    _PLACED.where(gate_state.c.state == bindparam("calling"), gate_state.c.who != "")
    .order_by(gate_state.c.since, gate_state.c.project)
    .limit(bindparam("most"))
)
_COUNTED = (
    select(gate_state.c.gate, gate_state.c.state, func.count().label("count"))
    .join(project_state, project_state.c.project == gate_state.c.project)
    .group_by(gate_state.c.gate, gate_state.c.state)
)
_CALLS = _COUNTED.where(gate_state.c.who != "", gate_state.c.state.in_(CALLS))
_PROJECTS = select(project_state.c.phase, func.count().label("count")).group_by(
    project_state.c.phase
)
_DATED = (
    select(deadline, project_state.c.programme)
    .join(project_state, project_state.c.project == deadline.c.project)
    .where(deadline.c.due_on <= bindparam("by"))
    .order_by(deadline.c.due_on, deadline.c.project, deadline.c.kind, deadline.c.about)
)


def placed(r: Reader, choice: Choice) -> Iterator[Placed]:
    """Yield every gate on the board, by project, gate and occurrence."""
    return (_placed(row) for row in r.each(_chosen(_IN_ORDER, choice)))


def calling(r: Reader, choice: Choice, limit: int) -> list[Placed]:
    """Return the gates on which somebody must act, the most urgent and oldest first."""
    found: list[Placed] = []
    for state in CALLS:
        if len(found) < limit and choice.state in {"", state}:
            asked = _chosen(_CALLING, choice)
            rows = r.all(asked, calling=state.value, most=limit - len(found))
            found += [_placed(row) for row in rows]
    return found


def counted(r: Reader, choice: Choice) -> dict[tuple[str, State], int]:
    """Return how many gates stand in each state, by gate and state."""
    rows = r.all(_chosen(_COUNTED, choice))
    return {(row["gate"], State(row["state"])): row["count"] for row in rows}


def calls(r: Reader, choice: Choice) -> int:
    """Return on how many gates somebody must act."""
    return sum(row["count"] for row in r.all(_chosen(_CALLS, choice)))


def phases(r: Reader, programme: str) -> dict[str, int]:
    """Return how many projects stand in each phase: all, or a programme's."""
    found = _PROJECTS if not programme else _PROJECTS.where(project_state.c.programme == programme)
    return {row["phase"]: row["count"] for row in r.all(found)}


def dated(r: Reader, *, by: date, programme: str = "") -> Iterator[Dated]:
    """Yield what falls due until a day, the first due first."""
    found = _DATED if not programme else _DATED.where(project_state.c.programme == programme)
    for row in r.each(found, by=by.isoformat()):
        yield Dated(project=row["project"], programme=row["programme"], deadline=deadline_of(row))


def _chosen(statement: Select[Any], choice: Choice) -> Select[Any]:
    if choice.programme:
        statement = statement.where(project_state.c.programme == choice.programme)
    if choice.phase:
        statement = statement.where(project_state.c.phase == choice.phase)
    if choice.state:
        statement = statement.where(gate_state.c.state == choice.state)
    return statement


def _placed(row: RowMapping) -> Placed:
    return Placed(
        project=row["project"],
        programme=row["programme"],
        phase=row["phase"],
        stopped=bool(row["stopped"]),
        gate=gate_of(row),
    )

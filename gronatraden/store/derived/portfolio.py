"""Rows of where projects stand, written a batch at a time and read as values.

Rules:

- A project's rows are replaced together, and never by older ones: what rests on less of
  the log leaves what rests on more as it is.
- Each row says how much of the log it rests on; ``due`` finds what came later.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, insert, select, update

from gronatraden.audit.event import utc_text
from gronatraden.store.backends.spelt import Names, among
from gronatraden.store.derived.states import Deadline, DeadlineKind, GateState, ProjectState, State
from gronatraden.store.gates import NEVER_RECURS
from gronatraden.store.tables import deadline, gate_state, project_state, sweep

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import BindParameter, RowMapping

    from gronatraden.store.derived.writing import Derivation
    from gronatraden.store.reader import Reader

_IDS: BindParameter[Any] = bindparam("ids", type_=Names())
_SIZES = select(project_state.c.project, project_state.c.log_size, project_state.c.rules).where(
    among(project_state.c.project, _IDS)
)
_STATES = select(project_state).where(among(project_state.c.project, _IDS))
_GATES = select(gate_state).where(among(gate_state.c.project, _IDS))
_DEADLINES = select(deadline).where(among(deadline.c.project, _IDS))
_TABLES = (deadline, gate_state, project_state)
_FORGET = [delete(table).where(among(table.c.project, _IDS)) for table in _TABLES]
_SWEEP = select(sweep)


@dataclass(frozen=True, slots=True, kw_only=True)
class Swept:
    """How far the last sweep came."""

    log_size: int
    """Every project was judged on at least so many events, as far as they concern it."""
    rules: str
    """Which rules every project was judged by."""
    on_day: date
    """The day of that sweep."""


def swept(r: Reader) -> Swept | None:
    """Return how far the last whole sweep came, or None where there was none."""
    row = r.one_or_none(_SWEEP)
    if row is None:
        return None
    day = date.fromisoformat(row["on_day"])
    return Swept(log_size=row["log_size"], rules=row["rules"], on_day=day)


def begin(d: Derivation, at: Swept) -> Swept:
    """Return the mark to sweep from; where there is none, begin anew and forget every row.

    The mark is there before the first row: an act that comes while the first sweep goes on
    is found by the next.
    """
    before = swept(d)
    if before is not None:
        return before
    for table in _TABLES:
        d.run(delete(table))
    d.run(insert(sweep).values(id=1, log_size=at.log_size, rules="", on_day=at.on_day.isoformat()))
    return replace(at, rules="")


def note_sweep(d: Derivation, done: Swept) -> None:
    """Note how far a whole sweep came, unless another came further."""
    values = {"log_size": done.log_size, "rules": done.rules, "on_day": done.on_day.isoformat()}
    before = swept(d)
    if before is not None and before.log_size <= done.log_size and before.on_day <= done.on_day:
        d.run(update(sweep).where(sweep.c.id == 1).values(**values))


def sizes(r: Reader, ids: Sequence[str]) -> dict[str, tuple[int, str]]:
    """Return how much of the log some projects' rows rest on, and by which rules, by project."""
    rows = r.all(_SIZES, ids=list(ids))
    return {row["project"]: (row["log_size"], row["rules"]) for row in rows}


def keep(d: Derivation, states: Sequence[ProjectState], *, log_size: int, rules: str) -> None:
    """Replace the rows of some projects, those left out that rest on more of the log.

    Args:
        d: An open write of derived rows.
        states: What was judged in one read.
        log_size: How much of the log that read saw.
        rules: Which rules they were judged by.
    """
    known = sizes(d, [s.project for s in states])
    kept = [s for s in states if known.get(s.project, (0, ""))[0] <= log_size]
    if not kept:
        return
    forget(d, [s.project for s in kept])
    shared = {"log_size": log_size, "rules": rules}
    d.run(insert(project_state), [_state_row(s) | shared for s in kept])
    for table, rows in (
        (gate_state, [row for s in kept for row in _gate_rows(s)]),
        (deadline, [row for s in kept for row in _deadline_rows(s)]),
    ):
        if rows:
            d.run(insert(table), rows)


def forget(d: Derivation, ids: Sequence[str]) -> None:
    """Remove every row of some projects."""
    for one in _FORGET:
        d.run(one, {"ids": list(ids)})


def states(r: Reader, ids: Sequence[str]) -> dict[str, ProjectState]:
    """Return some projects as they were last judged, by project; those never judged are absent."""
    given = {"ids": list(ids)}
    gates = _grouped(r.all(_GATES, **given))
    deadlines = _grouped(r.all(_DEADLINES, **given))
    return {
        name: _state(row, gates.get(name, []), deadlines.get(name, []))
        for row in r.all(_STATES, **given)
        for name in (row["project"],)
    }


def _grouped(rows: Iterable[RowMapping]) -> dict[str, list[RowMapping]]:
    ordered = sorted(rows, key=itemgetter("project"))
    return {name: list(group) for name, group in groupby(ordered, key=itemgetter("project"))}


def _state_row(state: ProjectState) -> dict[str, Any]:
    until = state.valid_until
    return {
        "project": state.project,
        "programme": state.programme,
        "phase": state.phase,
        "stopped": int(state.stopped),
        "policies": state.policies,
        "valid_until": None if until is None else utc_text(until),
    }


def _gate_rows(state: ProjectState) -> Iterator[dict[str, Any]]:
    for place in state.gates:
        yield {
            "project": state.project,
            "gate": place.gate,
            "occurrence": place.occurrence or NEVER_RECURS,
            "state": place.state.value,
            "since": utc_text(place.since),
            "who": " ".join(place.who),
            "missing": place.missing,
            "until": None if place.until is None else place.until.isoformat(),
        }


def _deadline_rows(state: ProjectState) -> Iterator[dict[str, Any]]:
    for due in state.deadlines:
        yield {
            "project": state.project,
            "kind": due.kind.value,
            "about": due.about,
            "gate": due.gate,
            "due_on": due.due_on.isoformat(),
            "who": " ".join(due.who),
        }


def _state(
    row: RowMapping, gates: Iterable[RowMapping], deadlines: Iterable[RowMapping]
) -> ProjectState:
    until = row["valid_until"]
    return ProjectState(
        project=row["project"],
        programme=row["programme"],
        phase=row["phase"],
        stopped=bool(row["stopped"]),
        gates=tuple(sorted(map(gate_of, gates), key=_place)),
        deadlines=tuple(sorted(map(deadline_of, deadlines), key=lambda d: (d.kind, d.about))),
        policies=row["policies"],
        valid_until=None if until is None else datetime.fromisoformat(until),
    )


def _place(place: GateState) -> tuple[str, int]:
    return place.gate, place.occurrence or NEVER_RECURS


def gate_of(row: RowMapping) -> GateState:
    """Return the gate that a row speaks of."""
    return GateState(
        gate=row["gate"],
        occurrence=row["occurrence"] or None,
        state=State(row["state"]),
        since=datetime.fromisoformat(row["since"]),
        who=tuple(row["who"].split()),
        missing=row["missing"],
        until=None if row["until"] is None else date.fromisoformat(row["until"]),
    )


def deadline_of(row: RowMapping) -> Deadline:
    """Return the deadline that a row speaks of."""
    return Deadline(
        kind=DeadlineKind(row["kind"]),
        about=row["about"],
        gate=row["gate"],
        due_on=date.fromisoformat(row["due_on"]),
        who=tuple(row["who"].split()),
    )

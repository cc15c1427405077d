"""The board is shown: how many gates stand how, and where somebody must act."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from gronatraden.moment import day_of
from gronatraden.services._desk import unknown
from gronatraden.services._parts import stamp
from gronatraden.services.portfolio.check_portfolio import rules_now
from gronatraden.store import log, people, policies
from gronatraden.store.derived import board, due, portfolio
from gronatraden.store.derived.board import Choice, Placed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from gronatraden.services._parts import Parts
    from gronatraden.store.derived.states import GateState, State
    from gronatraden.store.reader import Reader

__all__ = ["Board", "Choice", "GateOnBoard", "Line", "each_line", "show_board"]


@dataclass(frozen=True, slots=True, kw_only=True)
class GateOnBoard:
    """One gate of a project, and how long it has stood so."""

    state: GateState
    days: int
    """Whole Swedish days since it was decided, asked for or became next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One project on the board."""

    project: str
    programme: str
    phase: str
    """Empty where it could not be judged."""
    stopped: bool
    gates: tuple[GateOnBoard, ...]
    """In the order that projects meet them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The board as it was last judged."""

    phases: Mapping[str, int]
    """Projects in each phase, whatever was chosen within the programme."""
    counts: Mapping[tuple[str, State], int]
    """Gates in each state, in the order that projects meet them."""
    calls: int
    """Gates on which somebody must act."""
    calling: tuple[Line, ...]
    """Those that are shown, with one gate each: the most urgent and oldest first."""
    swept_on: date | None
    """Day of the last whole check; None where there was none."""
    fresh: bool
    """Whether nothing has come since, neither an act nor a day that matters."""


def show_board(parts: Parts, *, choice: Choice, limit: int) -> Board:
    """Return the board in numbers, and the gates on which somebody must act.

    Args:
        parts: What the act works with.
        choice: Which part of it.
        limit: How many gates to name at most.

    Raises:
        UnknownNameError: When there is no such programme.
    """
    with parts.read() as r:
        _require_known(r, choice.programme)
        swept = portfolio.swept(r)
        places = _places(r)
        counts = board.counted(r, choice)
        return Board(
            phases=board.phases(r, choice.programme),
            counts={key: counts[key] for key in sorted(counts, key=lambda k: _order(places, k[0]))},
            calls=board.calls(r, choice),
            calling=tuple(_line(parts, [p], {}) for p in board.calling(r, choice, limit)),
            swept_on=None if swept is None or not swept.rules else swept.on_day,
            fresh=_is_fresh(parts, r),
        )


def each_line(parts: Parts, *, choice: Choice) -> Iterator[Line]:
    """Yield every project with the gates that were chosen, by id; as many as there are.

    Raises:
        UnknownNameError: When there is no such programme.
    """
    with parts.read() as r:
        _require_known(r, choice.programme)
        places = _places(r)
        for _, group in groupby(board.placed(r, choice), key=lambda p: p.project):
            yield _line(parts, list(group), places)


def _line(parts: Parts, gates: list[Placed], places: Mapping[str, int]) -> Line:
    first = gates[0]
    ordered = sorted(gates, key=lambda p: (_order(places, p.gate.gate), p.gate.occurrence or 0))
    return Line(
        project=first.project,
        programme=first.programme,
        phase=first.phase,
        stopped=first.stopped,
        gates=tuple(
            GateOnBoard(state=p.gate, days=(parts.today - day_of(p.gate.since)).days)
            for p in ordered
        ),
    )


def _order(places: Mapping[str, int], gate: str) -> tuple[int, str]:
    return places.get(gate, len(places)), gate


def _places(r: Reader) -> dict[str, int]:
    """Return where among all gates each one comes, as the longest lifecycle has them first."""
    shapes = [shape for _, shape in policies.lifecycles(r)]
    shapes.sort(key=lambda shape: -sum(len(phase.gates) for phase in shape.phases))
    names = [g.gate for shape in shapes for phase in shape.phases for g in phase.gates]
    return {name: place for place, name in enumerate(dict.fromkeys(names))}


def _is_fresh(parts: Parts, r: Reader) -> bool:
    """Say whether a check would find nothing to judge, without looking at any project."""
    swept = portfolio.swept(r)
    if swept is None or swept.rules != rules_now() or swept.on_day > parts.today:
        return False
    found = due.touched(r, since=swept.log_size, before=log.head(r).size)
    untouched = not (found.projects or found.wide) and found.next == log.head(r).size
    return untouched and not due.expired_after(r, ("", ""), now=stamp(parts.at))


def _require_known(r: Reader, programme: str) -> None:
    if programme and people.programme_by_id(r, programme) is None:
        known = (p.id for p in people.programmes(r))
        raise unknown(kind="programme", name=programme, known=known)

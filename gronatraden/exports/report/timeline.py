"""The project in time: its phases, its gates and its readings on one line of days.

Everything is placed here; the template draws. A gate's name stands above its mark on one
of two rows, and is left out where neither has room: the table under the drawing has all.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from gronatraden.moment import day_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gronatraden.exports.report.view import ReportView
    from gronatraden.exports.report.way import PhaseState
    from gronatraden.history import Outcome

WIDTH, HEIGHT = 960, 236
LEFT, RIGHT = 118, 944
"""Pixels between which days are placed."""
_LETTER, _APART = 7.4, 10
"""Pixels that a letter of a label takes, rather too much, and that labels keep between them."""
_YEARS = 12
"""Most years that are written out on the axis."""


@dataclass(frozen=True, slots=True)
class Span:
    """A phase from its first day to its last, or to today."""

    phase: str
    state: PhaseState
    x: float
    width: float
    days: tuple[date, date]


@dataclass(frozen=True, slots=True)
class GateMark:
    """A decision at a gate."""

    gate: str
    occurrence: int | None
    outcome: Outcome
    x: float
    day: date
    row: int | None
    """0 nearest to the mark, 1 above; None where its name has no room."""
    anchor: Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Dot:
    """Readings of one day."""

    x: float
    day: date
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """A placed drawing."""

    spans: tuple[Span, ...]
    gates: tuple[GateMark, ...]
    dots: tuple[Dot, ...]
    years: tuple[tuple[float, int], ...]
    """Where a year begins; not every one where there are many."""
    today: float
    ends: float | None
    """The project's last day by its facts, where it lies within the days shown."""
    days: tuple[date, date]
    """The first and the last day shown."""


def lay_out(view: ReportView, name: Callable[[str, int | None], str]) -> Timeline | None:
    """Return the project's time as a drawing, or None while it is not two days old.

    Args:
        view: What is told of the project.
        name: Says what a gate is called, to know how wide it is.
    """
    opened, today = day_of(view.project.opened_at), day_of(view.at)
    decided = [(day_of(d.decision.decided_at), d.decision) for d in view.decisions]
    read = Counter(p.reading.measured_on for s in view.series for p in s.points)
    last = max(today, *(day for day, _ in decided), *read, today)
    first = min(opened, *read, opened)
    if last == first:
        return None
    place = _scale(first, last)
    marks = [(place(day), day, d) for day, d in decided]
    labels = [name(d.gate, d.occurrence) for _, _, d in marks]
    rows = _rows([x for x, _, _ in marks], labels)
    ends = view.facts.ends_on
    return Timeline(
        spans=tuple(_spans(view, place)),
        gates=tuple(
            GateMark(d.gate, d.occurrence, d.outcome, x, day, row, _anchor(x, label))
            for (x, day, d), label, row in zip(marks, labels, rows, strict=True)
        ),
        dots=tuple(Dot(place(day), day, read[day]) for day in sorted(read)),
        years=tuple(_years(first, last, place)),
        today=place(today),
        ends=place(ends) if ends is not None and first <= ends <= last else None,
        days=(first, last),
    )


def _scale(first: date, last: date) -> Callable[[date], float]:
    whole = (last - first).days
    return lambda day: round(LEFT + (RIGHT - LEFT) * (day - first).days / whole, 1)


def _spans(view: ReportView, place: Callable[[date], float]) -> Iterator[Span]:
    """Yield the phases that were entered; one that a stop cut short ends with it."""
    begun, today = day_of(view.project.opened_at), day_of(view.at)
    entered = view.standing.entered_at
    for step in view.way:
        passed = [day_of(g.at) for g in step.gates if g.state == "passed" and g.at is not None]
        if step.state == "ahead":
            return
        ended = today
        if step.state == "done" and passed:
            ended = passed[-1]
        elif step.state == "skipped":
            ended = begun if entered is None else max(begun, day_of(entered))
        if ended > begun:
            x = place(begun)
            yield Span(step.phase, step.state, x, round(place(ended) - x, 1), (begun, ended))
        begun = ended


def _rows(places: Sequence[float], labels: Sequence[str]) -> list[int | None]:
    """Return the row of each label, the nearest that has room, in the order of the marks."""
    taken = [float("-inf"), float("-inf")]
    rows: list[int | None] = []
    for x, label in zip(places, labels, strict=True):
        width = len(label) * _LETTER
        left = {"start": x, "middle": x - width / 2, "end": x - width}[_anchor(x, label)]
        row = next((r for r in (0, 1) if left >= taken[r] + _APART), None)
        if row is not None:
            taken[row] = left + width
        rows.append(row)
    return rows


def _anchor(x: float, label: str) -> Literal["start", "middle", "end"]:
    half = len(label) * _LETTER / 2
    if x - half < LEFT:
        return "start"
    return "end" if x + half > RIGHT else "middle"


def _years(first: date, last: date, place: Callable[[date], float]) -> Iterator[tuple[float, int]]:
    step = max(1, -(-(last.year - first.year) // _YEARS))
    for year in range(first.year + 1, last.year + 1, step):
        yield place(date(year, 1, 1)), year

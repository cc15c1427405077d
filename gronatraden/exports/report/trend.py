"""A series as a small drawing: the path from baseline to target, and what was read.

Everything is placed here; the template draws. A number stands above or below its mark,
wherever the line and the other numbers leave room. Letters are at least ten pixels high
on a screen 320 pixels wide.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from decimal import Decimal

    from gronatraden.exports.report.series import Series

WIDTH, HEIGHT = 360, 220
AXIS = 190
"""Pixels from the top to the axis."""
_LEFT, _RIGHT, _TOP, _BOTTOM = 14, 346, 30, 160
_ABOVE, _BELOW = -10, 22
_LETTER, _LINE = 8, 15
"""Pixels that a letter is wide and a line of letters high, rather too much than too little."""
_SAMPLES = 40


@dataclass(frozen=True, slots=True)
class Mark:
    """A value on its day, placed."""

    x: float
    y: float
    value: Decimal
    on: date

    @property
    def anchor(self) -> str:
        """Which part of the number stands at ``x``: ``start``, ``middle`` or ``end``."""
        sixth = (_RIGHT - _LEFT) / 6
        if self.x < _LEFT + sixth:
            return "start"
        return "end" if self.x > _RIGHT - sixth else "middle"


@dataclass(frozen=True, slots=True)
class Label:
    """A number beside its mark."""

    mark: Mark
    y: float
    """Baseline of the letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """A placed drawing."""

    baseline: Label | None
    target: Label | None
    latest: Label
    read: tuple[Mark, ...]
    """In the order measured."""
    days: tuple[date, date]
    """What the axis spans."""

    @property
    def line(self) -> str:
        """The readings as points of a line, from the baseline on where there is one."""
        first = (self.baseline.mark,) if self.baseline else ()
        return " ".join(f"{m.x:.1f},{m.y:.1f}" for m in (*first, *self.read))


def lay_out(series: Series) -> Trend | None:
    """Return a series as a drawing, or None where there are not two days to draw between."""
    i = series.indicator
    baseline = (i.baseline, i.baseline_on) if i.baseline is not None and i.baseline_on else None
    target = (i.target, i.target_on) if i.target is not None and i.target_on else None
    readings = [(p.reading.value, p.reading.measured_on) for p in series.points]
    everything = [x for x in (baseline, target, *readings) if x is not None]
    days = {day for _, day in everything}
    if not readings or len(days) == 1:
        return None
    frame = _Frame(everything)
    read = tuple(frame.mark(*reading) for reading in readings)
    ends = {
        name: frame.mark(*end)
        for name, end in (("baseline", baseline), ("target", target))
        if end is not None
    }
    first = (ends["baseline"],) if baseline else ()
    labels = _labels({"latest": read[-1], **ends}, (*first, *read))
    return Trend(
        baseline=labels.get("baseline"),
        target=labels.get("target"),
        latest=labels["latest"],
        read=read,
        days=(min(days), max(days)),
    )


class _Frame:
    """The scale from days and values to pixels."""

    def __init__(self, points: Sequence[tuple[Decimal, date]]) -> None:
        days = [day for _, day in points]
        values = [value for value, _ in points]
        self._first, self._span = min(days), (max(days) - min(days)).days
        self._low = min(values)
        self._height = max(values) - self._low

    def mark(self, value: Decimal, day: date) -> Mark:
        """Return where a value on a day is drawn."""
        x = _LEFT + (_RIGHT - _LEFT) * (day - self._first).days / self._span
        share = float((value - self._low) / self._height) if self._height else 0.5
        return Mark(x, _BOTTOM - (_BOTTOM - _TOP) * share, value, day)


def _labels(marks: dict[str, Mark], line: Sequence[Mark]) -> dict[str, Label]:
    """Return a label for each mark, each where it meets the least."""
    drawn = list(_along(line))
    placed: dict[str, Label] = {}
    for name, mark in marks.items():
        taken = [_box(label) for label in placed.values()]
        candidates = [Label(mark, mark.y + offset) for offset in (_ABOVE, _BELOW)]
        placed[name] = min(candidates, key=lambda label: _meets(_box(label), drawn, taken))
    return placed


def _along(line: Sequence[Mark]) -> Iterator[tuple[float, float]]:
    for start, end in pairwise(line):
        for step in range(_SAMPLES + 1):
            share = step / _SAMPLES
            yield start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share


_Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""


def _box(label: Label) -> _Box:
    width = (len(f"{label.mark.value:f}") + 5) * _LETTER
    left = {"start": 0.0, "middle": width / 2, "end": float(width)}[label.mark.anchor]
    return label.mark.x - left, label.y - _LINE, label.mark.x - left + width, label.y + 2


def _meets(box: _Box, line: Sequence[tuple[float, float]], taken: Sequence[_Box]) -> int:
    left, top, right, bottom = box
    touched = sum(left <= x <= right and top <= y <= bottom for x, y in line)
    shared = sum(left < r and right > x and top < b and bottom > t for x, t, r, b in taken)
    return touched + shared * 10 * _SAMPLES

"""Indicators as series: what was read, against baseline, target and the path between."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from gronatraden.thread.readings import expected
from gronatraden.thread.results import is_missed
from gronatraden.tools.change_logic import ChangeLogic

if TYPE_CHECKING:
    from decimal import Decimal

    from gronatraden.context import Context
    from gronatraden.exports.report.origins import Kind
    from gronatraden.history import Reading
    from gronatraden.tools.change_logic.content import Indicator

SeriesState = Literal["not-read", "no-target", "met", "missed", "under-way"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A reading and what the straight path asked for on its day."""

    reading: Reading
    expected: Decimal | None
    """None where the path is not stated in full, or ended before that day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One indicator with its readings in the order measured."""

    indicator: Indicator
    effect: str
    """The effect it measures, in the project's words; empty where it measures none."""
    origin: Kind
    points: tuple[Point, ...]

    @property
    def latest(self) -> Reading | None:
        """The latest reading, where there is one."""
        return self.points[-1].reading if self.points else None

    @property
    def state(self) -> SeriesState:
        """How the latest reading stands to the target."""
        latest, target = self.latest, self.indicator.target
        if latest is None:
            return "not-read"
        if target is None or not self.indicator.direction:
            return "no-target"
        if is_missed(self.indicator, latest):
            return "missed"
        short = {
            "increase": latest.value < target,
            "decrease": latest.value > target,
            "maintain": latest.value != target,
        }
        return "under-way" if short[self.indicator.direction] else "met"

    @property
    def share(self) -> int | None:
        """Per cent of the way from baseline to target, or None where there is no way."""
        latest, baseline, target = self.latest, self.indicator.baseline, self.indicator.target
        if latest is None or baseline is None or target is None or baseline == target:
            return None
        return round((latest.value - baseline) / (target - baseline) * 100)


def series(context: Context, origins: dict[str, Kind]) -> tuple[Series, ...]:
    """Return every indicator of the change logic with its readings.

    Args:
        context: What is recorded of the project.
        origins: Where each indicator comes from, by id.
    """
    logic = context.read(ChangeLogic)
    effects = {e.id: e.statement or e.id for e in logic.effects}
    return tuple(
        Series(
            indicator=i,
            effect=effects.get(i.effect or "", ""),
            origin=origins.get(i.id, ""),
            points=tuple(
                Point(reading=r, expected=expected(i, r))
                for r in context.readings
                if r.indicator == i.id
            ),
        )
        for i in logic.indicators
    )

"""What was done, by the plan: activities with owners, days and what they leave behind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.exports.outline.outline import Paragraph, Row
from gronatraden.exports.outline.parts.saying import role, say, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.exports.outline.material import Material
    from gronatraden.exports.outline.outline import Block, Cell, Sentence
    from gronatraden.tools.change_logic.content import Activity


def activities(m: Material) -> Iterator[Block]:
    """Yield the activities that meet the period, with how far the plan says they are."""
    if not m.logic.activities:
        yield m.lacks("change_logic.activities", code="nothing")
        return
    rows = [_row(m, a) for a in m.logic.activities if m.period.meets(a.starts_on, a.ends_on)]
    yield from table("activities", "activity owner time state output", rows)
    if not rows:
        yield Paragraph(say("activities.none"))


def _row(m: Material, activity: Activity) -> Row:
    where = f"change_logic.activities[{activity.id}]"
    cells: tuple[Cell, ...] = (
        m.told(activity.title, f"{where}.title"),
        m.told(role(activity.owner), f"{where}.owner"),
        _time(m, activity, where),
        _state(m, activity),
        m.told(activity.output, f"{where}.output"),
    )
    return Row(cells, m.kind("change_logic", activity.id))


def _time(m: Material, activity: Activity, where: str) -> Cell:
    first, last = activity.starts_on, activity.ends_on
    if first is not None and last is not None:
        return say("span", first=first, last=last)
    return (m.told(first, f"{where}.starts_on"), m.told(last, f"{where}.ends_on"))


def _state(m: Material, activity: Activity) -> Sentence | None:
    """Return how far an activity is by its own days; None where they are not stated."""
    if activity.starts_on is None or activity.ends_on is None:
        return None
    if activity.ends_on <= m.period.to_on:
        return say("activities.stands.ended")
    if activity.starts_on > m.period.to_on:
        return say("activities.stands.ahead")
    begun = m.period.holds(activity.starts_on)
    return say("activities.stands.begun" if begun else "activities.stands.goes-on")


def outputs(m: Material) -> Iterator[Block]:
    """Yield what each activity is to leave behind, and the indicators that measure no effect.

    A project records no other figures on its activities than these.
    """
    if not m.logic.activities:
        yield m.lacks("change_logic.activities", code="nothing")
        return
    yield from table(
        "outputs",
        "activity output",
        (
            Row(
                (a.title or a.id, m.told(a.output, f"change_logic.activities[{a.id}].output")),
                m.kind("change_logic", a.id),
            )
            for a in m.logic.activities
        ),
    )
    of_none = [one for one in m.series if not one.effect]
    yield from table(
        "outputs.indicators",
        "indicator value",
        (
            Row(
                (
                    (one.indicator.title or one.indicator.id, one.indicator.unit),
                    one.latest.value
                    if one.latest
                    else m.lacks(f"readings[{one.indicator.id}]", code="reading"),
                ),
                one.origin,
            )
            for one in of_none
        ),
    )

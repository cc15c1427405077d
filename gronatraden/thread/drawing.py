"""The green thread as a picture: one line from challenge to lesson, with its breaks marked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gronatraden.diagram import Arrow, Box, Coded, Column, Columns, Diagram, Table
from gronatraden.thread.line import arrows_of
from gronatraden.thread.readings import measured
from gronatraden.tools.change_logic import ChangeLogic
from gronatraden.tools.change_logic.links import reach
from gronatraden.tools.learning_cycle import LearningCycle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from gronatraden.context import Context
    from gronatraden.history import Reading
    from gronatraden.tools.change_logic.content import Indicator


def draw(context: Context) -> Diagram:
    """Return the thread across all tools, left to right.

    A box is broken where the line stops: a challenge that nothing answers, an activity
    that leads nowhere, an effect that nothing leads to or nothing measures, an indicator
    of no effect, and, once the work has begun, one that is not read. A resource carries
    the line and never breaks it: whether an activity has what it needs is FL-04's to say.
    Boxes' ids start with their column, since tools may use the same word for different things.
    """
    logic, cycle = context.read(ChangeLogic), context.read(LearningCycle)
    arrows = arrows_of(context)
    columns = _columns(context, logic, cycle)
    boxes = {box.id: box for column in columns for box in column.boxes}
    kept = tuple(dict.fromkeys(a for a in arrows if a.source in boxes and a.target in boxes))
    marked = _marked(columns, kept, begun=context.phase_entered_on is not None, logic=logic)
    leads: dict[str, list[str]] = {}
    for arrow in kept:
        leads.setdefault(arrow.source, []).append(boxes[arrow.target].label)
    rows = tuple(
        (Coded(column.heading), box.label, box.note, "; ".join(leads.get(box.id, ())))
        for column in marked
        for box in column.boxes
    )
    broken = sum(box.broken for column in marked for box in column.boxes)
    facts = {"boxes": len(boxes), "broken": broken}
    table = Table(("box", "what", "note", "leads-to"), rows)
    return Diagram("thread", Columns(marked, kept), table, facts)


def _columns(context: Context, logic: ChangeLogic, cycle: LearningCycle) -> tuple[Column, ...]:
    return (
        Column(
            "challenges", tuple(Box(f"challenge:{c.id}", c.statement) for c in logic.challenges)
        ),
        Column("resources", tuple(Box(f"resource:{r.id}", r.title) for r in logic.resources)),
        Column(
            "activities",
            tuple(Box(f"activity:{a.id}", a.title, _day(a.ends_on)) for a in logic.activities),
        ),
        Column(
            "effects", tuple(Box(f"effect:{e.id}", e.statement, _day(e.by)) for e in logic.effects)
        ),
        Column(
            "indicators",
            tuple(Box(f"indicator:{i.id}", i.title or i.id, _aim(i)) for i in logic.indicators),
        ),
        Column("readings", tuple(_read(i, r) for i, r in measured(context))),
        Column("lessons", tuple(_lessons(cycle))),
    )


def _lessons(cycle: LearningCycle) -> Iterator[Box]:
    """Yield what was found, by question, then what nobody asked for; an open question is itself."""
    found = {f.question: f for f in cycle.findings if f.finished and f.question}
    for question in cycle.questions:
        answer = found.get(question.id)
        label = question.question if answer is None else answer.finding
        day = question.due_on if answer is None else answer.found_on
        yield Box(f"lesson:{question.id}", label, _day(day))
    known = {question.id for question in cycle.questions}
    for finding in cycle.findings:
        if finding.finished and finding.question not in known:
            yield Box(f"finding:{finding.id}", finding.finding, _day(finding.found_on))


def _marked(
    columns: Iterable[Column], arrows: Iterable[Arrow], *, begun: bool, logic: ChangeLogic
) -> tuple[Column, ...]:
    """Return the columns with every box marked where the line stops."""
    linked = {(a.source, _kind(a.target)) for a in arrows}
    linked |= {(a.target, _kind(a.source)) for a in arrows}
    led_to = reach((f"activity:{a.id}" for a in logic.activities), _by_source(arrows))
    owed: dict[str, tuple[str, ...]] = {
        "challenge": ("activity",),
        "activity": ("effect",),
        "effect": ("indicator",),
        "indicator": ("effect", "reading") if begun else ("effect",),
    }
    far = {f"effect:{e.id}" for e in logic.long_term_effects}

    def stops(box: str) -> bool:
        if _kind(box) == "effect" and box not in led_to:
            return True
        return box not in far and any((box, to) not in linked for to in owed.get(_kind(box), ()))

    return tuple(
        Column(column.heading, tuple(replace(b, broken=stops(b.id)) for b in column.boxes))
        for column in columns
    )


def _kind(box: str) -> str:
    return box.partition(":")[0]


def _by_source(arrows: Iterable[Arrow]) -> dict[str, list[str]]:
    leads: dict[str, list[str]] = {}
    for arrow in arrows:
        leads.setdefault(arrow.source, []).append(arrow.target)
    return leads


def _read(indicator: Indicator, reading: Reading) -> Box:
    value = f"{reading.value:f} {indicator.unit}".strip()
    return Box(f"reading:{indicator.id}", value, _day(reading.measured_on))


def _aim(indicator: Indicator) -> str:
    ends = [f"{v:f}" for v in (indicator.baseline, indicator.target) if v is not None]
    return " → ".join(ends)


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()

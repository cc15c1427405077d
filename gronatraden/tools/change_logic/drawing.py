"""The change logic as a picture: six columns, and arrows for what leads to what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.diagram import Arrow, Box, Coded, Column, Columns, Diagram, Table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from gronatraden.tools.change_logic.content import ChangeLogic, Effect, Resource


def draw(logic: ChangeLogic) -> Diagram:
    """Return the change logic from challenges to the long term, left to right.

    The table twin says how one thing leads to another, where that is written.
    """
    columns = (
        Column("challenges", tuple(Box(c.id, c.statement) for c in logic.challenges)),
        Column("resources", tuple(Box(r.id, r.title, _amount(r)) for r in logic.resources)),
        Column("activities", tuple(Box(a.id, a.title, _day(a.ends_on)) for a in logic.activities)),
        Column("short_term_effects", _boxes(logic.short_term_effects)),
        Column("medium_term_effects", _boxes(logic.medium_term_effects)),
        Column("long_term_effects", _boxes(logic.long_term_effects)),
    )
    known = {box.id for column in columns for box in column.boxes}
    arrows = [Arrow(r, a.id) for a in logic.activities for r in a.resources]
    arrows += [Arrow(link.cause, link.effect) for link in logic.links if not link.feedback]
    kept = tuple(a for a in arrows if a.source in known and a.target in known)
    labels = {box.id: box.label for column in columns for box in column.boxes}
    how = {(link.cause, link.effect): link.mechanism for link in logic.links}
    leads: dict[str, list[str]] = {}
    for arrow in kept:
        said = how.get((arrow.source, arrow.target), "")
        label = labels[arrow.target]
        leads.setdefault(arrow.source, []).append(f"{label} ({said})" if said else label)
    rows = tuple(
        (Coded(column.heading), box.label, box.note, "; ".join(leads.get(box.id, ())))
        for column in columns
        for box in column.boxes
    )
    table = Table(("box", "what", "note", "leads-to"), rows)
    return Diagram("change-logic", Columns(columns, kept), table, {"boxes": len(known)})


def _boxes(effects: Iterable[Effect]) -> tuple[Box, ...]:
    return tuple(Box(e.id, e.statement, _day(e.by)) for e in effects)


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _amount(resource: Resource) -> str:
    """Return the money a resource is, or where there is none the staff, in full-time posts."""
    if resource.amount_sek is not None:
        return f"{resource.amount_sek:,} kr".replace(",", "\u00a0")
    return "" if resource.staff_percent is None else f"{resource.staff_percent}\u00a0%"

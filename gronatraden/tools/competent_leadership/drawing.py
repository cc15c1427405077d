"""Competent leadership as a picture: what each role needs, and how much of it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.diagram import Bar, Bars, Coded, Diagram, Table

if TYPE_CHECKING:
    from gronatraden.tools.competent_leadership.content import CompetentLeadership, LeadershipRole


def draw(leadership: CompetentLeadership) -> Diagram:
    """Return one bar per filled role: needed competence, split into present and missing.

    A competence that is not assessed counts as missing here. The table twin has one row
    per role and area.
    """
    shown = tuple(r for r in leadership.roles if not r.vacant and r.competences)
    bars = tuple(Bar(r.title or r.id, _split(r)) for r in shown)
    rows = tuple(
        (r.title or r.id, Coded(c.area), str(c.needed), str(c.present) if c.present else "")
        for r in shown
        for c in r.competences
    )
    table = Table(("leader", "competence-area", "competence-needed", "competence-present"), rows)
    missing = sum(bar.values[1] for bar in bars)
    shape = Bars(("competence-present", "competence-missing"), bars)
    return Diagram("competent-leadership", shape, table, {"roles": len(bars), "missing": missing})


def _split(role: LeadershipRole) -> tuple[int, int]:
    present = sum(min(c.needed, c.present) for c in role.competences)
    return present, sum(c.needed for c in role.competences) - present

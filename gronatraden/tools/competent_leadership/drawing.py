"""Competent leadership as a picture: what each role needs, and how much of it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.diagram import Bar, Bars, Coded, Diagram, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.tools.competent_leadership.content import (
        CompetentLeadership,
        LeadershipRole,
        SelfAssessment,
    )

HEADINGS = (
    "leader",
    "competence-area",
    "competence-needed",
    "competence-present",
    "competence-shown-by",
)
SIDES = ("will", "ability", "competence")
"""To want to lead jointly, to be able to, and to know how (vilja, kunna, kompetens)."""


def draw(leadership: CompetentLeadership) -> Diagram:
    """Return one bar per filled role: needed competence, split into present and missing.

    A competence that is not assessed counts as missing here. The table twin has one row
    per role and area, and one for each side of leadership that the role has judged itself
    in, with what shows it.
    """
    shown = tuple(r for r in leadership.roles if not r.vacant and r.competences)
    bars = tuple(Bar(r.title or r.id, _split(r)) for r in shown)
    rows = tuple(row for role in leadership.roles if not role.vacant for row in _rows(role))
    missing = sum(bar.values[1] for bar in bars)
    shape = Bars(("competence-present", "competence-missing"), bars)
    facts = {"roles": len(bars), "missing": missing}
    return Diagram("competent-leadership", shape, Table(HEADINGS, rows), facts)


def _rows(role: LeadershipRole) -> Iterator[tuple[str | Coded, ...]]:
    name = role.title or role.id
    for area in role.competences:
        shown = "; ".join(
            d.evidence for d in role.development if d.evidence and d.area == area.area
        )
        yield name, Coded(area.area), str(area.needed), _score(area.present), shown
    for side in SIDES:
        judged: SelfAssessment = getattr(role, side)
        if judged.score:
            yield name, Coded(side), "", _score(judged.score), judged.example


def _score(score: int) -> str:
    return str(score) if score else ""


def _split(role: LeadershipRole) -> tuple[int, int]:
    present = sum(min(c.needed, c.present) for c in role.competences)
    return present, sum(c.needed for c in role.competences) - present

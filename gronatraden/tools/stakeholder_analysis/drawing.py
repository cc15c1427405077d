"""The stakeholder analysis as a picture: a grid of power and interest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.diagram import Coded, Diagram, Grid, Point, Table

if TYPE_CHECKING:
    from gronatraden.tools.stakeholder_analysis.content import Stakeholder, StakeholderAnalysis


def draw(analysis: StakeholderAnalysis) -> Diagram:
    """Return who has interest (across) and power (upwards), one shape for each sector.

    A stakeholder without both scores has no place in the grid; the table names it.
    """
    placed = [s for s in analysis.stakeholders if s.power and s.interest]
    points = tuple(Point(_name(s), s.interest, s.power, s.sector) for s in placed)
    rows = tuple(
        (
            _name(s),
            Coded(s.sector),
            _score(s.power),
            _score(s.interest),
            Coded(s.priority),
            s.strategy,
        )
        for s in analysis.stakeholders
    )
    table = Table(("stakeholder", "sector", "power", "interest", "priority", "strategy"), rows)
    unplaced = len(analysis.stakeholders) - len(placed)
    facts = {"stakeholders": len(analysis.stakeholders), "unplaced": unplaced}
    return Diagram("stakeholder-analysis", Grid("interest", "power", points), table, facts)


def _name(stakeholder: Stakeholder) -> str:
    return stakeholder.name or stakeholder.id


def _score(score: int) -> str:
    return str(score) if score else ""

"""The sustainability assurance as a picture: its steps in a circle, gone through again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.diagram import Coded, Diagram, Step, Table, Wheel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sustainability_assurance.content import SustainabilityAssurance

STEPS = (
    "assured_target",
    "assured_areas",
    "assured_relevance",
    "assured_conflicts",
    "assured_stop",
    "assured_perspectives",
    "assured_overall",
)
"""Part 1 in four, the stop, part 2 and the assessment, in the method's order."""
HEADINGS = ("assured-step", "assured-what", "assured-how", "assured-why")

Row = tuple[str, str, str, str]
"""Step, what, code of an outcome, and why."""


def draw(assurance: SustainabilityAssurance) -> Diagram:
    """Return the wheel, and a table twin with what each step says, its outcome and why."""
    rows = tuple(_rows(assurance))
    steps = tuple(Step(name, tuple(w for s, w, *_ in rows if s == name and w)) for name in STEPS)
    cells = tuple((Coded(step), what, Coded(code), why) for step, what, code, why in rows)
    judged = [*assurance.area_influences, *assurance.influences]
    facts = {
        code: sum(one.influence == code for one in judged) for code in ("positive", "negative")
    }
    return Diagram("sustainability-assurance", Wheel(steps), Table(HEADINGS, cells), facts)


def _rows(assurance: SustainabilityAssurance) -> Iterator[Row]:
    for contribution in assurance.contributions:
        yield "assured_target", contribution.goal, "", contribution.contribution
    for area in assurance.area_influences:
        yield "assured_areas", area.area, _code(area.influence), area.because
    if assurance.compared.others or assurance.compared.judgement:
        yield "assured_relevance", assurance.compared.others, "", assurance.compared.judgement
    for conflict in assurance.goal_conflicts:
        yield "assured_conflicts", conflict.conflict, "", conflict.position
    if assurance.stop.outcome:
        on = assurance.stop.stopped_on
        day = "" if on is None else on.isoformat()
        yield "assured_stop", day, _code(assurance.stop.outcome), assurance.stop.because
    for seen in assurance.influences:
        yield "assured_perspectives", seen.because, _code(seen.influence), ""
    for further in assurance.further_parts:
        yield "assured_overall", further.heading, "", further.text
    if assurance.overall.assessment:
        yield "assured_overall", assurance.overall.assessment, "", ""


def _code(outcome: str) -> str:
    return f"assured-{outcome.replace('_', '-')}" if outcome else ""

"""The sustainability assurance as a picture: its steps in a circle, gone through again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.diagram import Coded, Diagram, Step, Table, Wheel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sustainability_assurance.content import AssuranceAssessment, SustainabilityAssurance

STEPS = (
    "assured_target",
    "assured_areas",
    "assured_relevance",
    "assured_conflicts",
    "assured_stop",
    "assured_perspectives",
    "assured_further",
    "assured_overall",
)
"""Part 1 in four, the stop, part 2, what is not public, and the assessment."""
HEADINGS = ("assured-step", "assured-what", "assured-how", "assured-why")

Cell = str | Coded


def draw(assurance: SustainabilityAssurance) -> Diagram:
    """Return the wheel, and a table twin with what each step says, its outcome and why."""
    rows = tuple(_rows(assurance))
    table = Table(HEADINGS, tuple((Coded(step), *cells) for step, _, *cells in rows))
    labels = {name: tuple(said for step, said, *_ in rows if step == name) for name in STEPS}
    steps = tuple(Step(name, tuple(filter(None, said))) for name, said in labels.items())
    judged = [*assurance.area_influences, *assurance.influences]
    facts = {
        code: sum(one.influence == code for one in judged) for code in ("positive", "negative")
    }
    return Diagram("sustainability-assurance", Wheel(steps), table, facts)


def _rows(assurance: SustainabilityAssurance) -> Iterator[tuple[str, str, Cell, Cell, Cell]]:
    """Yield step, label on the wheel, and what, outcome and why in the table."""
    for aim in assurance.contributions:
        yield "assured_target", aim.goal, aim.goal, "", aim.contribution
    for area in assurance.area_influences:
        yield "assured_areas", area.area, area.area, _code(area.influence), area.because
    compared = assurance.compared
    if compared.others or compared.judgement:
        yield "assured_relevance", compared.others, compared.others, "", compared.judgement
    for two in assurance.goal_conflicts:
        yield "assured_conflicts", two.conflict, two.conflict, "", two.position
    stop = assurance.stop
    if stop.outcome:
        day = "" if stop.stopped_on is None else stop.stopped_on.isoformat()
        yield "assured_stop", stop.because, day, _code(stop.outcome), stop.because
    for seen in assurance.influences:
        perspective, influence = _code(seen.perspective), _code(seen.influence)
        yield "assured_perspectives", seen.because, perspective, influence, seen.because
    for part in assurance.further_parts:
        yield "assured_further", part.heading, part.heading, "", part.text
    yield from _overall(assurance.overall)


def _overall(made: AssuranceAssessment) -> Iterator[tuple[str, str, Cell, Cell, Cell]]:
    if made.assessment:
        day = "" if made.assessed_on is None else made.assessed_on.isoformat()
        yield "assured_overall", made.assessment, day, "", made.assessment
    for code in ("expected_effect", "implementation"):
        if text := str(getattr(made, code)):
            yield "assured_overall", "", _code(code), "", text


def _code(code: str) -> Coded:
    return Coded(f"assured-{code.replace('_', '-')}" if code else "")

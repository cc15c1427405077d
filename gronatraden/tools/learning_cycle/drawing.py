"""The learning cycle as a picture: four steps in a circle, and what stands on each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.diagram import Coded, Diagram, Step, Table, Wheel

if TYPE_CHECKING:
    from datetime import date

    from gronatraden.tools.learning_cycle.content import LearningCycle, LearningFinding

STEPS = ("plan", "apply", "evaluate_and_report", "analyse_and_improve")
"""The four steps in the method's order."""
HEADINGS = ("learning-step", "learning-what", "learning-how", "learning-who", "learning-when")


def draw(cycle: LearningCycle) -> Diagram:
    """Return the wheel: questions, decisions, findings, and what is done differently.

    The table twin has one row per thing: step, what, who and when.
    """
    finished = [f for f in cycle.findings if f.finished]
    changed = [f for f in finished if f.change or f.no_change_because]
    rows = [
        ("plan", q.question or q.id, q.method, q.owner, _day(q.due_on)) for q in cycle.questions
    ]
    rows += [("apply", d.title or d.id, "", "", _day(d.decided_on)) for d in cycle.decisions]
    rows += [
        ("evaluate_and_report", f.finding, "", f.communicated_to, _day(_told_on(f)))
        for f in finished
    ]
    rows += [("analyse_and_improve", f.change or f.no_change_because, "", "", "") for f in changed]
    steps = tuple(
        Step(name, tuple(what for step, what, *_ in rows if step == name)) for name in STEPS
    )
    table = Table(HEADINGS, tuple((Coded(step), *cells) for step, *cells in rows))
    facts = {"questions": len(cycle.questions), "findings": len(finished), "changes": len(changed)}
    return Diagram("learning-cycle", Wheel(steps), table, facts)


def _told_on(learnt: LearningFinding) -> date | None:
    return learnt.communicated_on or learnt.found_on


def _day(day: date | None) -> str:
    return "" if day is None else day.isoformat()

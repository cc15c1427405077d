"""The line (tråden): what leads to what, from challenge to lesson, across all tools.

Ids start with their column, since tools may use the same word for different things:
``challenge:``, ``resource:``, ``activity:``, ``effect:``, ``indicator:``, ``reading:`` and
``lesson:``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.diagram import Arrow
from gronatraden.thread.readings import measured
from gronatraden.tools.change_logic import ChangeLogic
from gronatraden.tools.change_logic.links import follow, reach
from gronatraden.tools.learning_cycle import LearningCycle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.context import Context
    from gronatraden.tools.learning_cycle.content import Question


def arrows_of(context: Context) -> tuple[Arrow, ...]:
    """Return every step of the line, also one whose end is not there."""
    logic = context.read(ChangeLogic)
    return (
        *_from_challenges(logic),
        *(
            Arrow(f"resource:{r}", f"activity:{a.id}")
            for a in logic.activities
            for r in a.resources
        ),
        *_among_effects(logic),
        *(Arrow(f"effect:{i.effect}", f"indicator:{i.id}") for i in logic.indicators),
        *(Arrow(f"indicator:{i.id}", f"reading:{i.id}") for i, _ in measured(context)),
        *_to_lessons(context),
    )


def _from_challenges(logic: ChangeLogic) -> Iterator[Arrow]:
    """Yield challenge → activity where the activity leads to an effect that answers it."""
    leads = follow(logic.links)
    for activity in logic.activities:
        reached = reach((activity.id,), leads)
        answered = {c for e in logic.effects if e.id in reached for c in e.answers}
        for challenge in logic.challenges:
            if challenge.id in answered:
                yield Arrow(f"challenge:{challenge.id}", f"activity:{activity.id}")


def _among_effects(logic: ChangeLogic) -> Iterator[Arrow]:
    activities = {a.id for a in logic.activities}
    for link in logic.links:
        if not link.feedback:
            kind = "activity" if link.cause in activities else "effect"
            yield Arrow(f"{kind}:{link.cause}", f"effect:{link.effect}")


def _to_lessons(context: Context) -> Iterator[Arrow]:
    """Yield an arrow to each question from what it is asked of: a reading where there is one."""
    logic, cycle = context.read(ChangeLogic), context.read(LearningCycle)
    read = {indicator.id for indicator, _ in measured(context)}
    for question in cycle.questions:
        effect = _asked_about(question)
        measures = [i.id for i in logic.indicators if i.effect == effect]
        for name in measures:
            kind = "reading" if name in read else "indicator"
            yield Arrow(f"{kind}:{name}", f"lesson:{question.id}")
        if not measures:
            yield Arrow(f"effect:{effect}", f"lesson:{question.id}")


def _asked_about(question: Question) -> str:
    return question.about.strip() if question.link is None else question.link[1]

"""What was learnt: findings and what they changed, questions that wait, lessons passed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.exports.outline.outline import Figure, Paragraph, Row, Word
from gronatraden.exports.outline.parts.saying import role, say, table
from gronatraden.exports.report.origins import kind_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.exports.outline.material import Material
    from gronatraden.exports.outline.outline import Block, Cell
    from gronatraden.learning import Lesson
    from gronatraden.tools.learning_cycle.content import LearningFinding

_ROOM = "learning_cycle"


def learning(m: Material) -> Iterator[Block]:
    """Yield what was learnt so far, what still is asked, when it was gone through, and the wheel.

    Questions are only told as waiting once something was found: before that the one gap is
    that nothing was.
    """
    if not m.cycle.questions:
        yield m.lacks("learning_cycle.questions", code="nothing")
    if not _finished(m):
        yield m.lacks("learning_cycle.findings", code="nothing")
    rows = (_found(m, f) for f in _finished(m))
    yield from table("learning", "finding question change recipient", rows)
    yield from open_questions(m)
    yield from _reviews(m)
    yield from wheel(m)


def other_findings(m: Material) -> Iterator[Block]:
    """Yield what was found beside what the final report builds on."""
    if not _finished(m):
        yield m.lacks("learning_cycle.findings", code="nothing")
    used = m.cycle.final_report.uses_findings
    rows = (_found(m, f) for f in _finished(m) if f.id not in used)
    yield from table("learning.others", "finding question change recipient", rows)


def _finished(m: Material) -> list[LearningFinding]:
    return [f for f in m.cycle.findings if f.finished]


def wheel(m: Material) -> Iterator[Block]:
    """Yield the learning wheel, once there is something on it."""
    if m.cycle.questions or m.cycle.findings:
        yield Figure(m.picture(_ROOM), told=True)


def _found(m: Material, found: LearningFinding) -> Row:
    where = f"learning_cycle.findings[{found.id}]"
    asked = next((q.question for q in m.cycle.questions if q.id == found.question), None)
    if found.no_change_because and not found.change:
        change: Cell = say("learning.no-change", because=found.no_change_because)
    else:
        change = m.told(found.change, f"{where}.change", code="change")
    told: Cell = m.told(found.communicated_to, f"{where}.communicated_to")
    if found.communicated_to:
        on = found.communicated_on
        told = (
            found.communicated_to,
            on if on is not None else m.lacks(f"{where}.communicated_on"),
        )
    return Row((found.finding, asked, change, told), m.kind(_ROOM, found.id))


def _without_question(row: Row) -> tuple[Cell, ...]:
    finding, _, *rest = row.cells
    return (finding, *rest)


def open_questions(m: Material) -> Iterator[Block]:
    """Yield the questions that nothing was found on, those with a passed day as gaps."""
    answered = {f.question for f in _finished(m)}
    rows = []
    for question in m.cycle.questions if answered else ():
        if question.id in answered:
            continue
        where = f"learning_cycle.questions[{question.id}]"
        late = question.due_on is not None and question.due_on <= m.period.to_on
        due = m.told(question.due_on, f"{where}.due_on")
        cells: tuple[Cell, ...] = (
            question.question or question.id,
            m.told(role(question.owner), f"{where}.owner"),
            (due, m.lacks(f"{where}.finding", code="answer")) if late else due,
        )
        rows.append(Row(cells, m.kind(_ROOM, question.id)))
    yield from table("learning.waiting", "question owner due", rows)


def _reviews(m: Material) -> Iterator[Block]:
    held = [r for r in m.cycle.reviews if m.period.holds(r.reviewed_on)]
    if not held:
        yield m.lacks("learning_cycle.reviews", code="review-of-learning")
    rows = (Row((r.reviewed_on, r.notes or None), m.kind_of_whole(_ROOM)) for r in held)
    yield from table("learning.reviews", "when notes", rows)


def use_of_findings(m: Material) -> Iterator[Block]:
    """Yield which findings the final report builds on, and what each has changed."""
    used = m.cycle.final_report.uses_findings
    if not used:
        yield m.lacks("learning_cycle.final_report.uses_findings", code="nothing")
        return
    found = {f.id: f for f in m.cycle.findings}
    if not found:
        yield m.lacks("learning_cycle.findings", code="nothing")
        return
    yield from table(
        "use",
        "finding change recipient",
        (
            Row(_without_question(_found(m, found[name])), m.kind(_ROOM, name))
            if name in found
            else Row((name, m.lacks(f"learning_cycle.findings[{name}]", code="finding"), None))
            for name in used
        ),
    )


def lessons(m: Material) -> Iterator[Block]:
    """Yield what the project leaves to others, for whom and how it was spread."""
    logged = m.view.logged
    if not logged:
        yield m.lacks("lessons", code="lessons")
    yield from table("lessons", "lesson change recipient spread", (_lesson(m, x) for x in logged))


def _lesson(m: Material, lesson: Lesson) -> Row:
    """Return a lesson; one that the learning cycle found is told as the cycle has it today.

    What was logged by hand is never changed, so what it leaves out is no gap.
    """
    kind = kind_of(lesson.origin, lesson.source)
    found = next((f for f in m.cycle.findings if f.id == lesson.from_finding), None)
    if found is None:
        told = (lesson.change, lesson.recipient, lesson.spread)
        return Row((lesson.finding, *(text or None for text in told)), kind)
    finding, change, recipient = _without_question(_found(m, found))
    where = f"learning_cycle.findings[{found.id}].spread"
    spread: Cell = tuple(
        say("lessons.where", where=s.where, on=s.on) if s.on is not None else s.where
        for s in found.spread
    )
    return Row((finding, change, recipient, spread or m.lacks(where)), kind)


def earlier_lessons(m: Material) -> Iterator[Block]:
    """Yield the lessons of earlier projects and how this one used them."""
    offered = m.view.offered
    if not offered:
        yield Paragraph(say("earlier.none"))
    rows = []
    for told in offered:
        answer: Cell = m.lacks(f"lessons[{told.lesson.id}]", code="lesson-answer")
        if told.offered.answer:
            answer = (Word(told.offered.answer), told.offered.because)
        kind = kind_of(told.lesson.origin, told.lesson.source)
        rows.append(Row((told.lesson.finding or told.lesson.question, answer), kind))
    yield from table("earlier", "lesson answer", rows)

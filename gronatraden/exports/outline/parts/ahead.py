"""What comes next, and what may stop it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from gronatraden.exports.outline.outline import Both, Paragraph, Row, Word
from gronatraden.exports.outline.parts.saying import role, say, table
from gronatraden.exports.report.groups import who_of

if TYPE_CHECKING:
    from gronatraden.exports.outline.material import Material
    from gronatraden.exports.outline.outline import Block


def ahead(m: Material) -> Iterator[Block]:
    """Yield what the plans say comes after the period, the nearest first."""
    coming = sorted(_coming(m), key=lambda found: found[0])
    yield from table("ahead", "when what who", (row for _, row in coming))
    if not coming:
        yield Paragraph(say("ahead.none"))
    yield from _gate(m)


_Coming = Iterator[tuple[date, Row]]


def _coming(m: Material) -> _Coming:
    yield from _activities(m)
    yield from _steps(m)
    yield from _actions(m)
    yield from _questions(m)
    yield from _conditions(m)


def _activities(m: Material) -> _Coming:
    last = m.period.to_on
    for a in m.logic.activities:
        owner = role(a.owner)
        if a.starts_on is not None and a.starts_on > last:
            yield a.starts_on, Row((a.starts_on, say("ahead.begins", what=a.title), owner))
        elif a.ends_on is not None and a.ends_on > last:
            yield a.ends_on, Row((a.ends_on, say("ahead.ends", what=a.title), owner))


def _steps(m: Material) -> _Coming:
    steps = (c.next_step for c in m.ladder.constellations)
    for step in steps:
        if step.due_on is not None and step.due_on > m.period.to_on:
            yield step.due_on, Row((step.due_on, step.action, role(step.owner)))


def _actions(m: Material) -> _Coming:
    for s in m.analysis.stakeholders:
        for action in s.actions:
            if action.due_on is not None and action.due_on > m.period.to_on:
                what = say("ahead.with", what=action.what, name=s.name or s.id)
                yield action.due_on, Row((action.due_on, what, role(action.owner)))


def _questions(m: Material) -> _Coming:
    answered = {f.question for f in m.cycle.findings if f.finished}
    for q in m.cycle.questions:
        if q.id not in answered and q.due_on is not None and q.due_on > m.period.to_on:
            what = say("ahead.answer", question=q.question)
            yield q.due_on, Row((q.due_on, what, role(q.owner)))


def _conditions(m: Material) -> _Coming:
    for one in (c for d in m.decisions for c in d.conditions):
        if one.met_at is None and one.due_on >= m.period.to_on:
            what = say("ahead.condition", what=one.text)
            yield one.due_on, Row((one.due_on, what, Word(one.owner)))


def _gate(m: Material) -> Iterator[Block]:
    """Yield what the next gate still asks for."""
    verdict = m.view.verdict
    if verdict is None:
        return
    code = "ahead.gate-ready" if verdict.ready else "ahead.gate-closed"
    yield Paragraph(say(code, gate=verdict.gate, missing=len(verdict.missing)))
    rows = (
        Row((Both(r.because.sv, r.because.en), say("roles", roles=list(who_of([r])))))
        for r in verdict.missing
    )
    yield from table("ahead.missing", "because who", rows)

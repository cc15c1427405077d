"""Equality, reach and the horizontal criteria: who was reached, and on what terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.exports.outline.outline import (
    Figure,
    Heading,
    Note,
    Pairs,
    Paragraph,
    Row,
    Sentence,
    Word,
)
from gronatraden.exports.outline.parts.saying import role, say, table
from gronatraden.tools.equality_mainstreaming.counting import is_small

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.exports.outline.material import Material
    from gronatraden.exports.outline.outline import Block, Cell
    from gronatraden.exports.report.series import Series
    from gronatraden.tools.equality_mainstreaming.content import EqualityGoal, Measure

_ROOM = "equality_mainstreaming"
_REACH = {"age": "age", "origin": "ethnicity", "disability": "disability"}
"""What a report asks about beside sex, and the ground that tells of it."""


def equality(m: Material) -> Iterator[Block]:
    """Yield the equality goals with their results, the measures, the causes and the bars."""
    own = m.equality
    if own.goals:
        yield from table("equality", "goal indicator result", (_goal(m, g) for g in own.goals))
    else:
        yield m.lacks(f"{_ROOM}.goals", code="nothing")
    if own.measures:
        rows = (_measure(m, one) for one in own.measures)
        yield from table("equality.measures", "what owner due", rows)
    else:
        yield m.lacks(f"{_ROOM}.measures", code="nothing")
    if own.realia.analysis:
        yield Heading(say("equality.causes"))
        yield Paragraph(own.realia.analysis, m.kind_of_whole(_ROOM))
    else:
        yield m.lacks(f"{_ROOM}.realia.analysis")
    if own.representation or own.resources:
        yield Figure(m.picture(_ROOM))
    else:
        yield m.lacks(f"{_ROOM}.representation", code="nothing")


def _goal(m: Material, goal: EqualityGoal) -> Row:
    where = f"{_ROOM}.goals[{goal.id}]"
    one = next((s for s in m.series if s.indicator.id == goal.indicator), None)
    result: Cell = None
    if one is not None:
        result = Sentence(f"report.readings.state.{one.state}")
        if one.latest is None:
            result = m.lacks(f"readings[{one.indicator.id}]", code="reading")
    name = (one.indicator.title or one.indicator.id) if one is not None else goal.indicator
    cells: tuple[Cell, ...] = (
        m.told(goal.goal, f"{where}.goal"),
        m.told(name, f"{where}.indicator"),
        result,
    )
    return Row(cells, m.kind(_ROOM, goal.id))


def _measure(m: Material, one: Measure) -> Row:
    where = f"{_ROOM}.measures[{one.id}]"
    if one.no_measure_because:
        because = say("equality.no-measure", because=one.no_measure_because)
        return Row((because, None, None), m.kind(_ROOM, one.id))
    cells: tuple[Cell, ...] = (
        m.told(one.what, f"{where}.what"),
        m.told(role(one.owner), f"{where}.owner"),
        m.told(one.due_on, f"{where}.due_on"),
    )
    return Row(cells, m.kind(_ROOM, one.id))


def reach(m: Material) -> Iterator[Block]:
    """Yield how women and men were reached, and what is recorded of age, background and place.

    Where fewer than five are counted the row is not split: they may be pointed out.
    """
    counted = [one for one in m.series if one.indicator.counts_people]
    if not counted:
        yield m.lacks("change_logic.indicators", code="people")
    yield from table("reach", "indicator women men other all", (_split(m, one) for one in counted))
    if counted:
        yield Note(say("reach.small"), "limit")
    grounds = {g.ground: g.because for g in m.equality.grounds}
    told: list[tuple[Word, Cell]] = [
        (Word(name), m.told(grounds.get(ground, ""), f"{_ROOM}.grounds[{ground}]"))  # type: ignore[call-overload]  # a ground by name
        for name, ground in _REACH.items()
    ]
    placed = [s.indicator.title for s in m.series if "geography" in s.indicator.split_by]
    geography = (
        say("reach.by-place", indicators=placed)
        if placed
        else m.lacks("change_logic.indicators.split_by", code="place")
    )
    yield Heading(say("reach.others"))
    yield Pairs((*told, (Word("geography"), geography)))


def _split(m: Material, one: Series) -> Row:
    i, where = one.indicator, f"readings[{one.indicator.id}]"
    name = i.title or i.id
    latest = one.latest
    if latest is None:
        return Row((name, *(None,) * 3, m.lacks(where, code="reading")), one.origin)
    counts = (latest.women, latest.men, latest.other)
    hidden = any(is_small(count) for count in counts)
    cells: tuple[Cell, ...] = (
        name,
        _count(m, latest.women, f"{where}.women", hidden=hidden),
        _count(m, latest.men, f"{where}.men", hidden=hidden),
        None if latest.other is None else _count(m, latest.other, where, hidden=hidden),
        (latest.value, latest.measured_on),
    )
    return Row(cells, one.origin)


def _count(m: Material, counted: int | None, where: str, *, hidden: bool) -> Cell:
    """Return a count; where one of a row is small all are hidden, for the sum is known."""
    if counted is None:
        return m.lacks(where, code="split")
    return say("reach.hidden") if hidden else counted


def inclusion(m: Material) -> Iterator[Block]:
    """Yield how the project is open to everyone: accessible, without discrimination, for children.

    The equality pass of the stakeholder analysis says who was missing and what came of it.
    """
    own, passed = m.equality, m.analysis.equality_pass
    yield Pairs(
        (
            (say("inclusion.accessibility"), m.told(own.accessibility, f"{_ROOM}.accessibility")),
            (
                say("inclusion.non-discrimination"),
                m.told(own.non_discrimination, f"{_ROOM}.non_discrimination"),
            ),
            (
                say("inclusion.missing-groups"),
                m.told(passed.conclusion, "stakeholder_analysis.equality_pass.conclusion"),
            ),
            (say("inclusion.children"), _children(m)),
        )
    )


def _children(m: Material) -> Cell:
    children, where = m.equality.children, f"{_ROOM}.children"
    if children.affected == "no":
        return m.told(children.not_affected_because, f"{where}.not_affected_because")
    if children.affected == "yes":
        return (
            m.told(children.which, f"{where}.which"),
            m.told(children.how_heard, f"{where}.how_heard"),
            m.told(children.what_is_best, f"{where}.what_is_best"),
        )
    return m.lacks(f"{where}.affected")


def environment(m: Material) -> Iterator[Block]:
    """Yield what the decisions were expected to do for society, economy and environment."""
    decided = m.cycle.decisions
    if not decided:
        yield m.lacks("learning_cycle.decisions", code="nothing")
    rows = []
    for one in decided:
        where = f"learning_cycle.decisions[{one.id}]"
        cells: tuple[Cell, ...] = (
            one.title or one.id,
            *(
                m.told(getattr(one, f"effect_on_{what}"), f"{where}.effect_on_{what}")
                for what in ("society", "economy", "environment")
            ),
        )
        rows.append(Row(cells, m.kind("learning_cycle", one.id)))
    yield from table("environment", "decision society economy environment", rows)

"""What came of it: indicators against targets, deviations, and the effects still to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.exports.outline.outline import Curves, Heading, Paragraph, Row, Sentence, Word
from gronatraden.exports.outline.parts.saying import say, table
from gronatraden.exports.report.origins import kind_of
from gronatraden.exports.report.words import rounded
from gronatraden.thread.readings import deviations_are_explained
from gronatraden.thread.results import is_missed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from gronatraden.exports.outline.material import Material
    from gronatraden.exports.outline.outline import Block, Cell, Piece
    from gronatraden.exports.report.series import Series
    from gronatraden.history import Reading
    from gronatraden.tools.change_logic.content import Effect, Link

_RISKY = 3
"""From here on, of 5, the risk of an assumption is told with its words."""


def indicators(m: Material) -> Iterator[Block]:
    """Yield every indicator against its target, the deviations, and the curves."""
    if not m.series:
        yield m.lacks("change_logic.indicators", code="nothing")
        return
    rows = (_row(m, one) for one in m.series)
    yield from table("indicators", "indicator baseline expected latest target state", rows)
    yield from deviations(m)
    drawn = tuple(one for one in m.series if one.points)
    if drawn:
        yield Curves(drawn)


def _row(m: Material, one: Series) -> Row:
    i = one.indicator
    where = f"change_logic.indicators[{i.id}]"
    latest: Cell = m.lacks(f"readings[{i.id}]", code="reading")
    expected: Cell = None
    if one.latest is not None:
        path = one.points[-1].expected
        expected = None if path is None else rounded(path)
        latest = (*_dated(one.latest.value, one.latest.measured_on),)
        if not m.period.holds(one.latest.measured_on):
            latest = (*latest, m.lacks(f"readings[{i.id}]", code="reading-in-period"))
    return Row(
        (
            (i.title or i.id, *((i.unit,) if i.unit else ())),
            _aim(m, i.baseline, i.baseline_on, f"{where}.baseline"),
            expected,
            latest,
            _aim(m, i.target, i.target_on, f"{where}.target"),
            Sentence(f"report.readings.state.{one.state}"),
        ),
        one.origin,
    )


def _aim(m: Material, value: Decimal | None, on: date | None, where: str) -> Cell:
    if value is None:
        return m.lacks(where)
    return (value, on if on is not None else m.lacks(f"{where}_on"))


def _dated(value: Decimal, on: date) -> tuple[Piece, ...]:
    return (value, on)


def deviations(m: Material) -> Iterator[Block]:
    """Yield what was off its path in the period, each with its reason or the gap of one."""
    unexplained = {f.where for f in deviations_are_explained(m.context)}
    rows: list[Row] = []
    for one in m.series:
        where = f"readings[{one.indicator.id}]"
        for point in one.points:
            reading, last = point.reading, point is one.points[-1]
            off = last and (where in unexplained or is_missed(one.indicator, reading))
            if not m.period.holds(reading.measured_on) or not (reading.is_explained or off):
                continue
            cells: tuple[Cell, ...] = (
                one.indicator.title or one.indicator.id,
                (*_dated(reading.value, reading.measured_on),),
                None if point.expected is None else rounded(point.expected),
                _reason(m, reading, where),
            )
            rows.append(Row(cells))
    yield Heading(say("deviations.heading"))
    yield from table("deviations", "indicator value expected why", rows)
    if not rows:
        yield Paragraph(say("deviations.none"))


def _reason(m: Material, reading: Reading, where: str) -> Cell:
    """Return why a value is off its path: in words, through changes, and where that stands."""
    said: list[Piece] = [reading.deviation] if reading.deviation else []
    said += [say("deviations.change", number=number) for number in reading.changes]
    if not said:
        said = [m.lacks(f"{where}.deviation", code="deviation")]
    if reading.source:
        said.append(say("deviations.source", source=reading.source))
    return tuple(said)


def effects(m: Material) -> Iterator[Block]:
    """Yield the effects that are expected, for whom and by when, and when they will be read."""
    placed = m.logic.placed
    if not placed:
        yield m.lacks("change_logic.short_term_effects", code="nothing")
        return
    yield from table(
        "effects",
        "effect horizon group by",
        (_effect(m, where, effect) for where, effect in placed),
    )
    owed = m.view.obligations
    yield from table(
        "effects.read",
        "what due",
        (
            Row(
                (
                    Word(one.id),
                    one.due_on or say("effects.read.counts", gate=one.after, years=one.years),
                )
            )
            for one in owed
        ),
    )


def _effect(m: Material, where: str, effect: Effect) -> Row:
    horizon = where.partition(".")[2].partition("[")[0]
    group = next(
        (s.name for s in m.analysis.stakeholders if s.id == effect.target_group),
        effect.target_group,
    )
    cells: tuple[Cell, ...] = (
        m.told(effect.statement, f"{where}.statement"),
        say(f"effects.within.{horizon}"),
        m.told(group, f"{where}.target_group"),
        m.told(effect.by, f"{where}.by"),
    )
    return Row(cells, m.kind("change_logic", effect.id))


def links(m: Material) -> Iterator[Block]:
    """Yield the assumptions that the way to the goals rests on, the riskiest first.

    Links whose assumption is stated and whose risk is small are only counted.
    """
    if not m.logic.links:
        yield m.lacks("change_logic.links", code="nothing")
        return
    ranked = sorted(m.logic.links, key=lambda link: -link.risk)
    safe = [link for link in ranked if _is_safe(link)]
    rows = (_link(m, link) for link in ranked if not _is_safe(link))
    yield from table("links", "link assumption evidence risk", rows)
    if safe:
        yield Paragraph(say("links.safe", count=len(safe)))
    if m.logic.external_factors:
        yield from table("factors", "factor", (Row((f,)) for f in m.logic.external_factors))
    else:
        yield m.lacks("change_logic.external_factors", code="nothing")


def _is_safe(link: Link) -> bool:
    return bool(link.assumption and link.evidence and 0 < link.risk < _RISKY)


def _link(m: Material, link: Link) -> Row:
    where, names = f"change_logic.links[{link.cause}→{link.effect}]", m.logic.names
    ends = {
        "cause": names.get(link.cause, link.cause),
        "effect": names.get(link.effect, link.effect),
    }
    evidence = say(f"links.known.{link.evidence}") if link.evidence else None
    score = say("links.score", score=link.risk) if link.risk else None
    cells: tuple[Cell, ...] = (
        say("links.leads", **ends),
        m.told(link.assumption, f"{where}.assumption"),
        m.told(evidence, f"{where}.evidence"),
        m.told(score, f"{where}.risk"),
    )
    return Row(cells, kind_of(link.origin or m.picture("change_logic").origins.whole, link.source))

"""The project in short: what it is, why, where it stands, and what was decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.exports.outline.outline import Figure, Pairs, Paragraph, Row, Word
from gronatraden.exports.outline.parts.saying import say, table
from gronatraden.moment import day_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.exports.outline.material import Material
    from gronatraden.exports.outline.outline import Block, Cell


def facts(m: Material) -> Iterator[Block]:
    """Yield what the project is: owner, partners, period and number in the archive."""
    f = m.facts
    partners = say("list", names=list(f.partners)) if f.partners else None
    rows: list[tuple[Word | object, Cell]] = [
        (say("facts.owner"), m.told(f.owner, "project.owner")),
        (say("facts.partners"), m.told(partners, "project.partners")),
        (say("facts.from"), m.told(f.starts_on, "project.starts_on")),
        (say("facts.until"), m.told(f.ends_on, "project.ends_on")),
        (
            say("facts.registry"),
            m.told(f.archive.registry_number, "project.archive.registry_number"),
        ),
    ]
    yield Pairs(tuple(rows))  # type: ignore[arg-type]  # every name is a sentence


def summary(m: Material) -> Iterator[Block]:
    """Yield what the project is about, in its own words."""
    if m.facts.summary:
        yield Paragraph(m.facts.summary, m.view.facts_kind)
    else:
        yield m.lacks("project.summary")


def challenges(m: Material) -> Iterator[Block]:
    """Yield why the project exists, and which goals of the strategy it serves."""
    logic = m.logic
    if not logic.challenges:
        yield m.lacks("change_logic.challenges", code="nothing")
    yield from table(
        "challenges",
        "challenge",
        (
            Row(
                (m.told(c.statement, f"change_logic.challenges[{c.id}].statement"),),
                m.kind("change_logic", c.id),
            )
            for c in logic.challenges
        ),
    )
    if not logic.strategy_links:
        yield m.lacks("change_logic.strategy_links", code="nothing")
    yield from table(
        "strategy",
        "strategy goal",
        (
            Row(
                (
                    m.told(s.strategy, f"change_logic.strategy_links[{s.id}].strategy"),
                    m.told(s.goal, f"change_logic.strategy_links[{s.id}].goal"),
                ),
                m.kind("change_logic", s.id),
            )
            for s in logic.strategy_links
        ),
    )


def standing(m: Material) -> Iterator[Block]:
    """Yield where the project stands today: its phase, its next gate and its results so far."""
    stands, verdict = m.view.standing, m.view.verdict
    met = sum(one.state == "met" for one in m.series)
    rows: list[tuple[object, Cell]] = [(say("standing.phase"), Word(stands.phase))]
    if stands.next and verdict is not None:
        gate = say(
            "standing.ready" if verdict.ready else "standing.closed",
            gate=stands.next[0].gate,
            missing=len(verdict.missing),
        )
        rows.append((say("standing.next"), gate))
    if m.series:
        rows.append((say("standing.targets"), say("standing.met", met=met, all=len(m.series))))
    waiting = [c for d in m.decisions for c in d.conditions if c.is_owed]
    rows.append((say("standing.conditions"), len(waiting)))
    yield Pairs(tuple(rows))  # type: ignore[arg-type]  # every name is a sentence


def decisions(m: Material) -> Iterator[Block]:
    """Yield the decisions taken in the period."""
    taken = [d for d in m.decisions if m.period.holds_moment(d.decision.decided_at)]
    yield from table(
        "decisions",
        "gate outcome when reason",
        (
            Row(
                (
                    Word(d.decision.gate),
                    Word(d.decision.outcome.value),
                    d.decision.decided_at,
                    (
                        d.decision.reason or say("decisions.no-reason"),
                        *((d.decision.registry_number,) if d.decision.registry_number else ()),
                    ),
                )
            )
            for d in taken
        ),
    )
    if not taken:
        yield Paragraph(say("decisions.none"))


def conditions(m: Material) -> Iterator[Block]:
    """Yield every condition that a decision came with, and how it stands."""
    asked = [c for d in m.decisions for c in d.conditions]
    rows = []
    for one in asked:
        if one.met_at is not None:
            state: Cell = (
                say("conditions.met", on=day_of(one.met_at)),
                m.told(one.proof, f"conditions[{one.id}].proof"),
            )
        else:
            late = one.due_on < m.period.to_on
            state = say("conditions.late" if late else "conditions.waits")
        rows.append(Row((one.text, Word(one.owner), one.due_on, state)))
    yield from table("conditions", "condition owner due state", rows)
    if not asked:
        yield Paragraph(say("conditions.none"))


def thread(m: Material) -> Iterator[Block]:
    """Yield the green thread, from challenge to lesson, once it has begun."""
    if m.logic.challenges or m.logic.names:
        yield Figure(m.view.thread)

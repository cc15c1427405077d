"""What is not as it was decided: time, budget, partners, plans and waivers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.exports.outline.outline import Paragraph, Row, Sentence, Sum
from gronatraden.exports.outline.parts.saying import say, table
from gronatraden.thread.changes import changes_are_decided

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.exports.outline.material import Material
    from gronatraden.exports.outline.outline import Block, Cell
    from gronatraden.history import Change
    from gronatraden.project import ProjectFacts

_MATERIAL = ("total_budget_sek", "starts_on", "ends_on", "partners")


def changes(m: Material) -> Iterator[Block]:
    """Yield what differs from the first decision, who decided so and why, and new plans."""
    blocks = (*_since_decided(m), *_requested(m), *_waivers(m), *_documents(m))
    if not blocks:
        yield Paragraph(say("changes.none"))
    yield from blocks


def _since_decided(m: Material) -> Iterator[Block]:
    """Yield the facts that are not as first decided, and what nobody has decided."""
    decided = m.first_decided
    if decided is None:
        return
    rows = (
        Row((say(f"changes.field.{name}"), _shown(decided, name), _shown(m.facts, name)))
        for name in _MATERIAL
        if _differs(decided, m.facts, name)
    )
    yield from table("changes", "what decided now", rows)
    kept = tuple(f"change_logic.indicators[{i.id}]." for i in m.logic.indicators)
    for finding in changes_are_decided(m.everything):
        if finding.code == "target-is-gone" and finding.where.startswith(kept):
            continue  # an indicator without its target is told of with the indicators
        yield m.lacks(finding.where, code="undecided")


def _differs(before: ProjectFacts, now: ProjectFacts, name: str) -> bool:
    if name == "partners":
        return frozenset(before.partners) != frozenset(now.partners)
    return bool(getattr(before, name) != getattr(now, name))


def _shown(facts: ProjectFacts, name: str) -> Cell:
    value = getattr(facts, name)
    if isinstance(value, tuple):
        return say("list", names=list(value)) if value else None
    return Sum(value) if isinstance(value, int) else value


def _requested(m: Material) -> Iterator[Block]:
    """Yield the changes that were requested, with their reasons and what was decided."""
    asked = [c for c in m.everything.changes if m.is_told(c.requested_at)]
    yield from table(
        "changes.requested",
        "number kind reason consequence outcome",
        (
            Row(
                (
                    c.number,
                    tuple(say(f"changes.kind.{kind.value}") for kind in c.after.kinds),
                    c.reason,
                    c.consequence or None,
                    _outcome(m, c),
                )
            )
            for c in asked
        ),
    )


def _outcome(m: Material, change: Change) -> Cell:
    if change.outcome is None or change.decided_at is None or not m.is_told(change.decided_at):
        return say("changes.outcome.waits")
    return (say(f"changes.outcome.{change.outcome.value}"), change.decided_at)


def _waivers(m: Material) -> Iterator[Block]:
    told = [w for w in m.view.waivers if w.waiver.approved_at and m.is_told(w.waiver.approved_at)]
    yield from table(
        "changes.waivers",
        "requirement reason until state",
        (
            Row(
                (
                    w.waiver.requirement,
                    w.waiver.reason,
                    w.waiver.expires_on,
                    Sentence(f"report.waivers.state.{w.state}"),
                )
            )
            for w in told
        ),
    )


def _documents(m: Material) -> Iterator[Block]:
    """Yield the plans that were handed in anew in the period, once the project had begun."""
    if m.first_decided is None:
        return
    rows = []
    for document in m.view.documents:
        new = [
            v.version
            for v in (*document.earlier, document.latest)
            if v.version.number > 1 and m.period.holds_moment(v.version.submitted_at)
        ]
        if new:
            tool = document.latest.version.tool
            rows.append(Row((say("tool", name=tool), new[-1].number, new[-1].submitted_at)))
    yield from table("changes.documents", "document version when", rows)

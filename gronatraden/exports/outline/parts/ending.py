"""What remains: the final report's own words, the evaluation and the handover."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.exports.outline.outline import Pairs, Paragraph, Sum, Word
from gronatraden.exports.outline.parts.saying import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.exports.outline.material import Material
    from gronatraden.exports.outline.outline import Block

_ROOM = "learning_cycle"


def final_summary(m: Material) -> Iterator[Block]:
    """Yield what the project itself says came of it, and where that can be read."""
    final, where = m.cycle.final_report, f"{_ROOM}.final_report"
    if m.stopped:
        yield Paragraph(say("final.stopped"))
    if final.summary:
        yield Paragraph(final.summary, m.kind_of_whole(_ROOM))
    else:
        yield m.lacks(f"{where}.summary")
    status = Word(final.status) if final.status else None
    yield Pairs(
        (
            (say("final.status"), m.told(status, f"{where}.status")),
            (say("final.published"), m.told(final.published_at, f"{where}.published_at")),
        )
    )


def handover(m: Material) -> Iterator[Block]:
    """Yield what ordinary operations take over, who answers for it there and from when."""
    given, where = m.cycle.handover, f"{_ROOM}.handover"
    yield Pairs(
        (
            (say("handover.receiver"), m.told(given.receiver, f"{where}.receiver")),
            (say("handover.responsible"), m.told(given.responsible, f"{where}.responsible")),
            (say("handover.what"), m.told(given.what, f"{where}.what")),
            (say("handover.from"), m.told(given.from_on, f"{where}.from_on")),
        )
    )


def evaluation(m: Material) -> Iterator[Block]:
    """Yield how the project is evaluated, by whom and for how much."""
    planned, where = m.logic.evaluation, "change_logic.evaluation"
    if planned.plan:
        yield Paragraph(planned.plan, m.kind_of_whole("change_logic"))
    else:
        yield m.lacks(f"{where}.plan")
    kind = Word(planned.kind) if planned.kind else None
    budget = None if planned.budget_sek is None else Sum(planned.budget_sek)
    yield Pairs(
        (
            (say("evaluation.kind"), m.told(kind, f"{where}.kind")),
            (say("evaluation.budget"), m.told(budget, f"{where}.budget_sek")),
        )
    )

"""What every gate asks for, whatever its policies say: promises are kept, points are mended.

- G-conditions: a gate that opened with conditions opened on a promise; overdue and unmet
  it closes again, and no gate opens until the promise is met or given more time.
- G-points: a gate that was referred back with points opens when each was answered.

They are said only where they close a gate, so that they never open one. No policy weighs
them less and nobody waives them. A policy that asks the same with full weight says it in
its own words.

The reasons stand here because they are part of what is recorded, as a policy's are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.findings import Finding
from gronatraden.gates.history_checks import no_condition_is_overdue
from gronatraden.gates.verdict import Result, closes
from gronatraden.policy import Because

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gronatraden.context import Context

SOURCE = "Gröna tråden, beslut med villkor och återremiss"
_PROMISED = Because(
    sv="En grind som öppnades på ett villkor är stängd igen när villkoret har passerat sin dag.",
    en="A gate that opened on a condition is closed again once the condition's day has passed.",
)
_REFERRED_BACK = Because(
    sv="Grinden skickades tillbaka för att något skulle lagas. Säg för varje punkt hur det lagats.",
    en="The gate was referred back for something to be mended. Say of each point how it was.",
)


def every_point_is_mended(context: Context) -> Iterator[Finding]:
    """Every point that the gate was referred back with is answered.

    Rule: G-points. Basis: Helsingborgs stad: go back until parts are redone or completed.
    """
    for point in context.points:
        if point.mended_at is None:
            facts = {"point": point.id, "text": point.text}
            where = point.place or f"points[{point.id}]"
            yield Finding("point-is-not-mended", where, facts, ("project_manager",))


RULES = (
    ("engine.no-condition-is-overdue", "G-conditions", no_condition_is_overdue, _PROMISED),
    ("engine.every-point-is-mended", "G-points", every_point_is_mended, _REFERRED_BACK),
)
"""Id, rule, what it finds, and why."""


def engine_results(
    context: Context, results: Iterable[Result], *, stopped: bool
) -> tuple[Result, ...]:
    """Return what closes a gate whatever its policies say, beside what they say of it.

    Args:
        context: What the rules may read.
        results: How the policies' own requirements came out.
        stopped: Whether the project was stopped: its orderly close keeps no promise.
    """
    said = {result.rule for result in results if closes(result)}
    return tuple(
        Result(
            id=name,
            check=f"gates.{function.__name__}",
            rule=rule,
            status="not_satisfied",
            weight="blocking",
            waivable=False,
            because=because,
            source=SOURCE,
            findings=found,
        )
        for name, rule, function, because in RULES
        if not (stopped and function is no_condition_is_overdue)
        for found in (tuple(function(context)),)
        if found and rule not in said
    )

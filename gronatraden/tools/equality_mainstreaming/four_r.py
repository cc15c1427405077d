"""Rules about the four R: who is there, who gets what, why, and what is done.

- JM-01 all four R are answered, and every row says where its numbers come from
- JM-02 every row adds up
- JM-03 differences are explained
- JM-04 explained differences lead to measures
- JM-06 small cells are kept out of what is published

That measures are activities and goals have indicators (JM-05) takes the change logic
too and is the thread's. Rows that are not counted yet are JM-01's alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.findings import Finding
from gronatraden.tools.equality_mainstreaming.counting import SMALL, dominates, is_small

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.context import Context
    from gronatraden.findings import Fact
    from gronatraden.tools.equality_mainstreaming.content import EqualityMainstreaming, Measure

KNOWERS = ("equality_competence", "project_manager")
"""Roles that can mend what is missing, the nearest first."""

COUNTED = ("responsible", "women", "men", "n", "data_source", "measured_on")
"""What every row of R1 and R2 must say."""

PLANNED = ("what", "owner", "due_on")
"""What a measure must say."""


def the_four_r_are_answered(equality: EqualityMainstreaming, context: Context) -> Iterator[Finding]:
    """Each R says something, and every row of R1 and R2 has number, source, date, responsible.

    R4 is answered by measures or by goals.

    Rule: JM-01. Basis: the 4R worksheets of Östersund and Umeå.
    """
    del context
    answers = {
        "representation": bool(equality.representation),
        "resources": bool(equality.resources),
        "realia.analysis": bool(equality.realia.analysis),
        "measures": bool(equality.measures or equality.goals),
    }
    for block, answered in answers.items():
        if not answered:
            answer = {"block": block.partition(".")[0]}
            yield Finding("r-is-not-answered", f"equality_mainstreaming.{block}", answer, KNOWERS)
    for where, row in equality.placed:
        missing = tuple(name for name in COUNTED if getattr(row, name) in {None, ""})
        if missing:
            facts: dict[str, Fact] = {"row": row.what or row.id, "missing": missing}
            yield Finding("row-is-incomplete", where, facts, KNOWERS)


def every_row_adds_up(equality: EqualityMainstreaming, context: Context) -> Iterator[Finding]:
    """Women, men, and other or unknown add up to the number of the row.

    Rule: JM-02. Basis: arithmetic; percentages are derived from the counts, never typed.
    """
    del context
    for where, row in equality.placed:
        counted = row.counted
        if counted is None or row.n is None:
            continue
        if sum(counted) != row.n:
            facts: dict[str, Fact] = {"row": row.what or row.id, "sum": sum(counted), "n": row.n}
            yield Finding("row-does-not-add-up", f"{where}.n", facts, KNOWERS)


def differences_are_explained(
    equality: EqualityMainstreaming, context: Context, *, percent: int = 60
) -> Iterator[Finding]:
    """Every row where either sex has more than so many per cent is explained in R3.

    Args:
        equality: Any version of the tool's content.
        context: Not read.
        percent: Largest share of women and men together that needs no explanation, 50 to 100.

    Yields:
        One finding per unexplained row, with facts ``row``, ``larger`` (women or men) and
        ``percent``; never the count itself, which may be small.

    Rule: JM-03. Basis: R3, realia; 60/40 is a Swedish convention (not confirmed in a source).
    """
    del context
    explained = {e.row for e in equality.realia.explanations if e.explanation}
    for where, row in equality.placed:
        counted = row.counted
        if counted is None or row.id in explained:
            continue
        women, men, _ = counted
        if dominates(women, men, percent=percent):
            larger = "women" if women > men else "men"
            facts: dict[str, Fact] = {
                "row": row.what or row.id,
                "larger": larger,
                "percent": percent,
            }
            yield Finding("difference-is-not-explained", where, facts, KNOWERS)


def explained_differences_lead_to_measures(
    equality: EqualityMainstreaming, context: Context
) -> Iterator[Finding]:
    """Every explained difference has a measure with owner and date, or a reason for none.

    Rule: JM-04. Basis: 4R, R4: realise new goals and measures.
    """
    del context
    rows = {row.id: row.what or row.id for _, row in equality.placed}
    answered = {m.answers for m in equality.measures}
    for explanation in equality.realia.explanations:
        row = explanation.row or ""
        if explanation.explanation and row in rows and answered.isdisjoint({explanation.id, row}):
            where = f"equality_mainstreaming.realia.explanations[{explanation.id}]"
            yield Finding("difference-has-no-measure", where, {"row": rows[row]}, KNOWERS)
    for measure in equality.measures:
        missing = _missing(measure)
        if missing:
            where = f"equality_mainstreaming.measures[{measure.id}]"
            facts: dict[str, Fact] = {"measure": measure.what or measure.id, "missing": missing}
            yield Finding("measure-is-not-planned", where, facts, KNOWERS)


def small_cells_are_kept_from_the_public(
    equality: EqualityMainstreaming, context: Context, *, limit: int = SMALL
) -> Iterator[Finding]:
    """Every row with a small cell is marked to be published with that cell hidden.

    The finding never says the number.

    Rule: JM-06. Basis: prudence with personal data (GDPR); the limit is a convention.
    """
    del context
    for where, row in equality.placed:
        small = any(is_small(cell, limit) for cell in (row.women, row.men, row.other))
        if small and not row.suppressed_in_public:
            facts: dict[str, Fact] = {"row": row.what or row.id, "limit": limit}
            code = "small-cell-is-not-hidden"
            yield Finding(code, f"{where}.suppressed_in_public", facts, KNOWERS)


def _missing(measure: Measure) -> tuple[str, ...]:
    if measure.no_measure_because:
        return ()
    return tuple(name for name in PLANNED if not getattr(measure, name))

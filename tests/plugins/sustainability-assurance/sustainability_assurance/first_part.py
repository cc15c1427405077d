"""Rules about part 1 and the stop that ends it.

- HS-01 the contribution to the target picture is said
- HS-02 every intervention area is judged
- HS-03 relevance is compared with other efforts
- HS-04 goal conflicts have a position
- HS-05 the stop says go on

An effort without goal conflicts says so with a reason (``not_applicable``).

Source: Region Kronoberg, Gröna tråden, "Hållbarhetssäkring", part 1 and *hållplats*.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gronatraden.context import Context
    from sustainability_assurance.content import SustainabilityAssurance

ROOM = "sustainability_assurance"


def the_contribution_is_said(
    assurance: SustainabilityAssurance, context: Context, *, at_least: int = 1
) -> Iterator[Finding]:
    """It is said how the effort contributes to the region's target picture.

    Args:
        assurance: Any version of the assurance.
        context: Not read.
        at_least: Number of goals required.

    Yields:
        One finding where goals are too few, and one per goal without a contribution.

    Rule: HS-01. Basis: "Hållbarhetssäkring", part 1: contribution to the target picture.
    """
    del context
    stated = [c for c in assurance.contributions if c.goal]
    if len(stated) < at_least:
        yield Finding("too-few-contributions", f"{ROOM}.contributions", {"at_least": at_least})
    for one in stated:
        if not one.contribution:
            where = f"{ROOM}.contributions[{one.id}].contribution"
            yield Finding("contribution-is-not-said", where, {"goal": one.goal})


def every_area_is_judged(
    assurance: SustainabilityAssurance, context: Context, *, at_least: int = 1
) -> Iterator[Finding]:
    """Every intervention area is judged positive, negative or not influenced, with a reason.

    Args:
        assurance: Any version of the assurance.
        context: Not read.
        at_least: Number of areas required.

    Yields:
        One finding where areas are too few, and one per area that lacks something, with
        facts ``area`` and ``missing``.

    Rule: HS-02. Basis: "Hållbarhetssäkring", part 1: effect on intervention areas.
    """
    del context
    stated = [a for a in assurance.area_influences if a.area]
    if len(stated) < at_least:
        yield Finding("too-few-areas", f"{ROOM}.area_influences", {"at_least": at_least})
    for one in stated:
        missing = tuple(name for name in ("influence", "because") if not getattr(one, name))
        if missing:
            where = f"{ROOM}.area_influences[{one.id}]"
            yield Finding("area-is-not-judged", where, {"area": one.area, "missing": missing})


def relevance_is_compared(
    assurance: SustainabilityAssurance, context: Context
) -> Iterator[Finding]:
    """The effort's relevance is compared with that of other efforts.

    Rule: HS-03. Basis: "Hållbarhetssäkring", part 1: relevance beside other efforts.
    """
    del context
    missing = tuple(n for n in ("others", "judgement") if not getattr(assurance.compared, n))
    if missing:
        yield Finding("relevance-is-not-compared", f"{ROOM}.compared", {"missing": missing})


def goal_conflicts_have_a_position(
    assurance: SustainabilityAssurance, context: Context
) -> Iterator[Finding]:
    """Goal conflicts are shown, each with the position it needs.

    Rule: HS-04. Basis: "Hållbarhetssäkring", part 1: goal conflicts and needed positions.
    """
    del context
    stated = [c for c in assurance.goal_conflicts if c.conflict]
    if not stated:
        yield Finding("goal-conflicts-are-not-shown", f"{ROOM}.goal_conflicts")
    for one in stated:
        if not one.position:
            where = f"{ROOM}.goal_conflicts[{one.id}].position"
            yield Finding("goal-conflict-has-no-position", where, {"conflict": one.conflict})


def the_stop_says_go_on(assurance: SustainabilityAssurance, context: Context) -> Iterator[Finding]:
    """The stop after part 1 is answered, on a day that has come, and the answer is to go on.

    Rule: HS-05. Basis: "Hållbarhetssäkring", *hållplats*: rethink? end?
    """
    stop = assurance.stop
    if not stop.outcome:
        yield Finding("stop-is-not-answered", f"{ROOM}.stop.outcome")
        return
    if stop.outcome != "go_on":
        facts = {"outcome": f"outcome.{stop.outcome}"}
        yield Finding("stop-says-otherwise", f"{ROOM}.stop.outcome", facts)
    if not stop.because:
        yield Finding("stop-has-no-reason", f"{ROOM}.stop.because")
    if stop.stopped_on is None or not context.moment.has_come(stop.stopped_on):
        yield Finding("stop-has-not-been-held", f"{ROOM}.stop.stopped_on")

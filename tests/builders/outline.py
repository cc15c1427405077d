"""The example project as its reports read it: a record in which no report finds a gap."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from gronatraden.exports.outline import Material, Outline, Period, form, write
from gronatraden.tools.collaboration_ladder import CollaborationLadder
from gronatraden.tools.stakeholder_analysis import StakeholderAnalysis
from tests.builders.collaboration_ladder import ACTORS
from tests.builders.history import LAST_NOON, a_finished_context, altered
from tests.builders.report import a_lesson, a_report_view
from tests.builders.stakeholder_analysis import COMPANY

if TYPE_CHECKING:
    from gronatraden.context import Context

WHOLE = Period(date(2024, 9, 1), date(2027, 3, 15))
"""From the day the project was opened to the day its finish is judged."""
FORMS = (
    "project",
    "progress",
    "final",
    "eruf",
    "esf",
    "interreg_oks",
    "interreg_sverige_norge",
    "regional_1_1",
)
CONFIRMED = "Alla parter följer upp tillsammans varje halvår."
ABROAD = replace(
    ACTORS[0],
    stakeholder="danish-region",
    organisation="Region Själland",
    level="international",
    task="Prövar samma kampanj på Lolland.",
)
DANISH = replace(
    COMPANY, id="danish-region", name="Region Själland", sector="public", level="international"
)


def a_full_record() -> Context:
    """Return a finished record that also reaches across a border and to every place."""
    seen = a_finished_context()
    ladder, analysis = seen.read(CollaborationLadder), seen.read(StakeholderAnalysis)
    actors = (*ACTORS, ABROAD)
    first, *others = ladder.constellations
    across = replace(first, actors=actors, joint_follow_up=CONFIRMED)
    named = replace(analysis, stakeholders=(*analysis.stakeholders, DANISH))
    contents = {
        **seen.contents,
        CollaborationLadder: replace(ladder, constellations=(across, *others)),
        StakeholderAnalysis: named,
    }
    whole = replace(seen, contents=contents, earlier=contents)
    return altered(
        whole, "change_logic.indicators[bike-users].split_by", ("sex", "age", "geography")
    )


def a_material(
    context: Context | None = None, *, period: Period = WHOLE, funder: str = "", **view: object
) -> Material:
    """Return what a report is written from: a full record, with the view's fields changed."""
    seen = context or a_full_record()
    logged = (
        a_lesson(
            id="cykla/lesson-1",
            project="cykla",
            from_finding="trying-sticks-with-a-bike-of-ones-own",
            origin="own",
            source="",
        ),
    )
    shown = a_report_view(seen, **{"at": LAST_NOON, "facts": seen.facts, "logged": logged, **view})
    return Material(view=shown, everything=seen, period=period, funder=funder)


def an_outline(
    name: str = "progress",
    context: Context | None = None,
    *,
    period: Period = WHOLE,
    **view: object,
) -> Outline:
    """Return a report on the example project, with the record or the view changed."""
    shape = form(name)
    return write(shape, a_material(context, period=period, funder=shape.funder, **view))


def gaps(name: str, context: Context | None = None) -> set[str]:
    """Return where a report on the example project has its gaps."""
    return {gap.where for gap in an_outline(name, context).gaps}

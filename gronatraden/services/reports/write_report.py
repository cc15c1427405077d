"""A report writes itself: a project's progress, its end, or what a funder asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gronatraden.errors import UsageError
from gronatraden.exports.outline import FUNDERS, Material, Outline, Period, form, write
from gronatraden.moment import day_of
from gronatraden.services.reports.report_project import tell

if TYPE_CHECKING:
    from datetime import date

    from gronatraden.context import Context
    from gronatraden.exports.outline import Form
    from gronatraden.exports.report import ReportView
    from gronatraden.project import ProjectFacts
    from gronatraden.services._parts import Parts

_WHOLE = frozenset({"project", "final"})
"""Kinds of report that tell of the project from its first day."""


def write_report(
    parts: Parts,
    *,
    project: str,
    kind: str,
    funder: str | None = None,
    from_on: date | None = None,
    to_on: date | None = None,
) -> Outline:
    """Return a report on a project, with every gap it leaves; nothing is recorded.

    Args:
        parts: What the act works with.
        project: Id of the project.
        kind: ``project``, ``progress``, ``final`` or ``funder``.
        funder: Whom a funder's report is for; the project's own where it has but one.
        from_on: First day told of; the day the last gate opened where nothing is said, or
            for the project and its end the first day of it all.
        to_on: Last day told of; today where nothing is said.

    Raises:
        UnknownNameError: When there is no such project.
        UsageError: When it is not said which funder, or the days are no period.
    """
    with parts.read() as r:
        view, context = tell(parts, r, project)
    last = parts.today if to_on is None else to_on
    first = from_on or _first_day(view, last, whole=kind in _WHOLE)
    if first > last:
        raise UsageError(reason="report-ends-before-it-begins")
    if last > parts.today:
        raise UsageError(reason="report-lies-ahead")
    shape = _form(kind, funder, view.facts)
    material = Material(
        view=view, everything=context, period=Period(first, last), funder=shape.funder
    )
    return write(shape, material)


def read_for_export(parts: Parts, *, project: str) -> Context:
    """Return what a plugin's export may read of a project: what its rules may.

    Raises:
        UnknownNameError: When there is no such project.
    """
    with parts.read() as r:
        _, context = tell(parts, r, project)
    return context


def _form(kind: str, funder: str | None, facts: ProjectFacts) -> Form:
    if kind != "funder":
        return form(kind)
    if funder is not None:
        return form(funder)
    paying = list(dict.fromkeys(str(f.fund) for f in facts.funding if f.fund in FUNDERS))
    if len(paying) != 1:
        raise UsageError(reason="which-funder", known=paying or list(FUNDERS))
    return form(paying[0])


def _first_day(view: ReportView, last: date, *, whole: bool) -> date:
    """Return the day the last gate opened before the last day, or the project's first."""
    opened = day_of(view.project.opened_at)
    first = min(opened, view.facts.starts_on or opened, last)
    if whole:
        return first
    passed = [day_of(d.decision.decided_at) for d in view.decisions if d.decision.outcome.opens]
    return max((day for day in passed if day < last), default=first)

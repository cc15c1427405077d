"""Reports to look at: under way, with nothing in them yet, and finished."""

from __future__ import annotations

from dataclasses import replace

from gronatraden.exports.report import render
from gronatraden.exports.report.origins import Origins
from gronatraden.exports.report.view import Picture
from gronatraden.phases import Standing
from gronatraden.text import Voice
from gronatraden.tools import TOOLS
from tests.builders import a_context, some_facts
from tests.builders.changes import changed
from tests.builders.report import (
    AT,
    a_report_view,
)
from tests.exports.pages import Page

OVER = Standing("finished", (), stopped=False, entered_at=AT, hold_until=None)
NOTHING = a_report_view(
    a_context(contents={}),
    way=(),
    facts=replace(some_facts(), funding=(), summary="", owner="", total_budget_sek=None),
    pictures=tuple(
        Picture(tool=t.name, diagram=None, version=None, origins=Origins()) for t in TOOLS
    ),
    decisions=(),
    waivers=(),
    offered=(),
    logged=(),
    documents=(),
    obligations=(),
)
FINISHED = a_report_view(standing=OVER, verdict=None, simulated=True)
VIEWS = {"under way": a_report_view(), "nothing yet": NOTHING, "finished": FINISHED}


def told(language: str = "sv", **changes: object) -> Page:
    """Return the page of the example project with some of its view changed."""
    return Page(render(changed(a_report_view(), changes), Voice(language)))

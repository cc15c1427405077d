"""The report as one HTML page: everything escaped, nothing loaded, no script.

What people wrote is only ever text; an address becomes a link when it is http or https
and nothing else. The page names its own stylesheet by hash and allows nothing more.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from gronatraden.exports.report import timeline
from gronatraden.exports.report.groups import grouped, who_of
from gronatraden.exports.report.origins import kind_of
from gronatraden.exports.report.trend import AXIS, HEIGHT, WIDTH, lay_out
from gronatraden.exports.report.words import (
    capital,
    host_of,
    link_of,
    rounded,
    summary,
    words,
)
from gronatraden.exports.templating import dressed, stylesheet, templates
from gronatraden.moment import day_of

if TYPE_CHECKING:
    from jinja2 import Environment

    from gronatraden.exports.report.view import ReportView
    from gronatraden.text import Voice

LOOKS = ("picture.css", "report/report.css")
"""Everything the page looks like, the pictures included."""


def render(view: ReportView, voice: Voice) -> str:
    """Return the report as an HTML document.

    Args:
        view: What it says.
        voice: The language it is said in.
    """
    page = _environment().get_template("page.html")
    return page.render(
        view=view,
        **dressed(_style()),
        **words(voice),
        **summary(view, voice),
    )


@cache
def _style() -> str:
    return stylesheet(*LOOKS)


@cache
def _environment() -> Environment:
    environment = templates("report", capital=capital, link=link_of, host=host_of)
    environment.globals |= {
        "day_of": day_of,
        "grouped": grouped,
        "kind_of": kind_of,
        "rounded": rounded,
        "timeline": timeline.lay_out,
        "timeline_size": (timeline.WIDTH, timeline.HEIGHT, timeline.LEFT, timeline.RIGHT),
        "trend": lay_out,
        "trend_size": (WIDTH, HEIGHT, AXIS),
        "who_of": who_of,
    }
    return environment

"""The report as one HTML page: everything escaped, nothing loaded, no script.

What people wrote is only ever text; an address becomes a link when it is http or https
and nothing else. The page names its own stylesheet by hash and allows nothing more.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

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
from gronatraden.exports.svg.lettering import printable
from gronatraden.moment import day_of

if TYPE_CHECKING:
    from gronatraden.exports.report.view import ReportView
    from gronatraden.text import Voice


def render(view: ReportView, voice: Voice) -> str:
    """Return the report as an HTML document.

    Args:
        view: What it says.
        voice: The language it is said in.
    """
    style = stylesheet()
    page = _environment().get_template("page.html")
    return page.render(
        view=view,
        style=Markup(style),  # noqa: S704  our own file
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        **words(voice),
        **summary(view, voice),
    )


@cache
def stylesheet() -> str:
    """Return everything the page looks like, the pictures included."""
    folder = files("gronatraden.exports") / "templates"
    pictures = (folder / "picture.css").read_text("utf-8")
    return "\n" + pictures + (folder / "report" / "report.css").read_text("utf-8")


@cache
def _environment() -> Environment:
    """Return the templates: escaping everything, refusing unknown names."""
    environment = Environment(
        loader=PackageLoader("gronatraden.exports", "templates/report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=printed,
    )
    environment.filters |= {"capital": capital, "link": link_of, "host": host_of}
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


def printed(value: object) -> object:
    """Return a value of a template without characters that XML forbids."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return printable(value)
    return value

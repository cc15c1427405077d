"""An outline as one HTML page: the project report's look, everything escaped, no script.

What people wrote is only ever text. The page loads nothing, names its own stylesheet by
hash and allows nothing more.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from gronatraden.exports.outline.length import pages
from gronatraden.exports.outline.speaking import Speaker
from gronatraden.exports.report.page import printed, stylesheet
from gronatraden.exports.report.trend import AXIS, HEIGHT, WIDTH, lay_out
from gronatraden.exports.report.words import capital, figure, host_of, link_of

if TYPE_CHECKING:
    from gronatraden.exports.outline.outline import Block, Outline
    from gronatraden.text import Voice


def render(outline: Outline, voice: Voice) -> str:
    """Return the report as an HTML document.

    Args:
        outline: What it says.
        voice: The language it is said in.
    """
    style = _style()
    page = _environment().get_template("outline/page.html")
    return page.render(
        outline=outline,
        to=Speaker(voice, outline),
        pages=pages(outline, voice) if outline.longest_pages else None,
        style=Markup(style),  # noqa: S704  our own file
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        **_words(voice),
    )


def _words(voice: Voice) -> dict[str, Any]:
    return {
        "voice": voice,
        "say": voice.say,
        "term": voice.term,
        "figure": lambda picture, uid: figure(voice, picture, uid),
    }


@cache
def _style() -> str:
    own = files("gronatraden.exports") / "templates" / "outline" / "outline.css"
    return stylesheet() + own.read_text("utf-8")


@cache
def _environment() -> Environment:
    """Return the templates: escaping everything, refusing unknown names."""
    environment = Environment(
        loader=PackageLoader("gronatraden.exports", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=printed,
    )
    environment.filters |= {"capital": capital, "link": link_of, "host": host_of, "kind": _kind}
    environment.globals |= {"trend": lay_out, "trend_size": (WIDTH, HEIGHT, AXIS)}
    return environment


def _kind(block: Block) -> str:
    """Return what a block or a piece of a cell is, by name."""
    return type(block).__name__.lower()

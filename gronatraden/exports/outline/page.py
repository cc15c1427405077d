"""An outline as one HTML page: the project report's look, everything escaped, no script.

What people wrote is only ever text. The page loads nothing, names its own stylesheet by
hash and allows nothing more.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from gronatraden.exports.outline.length import pages
from gronatraden.exports.outline.speaking import Speaker
from gronatraden.exports.report.page import LOOKS
from gronatraden.exports.report.trend import AXIS, HEIGHT, WIDTH, lay_out
from gronatraden.exports.report.words import capital, figure, host_of, link_of
from gronatraden.exports.templating import dressed, kind_of, stylesheet, templates

if TYPE_CHECKING:
    from jinja2 import Environment

    from gronatraden.exports.outline.outline import Outline
    from gronatraden.text import Voice


def render(outline: Outline, voice: Voice) -> str:
    """Return the report as an HTML document.

    Args:
        outline: What it says.
        voice: The language it is said in.
    """
    page = _environment().get_template("outline/page.html")
    return page.render(
        outline=outline,
        to=Speaker(voice, outline),
        pages=pages(outline, voice) if outline.longest_pages else None,
        **dressed(_style()),
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
    return stylesheet(*LOOKS, "outline/outline.css")


@cache
def _environment() -> Environment:
    environment = templates(capital=capital, link=link_of, host=host_of, kind=kind_of)
    environment.globals |= {"trend": lay_out, "trend_size": (WIDTH, HEIGHT, AXIS)}
    return environment

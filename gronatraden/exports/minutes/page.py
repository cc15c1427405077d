"""Minutes as one HTML page to print and sign: everything escaped, nothing loaded, no script."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from gronatraden.exports.templating import dressed, kind_of, stylesheet, templates

if TYPE_CHECKING:
    from jinja2 import Environment

    from gronatraden.exports.minutes.document import Document
    from gronatraden.text import Voice


def render(document: Document, voice: Voice) -> str:
    """Return a document as an HTML page.

    Args:
        document: What it says.
        voice: The language it is said in.
    """
    page = _environment().get_template("page.html")
    return page.render(document=document, voice=voice, say=voice.say, **dressed(_style()))


@cache
def _style() -> str:
    return stylesheet("minutes/minutes.css")


@cache
def _environment() -> Environment:
    return templates("minutes", kind=kind_of, is_hash=_is_hash)


def _is_hash(cell: str) -> bool:
    """Say whether a cell holds a fingerprint, which may be broken anywhere."""
    return re.fullmatch(r"[0-9a-f]{64}", cell) is not None

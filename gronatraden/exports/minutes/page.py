"""Minutes as one HTML page to print and sign: everything escaped, nothing loaded, no script."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from gronatraden.exports.report.page import printed

if TYPE_CHECKING:
    from gronatraden.exports.minutes.document import Block, Document
    from gronatraden.text import Voice


def render(document: Document, voice: Voice) -> str:
    """Return a document as an HTML page.

    Args:
        document: What it says.
        voice: The language it is said in.
    """
    style = _style()
    page = _environment().get_template("page.html")
    return page.render(
        document=document,
        voice=voice,
        say=voice.say,
        style=Markup(style),  # noqa: S704  our own file
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
    )


@cache
def _style() -> str:
    folder = files("gronatraden.exports") / "templates" / "minutes"
    return "\n" + (folder / "minutes.css").read_text("utf-8")


@cache
def _environment() -> Environment:
    """Return the templates: escaping everything, refusing unknown names."""
    environment = Environment(
        loader=PackageLoader("gronatraden.exports", "templates/minutes"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=printed,
    )
    environment.filters |= {"kind": _kind, "is_hash": _is_hash}
    return environment


def _kind(block: Block) -> str:
    """Return what a block is, by name."""
    return type(block).__name__.lower()


def _is_hash(cell: str) -> bool:
    """Say whether a cell holds a fingerprint, which may be broken anywhere."""
    return re.fullmatch(r"[0-9a-f]{64}", cell) is not None

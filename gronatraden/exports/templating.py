"""What every page and picture is made with: templates that escape all, and a style by its hash.

What people wrote is only ever text. Characters that XML forbids become U+FFFD, so that
what comes of a template always parses. A page loads nothing: it names its own stylesheet
by hash and allows nothing more.
"""

from __future__ import annotations

import base64
import hashlib
import re
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Callable

_PACKAGE, _FOLDER = "gronatraden.exports", "templates"
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def templates(folder: str = "", **filters: Callable[..., object]) -> Environment:
    """Return the templates of a folder: escaping everything, refusing unknown names.

    Args:
        folder: In ``exports/templates/``; all of them where empty.
        filters: What its templates put values through, by name.
    """
    environment = Environment(
        loader=PackageLoader(_PACKAGE, f"{_FOLDER}/{folder}".rstrip("/")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_printed,
    )
    environment.filters |= filters
    return environment


def stylesheet(*names: str) -> str:
    """Return files of ``exports/templates/`` as one stylesheet, in the order given."""
    folder = files(_PACKAGE) / _FOLDER
    return "\n" + "".join((folder / name).read_text("utf-8") for name in names)


def dressed(style: str) -> dict[str, Any]:
    """Return a stylesheet as a page is given it: as it is, and the hash that allows it alone."""
    hashed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return {"style": Markup(style), "style_hash": hashed}  # noqa: S704  our own files


def kind_of(part: object) -> str:
    """Return what a part of a page is, by name."""
    return type(part).__name__.lower()


def printable(text: str) -> str:
    """Return ``text`` with what XML 1.0 forbids or discourages replaced by U+FFFD."""
    return _FORBIDDEN.sub("\ufffd", text)


def _printed(value: object) -> object:
    """Return a value of a template without characters that XML forbids."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return printable(value)
    return value

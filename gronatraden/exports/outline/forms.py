"""Forms (mallar): which sections a report has, as data; one TOML file each in ``forms/``.

A section's heading and what it asks for are the reader's own words, in two languages. Its
``parts`` say which recorded facts fill it. Where a source states the section it is cited;
``footing`` says so where the section is only drawn from what the source says, or where
nobody has confirmed it.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from gronatraden.exports.outline.outline import Both

Footing = Literal["stated", "inferred", "unconfirmed"]
"""Stated in a source; drawn from what it says; general knowledge that nobody has confirmed."""

KINDS = ("project", "progress", "final", "funder")
"""What a report is: about the project, its progress, its end, or for who pays."""
FUNDERS = ("eruf", "esf", "interreg_oks", "interreg_sverige_norge", "regional_1_1")
"""Funds whose reports have a form, by the codes of a project's funding."""


class FormSection(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A section of a form."""

    code: str
    heading: Both
    parts: tuple[str, ...]
    """Names in ``parts``, in the order they are told."""
    asks: Both | None = None
    source: str = ""
    """Where the section is stated; empty where the form's own source says it."""
    footing: Footing = "stated"
    elsewhere: Both | None = None
    """What belongs here and is kept in another system."""


class Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a report holds (mall)."""

    form: str
    """Its name: ``progress``, or the funder's code."""
    version: int
    title: Both
    source: str
    sections: tuple[FormSection, ...]
    funder: str = ""
    programme_period: str = ""
    """Programme period that the sections hold for, where they hold for one."""
    longest_pages: int | None = None
    signed_by: tuple[str, ...] = ()
    """Roles that sign it."""
    limits: tuple[Both, ...] = ()
    """What its reader asks of the report as a whole."""


@cache
def form(name: str) -> Form:
    """Return a form by its name.

    Raises:
        FileNotFoundError: When there is no such form.
    """
    file = files("gronatraden.exports.outline") / "forms" / f"{name}.toml"
    return msgspec.convert(tomllib.loads(file.read_text("utf-8")), Form)

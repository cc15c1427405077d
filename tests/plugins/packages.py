"""Small packages, written to a site: one that fits, and every way not to."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from tests.plugins.installing import write_metadata

if TYPE_CHECKING:
    from pathlib import Path

_NUMBERS = count(1)

HEAD = """
from gronatraden.diagram import Diagram, Table, Wheel
from gronatraden.documents import Line, content
from gronatraden.findings import Finding
from gronatraden.tools import Check, Export, Tool

@content
class Weather:
    forecast: Line = ""

def it_is_fair(weather, context, *, degrees: int = 20):
    '''The weather is fair.'''
    del context, degrees
    if not weather.forecast:
        yield Finding("weather-is-unknown", "weather.forecast")

def draw(weather):
    return Diagram("weather", Wheel(()), Table(("weather-what",), ()))

def all_is_well(context):
    '''All is well.'''
    return ()

def note(project, context, voice):
    return project

CHECK = Check("W-01", it_is_fair, asks=("forecast",))
TOOL = Tool(name="weather", schema=1, content=Weather, checks=(CHECK,), draw=draw)
CHECKS = (Check("W-02", all_is_well),)
NOTE = Export(name="weather-note", format="markdown", render=note)
"""
WORDS = """
[tool]
weather = "Väder"
[finding]
weather-is-unknown = "Vädret är okänt."
[picture]
"weather.title" = "Väder"
"weather.description" = "Vädret som det är."
weather-what = "Vad"
[question.Weather]
about = "Hur är vädret?"
"""
ENTRIES = {
    "gronatraden.tools": {"weather": "{module}:TOOL"},
    "gronatraden.checks": {"sky": "{module}:CHECKS"},
    "gronatraden.exports": {"weather-note": "{module}:NOTE"},
    "gronatraden.text": {"weather": "{module}.text"},
}


def a_package(
    site: Path,
    *,
    also: str = "",
    sv: str = WORDS,
    en: str = WORDS,
    version: str = "1.0",
    **entries: dict[str, str],
) -> str:
    """Install a package that adds a tool, a room of checks and an export.

    Args:
        site: Where to.
        also: Python that comes last in the package, and so may change what is before it.
        sv: Its Swedish words.
        en: Its English words.
        version: Its version.
        entries: Entry points by group (``tools``, ``checks``, ``exports``, ``text``), instead
            of its own; ``{module}`` is the package's module.

    Returns:
        Its distribution's name, which no other package has.
    """
    module = f"weather_{next(_NUMBERS)}"
    package = site / module
    (package / "text").mkdir(parents=True)
    (package / "__init__.py").write_text(f"{HEAD}{also}\n", "utf-8")
    (package / "text" / "__init__.py").write_text("", "utf-8")
    (package / "text" / "sv.toml").write_text(sv, "utf-8")
    (package / "text" / "en.toml").write_text(en, "utf-8")
    stated = ENTRIES | {f"gronatraden.{group}": named for group, named in entries.items()}
    filled = {
        group: {name: to.format(module=module) for name, to in named.items()}
        for group, named in stated.items()
    }
    return write_metadata(site, module.replace("_", "-"), version, filled)

"""The sentences by area, read when they are first needed: the house's own, and what is added.

What a plugin adds stands beside what each tool's own file adds. A word that is there
already is kept.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    Sections = Mapping[str, Mapping[str, Any]]
    """What one file adds to the shared areas, by area."""
    Words = Mapping[str, Sections]
    """The same file in every language, by language."""

SHARED = frozenset({"example", "field", "finding", "picture", "question", "term", "tool"})
"""Areas that the tools' own files add to."""
_FOLDER = Path(__file__).parent
_added: list[Words] = []


def add(words: Iterable[Words]) -> None:
    """Let these be the words that are added, and no others."""
    _added[:] = words
    area.cache_clear()


@cache
def area(language: str, name: str) -> dict[str, str]:
    """Return the sentences of an area by the rest of their code."""
    return added(_added, language, name) | own(language, name)


@cache
def own(language: str, name: str) -> dict[str, str]:
    """Return the house's own sentences of an area."""
    general = _FOLDER / language / f"{name}.toml"
    sentences: dict[str, str] = {}
    if general.is_file():
        sentences |= dict(flat(tomllib.loads(general.read_text("utf-8"))))
    if name in SHARED:
        for sections in _tools(language):
            sentences |= dict(flat(sections.get(name, {})))
    return sentences


def added(words: Iterable[Words], language: str, name: str) -> dict[str, str]:
    """Return what some words say in an area; the first that says a code is heard."""
    sentences: dict[str, str] = {}
    for one in words:
        sentences = dict(flat(one[language].get(name, {}))) | sentences
    return sentences


@cache
def _tools(language: str) -> tuple[dict[str, Any], ...]:
    """Return what each tool's own file adds, read once for all areas."""
    found = sorted((_FOLDER / language / "tools").glob("*.toml"))
    return tuple(tomllib.loads(file.read_text("utf-8")) for file in found)


def flat(table: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    """Yield every sentence of a table with its dotted code."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from flat(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", value

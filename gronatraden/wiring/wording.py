"""A plugin's words are read, and held against each other and the house's.

Both languages say the same codes and mention the same facts. A code that the house has
words for already is not said otherwise: it would be told as something else.
"""

from __future__ import annotations

import tomllib
from importlib.resources import files
from string import Formatter
from typing import TYPE_CHECKING, Any

from gronatraden.errors import PluginError
from gronatraden.text import LANGUAGES, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from types import ModuleType

    from gronatraden.text.words import Words
    from gronatraden.tools.plugged import Plugin

MEANT_ONCE = ("example", "finding", "picture", "question", "term", "tool")
"""Areas where a code means one thing. A field has one label, and the house's is kept."""


def read_words(plugin: str, folders: Iterable[ModuleType]) -> Words:
    """Return what stands in ``sv.toml`` and ``en.toml`` of a plugin's packages of words.

    Raises:
        PluginError: When one cannot be read, or holds an area that nothing is added to.
    """
    found: dict[str, dict[str, Any]] = {language: {} for language in LANGUAGES}
    for folder in folders:
        for language in LANGUAGES:
            for area, said in _read(plugin, folder, language).items():
                found[language][area] = found[language].get(area, {}) | said
    return found


def _read(plugin: str, folder: ModuleType, language: str) -> dict[str, dict[str, Any]]:
    part = f"{folder.__name__}/{language}.toml"
    try:
        sections = tomllib.loads((files(folder) / f"{language}.toml").read_text("utf-8"))
    except (OSError, TypeError, ValueError) as error:
        kind = type(error).__name__
        raise PluginError(reason="words", plugin=plugin, part=part, name=kind) from error
    for area, said in sections.items():
        if area not in words.SHARED or not isinstance(said, dict):
            raise PluginError(reason="words", plugin=plugin, part=part, name=area)
    return sections


def refuse_unsaid(plugin: Plugin, said: Words, before: Sequence[Words]) -> None:
    """See that both languages say the same, and nothing that is said otherwise already.

    Raises:
        PluginError: With the first code that is unsaid, or taken.
    """
    for area in sorted({area for sections in said.values() for area in sections}):
        spoken = [words.added([said], language, area) for language in LANGUAGES]
        for code in sorted({code for sentences in spoken for code in sentences}):
            facts = {_facts(sentences, code) for sentences in spoken}
            if None in facts or len(facts) > 1:
                raise _refused(plugin, "unsaid", f"{area}.{code}")
    for language in LANGUAGES:
        for area in MEANT_ONCE:
            mine = words.added([said], language, area)
            theirs = words.added(before, language, area) | words.own(language, area)
            taken = [code for code in mine if code in theirs and mine[code] != theirs[code]]
            if taken:
                raise _refused(plugin, "word-is-taken", f"{area}.{min(taken)}")
    for tool in plugin.tools:
        for area, code in (("tool", tool.name), ("question", f"{tool.content.__name__}.about")):
            if code not in words.added([said], LANGUAGES[0], area):
                raise _refused(plugin, "unsaid", f"{area}.{code}")


def _facts(sentences: dict[str, str], code: str) -> frozenset[str] | None:
    """Return the facts that a sentence mentions; None where it cannot be said."""
    sentence: object = sentences.get(code)
    if not isinstance(sentence, str) or not sentence.strip():
        return None
    try:
        return frozenset(name for _, name, _, _ in Formatter().parse(sentence) if name)
    except ValueError:
        return None


def _refused(plugin: Plugin, reason: str, part: str) -> PluginError:
    return PluginError(reason=reason, plugin=plugin.distribution, part=part, name="")

"""Plugins are found by their entry points, held against what fits, and plugged in.

Only a package that the settings let in is looked up, and only its own entry points are
loaded: ``gronatraden.tools``, ``gronatraden.checks``, ``gronatraden.exports`` and
``gronatraden.text``. What is let in and cannot be used stops whatever needs it; a rule
that is left out would be a gate that is left open.
"""

from __future__ import annotations

import sys
from contextlib import redirect_stdout, suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from types import ModuleType
from typing import TYPE_CHECKING, TypeVar

from gronatraden.errors import PluginError
from gronatraden.text import words
from gronatraden.tools import Check, Export, Tool, plugged
from gronatraden.tools.plugged import Plugin
from gronatraden.wiring.fitting import refuse_misfits
from gronatraden.wiring.guarding import guard
from gronatraden.wiring.wording import read_words, refuse_unsaid

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.metadata import EntryPoint

    from gronatraden.text.words import Words

T = TypeVar("T", Tool, Export)

TOOLS, CHECKS, EXPORTS, TEXT = (
    f"gronatraden.{group}" for group in ("tools", "checks", "exports", "text")
)
"""The groups of entry points."""


def plug_in(names: tuple[str, ...]) -> None:
    """Plug in these packages, and no others.

    Args:
        names: Normalized names, as the settings let them in.

    Raises:
        PluginError: When one of them is missing, broken, of the wrong shape, without words,
            or named as something else is.
    """
    found = _found(names)
    plugged.plug_in(plugin for plugin, _ in found)
    words.add(said for _, said in found)


def examined(names: tuple[str, ...], name: str) -> Plugin:
    """Return one plugin, held against the house and those named before it that can be used.

    Raises:
        PluginError: When it cannot be used.
    """
    there: list[tuple[Plugin, Words]] = []
    for other in names[: names.index(name)]:
        with suppress(PluginError):
            there.append(_fitted(other, there))
    plugin, _ = _fitted(name, there)
    return plugin


@cache
def _found(names: tuple[str, ...]) -> tuple[tuple[Plugin, Words], ...]:
    there: list[tuple[Plugin, Words]] = []
    for name in names:
        there.append(_fitted(name, there))
    return tuple(there)


def _fitted(name: str, before: Sequence[tuple[Plugin, Words]]) -> tuple[Plugin, Words]:
    plugin, said = read(name)
    try:
        refuse_misfits(plugin, [other for other, _ in before])
        refuse_unsaid(plugin, said, [other for _, other in before])
        return guard(plugin, said), said
    except PluginError:
        raise
    except Exception as error:  # parts of other types than they are said to be
        kind = type(error).__name__
        raise PluginError(reason="broken", plugin=name, part=name, name=kind) from error


def read(name: str) -> tuple[Plugin, Words]:
    """Return what a package adds and its words, loaded and not yet held against anything.

    Raises:
        PluginError: When it is missing, cannot be loaded, adds nothing or something else.
    """
    try:
        package = distribution(name)
    except PackageNotFoundError as error:
        raise PluginError(reason="missing", plugin=name, part="", name="") from error
    entries = package.entry_points
    plugin = Plugin(
        distribution=name,
        version=package.version,
        tools=tuple(_one(name, e, Tool) for e in entries if e.group == TOOLS),
        checks={e.name: _checks(name, e) for e in entries if e.group == CHECKS},
        exports=tuple(_one(name, e, Export) for e in entries if e.group == EXPORTS),
    )
    if not (plugin.tools or plugin.checks or plugin.exports):
        raise PluginError(reason="adds-nothing", plugin=name, part="", name="")
    spoken = [_load(name, e) for e in entries if e.group == TEXT]
    return plugin, read_words(name, [module for module in spoken if isinstance(module, ModuleType)])


def _one(plugin: str, entry: EntryPoint, kind: type[T]) -> T:
    """Return the tool or export of an entry point, which goes by its name."""
    found = _load(plugin, entry)
    if not isinstance(found, kind):
        raise PluginError(reason="wrong-kind", plugin=plugin, part=entry.value, name=kind.__name__)
    if found.name != entry.name:
        raise PluginError(
            reason="named-otherwise", plugin=plugin, part=str(found.name), name=entry.name
        )
    return found


def _checks(plugin: str, entry: EntryPoint) -> tuple[Check, ...]:
    found = _load(plugin, entry)
    if not isinstance(found, tuple) or not all(isinstance(one, Check) for one in found):
        raise PluginError(reason="wrong-kind", plugin=plugin, part=entry.value, name="Check")
    return found


def _load(plugin: str, entry: EntryPoint) -> object:
    try:
        with redirect_stdout(sys.stderr):  # what a package prints is no answer of ours
            return entry.load()
    except (Exception, SystemExit) as error:
        kind = type(error).__name__
        raise PluginError(reason="broken", plugin=plugin, part=entry.value, name=kind) from error
